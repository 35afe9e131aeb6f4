"""The pipeline: curriculum, records, site, tree, finished site."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from wikiskills.browser.course import InBrowser, plan_course
from wikiskills.browser_proof.stage import ready_for_browser
from wikiskills.config import Project
from wikiskills.curriculum import Curriculum, load_curriculum
from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.execution.job import Executor
from wikiskills.execution.report import report_page
from wikiskills.execution.run import NONE_KNOWN, Progress, run_jobs
from wikiskills.execution.timeline import Timeline
from wikiskills.finished import Summary, note_finished, source_state
from wikiskills.leaks import Guard, guard_of, notebook_leaks, site_leaks
from wikiskills.lock import exclusive
from wikiskills.mkdocs_config import SiteDetails, derived_config
from wikiskills.render.math import math_problems
from wikiskills.rendered import is_rendered, note_rendered
from wikiskills.renderer import render_site
from wikiskills.runs import (
    Tell,
    find_data,
    frozen_problems,
    frozen_records,
    import_loose_modules,
    open_store,
    plan_first_looks,
    plan_jobs,
    sure_to_run,
    wrong_data,
)
from wikiskills.site.assemble import make_notebooks, make_site
from wikiskills.site.model import Page, Site
from wikiskills.theme import theme_files
from wikiskills.writer import notebooks_in, write_file, write_notebooks, write_tree


def build(  # noqa: PLR0913 - each is its own thing
    project: Project,
    executor: Executor,
    workers: int,
    progress: Progress,
    tell: Tell,
    *,
    expected: Mapping[str, float] = NONE_KNOWN,
) -> Summary:
    """Build the whole course; raise `WikiskillsError` with all problems of the first stage that has any.

    The finished site is replaced in one step at the end: a failure or a kill leaves the old one whole.
    `expected` are the seconds that lessons took before.
    """
    started = time.perf_counter()
    with exclusive(project.path(project.settings.build) / ".lock", tell=tell):
        sources = source_state(project)
        curriculum = read_course(project)
        data = find_data(curriculum, project, tell)
        frozen = frozen_records(curriculum, project, data)
        jobs = [*plan_jobs(curriculum, project, data), *plan_first_looks(curriculum, project, data)]
        store = open_store(project, tell)
        timeline = Timeline(progress)
        executor.prepare(sure_to_run(jobs, store))  # so that libraries are imported while the store is asked
        names = dict.fromkeys([*(str(entry.id) for entry in curriculum.written), *(job.lesson for job in jobs)])
        with reported(project, curriculum, list(names), frozen, timeline):
            results = run_jobs(jobs, executor, store, workers, timeline, expected=expected)
        browser = ready_for_browser(curriculum, project, data, tell)
        site = make_site(curriculum, project.settings, {**results.records, **frozen}, data, browser)
        guard = guard_of(curriculum)
        raise_if_any(list(notebook_leaks(guard, site.notebooks, project.settings.notebooks)))
        changed = write_site(site, curriculum, project)
        known = render(project, guard, browser, len(site.pages), tell) and not import_loose_modules(jobs, store)
        from_store = tuple(job.lesson for job in jobs if job.lesson not in results.executed)
        executed = tuple((lesson, results.records[lesson].seconds) for lesson in results.executed)
        seconds = round(time.perf_counter() - started, 1)
        summary = Summary(executed, from_store, tuple(frozen), len(site.pages), changed, seconds)
        files = [file for dataset in curriculum.datasets for file in dataset.files]
        if known and all(file.name in data for file in files):
            note_finished(project, sources, {str(data[file.name]): str(file.sha256) for file in files}, summary)
    return summary


def render(project: Project, guard: Guard, browser: InBrowser, pages: int, tell: Tell) -> bool:
    """Render the Markdown tree, unless the finished site is what it makes already; tell whether this will be known."""
    build_folder, site_folder = project.path(project.settings.build), project.path(project.settings.site)
    checked = f"{guard.answers.digest} {browser.digest}"
    if is_rendered(build_folder, site_folder, checked):
        return True
    tell(f"rendering {pages} pages")
    render_site(
        build_folder / "mkdocs.yml",
        site_folder,
        docs=f"{project.settings.build}/docs",
        tell=tell,
        inspect=lambda folder: site_leaks(guard, folder, project.settings.site),
        complete=browser.place,
    )
    note_rendered(build_folder, site_folder, checked)
    return is_rendered(build_folder, site_folder, checked)


def read_course(project: Project) -> Curriculum:
    """Read the course and check all that needs no execution, its formulas included."""
    curriculum = load_curriculum(project)
    raise_if_any([problem for text, place in curriculum.texts() for problem in math_problems(text, place)])
    return curriculum


def check(project: Project) -> Curriculum:
    """Check everything that can be checked without running a lesson; raise `WikiskillsError` with all problems."""
    curriculum = read_course(project)
    made = make_notebooks(curriculum)
    notebooks = [
        *_notebook_problems(made, project),
        *notebook_leaks(guard_of(curriculum), made, project.settings.notebooks),
    ]
    unknown: list[Problem] = []
    plan_course(curriculum, project.settings, (), unknown)
    raise_if_any([*notebooks, *unknown, *frozen_problems(curriculum, project), *wrong_data(curriculum, project)])
    return curriculum


def refresh_notebooks(project: Project) -> int:
    """Write the learner notebooks, as a build does; give the number of those that changed."""
    curriculum = read_course(project)
    notebooks = make_notebooks(curriculum)
    raise_if_any(list(notebook_leaks(guard_of(curriculum), notebooks, project.settings.notebooks)))
    return _write_notebooks(notebooks, project)


@contextmanager
def reported(
    project: Project, curriculum: Curriculum, lessons: Sequence[str], frozen: Collection[str], timeline: Timeline
) -> Iterator[None]:
    """Write the report of what runs within, also where it fails."""
    problems: Sequence[Problem] = ()
    try:
        yield
    except WikiskillsError as error:
        problems = error.problems
        raise
    finally:
        exceptions = list(map(str, curriculum.waivers()))
        page = report_page(list(timeline.outcomes(lessons, frozen)), problems, exceptions)
        with suppress(OSError):  # as on a full disk: what is wrong with the course must be told all the same
            write_file(project.path(project.settings.build) / "report.html", page.encode())


def write_site(site: Site, curriculum: Curriculum, project: Project) -> int:
    """Write the Markdown tree, the renderer's configuration, the theme and the notebooks; count what changed."""
    settings = project.settings
    folder = project.path(settings.build)
    tree: dict[str, bytes | Path] = {page.path: page.text.encode() for page in site.pages}
    tree.update({asset.path: asset.content for asset in site.assets})
    docs = write_tree(tree, folder / "docs", shown=f"{settings.build}/docs")
    theme = write_tree(theme_files(), folder / "theme", shown=f"{settings.build}/theme")
    root_config = project.path("mkdocs.yml").read_text(encoding="utf-8")
    write_file(folder / "mkdocs.yml", derived_config(root_config, _details(curriculum, project, site)).encode())
    return len(docs.changed) + len(theme.changed) + _write_notebooks(site.notebooks, project)


