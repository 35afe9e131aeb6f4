"""What of a whole course runs in the browser, on the runtime that this machine has."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from wikiskills.browser.plan import BrowserExercise, browser_exercises
from wikiskills.config import Settings
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.errors import Problem
from wikiskills.memory import Memory, recall
from wikiskills.runtime.catalogue import Catalogue, Package, load_catalogue
from wikiskills.runtime.offer import Runtime, RuntimeFile, open_runtime, place_file


@dataclass(frozen=True)
class InBrowser:
    """The exercises that run in the browser, by lesson, and the runtime; without a runtime, none run."""

    exercises: Mapping[str, tuple[BrowserExercise, ...]] = field(default_factory=dict)
    runtime: Runtime | None = None

    def exercises_of(self, entry: CourseLesson) -> tuple[BrowserExercise, ...]:
        """Give the exercises of a lesson that learners can run on its page, in reading order."""
        return self.exercises.get(entry.id, ()) if self.runtime else ()

    @cached_property
    def packages(self) -> tuple[str, ...]:
        """Name the packages that any exercise imports, hidden checks included, or that its learners may import."""
        planned = [one for exercises in self.exercises.values() for one in exercises]
        runs = [run for one in planned for run in (one.public, one.whole, *one.names.values())]
        return tuple(sorted({name for run in runs for name in run.packages}))

    @property
    def whole_packages(self) -> tuple[Package, ...]:
        """Give the packages of the course with all that they depend on; none without a runtime."""
        return self.runtime.catalogue.closure(self.packages) if self.runtime else ()

    @cached_property
    def lock(self) -> tuple[str, str]:
        """Name and text of the lock file for the packages of the course."""
        return self.runtime.lock(self.packages) if self.runtime else ("", "")

    def files(self) -> dict[str, RuntimeFile | bytes]:
        """Give the files of the runtime that a site needs, by their names in it."""
        if not self.runtime or not any(self.exercises.values()):
            return {}
        name, text = self.lock
        found: dict[str, RuntimeFile | bytes] = dict(self.runtime.published(self.packages))
        return {f"{self.runtime.folder}/{file}": content for file, content in {**found, name: text.encode()}.items()}

    @property
    def digest(self) -> str:
        """Name what of the runtime a site holds."""
        return f"{self.runtime.folder} {self.lock[0]}" if self.files() and self.runtime else ""

    def place(self, folder: Path) -> None:
        """Write the files of the runtime into the folder of a site.

        Raises `WikiskillsError` where a file of this machine is no longer what it was, `OSError` as writing does.
        """
        for name, content in self.files().items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                target.write_bytes(content)
            else:
                place_file(content, target)


NOTHING = InBrowser()


def plan_course(
    curriculum: Curriculum,
    settings: Settings,
    data: Container[str],
    problems: list[Problem],
    memory: Memory | None = None,
) -> InBrowser:
    """Plan what runs in the browser; `data` are the names of the data files that can be had.

    What cannot run there and is not listed as such goes to `problems`. `memory` keeps what lessons gave for a caller
    that plans again and again. Raises `WikiskillsError` for an unknown runtime.
    """
    catalogue = load_catalogue(settings.runtime)
    planned: dict[str, tuple[BrowserExercise, ...]] = {}
    for entry in curriculum.written:
        source = entry.lesson, entry.plan.notebook_only, settings.runtime
        planned[entry.id], found = recall(memory, ("browser", entry.id), source, partial(_planned, entry, catalogue))
        problems.extend(found)
    whole = {entry.id for entry in curriculum.written if _has_data(curriculum, entry, data)}
    exercises = {lesson: found for lesson, found in planned.items() if lesson in whole}
    return InBrowser(exercises, open_runtime(settings.runtime))


def _planned(entry: CourseLesson, catalogue: Catalogue) -> tuple[tuple[BrowserExercise, ...], list[Problem]]:
    found: list[Problem] = []
    return browser_exercises(entry, catalogue, found), found


def _has_data(curriculum: Curriculum, entry: CourseLesson, data: Container[str]) -> bool:
    return all(file.name in data for dataset in curriculum.datasets_of(entry) for file in dataset.files)
