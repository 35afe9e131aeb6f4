"""How many requests a service gets at once, and when it wants none."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Clock:
    """Time, sleep and chance, for tests to replace: `wall` in seconds since 1970, `now` from any start."""

    wall: Callable[[], float] = time.time
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass
class Gate:
    """The way in to one service: a few at once, nobody before the time that the service has named."""

    clock: Clock
    slots: threading.BoundedSemaphore
    opens: float = 0
    guard: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Wait for a free place and for the gate to open; keep the place while the request lasts."""
        with self.slots:
            while (left := self.opens - self.clock.now()) > 0:
                self.clock.sleep(left)
            yield

    def close_for(self, seconds: float) -> None:
        """Let nobody in for a while: who is told to wait speaks for all of this program."""
        with self.guard:
            self.opens = max(self.opens, self.clock.now() + seconds)
