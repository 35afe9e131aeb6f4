"""Downloads told in lines."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from wikiskills.wording import file_size

_EVERY = 5
"""Seconds between the lines about one file."""


@dataclass
class LineWatch:
    """Says when a download begins and ends, and now and then how far it is."""

    tell: Callable[[str], None]
    _sizes: dict[str, int] = field(default_factory=dict)
    _begun: dict[str, float] = field(default_factory=dict)
    _told: dict[str, float] = field(default_factory=dict)

    def begin(self, name: str, size: int, origin: str) -> None:
        """Say that a file is being fetched."""
        self._sizes[name] = size
        self._begun[name] = self._told[name] = time.monotonic()
        self.tell(f"fetching {name} ({file_size(size)}) from {origin}")

    def advance(self, name: str, done: int) -> None:
        """Say how far a file is, if that was not said in the last seconds."""
        now = time.monotonic()
        if now - self._told[name] >= _EVERY:
            self._told[name] = now
            seconds = now - self._begun[name]
            self.tell(f"fetching {name}: {done * 100 // max(self._sizes[name], 1)} %, {seconds:.0f} s")

    def end(self, name: str, seconds: float | None) -> None:
        """Say that a file is there, and how long that took, or that it could not be had."""
        self.tell(f"could not fetch {name}" if seconds is None else f"fetched {name} in {seconds:.1f} s")
