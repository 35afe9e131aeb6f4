"""Find processes by a text in the environment that they were started with; their forks have it too."""

from __future__ import annotations

import os
import time
from pathlib import Path


def processes_with(marker: str) -> list[int]:
    """List the living processes, other than this one, whose first environment holds a text."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                if marker.encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue  # it has ended, or is none of ours
    return found


def wait_until_gone(marker: str, *, but: int = 0, seconds: float = 3) -> list[int]:
    """Wait until at most `but` processes with a text are left; give those that are, in the end."""
    deadline = time.monotonic() + seconds
    while len(found := processes_with(marker)) > but and time.monotonic() < deadline:
        time.sleep(0.05)
    return found
