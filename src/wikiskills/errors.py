"""What can be wrong with a course, where it stands, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Location:
    """A place in a source file: path relative to the project, line and column counted from 1 (0: the whole file)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it stands, its code (a heading in docs/errors.md), what is wrong and a way out."""

    where: Location
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.where}: {self.code} {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class WikiskillsError(Exception):
    """All the problems that one stage found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def raise_if_any(problems: Sequence[Problem]) -> None:
    """Raise one `WikiskillsError` with all `problems`, or return where there are none."""
    if problems:
        raise WikiskillsError(problems)


_LISTED = 15


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Name the known word nearest to `word`, or else list what is known."""
    words = sorted(known)
    near = nearest(word, words)
    if near:
        return f"did you mean '{near}'?"
    more = f" and {len(words) - _LISTED} more" if len(words) > _LISTED else ""
    return f"known: {', '.join(words[:_LISTED])}{more}" if words else "there are none yet"


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that `word` is most likely a slip of; empty where none is near."""
    return next(iter(difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)), "")
