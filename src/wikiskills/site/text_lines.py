"""How wide a text on the curriculum's map is, in any script, and how it breaks into the lines of a label."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

_LABEL_LINES = 3
_NARROW, _WIDE = "iljtfrI.,:;'|!()[]-/ ", "mwMW@%…—"


def text_width(text: str, size: float) -> float:
    """Estimate the width of a text in a common sans-serif typeface, on the generous side."""
    return size * sum(map(_em, text))


@cache
def _em(char: str) -> float:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW or char in _WIDE:
        return 0.36 if char in _NARROW else 0.92
    return 0.7 if char.isupper() else 0.57


def wrap(text: str, size: float, limit: float, most: int = _LABEL_LINES) -> tuple[str, ...]:
    """Break a text into at most `most` lines of similar width, none wider than `limit`; "…" ends a cut text."""
    pieces = [piece for word in text.split() for piece in _pieces(word + " ", size, limit)]
    lines = _fill(pieces, size, limit)
    if len(lines) > most:
        return (*lines[: most - 1], _shortened(lines[most - 1], size, limit))
    narrower = limit
    while narrower > size and len(even := _fill(pieces, size, narrower)) == len(lines):
        if max((text_width(line, size) for line in even), default=0) <= limit:
            lines = even
        narrower -= size / 4
    return tuple(lines)


def _pieces(word: str, size: float, limit: float) -> list[str]:
    """Give what must stay together: a word, or each character where it is too long or of a script without spaces."""
    if text_width(word, size) <= limit and not any(unicodedata.east_asian_width(char) in "WF" for char in word):
        return [word]
    starts = [at for at, char in enumerate(word) if not at or (char != " " and _em(char))]
    return [word[start:end] for start, end in pairwise([*starts, len(word)])]


def _fill(pieces: Sequence[str], size: float, limit: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and text_width((lines[-1] + piece).rstrip(), size) <= limit:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines]


def _shortened(line: str, size: float, limit: float) -> str:
    while text_width(line + "…", size) > limit:
        line = line[:-1]
    return line.rstrip() + "…"
