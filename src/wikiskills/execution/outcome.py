"""What became of a lesson in a build."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Done(StrEnum):
    """What was done with a lesson."""

    RUN = "run"
    FAILED = "failed"
    NOT_FINISHED = "not finished"
    NOT_BEGUN = "not begun"
    STORE = "from the store"
    SHARED = "from the shared store"
    FROZEN = "frozen"


@dataclass(frozen=True)
class Outcome:
    """What became of a lesson; of one that was run, the seconds at which it began and that it took, once it ended.

    Lessons in different lanes ran beside each other. `path` is that of the lesson's file, where it was run.
    """

    lesson: str
    done: Done
    begin: float | None = None
    seconds: float | None = None
    lane: int = 0
    path: str = ""
