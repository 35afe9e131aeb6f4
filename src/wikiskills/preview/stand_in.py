"""A record in the place of one that is not there yet: what the steps that are still the same gave last."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Sequence

from wikiskills.execution.job import Attempt, Step, cells_of
from wikiskills.execution.record import ExecutionRecord, Output


def stand_in(steps: Sequence[Step], earlier: Sequence[Step], record: ExecutionRecord | None) -> ExecutionRecord:
    """Make a record for `steps` of the record of `earlier` ones; a step that is new has no outputs.

    One that was edited in its place keeps its old outputs until it is run.
    """
    outputs: list[tuple[Output, ...]] = [()] * len(steps)
    if record is not None:
        matcher = difflib.SequenceMatcher(
            None, list(map(_content, earlier)), list(map(_content, steps)), autojunk=False
        )
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            if kind == "equal" or i2 - i1 == j2 - j1:
                outputs[j1:j2] = record.outputs[i1:i2]
    return ExecutionRecord(tuple(outputs), 0.0)


def _content(step: Step) -> Hashable:
    exercise = (step.exercise, step.must_pass) if isinstance(step, Attempt) else ()
    return exercise, tuple(cell.source for cell in cells_of(step))
