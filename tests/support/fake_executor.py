"""An executor without kernels: it gives out what was recorded for the last line of a cell's code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wikiskills.execution.job import Attempt, Job, Report, Step
from wikiskills.execution.record import ExecutionRecord, Output

Recorded = Mapping[str, Sequence[Output]]
"""Outputs by the last line of the code that gives them out; other code gives out nothing."""

OF_A_WRONG_ANSWER: tuple[Output, ...] = ({"output_type": "stream", "name": "stdout", "text": "this must not pass"},)


class Unprepared:
    """An executor that prepares nothing."""

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Prepare nothing."""


@dataclass
class FakeExecutor(Unprepared):
    """Gives recorded outputs, and notes which lessons it was asked for."""

    recorded: Recorded = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        self.asked.append(job.lesson)
        report(0)
        outputs = tuple(map(self.outputs, job.steps))
        report(len(job.steps))
        return ExecutionRecord(outputs, 1.5)

    def outputs(self, step: Step) -> tuple[Output, ...]:
        if isinstance(step, Attempt) and not step.must_pass:
            return OF_A_WRONG_ANSWER
        return tuple(self.recorded.get(last_line(step), ()))


@dataclass
class NoProgress:
    """Shows nothing."""

    def find(self, stored: Sequence[str], shared: Sequence[str]) -> None:
        """Show nothing."""

    def begin(self, jobs: Sequence[Job]) -> None:
        """Show nothing."""

    def advance(self, job: Job, done: int) -> None:
        """Show nothing."""

    def finish(self, job: Job, seconds: float | None) -> None:
        """Show nothing."""


def last_line(step: Step) -> str:
    """The last line of a cell, or of an attempt's answer."""
    cell = step.answer if isinstance(step, Attempt) else step
    return (cell.source.rstrip().splitlines() or [""])[-1]
