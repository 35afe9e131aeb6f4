"""Lessons that run again after an edit: where they begin, and what they give out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.cells import code_cell
from wikiskills.errors import WikiskillsError
from wikiskills.execution.job import Job, Step
from wikiskills.execution.record import ExecutionRecord, Output
from wikiskills.execution.warm import WarmExecutor

CLOCK = "import os, time\ntime.time_ns()"
"""A cell whose output is another one in each run."""


@dataclass(frozen=True)
class Ran:
    """What came of a run: the step that it began with, and the record."""

    start: int
    record: ExecutionRecord

    @property
    def texts(self) -> list[str]:
        return [text_of(outputs) for outputs in self.record.outputs]


def text_of(outputs: tuple[Output, ...]) -> str:
    """Give what a cell printed or displayed."""
    return "".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs)


def job(*steps: str | Step, name: str = "lesson", **settings: Any) -> Job:
    """Make a job of steps; a text is the source of a cell."""
    written = tuple(code_cell(step) if isinstance(step, str) else step for step in steps)
    return Job(name, written, **{"data": (), "kernel": "python3", "cell_timeout": 20, "memory_limit": 1000, **settings})


def run(executor: WarmExecutor, *steps: str | Step, **settings: Any) -> Ran:
    """Run steps."""
    done: list[int] = []
    record = executor.execute(job(*steps, **settings), done.append)
    return Ran(done[0], record)


def failure(executor: WarmExecutor, *steps: str | Step, **settings: Any) -> str:
    """Run steps, and give what the failure says."""
    with pytest.raises(WikiskillsError) as caught:
        run(executor, *steps, **settings)
    return str(caught.value)
