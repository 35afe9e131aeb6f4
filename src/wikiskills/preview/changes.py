"""Notice changed sources, however they change: saved, renamed over, removed with their folder, checked out."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_PAUSE, _QUIET, _LONGEST = 0.04, 0.03, 1.0
"""Seconds between two looks; between two equal ones before a change is told; and how long to wait for these."""
_SHARE = 0.1
"""Share of the time that looking may take: in a large course there are fewer looks."""

State = dict[str, tuple[int, ...]]
"""The files by path, each with what changes when it does."""


class Changes:
    """Looks at files and folders, in a thread of its own, and tells the paths that changed, as a set.

    It asks the file system again and again. That also sees what notifications miss: folders that come back, network
    folders, hundreds of files at once. `places` may be replaced at any time.
    """

    def __init__(self, places: tuple[Path, ...], tell: Callable[[frozenset[str]], None]) -> None:
        self.places, self.tell = places, tell
        self.known = look(places)
        self.ended = threading.Event()

    def start(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._follow, name="changes", daemon=True).start()

    def _follow(self) -> None:
        pause = _PAUSE
        while not self.ended.wait(pause):
            started = time.perf_counter()
            seen = look(self.places)
            pause = max(_PAUSE, (time.perf_counter() - started) / _SHARE)
            if seen != self.known:
                seen = self._settled(seen)
                changed = frozenset(path for path, _ in seen.items() ^ self.known.items())
                self.known = seen
                self.tell(changed)

    def _settled(self, seen: State) -> State:
        """Wait until two looks see the same: editors write twice, and a checkout takes its time."""
        deadline = time.monotonic() + _LONGEST
        while time.monotonic() < deadline:
            self.ended.wait(_QUIET)
            again = look(self.places)
            if again == seen:
                break
            seen = again
        return seen


def look(places: tuple[Path, ...]) -> State:
    """Give the state of files, and of all files below folders; hidden ones and copies of editors are left out."""
    found: State = {}
    for path in (path for place in places for path in _files(place)):
        try:
            status = os.stat(path)  # noqa: PTH116 - hundreds of times a second
        except OSError:  # it went while we looked
            continue
        found[path] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return found


def _files(place: Path) -> Iterator[str]:
    if place.is_file():
        yield str(place)
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
        yield from (os.path.join(folder, name) for name in names if not (name.startswith(".") or name.endswith("~")))  # noqa: PTH118
