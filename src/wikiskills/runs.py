"""What has to be run of a course, on which data; what is published without; and where records are kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from wikiskills.config import Project
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.dataset import DataFile
from wikiskills.errors import Problem, raise_if_any
from wikiskills.execution.frozen import read_frozen
from wikiskills.execution.job import DataMount, Job, steps_of
from wikiskills.execution.key import code_parts
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.remote import SharedStore
from wikiskills.execution.store import Store
from wikiskills.first_looks import job_name
from wikiskills.lesson import Lesson
from wikiskills.lock import say_nothing
from wikiskills.sources.access import open_cache, open_fetcher
from wikiskills.sources.resolve import Found, Kept, resolve
from wikiskills.sources.watch import LineWatch

Tell = Callable[[str], None]


def find_data(curriculum: Curriculum, project: Project, tell: Tell = say_nothing) -> dict[str, Path]:
    """Find the verified bytes of the data files of the course; raise `WikiskillsError` where one cannot be had.

    What a lesson or a first look reads is fetched if need be. What is missing all the same is left out where only
    frozen lessons or first looks read it, or none.
    """
    fetcher = open_fetcher(project.root, curriculum.course.contact, LineWatch(tell))
    read = {str(file.name) for entry in curriculum.written for file in _files_of(curriculum, entry)}
    read |= {str(file.name) for dataset_id in curriculum.first_looks for file in curriculum.dataset(dataset_id).files}
    found = {
        str(file.name): resolve(file, project.root, fetcher if file.name in read else Kept(fetcher.cache))
        for dataset in curriculum.datasets
        for file in dataset.files
    }
    spared = _spared(curriculum)
    raise_if_any(
        [
            problem
            for name, problem in found.items()
            if isinstance(problem, Problem) and (problem.code != "E600" or name not in spared)
        ]
    )
    missing = {name for name in read if isinstance(found[name], Problem)}
    away = [str(each.id) for each in curriculum.datasets if missing & {str(file.name) for file in each.files}]
    if away:
        tell(f"not at hand: {', '.join(away)} ('wikiskills data fetch' says why)")
    return {name: result.path for name, result in found.items() if isinstance(result, Found)}


def wrong_data(curriculum: Curriculum, project: Project) -> list[Problem]:
    """Find the data files that are at hand and are not what their cards say; nothing is fetched."""
    kept = Kept(open_cache())
    found = [resolve(file, project.root, kept) for dataset in curriculum.datasets for file in dataset.files]
    return [problem for problem in found if isinstance(problem, Problem) and problem.code != "E600"]


def _spared(curriculum: Curriculum) -> set[str]:
    """Name the files that may be away: those of frozen lessons alone, and what no lesson makes the build download."""
    needed = {
        file.name for entry in curriculum.written if not entry.plan.freeze for file in _files_of(curriculum, entry)
    }
    frozen = {
        str(file.name) for entry in curriculum.written if entry.plan.freeze for file in _files_of(curriculum, entry)
    }
    remote = {str(file.name) for dataset in curriculum.datasets for file in dataset.files if file.is_remote}
    return (frozen | remote) - needed


def _files_of(curriculum: Curriculum, entry: CourseLesson) -> list[DataFile]:
    return [file for dataset in curriculum.datasets_of(entry) for file in dataset.files]


def has_data(curriculum: Curriculum, entry: CourseLesson, data: Mapping[str, Path]) -> bool:
    """Tell whether all files that a lesson reads are in `data`."""
    return all(file.name in data for file in _files_of(curriculum, entry))


def plan_jobs(curriculum: Curriculum, project: Project, data: Mapping[str, Path]) -> list[Job]:
    """List what has to be run: the written lessons, but those whose data cannot be had, which are frozen."""
    return [
        _job(str(entry.id), entry.lesson, _files_of(curriculum, entry), project, data)
        for entry in curriculum.written
        if entry.lesson is not None and has_data(curriculum, entry, data)
    ]


def plan_first_looks(curriculum: Curriculum, project: Project, data: Mapping[str, Path]) -> list[Job]:
    """List what has to be run for the pages of datasets; those that are not at hand have no first look."""
    looks = [(curriculum.dataset(name), look) for name, look in curriculum.first_looks.items()]
    return [
        _job(job_name(dataset.id), look, dataset.files, project, data)
        for dataset, look in looks
        if all(file.name in data for file in dataset.files)
    ]


def _job(name: str, lesson: Lesson, files: Iterable[DataFile], project: Project, data: Mapping[str, Path]) -> Job:
    settings = project.settings
    return Job(
        lesson=name,
        steps=steps_of(lesson),
        data=tuple(DataMount(str(file.name), data[file.name], str(file.sha256)) for file in files),
        kernel=str(settings.kernel),
        cell_timeout=settings.cell_timeout,
        memory_limit=settings.memory_limit,
    )


def sure_to_run(jobs: Sequence[Job], store: Store) -> list[Job]:
    """List the jobs whose code is not that of their last record; none where a shared store may know it."""
    if store.shared:
        return []
    last = {job.lesson: store.last_key(job.lesson) for job in jobs}
    return [job for job in jobs if (key := last[job.lesson]) is None or key.code != tuple(code_parts(job.steps))]


def import_loose_modules(jobs: Sequence[Job], store: Store) -> bool:
    """Tell whether the last keys of these jobs count modules of no distribution, or cannot be read."""
    keys = [store.last_key(job.lesson) for job in jobs]
    return any(key is None or any(part.name.startswith("module ") for part in key.parts) for key in keys)


def frozen_records(curriculum: Curriculum, project: Project, data: Mapping[str, Path]) -> dict[str, ExecutionRecord]:
    """Read the committed records of lessons whose data cannot be had; raise `WikiskillsError` where one is wrong."""
    entries = [entry for entry in curriculum.written if not has_data(curriculum, entry, data)]
    found = {entry.id: _frozen(entry, project) for entry in entries}
    raise_if_any([problem for problem in found.values() if isinstance(problem, Problem)])
    return {lesson: record for lesson, record in found.items() if isinstance(record, ExecutionRecord)}


def frozen_problems(curriculum: Curriculum, project: Project) -> list[Problem]:
    """Find frozen lessons whose committed record is missing, damaged or no longer fits."""
    found = [_frozen(entry, project) for entry in curriculum.written if entry.plan.freeze]
    return [problem for problem in found if isinstance(problem, Problem)]


def frozen_name(entry: CourseLesson, project: Project) -> str:
    """Name the file of a lesson's committed record, relative to the project."""
    return f"{project.settings.records}/{entry.track.id}/{entry.id}.json"


def _frozen(entry: CourseLesson, project: Project) -> ExecutionRecord | Problem:
    name = frozen_name(entry, project)
    return read_frozen(project.path(name), name, entry.plan.id.where, steps_of(entry.lesson) if entry.lesson else ())


def open_store(project: Project, tell: Tell) -> Store:
    """Open the project's store, and the shared one that the environment or the settings name."""
    settings = project.settings
    address = os.environ.get("WIKISKILLS_SHARED_STORE") or settings.shared_store
    if address and "://" not in address:
        address = str(project.path(address))
    shared = SharedStore(address, tell) if address else None
    return Store(project.path(settings.store), settings.store_limit * 1_000_000, shared)
