"""What an executor runs: a lesson's code cells in order, and the attempts at its exercises where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wikiskills.execution.record import ExecutionRecord
from wikiskills.exercise import Exercise
from wikiskills.lesson import Lesson
from wikiskills.percent import Cell, Tag


@dataclass(frozen=True)
class Attempt:
    """An answer to an exercise and its checks, run on a copy of the lesson's state that is then thrown away.

    The solution must pass every check; the untouched starter and each mutant must fail at least one.
    """

    exercise: str
    answer: Cell
    checks: tuple[Cell, ...]
    must_pass: bool

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The answer, then the checks."""
        return (self.answer, *self.checks)


Step = Cell | Attempt


@dataclass(frozen=True)
class DataMount:
    """A data file and the name under data/ by which the lesson reads it."""

    name: str
    path: Path
    sha256: str


@dataclass(frozen=True)
class Job:
    """One lesson to run. `cell_timeout` is in seconds, `memory_limit` in megabytes."""

    lesson: str
    steps: tuple[Step, ...]
    data: tuple[DataMount, ...]
    kernel: str
    cell_timeout: int
    memory_limit: int = 4000


Report = Callable[[int], None]
"""Told the number of steps done so far, at the beginning and after each step."""


class Executor(Protocol):
    """Runs one job at a time; may be called from several threads."""

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Be told which jobs will come, before the first of them; perhaps of some earlier, and then of all."""

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        """Run a job; raise `WikiskillsError` with the place of what failed."""


def cells_of(step: Step) -> tuple[Cell, ...]:
    """Give the cells that are run in a step."""
    return step.cells if isinstance(step, Attempt) else (step,)


def shown_cell(step: Step) -> Cell:
    """Give the cell of a step that its outputs belong to and that messages point at: of an attempt, the answer."""
    return step.answer if isinstance(step, Attempt) else step


def steps_of(lesson: Lesson) -> tuple[Step, ...]:
    """List what is run of a lesson, in order; `skip-execution` cells are left out."""
    return tuple(_steps(lesson))


def _steps(lesson: Lesson) -> Iterator[Step]:
    for block in lesson.blocks:
        if isinstance(block, Exercise):
            yield from _attempts(block)
        elif isinstance(block, Cell) and block.is_code and Tag.SKIP_EXECUTION not in block.tags:
            yield block


def _attempts(exercise: Exercise) -> Iterator[Attempt]:
    checks = exercise.checks + exercise.hidden_checks
    yield Attempt(exercise.id, exercise.solution, checks, must_pass=True)
    for answer in (exercise.starter, *exercise.mutants):
        yield Attempt(exercise.id, answer, checks, must_pass=False)
