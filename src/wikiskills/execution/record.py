"""What came out of running a lesson: the outputs of each step, as the notebook format writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FORMAT_VERSION = 1

Output = Mapping[str, Any]
"""One output of a cell in nbformat 4 (`stream`, `error`, `display_data`, `execute_result`), without execution count."""


@dataclass(frozen=True)
class ExecutionRecord:
    """Outputs of a lesson's steps, one tuple a step in the job's order; `seconds` is the wall time of the run."""

    outputs: tuple[tuple[Output, ...], ...]
    seconds: float

    def to_json(self) -> str:
        """Write the record as one line of JSON, keys sorted."""
        value = {"format": FORMAT_VERSION, "seconds": self.seconds, "outputs": self.outputs}
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> ExecutionRecord:
        """Read a record back; raise `ValueError` where the text is no record of this format."""
        value = json.loads(text)
        if not isinstance(value, dict) or value.get("format") != FORMAT_VERSION:
            message = "not an execution record of this format"
            raise ValueError(message)
        return cls(tuple(tuple(step) for step in value["outputs"]), float(value["seconds"]))


_CELL_FILE = re.compile(r"\S*ipykernel_\d+/\d+\.py")


def normalised(outputs: Sequence[Mapping[str, Any]]) -> tuple[Output, ...]:
    """Drop what differs from run to run: execution counts, transient ids, names of the kernel's temporary files."""
    return tuple(_normalised(output) for output in outputs)


def _normalised(output: Mapping[str, Any]) -> Output:
    kept = {key: value for key, value in output.items() if key not in ("execution_count", "transient")}
    if kept["output_type"] == "stream":
        kept["text"] = _CELL_FILE.sub("cell.py", kept["text"])
    elif kept["output_type"] == "error":
        kept["traceback"] = [_CELL_FILE.sub("cell.py", line) for line in kept["traceback"]]
    return kept
