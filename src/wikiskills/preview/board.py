"""What there is to tell the open pages: which pages changed, what runs, what is wrong. Safe between threads."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wikiskills.preview.places import Shown


@dataclass(frozen=True)
class State:
    """All of it at one moment."""

    running: str = ""
    """What runs, in words; empty where nothing does."""
    problems: tuple[Shown, ...] = ()
    epoch: int = 0
    """Changes where every page did, as its navigation: pages are loaded anew."""
    versions: Mapping[str, int] = field(default_factory=dict)
    """By the address of a page below the site's, a number that changes with it."""


class Board:
    """Holds the state, and wakes those who wait for the next one."""

    def __init__(self) -> None:
        self.session = f"{os.getpid()}-{time.time_ns()}"
        """Names this server, so that a page of an earlier one is loaded anew."""
        self.state, self.number = State(), 0
        self.changed = threading.Condition()

    def update(self, **values: Any) -> None:
        """Change parts of the state; tell only where they differ."""
        with self.changed:
            state = replace(self.state, **values)
            if state != self.state:
                self.state, self.number = state, self.number + 1
                self.changed.notify_all()

    def wait(self, known: int, seconds: float) -> tuple[int, State]:
        """Wait until there is another state than number `known`, at most some seconds; give its number and it."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != known, seconds)
            return self.number, self.state

    def message(self, state: State, page: str) -> dict[str, Any]:
        """Write the state as the page at an address needs it."""
        problems = sorted(state.problems, key=lambda shown: page not in shown.pages)
        return {
            "session": self.session,
            "epoch": state.epoch,
            "version": state.versions.get(page, 0),
            "running": state.running,
            "problems": [shown.message(page) for shown in problems],
        }
