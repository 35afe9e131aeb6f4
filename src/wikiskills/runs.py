"""What has to be run of a course, on which data; what is published without; and where records are kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from wikiskills.config import Project
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.dataset import resolve
from wikiskills.errors import Problem, raise_if_any
from wikiskills.execution.frozen import read_frozen
from wikiskills.execution.job import DataMount, Job, steps_of
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.remote import SharedStore
from wikiskills.execution.store import Store

Tell = Callable[[str], None]


def find_data(curriculum: Curriculum, project: Project) -> dict[str, Path]:
    """Find the bytes of the data files of the course, verified; raise `WikiskillsError` where one cannot be had.

    Files that only frozen lessons read may be away.
    """
    found = _resolved(curriculum, project)
    spared = _files_of(curriculum, frozen=True) - _files_of(curriculum, frozen=False)
    problems = {name: problem for name, problem in found.items() if isinstance(problem, Problem)}
    raise_if_any([problem for name, problem in problems.items() if problem.code != "E600" or name not in spared])
    return {name: path for name, path in found.items() if isinstance(path, Path)}


def wrong_data(curriculum: Curriculum, project: Project) -> list[Problem]:
    """Find the data files that are at hand and are not what their cards say."""
    found = _resolved(curriculum, project).values()
    return [problem for problem in found if isinstance(problem, Problem) and problem.code != "E600"]


def _resolved(curriculum: Curriculum, project: Project) -> dict[str, Path | Problem]:
    return {str(file.name): resolve(file, project.root) for data in curriculum.datasets for file in data.files}


def _files_of(curriculum: Curriculum, *, frozen: bool) -> set[str]:
    entries = [entry for entry in curriculum.written if entry.plan.freeze == frozen]
    return {str(file.name) for entry in entries for data in curriculum.datasets_of(entry) for file in data.files}


def has_data(curriculum: Curriculum, entry: CourseLesson, data: Mapping[str, Path]) -> bool:
    """Tell whether all files that a lesson reads are in `data`."""
    return all(file.name in data for dataset in curriculum.datasets_of(entry) for file in dataset.files)


def plan_jobs(curriculum: Curriculum, project: Project, data: Mapping[str, Path]) -> list[Job]:
    """List what has to be run for the written lessons; those whose data cannot be had are frozen."""
    settings = project.settings
    return [
        Job(
            lesson=entry.id,
            steps=steps_of(entry.lesson),
            data=tuple(
                DataMount(str(file.name), data[file.name], str(file.sha256))
                for dataset in curriculum.datasets_of(entry)
                for file in dataset.files
            ),
            kernel=str(settings.kernel),
            cell_timeout=settings.cell_timeout,
            memory_limit=settings.memory_limit,
        )
        for entry in curriculum.written
        if entry.lesson is not None and has_data(curriculum, entry, data)
    ]


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
