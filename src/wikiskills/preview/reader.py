"""Read a course again and again: what did not change is not worked out anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from wikiskills.browser.course import InBrowser, plan_course
from wikiskills.build import site_details
from wikiskills.checking import read_course
from wikiskills.config import Project, load_project
from wikiskills.curriculum import Curriculum
from wikiskills.errors import Problem
from wikiskills.execution.job import Job, Step
from wikiskills.execution.key import CacheKey, cache_key
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.store import Store
from wikiskills.memory import Memory, recall
from wikiskills.mkdocs_config import derived_config
from wikiskills.preview.pages import Tree
from wikiskills.preview.places import Source, sources_of
from wikiskills.preview.stand_in import stand_in
from wikiskills.runs import Tell, find_data, frozen_records, open_store, plan_first_looks, plan_jobs
from wikiskills.site.assemble import make_site
from wikiskills.site.model import Site
from wikiskills.snapshot import digest, stamps
from wikiskills.theme import theme_files
from wikiskills.writer import write_tree


@dataclass(frozen=True)
class Reading:
    """A course as it was read at one moment, with the records that are known."""

    project: Project
    curriculum: Curriculum
    data: Mapping[str, Path]
    jobs: tuple[Job, ...]
    keys: Mapping[str, CacheKey]
    records: Mapping[str, ExecutionRecord]
    """By lesson: those of the store, and frozen ones."""
    sources: Mapping[str, Source]
    browser: InBrowser
    problems: tuple[Problem, ...]
    """What is wrong, and lets pages be shown all the same."""

    @property
    def missing(self) -> tuple[Job, ...]:
        """The jobs that have no record."""
        return tuple(job for job in self.jobs if job.lesson not in self.records)


class Reader:
    """Reads one project; keeps what it knows for the next time."""

    def __init__(self, root: Path, tell: Tell) -> None:
        self.root, self.tell = root, tell
        self.data: Mapping[str, Path] | None = None
        self.records: dict[str, ExecutionRecord] = {}
        """By the digest of their keys."""
        self.last: dict[str, tuple[Sequence[Step], ExecutionRecord]] = {}
        """The record that each lesson had last, and of which steps."""
        self.memory: Memory = {}

    def store(self, project: Project) -> Store:
        """Open the store of the project."""
        return open_store(project, self.tell)

    def read(self, *, only_lessons: bool) -> Reading:
        """Read the course; raise `WikiskillsError` where it cannot be read.

        With `only_lessons` nothing but files of lessons changed since the last time.
        """
        project = load_project(self.root)
        curriculum = read_course(project)
        if self.data is None or not only_lessons:
            self.data = None  # not to be taken for right where it cannot be found
            self.data = find_data(curriculum, project, self.tell)
        frozen = frozen_records(curriculum, project, self.data)
        jobs = (*plan_jobs(curriculum, project, self.data), *plan_first_looks(curriculum, project, self.data))
        store = self.store(project)
        keys = self._keys(jobs, store)
        problems: list[Problem] = []
        browser = plan_course(curriculum, project.settings, self.data, problems, self.memory)
        records = {**self._records(jobs, keys, store), **frozen}
        sources = sources_of(curriculum, project)
        return Reading(project, curriculum, self.data, jobs, keys, records, sources, browser, tuple(problems))

    def _keys(self, jobs: Sequence[Job], store: Store) -> dict[str, CacheKey]:
        installed = store.installed()
        return {
            job.lesson: recall(self.memory, ("key", job.lesson), (job, installed), partial(cache_key, job, installed))
            for job in jobs
        }

    def _records(self, jobs: Sequence[Job], keys: Mapping[str, CacheKey], store: Store) -> dict[str, ExecutionRecord]:
        unknown = {lesson: key for lesson, key in keys.items() if key.digest not in self.records}
        new = {keys[lesson].digest: record for lesson, record in store.find(unknown).items()} if unknown else {}
        known = {**self.records, **new}
        self.records = {key.digest: known[key.digest] for key in keys.values() if key.digest in known}
        found = {job.lesson: known[keys[job.lesson].digest] for job in jobs if keys[job.lesson].digest in known}
        self.last |= {job.lesson: (job.steps, found[job.lesson]) for job in jobs if job.lesson in found}
        return found

    def site(self, reading: Reading) -> Site:
        """Make the site; what was not run yet is shown with what it gave last, where that is known.

        Raises `WikiskillsError` with what cannot be shown.
        """
        unsure = {job.lesson: self._stand_in(job) for job in reading.missing}
        records = {**reading.records, **unsure}
        settings = reading.project.settings
        return make_site(
            reading.curriculum,
            settings,
            records,
            reading.data,
            reading.browser,
            memory=self.memory,
            unsure=unsure.keys(),
        )

    def _stand_in(self, job: Job) -> ExecutionRecord:
        return stand_in(job.steps, *self.last.get(job.lesson, ((), None)))


def tree_of(site: Site, curriculum: Curriculum, project: Project, folder: Path) -> Tree:
    """Give what MkDocs renders, with the configuration and the theme, which are written into `folder`.

    Raises `WikiskillsError` where mkdocs.yml is wrong, or the files cannot be written.
    """
    details = replace(
        site_details(curriculum, project, site),
        custom_dir="theme",
        docs_dir="docs",
        site_dir="site",
        project=project.root.as_posix(),
    )
    config = derived_config(project.path("mkdocs.yml").read_text(encoding="utf-8"), details)
    write_tree(theme_files(curriculum.words), folder / "theme")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8", newline="\n")
    theme = digest(stamps(folder / "theme"))
    pages = {page.path: page.text for page in site.pages}
    return Tree(config, theme, pages, {asset.path: asset.content for asset in site.assets})
