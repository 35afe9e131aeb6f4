"""Find the outputs of a lesson that are no longer what they were, though its code is the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from wikiskills.errors import Problem
from wikiskills.execution.job import Step, shown_cell
from wikiskills.execution.record import ExecutionRecord, Output

_SHOWN = 80
_HINT = "if it changes from run to run, seed what is random and print no times; else look which package or data changed"


def drift_problems(steps: Sequence[Step], before: ExecutionRecord, now: ExecutionRecord) -> Iterator[Problem]:
    """Give a problem for each cell or solution whose outputs changed, with the first line that differs."""
    for step, old, new in zip(steps, before.outputs, now.outputs, strict=True):
        change = _first_change(old, new)
        if change:
            yield Problem(shown_cell(step).where, "E730", f"the output of this cell changed: {change}", _HINT)


def _first_change(old: Sequence[Output], new: Sequence[Output]) -> str:
    """Say how outputs differ; empty where they are the same."""
    for before, after in zip_longest(map(_lines, old), map(_lines, new), fillvalue=()):
        for one, other in zip_longest(before, after, fillvalue=None):
            if one != other:
                return f"{_shown(one)} -> {_shown(other)}"
    return ""


def _lines(output: Output) -> tuple[str, ...]:
    """Write an output as lines to compare: first its text as it is, then what is no text, by its kind."""
    lines = str(output.get("text", output.get("evalue", ""))).splitlines()
    for kind, data in sorted(output.get("data", {}).items(), key=lambda item: (item[0] != "text/plain", item[0])):
        is_text = isinstance(data, str) and kind.startswith("text/")
        lines.extend(data.splitlines() if is_text else [f"{kind}: {json.dumps(data, sort_keys=True)}"])
    rest = {key: value for key, value in output.items() if key not in ("text", "evalue", "data")}
    return *lines, f"{output['output_type']}: {json.dumps(rest, sort_keys=True)}"


def _shown(line: str | None) -> str:
    if line is None:
        return "nothing"
    kind, separator, rest = line.partition(": ")
    if separator and len(rest) > _SHOWN and " " not in kind:
        return f"another {kind}"
    return f"'{line[:_SHOWN]}...'" if len(line) > _SHOWN else f"'{line}'"
