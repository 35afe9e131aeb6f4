"""Which lines of a text changed, and which words on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.5
"""From which ratio of equal words on two lines are one line that was edited."""
_AROUND = 1
"""How many lines that did not change are shown before and after those that did."""


class Mark(StrEnum):
    """What happened to a line; a gap stands for lines that are left out."""

    SAME = "same"
    OLD = "old"
    NEW = "new"
    GAP = "gap"


@dataclass(frozen=True)
class Line:
    """A line of a page's text in parts, each with whether it differs from the other line of a pair."""

    mark: Mark
    parts: tuple[tuple[str, bool], ...] = ()


def line_changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Give the lines that changed, each with a line or so around it; nothing where none did."""
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND)
    for number, group in enumerate(groups):
        if number:
            yield Line(Mark.GAP)
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                yield from (Line(Mark.SAME, ((text, False),)) for text in old[start:end])
            else:
                yield from _replaced(old[start:end], new[new_start:new_end])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Give old lines and new ones; those that stand at the same place and are alike, in pairs."""
    paired = min(len(old), len(new))
    for one, other in zip(old[:paired], new[:paired], strict=True):
        yield from _pair(one, other)
    yield from (Line(Mark.OLD, ((text, False),)) for text in old[paired:])
    yield from (Line(Mark.NEW, ((text, False),)) for text in new[paired:])


def _pair(old: str, new: str) -> tuple[Line, Line]:
    one, other = _WORD.findall(old), _WORD.findall(new)
    words = SequenceMatcher(None, one, other, autojunk=False)
    if words.ratio() < _ALIKE:
        return Line(Mark.OLD, ((old, False),)), Line(Mark.NEW, ((new, False),))
    codes = words.get_opcodes()
    old_parts = tuple(("".join(one[a:b]), tag != "equal") for tag, a, b, _, _ in codes if a < b)
    new_parts = tuple(("".join(other[a:b]), tag != "equal") for tag, _, _, a, b in codes if a < b)
    return Line(Mark.OLD, old_parts), Line(Mark.NEW, new_parts)
