"""The pipeline: curriculum, records, site, tree, finished site."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path, PurePosixPath

from wikiskills.browser.course import InBrowser
from wikiskills.browser_proof.stage import ready_for_browser
from wikiskills.checking import read_course
from wikiskills.config import Project
from wikiskills.content_policy import policy_of
from wikiskills.curriculum import Curriculum
from wikiskills.errors import Problem, WikiskillsError, raise_if_any
from wikiskills.execution.job import Executor
from wikiskills.execution.report import report_page
from wikiskills.execution.run import NONE_KNOWN, Progress, run_jobs
from wikiskills.execution.timeline import Timeline
from wikiskills.finished import Summary, note_finished, source_state
from wikiskills.history import lesson_dates
from wikiskills.leaks import Guard, guard_of, notebook_leaks, site_leaks
from wikiskills.lock import exclusive
from wikiskills.mkdocs_config import SiteDetails, derived_config
from wikiskills.offline.kept import LISTS, write_lists
from wikiskills.page_budget import budget_problems
from wikiskills.rendered import is_rendered, note_rendered
from wikiskills.renderer import render_site
from wikiskills.runs import (
    Tell,
    find_data,
    frozen_records,
    import_loose_modules,
    open_store,
    plan_first_looks,
    plan_jobs,
    sure_to_run,
)
from wikiskills.site.assemble import make_site
from wikiskills.site.model import Page, Site
from wikiskills.site.notebooks import make_notebooks
from wikiskills.theme import theme_files
from wikiskills.writer import write_file, write_notebooks, write_tree


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
        dates = lesson_dates(curriculum, project)
        site = make_site(curriculum, project.settings, {**results.records, **frozen}, data, browser, dates=dates)
        guard = guard_of(curriculum)
        raise_if_any(list(notebook_leaks(guard, site.notebooks, project.settings.notebooks)))
        changed = write_site(site, curriculum, project)
        known = render(project, curriculum, guard, browser, site.pages, tell) and not import_loose_modules(jobs, store)
        from_store = tuple(job.lesson for job in jobs if job.lesson not in results.executed)
        executed = tuple((lesson, results.records[lesson].seconds) for lesson in results.executed)
        seconds = round(time.perf_counter() - started, 1)
        summary = Summary(executed, from_store, tuple(frozen), len(site.pages), changed, seconds)
        files = [file for dataset in curriculum.datasets for file in dataset.files]
        if known and all(file.name in data for file in files):
            note_finished(project, sources, {str(data[file.name]): str(file.sha256) for file in files}, summary)
    return summary


def render(  # noqa: PLR0913, PLR0917 - each is its own thing
    project: Project, curriculum: Curriculum, guard: Guard, browser: InBrowser, pages: Sequence[Page], tell: Tell
) -> bool:
    """Render the Markdown tree, unless the finished site is what it makes already; tell whether this will be known."""
    build_folder, site_folder = project.path(project.settings.build), project.path(project.settings.site)
    budget = project.settings.page_budget
    checked = f"{guard.answers.digest} {browser.digest} {budget} {policy_of(())} {LISTS}"
    if is_rendered(build_folder, site_folder, checked):
        return True
    tell(f"rendering {len(pages)} pages")

    def inspect(folder: Path) -> list[Problem]:
        return [*site_leaks(guard, folder, project.settings.site), *budget_problems(folder, pages, budget)]

    def complete(folder: Path) -> None:
        browser.place(folder)
        write_lists(folder, curriculum)

    render_site(
        build_folder / "mkdocs.yml",
        site_folder,
        docs=f"{project.settings.build}/docs",
        tell=tell,
        inspect=inspect,
        complete=complete,
    )
    note_rendered(build_folder, site_folder, checked)
    return is_rendered(build_folder, site_folder, checked)


def refresh_notebooks(project: Project) -> int:
    """Write the learner notebooks, as a build does; give the number of those that changed."""
    curriculum = read_course(project)
    notebooks = make_notebooks(curriculum)
    raise_if_any(list(notebook_leaks(guard_of(curriculum), notebooks, project.settings.notebooks)))
    return update_notebooks(notebooks, project)


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
    theme = write_tree(theme_files(curriculum.words), folder / "theme", shown=f"{settings.build}/theme")
    root_config = project.path("mkdocs.yml").read_text(encoding="utf-8")
    write_file(folder / "mkdocs.yml", derived_config(root_config, site_details(curriculum, project, site)).encode())
    return len(docs.changed) + len(theme.changed) + update_notebooks(site.notebooks, project)


def site_details(curriculum: Curriculum, project: Project, site: Site) -> SiteDetails:
    """Give what the course says for the configuration of the renderer, which lies in the folder of the build."""
    course, words, build_folder = curriculum.course, curriculum.words, PurePosixPath(project.settings.build)
    up = "/".join(".." for _ in build_folder.parts)
    return SiteDetails(
        nav=site.nav,
        metadata=site.metadata,
        site_name=course.title,
        site_url=course.site_url,
        site_description=escape(course.tagline),
        copyright=words.say("navigation.licences", text=course.licence.text, code=course.licence.code),
        words=words,
        repo_url=course.repository,
        custom_dir="theme",
        site_dir="site",  # for other renderers, some of which write only below the file; render_site has its own
        project=up,
    )


def update_notebooks(notebooks: tuple[Page, ...], project: Project) -> int:
    """Write the learner notebooks into their folder, and remove others; give how many changed or went."""
    name = project.settings.notebooks
    files = {page.path: page.text.encode() for page in notebooks}
    written = write_notebooks(files, project.path(name), shown=name)
    return len(written.changed) + len(written.removed)
