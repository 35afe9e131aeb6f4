"""Parts of a course's lessons, for machines that run one part each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WRITTEN = re.compile(r"([0-9]+)/([0-9]+)")


@dataclass(frozen=True)
class Shard:
    """Part `number`, from 1, of `count` parts.

    Which lessons are in it depends on nothing but their order in the course, so that all machines agree: not on what a
    store holds or how long lessons took, which differs from machine to machine. Neighbours, which are often alike,
    come to different parts.
    """

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read `2/4`; raise `ValueError` where this is no part."""
        match = _WRITTEN.fullmatch(text)
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            raise ValueError(f"'{text}' is no part of a whole: write 1/4 for the first of four parts")
        return cls(int(match[1]), int(match[2]))

    def of(self, lessons: Sequence[str]) -> tuple[str, ...]:
        """Give the lessons of this part; `lessons` are all of the course, in its order."""
        return tuple(lessons[self.number - 1 :: self.count])

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"
