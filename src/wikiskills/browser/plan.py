"""The exercises of a course as they run in the browser, or why one cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wikiskills.browser.needs import imported_by, packages_for, pieces_of
from wikiskills.browser.setup_slice import History, history_of, setup_of
from wikiskills.curriculum import CourseLesson
from wikiskills.errors import Problem
from wikiskills.exercise import Exercise
from wikiskills.percent import Cell, Tag
from wikiskills.runtime.catalogue import Catalogue

_NOT_RUN = {Tag.SKIP_EXECUTION, Tag.RAISES_EXCEPTION}


@dataclass(frozen=True)
class Run:
    """Code cells that run before an answer, and the names of the packages that all code together imports."""

    setup: tuple[Cell, ...]
    packages: tuple[str, ...]


@dataclass(frozen=True)
class BrowserExercise:
    """An exercise as learners run it, with the public checks, and as the proof does, with the hidden ones too."""

    exercise: Exercise
    public: Run
    whole: Run
    history: History
    """What of the lesson stands above."""
    catalogue: Catalogue

    @property
    def before(self) -> tuple[Cell, ...]:
        """The code cells that stand above, in their order, with the imports at their heads apart."""
        return self.history.cells

    @cached_property
    def names(self) -> Mapping[str, Run]:
        """What else learners may look at: what of `before` has to run for an answer that uses one of these names."""
        return dict(_names(self.history, self.public, self.catalogue))


def browser_exercises(
    entry: CourseLesson, catalogue: Catalogue, problems: list[Problem]
) -> tuple[BrowserExercise, ...]:
    """Plan the exercises of a lesson, without those that the outline leaves to notebooks.

    An exercise that imports what the browser's Python does not have goes to `problems` (E560).
    """
    if entry.lesson is None:
        return ()
    code = [cell for cell in entry.lesson.cells if cell.is_code and not cell.tags & _NOT_RUN]
    history = history_of([piece for cell in code for piece in pieces_of(cell)])
    return tuple(_planned(_wanted(entry), history, catalogue, problems))


def browser_problems(entry: CourseLesson, catalogue: Catalogue) -> list[Problem]:
    """Find the exercises of a lesson that `browser_exercises` reports, without a plan where all modules are known."""
    if entry.lesson is None:
        return []
    parts = [part for one in _wanted(entry) for part in (one.starter, one.solution, *one.checks, *one.hidden_checks)]
    code = (cell.source for cell in (*entry.lesson.cells, *parts) if cell.is_code)
    problems: list[Problem] = []
    if packages_for(imported_by(code), catalogue)[1]:
        browser_exercises(entry, catalogue, problems)
    return problems


def _wanted(entry: CourseLesson) -> list[Exercise]:
    left_out = {str(only.exercise) for only in entry.plan.notebook_only}
    return [exercise for exercise in entry.exercises if exercise.id not in left_out]


def _planned(
    exercises: Iterable[Exercise], history: History, catalogue: Catalogue, problems: list[Problem]
) -> Iterator[BrowserExercise]:
    for exercise in exercises:
        before = history.before(exercise.where.line)
        unknown: set[str] = set()
        public = _run(exercise, exercise.checks, before, catalogue, unknown)
        whole = _run(exercise, exercise.checks + exercise.hidden_checks, before, catalogue, unknown)
        problems.extend(_unknown_module(exercise, module) for module in sorted(unknown))
        if not unknown:
            yield BrowserExercise(exercise, public, whole, before, catalogue)


def _run(exercise: Exercise, checks: Sequence[Cell], before: History, catalogue: Catalogue, unknown: set[str]) -> Run:
    """Plan what runs before the answer, so that it and `checks` can run; `unknown` gets modules that are not there."""
    answers = [exercise.starter.source, exercise.solution.source]
    after = [cell.source for cell in checks]
    needed = {cell for answer in answers for cell in setup_of(before, [answer, *after])}
    setup = tuple(cell for cell in before.cells if cell in needed)
    packages, missing = packages_for(imported_by([*(cell.source for cell in setup), *answers, *after]), catalogue)
    unknown |= missing
    return Run(setup, tuple(sorted(packages)))


def _names(before: History, public: Run, catalogue: Catalogue) -> Iterator[tuple[str, Run]]:
    """Plan what each name that learners see needs and the set-up does not make, where the browser has its packages."""
    shown = [
        effects for cell, effects in zip(before.cells, before.effects, strict=True) if Tag.REMOVE_CELL not in cell.tags
    ]
    for name in sorted({name for effects in shown for effect in effects for name in effect.binds}):
        setup = setup_of(before, [name])
        packages, missing = packages_for(imported_by(cell.source for cell in setup), catalogue)
        if not missing and not set(setup) <= set(public.setup):
            yield name, Run(setup, tuple(sorted(packages)))


def _unknown_module(exercise: Exercise, module: str) -> Problem:
    message = f"exercise '{exercise.id}' needs '{module}', which the browser's Python does not have"
    hint = f"list it in its track: notebook_only: [{{exercise: {exercise.id}, reason: ...}}], or do without the module"
    return Problem(exercise.where, "E560", message, hint)
