"""Jupytext's reader of one cell, without the rest of Jupytext, which takes longer to import than a course to read."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from wikiskills.bare_import import import_alone

if TYPE_CHECKING:
    from jupytext.cell_reader import DoublePercentScriptCellReader

_FORMAT = {"extension": ".py", "format_name": "percent"}
_PACKAGES = ("jupytext", "nbformat", "nbformat.v4")


def new_reader() -> DoublePercentScriptCellReader:
    """Give a reader for the next cell of a file in the percent format."""
    reader: DoublePercentScriptCellReader = _cell_reader().DoublePercentScriptCellReader(_FORMAT, "python")
    return reader


@cache
def _cell_reader() -> Any:
    module: Any = import_alone("jupytext.cell_reader", *_PACKAGES)
    module.StringParser.read_line = _remembering(module.StringParser)
    return module


def _remembering(parser_class: Any) -> Any:
    """Spare Jupytext's search for quotes, character by character, what it knows: half of the time to read a course.

    It reads each line of code three times. Lines without quotes change nothing, and a text between single quotes ends
    with its line, so that only the triple quotes around a line count.
    """
    read_line = parser_class.read_line

    @lru_cache(maxsize=50_000)
    def triple_after(line: str, triple: str | None) -> str | None:
        parser = parser_class("python")
        parser.triple = triple
        read_line(parser, line)
        found: str | None = parser.triple
        return found

    def read(parser: Any, line: str) -> None:
        if '"' in line or "'" in line:
            parser.triple = triple_after(line, parser.triple)

    return read