def _details(curriculum: Curriculum, project: Project, site: Site) -> SiteDetails:
    course, build_folder = curriculum.course, PurePosixPath(project.settings.build)
    up = "/".join(".." for _ in build_folder.parts)
    return SiteDetails(
        nav=site.nav,
        site_name=course.title,
        site_url=course.site_url,
        site_description=course.tagline,
        copyright=f"Texts {course.licence.text}, code {course.licence.code}",
        language=course.language,
        repo_url=course.repository,
        custom_dir="theme",
        site_dir=f"{up}/{project.settings.site}",
        project=up,
    )


def _write_notebooks(notebooks: tuple[Page, ...], project: Project) -> int:
    name = project.settings.notebooks
    files = {page.path: page.text.encode() for page in notebooks}
    written = write_notebooks(files, project.path(name), shown=name)
    return len(written.changed) + len(written.removed)


def _notebook_problems(notebooks: tuple[Page, ...], project: Project) -> list[Problem]:
    folder = project.path(project.settings.notebooks)
    expected = {folder / page.path: page.text for page in notebooks}
    hint = "run 'wikiskills notebooks' and commit the result"
    found = [
        Problem(Location(project.shown(path)), "E820", "the learner notebook is not what its lesson makes", hint)
        for path, text in expected.items()
        if not path.is_file() or path.read_bytes() != text.encode()
    ]
    stale = sorted(folder / name for name in notebooks_in(folder) if folder / name not in expected)
    hint = "run 'wikiskills notebooks', which removes it"
    return found + [
        Problem(Location(project.shown(path)), "E821", "no lesson makes this notebook", hint) for path in stale
    ]
