"""Notebooks and scripts as cells, each with the line of the file on which it begins. Outputs are left behind."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wikiskills.errors import Location, Problem
from wikiskills.text_file import read_text_file

_MYST = re.compile(r"^(?:`{3,}|:{3,})\s*\{code-cell\}|^\s*format_name:\s*myst", re.MULTILINE)
_HEADER = re.compile(r"---\n(?:.*\n)*?---\n")
_INVISIBLE = "E103"
_IMAGES = ("image/png", "image/jpeg", "image/svg+xml")


@dataclass(frozen=True)
class SourceCell:
    """A cell of a source: `kind` is code, markdown or raw; `images` counts those among its outputs."""

    kind: str
    source: str
    where: Location
    tags: tuple[str, ...] = ()
    images: int = 0


def read_source(path: Path, shown: str) -> list[SourceCell]:
    """Read the cells of a page; raise `ValueError` where the file is not what its name says."""
    problems: list[Problem] = []
    text = read_text_file(path, shown, problems)
    if text is None:
        if any(problem.code != _INVISIBLE for problem in problems):
            raise ValueError(problems[0].message)
        text = _without(path.read_text("utf-8-sig"), problems)
    if path.suffix == ".md" and not _MYST.search(text):
        return [_plain_page(text, shown)]
    try:
        cells = _notebook(text, path.suffix)["cells"]
    except Exception as error:  # the readers of notebooks raise many kinds
        raise ValueError(f"it cannot be read as a notebook ({type(error).__name__})") from error
    return _placed(cells, text, shown, is_json=path.suffix == ".ipynb")


def _plain_page(text: str, shown: str) -> SourceCell:
    """Take a page of Markdown as one cell, without the YAML at its top."""
    header = _HEADER.match(text)
    begin = header.end() if header else 0
    return SourceCell("markdown", text[begin:], Location(shown, text.count("\n", 0, begin) + 1))


def _without(text: str, problems: Sequence[Problem]) -> str:
    """Take out the invisible characters that a reader of text files has found."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    for where in sorted((problem.where for problem in problems), reverse=True):
        line = lines[where.line - 1]
        lines[where.line - 1] = line[: where.column - 1] + line[where.column :]
    return "\n".join(lines)


def _notebook(text: str, ending: str) -> Any:
    import jupytext  # noqa: PLC0415 - slow to import

    with warnings.catch_warnings():  # about old notebooks, which are for their authors to renew
        warnings.simplefilter("ignore")
        return jupytext.reads(text, as_version=4, fmt="md:myst" if ending == ".md" else ending.removeprefix("."))


def _placed(cells: Sequence[Any], text: str, shown: str, *, is_json: bool) -> list[SourceCell]:
    """Find the line of each cell: that of the next place where its first line stands."""
    lines, position, placed = text.split("\n"), 0, []
    for cell in cells:
        first = next((line for line in cell["source"].split("\n") if line.strip()), "")
        skipped = cell["source"].split("\n").index(first) if first else 0
        needles = {json.dumps(first, ensure_ascii=escaped)[1:-1] for escaped in (True, False)} if is_json else {first}
        found = next((n for n, line in enumerate(lines) if n >= position and any(s in line for s in needles)), position)
        position = found + 1 if first else position
        images = sum(kind in output.get("data", ()) for output in cell.get("outputs", ()) for kind in _IMAGES)
        tags = tuple(map(str, cell.get("metadata", {}).get("tags", ())))
        where = Location(shown, max(found - skipped, 0) + 1)
        placed.append(SourceCell(cell["cell_type"], cell["source"].strip("\n"), where, tags, images))
    return placed
