"""Frozen records: outputs of lessons whose data cannot be had everywhere, committed beside the lessons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from wikiskills.errors import Location, Problem
from wikiskills.execution.explain import changed_code
from wikiskills.execution.job import Step
from wikiskills.execution.key import KeyPart, code_parts
from wikiskills.execution.record import FORMAT_VERSION, ExecutionRecord
from wikiskills.whole_file import write_whole


def write_frozen(path: Path, steps: Sequence[Step], record: ExecutionRecord) -> None:
    """Write the record of a lesson with the digests of its code, so that it can be told when it no longer fits."""
    code = [[part.name, part.digest] for part in code_parts(steps)]
    value = {"format": FORMAT_VERSION, "code": code, "record": json.loads(replace(record, seconds=0).to_json())}
    write_whole(path, (json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode())


def read_frozen(path: Path, shown: str, plan: Location, steps: Sequence[Step]) -> ExecutionRecord | Problem:
    """Read the frozen record of a lesson, or say why it cannot be used.

    `shown` is its path as messages show it, `plan` where the lesson is planned, `steps` the lesson's code now.
    """
    hint = f"run 'wikiskills freeze {path.stem}' where its data can be had, and commit {shown}"
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        code = [KeyPart(str(name), str(digest)) for name, digest in value["code"]]
        record = ExecutionRecord.from_json(json.dumps(value["record"]))
    except FileNotFoundError:
        return Problem(plan, "E720", f"the frozen lesson '{path.stem}' has no record", hint)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Problem(Location(shown), "E721", "this is no frozen record of the present format", hint)
    change = next(changed_code(code, tuple(code_parts(steps))), None)
    if change:
        message = f"the frozen record no longer fits the lesson: {change.text}"
        return Problem(change.where or Location(shown), "E722", message, hint)
    if len(record.outputs) != len(steps):
        return Problem(Location(shown), "E721", "this frozen record does not have the outputs of each cell", hint)
    return replace(record, frozen=True)
