"""Run a command and measure it, with all the processes that it starts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.4
"""Seconds between two looks at the memory. More often would slow down what is measured."""
_PSS = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Figures:
    """One run: seconds on the clock and of all processors, the peak of memory in MB, what else the machine did.

    `memory` is the proportional set size of all processes together, where pages that several share count once; 0 where
    it was not measured. `others` are the processor seconds of everything else on the machine. `executed` is how many
    lessons were run, where the tool says so.
    """

    wall: float
    cpu: float
    memory: float = 0.0
    others: float = 0.0
    executed: int | None = None


def measured(command: list[str], folder: Path, *, memory: bool) -> tuple[Figures, str]:
    """Run a command in `folder`; give its figures and what it printed. Raises `CalledProcessError` where it fails."""
    busy, started = _busy(), time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        process = subprocess.Popen(command, cwd=folder, stdout=printed, stderr=printed)
        watch = _MemoryWatch(process.pid)
        if memory:
            watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)  # it is no longer there to be asked
        watch.ended.set()
        printed.seek(0)
        text = printed.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, text)
    cpu = usage.ru_utime + usage.ru_stime
    return Figures(round(wall, 3), round(cpu, 3), watch.peak, round(max(0.0, _busy() - busy - cpu), 2)), text


def _busy() -> float:
    """Give the processor seconds of the whole machine since it started; 0 where the system does not tell."""
    try:
        fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:]
    except OSError:
        return 0.0
    user, nice, system, _idle, _waiting, *interrupts = map(int, fields[:7])
    return (user + nice + system + sum(interrupts)) / _TICKS


class _MemoryWatch(threading.Thread):
    """Looks from time to time at how much memory a process and its descendants hold (Linux)."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.peak, self.ended = root, 0.0, threading.Event()

    def run(self) -> None:
        while sys.platform == "linux" and not self.ended.wait(_PAUSE):
            self.peak = max(self.peak, sum(map(_memory, _family(self.root))))


def _memory(process: int) -> float:
    """Give the megabytes of a process, 0 where it has gone."""
    try:
        found = _PSS.search(Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii"))
    except OSError:
        return 0.0
    return int(found[1]) / 1000 if found else 0.0


def _family(root: int) -> set[int]:
    """Give a process and all its descendants."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found, added = {root}, {root}
    while added:
        added = {process for process, parent in parents.items() if parent in added} - found
        found |= added
    return found
