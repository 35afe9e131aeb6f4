"""What came out of running a lesson: the outputs of each step, as the notebook format writes them."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

FORMAT_VERSION = 1

Output = Mapping[str, Any]
"""One output of a cell in nbformat 4 (`stream`, `error`, `display_data`, `execute_result`), without execution count."""


@dataclass(frozen=True)
class ExecutionRecord:
    """Outputs of a lesson's steps, one tuple a step in the job's order; `seconds` is the wall time of the run."""

    outputs: tuple[tuple[Output, ...], ...]
    seconds: float
    frozen: bool = False
    """Whether it was committed with the lesson, because the lesson's data cannot be had."""

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


def normalised(outputs: Sequence[Mapping[str, Any]]) -> tuple[Output, ...]:
    """Drop what differs from run to run: execution counts, transient ids, names of the kernel's temporary files.

    Of text that was printed without anything else shown in between, standard output comes before standard error: in
    which order their pieces arrive is chance.
    """
    result: list[Output] = []
    for is_stream, group in groupby(outputs, key=lambda output: bool(output["output_type"] == "stream")):
        members = list(group)
        result.extend(_streams(members) if is_stream else map(_normalised, members))
    return tuple(result)


def _streams(outputs: Sequence[Mapping[str, Any]]) -> Iterator[Output]:
    for name in ("stdout", "stderr"):
        text = "".join(output["text"] for output in outputs if output["name"] == name)
        if text:
            yield {"output_type": "stream", "name": name, "text": _without_cell_files(text)}


def _normalised(output: Mapping[str, Any]) -> Output:
    kept = {key: value for key, value in output.items() if key not in ("execution_count", "transient")}
    if kept["output_type"] == "error":
        kept["traceback"] = [_without_cell_files(line) for line in kept["traceback"]]
    return kept


def _without_cell_files(text: str) -> str:
    """Name all temporary files of cells alike. The folder for such files may have spaces in its name.

    A word is looked at from its beginning only, or a megabyte without a space would take hours.
    """
    folder = re.escape(tempfile.gettempdir() + os.sep)
    return re.sub(rf"(?:{folder}|(?<!\S))\S*ipykernel_\d+/\d+\.py", "cell.py", text) if "ipykernel_" in text else text
