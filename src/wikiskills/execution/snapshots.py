"""Snapshots of lessons being edited: paused copies of their processes, so that cells before a change do not run again.

A lesson's trail is what is kept of it between two runs: its folder, and the copies that its runs left at the ends of
cells. A run goes on from the last of them before which nothing changed; where there is none, it starts anew.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from wikiskills.execution.forks import supervisor_from
from wikiskills.execution.job import Job, Step, shown_cell
from wikiskills.execution.key import code_parts
from wikiskills.execution.record import Output
from wikiskills.execution.workspace import contents, environment, inodes, restore, workspace

_PATIENCE = 3.0
"""Seconds that a copy may take to answer; it has nothing else to do."""
_REST = 10
"""Memory is measured again after so many times as long as it took."""


@dataclass(frozen=True)
class Snapshots:
    """How many snapshots are kept, of all lessons together, and in how many megabytes of memory.

    Where they are too many, those of the lesson used last go last, and of one lesson first what is soon made again.
    """

    count: int = 40
    megabytes: int = 1000


@dataclass
class Snapshot:
    """A copy that waits at the end of a cell."""

    control: socket.socket
    process: int
    steps: list[object]
    """What is done there; attempts that followed are added, since they leave the lesson as it was."""
    outputs: list[tuple[Output, ...]]
    """Those of the steps, as they are there: a later cell may have changed them."""
    seconds: float
    """How long the lesson took until there."""
    cost: float
    """How many of them are since the snapshot before."""

    def __post_init__(self) -> None:
        self.least = len(self.steps)

    def cut(self, steps: Sequence[object]) -> bool:
        """Forget what these steps of a job do not begin with; tell whether they still include the copy's own."""
        same = zip(self.steps, steps, strict=False)
        count = next((number for number, (a, b) in enumerate(same) if a != b), min(len(self.steps), len(steps)))
        del self.steps[count:], self.outputs[count:]
        return count >= self.least

    def kilobytes(self) -> int:
        """Measure its memory; of what processes share, each has its part. 0 where the system does not tell."""
        with suppress(OSError):
            text = Path(f"/proc/{self.process}/smaps_rollup").read_text(encoding="ascii")
            return sum(map(int, re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)))
        return 0

    def end(self) -> None:
        """End the copy, and wait until it has gone."""
        with self.control, suppress(OSError):
            self.control.settimeout(_PATIENCE)
            self.control.shutdown(socket.SHUT_WR)
            try:
                self.control.recv(1)
            except TimeoutError:  # somebody has stopped it
                os.kill(self.process, signal.SIGKILL)


class Trail:
    """What is kept of one lesson. To be made and ended for each run where nothing is kept."""

    def __init__(self, job: Job, within: Path, cache: Path) -> None:
        self.resources = ExitStack()
        self.folder = self.resources.enter_context(workspace(job.data, within))
        self.untouched, self.inodes = contents(self.folder), inodes(self.folder, job.data)
        self.cache = cache
        self.surroundings = self._surroundings(job)
        self.snapshots: list[Snapshot] = []
        self.busy = True
        self.base: Snapshot | None = None
        self.connection: socket.socket | None = None
        """To the supervisor of the run, if it goes on from `base`."""

    def resume(self, job: Job) -> bool:
        """Go on from the last snapshot that fits a job, and end those after it; tell whether there is one."""
        steps = identities(job.steps)
        if self._surroundings(job) != self.surroundings:
            return False
        while self.snapshots:
            self.base = self.snapshots[-1]
            if self.base.cut(steps) and self._restore(job):
                self.connection = supervisor_from(self.base.control, _PATIENCE)
                if self.connection:
                    return True
            self.snapshots.pop().end()
        return False

    def _restore(self, job: Job) -> bool:
        """Make the folder what it was at each snapshot: as in the beginning.

        Impossible where a data file was replaced: a snapshot may have the old one open, whatever stands in it now.
        """
        try:
            if inodes(self.folder, job.data) != self.inodes:
                return False
            if contents(self.folder) != self.untouched:
                restore(self.folder, job.data)
                self.untouched = contents(self.folder)
        except OSError:
            return False
        return True

    def _surroundings(self, job: Job) -> object:
        data = [(mount.name, mount.sha256) for mount in job.data]
        return data, job.kernel, job.memory_limit, environment(self.folder, self.cache)

    def end(self) -> None:
        """End all snapshots, and remove the folder."""
        while self.snapshots:
            self.snapshots.pop().end()
        self.resources.close()


@dataclass
class Album:
    """The trails of all lessons, the one used last at the end. May be used by several threads."""

    limits: Snapshots
    cache: Path
    trails: dict[str, Trail] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    grown: threading.Event = field(default_factory=threading.Event)
    closed: threading.Event = field(default_factory=threading.Event)
    watch: threading.Thread | None = None

    @contextmanager
    def trail(self, job: Job, within: Path) -> Iterator[Trail]:
        """Give a lesson's trail for a run: one that goes on from a snapshot, or a fresh one."""
        trail = self._resumed(job) or Trail(job, within, self.cache)
        with self.lock:
            self.trails.setdefault(job.lesson, trail)
        try:
            yield trail
        finally:
            if not self._kept(job.lesson, trail):
                trail.end()

    def _resumed(self, job: Job) -> Trail | None:
        with self.lock:
            trail = self.trails.get(job.lesson)
            if trail is None or trail.busy:
                return None
            del self.trails[job.lesson]
            if trail.resume(job):
                trail.busy = True
                self.trails[job.lesson] = trail
                return trail
        trail.end()
        return None

    def _kept(self, lesson: str, trail: Trail) -> bool:
        """Take a trail back after a run; tell whether it is worth keeping."""
        with self.lock:
            trail.busy, trail.base, trail.connection = False, None, None
            if self.trails.get(lesson) is not trail:
                return False
            if self.closed.is_set() or not trail.snapshots:
                del self.trails[lesson]
                return False
            return True

    def keep(self, trail: Trail, snapshot: Snapshot) -> None:
        """Keep a snapshot that a run has left, as long as there is room."""
        with self.lock:
            if self.closed.is_set() or trail not in self.trails.values():
                snapshot.end()
                return
            trail.snapshots.append(snapshot)
            if len(self._all()) > self.limits.count:
                self._drop_one()
            if self.watch is None:
                self.watch = threading.Thread(target=self._watch_memory, daemon=True)
                self.watch.start()
        self.grown.set()

    def close(self) -> None:
        """End all snapshots; a lesson that still runs ends its trail itself."""
        with self.lock:
            self.closed.set()
            for trail in self.trails.values():
                while trail.snapshots:
                    trail.snapshots.pop().end()
                if not trail.busy:
                    trail.end()
        self.grown.set()
        if self.watch:
            self.watch.join()

    def _watch_memory(self) -> None:
        """Keep to the limit of memory; measured aside, since it takes some milliseconds for each snapshot."""
        while self.grown.wait() and not self.closed.is_set():
            self.grown.clear()
            began = time.monotonic()
            sizes = {snapshot.process: snapshot.kilobytes() for snapshot in self._all()}
            over = sum(sizes.values()) - self.limits.megabytes * 1000
            if over > 0:
                self.grown.set()  # those that stay now have more of what they shared: measure again
            with self.lock:
                while over > 0 and self._all():
                    over -= sizes.get(self._drop_one().process, 0)
            self.closed.wait(_REST * (time.monotonic() - began))

    def _all(self) -> list[Snapshot]:
        with self.lock:
            return [snapshot for trail in self.trails.values() for snapshot in trail.snapshots]

    def _drop_one(self) -> Snapshot:
        """End the snapshot, of the lesson used least recently, that takes the least time to make again."""
        lesson, trail = next((lesson, trail) for lesson, trail in self.trails.items() if trail.snapshots)
        number = min(range(len(trail.snapshots)), key=lambda number: trail.snapshots[number].cost)
        dropped = trail.snapshots.pop(number)
        for after in trail.snapshots[number : number + 1]:
            after.cost += dropped.cost
        dropped.end()
        if not trail.snapshots and not trail.busy:
            del self.trails[lesson]
            trail.end()
        return dropped


def identities(steps: Iterable[Step]) -> list[object]:
    """Give for each step a value that tells it apart by what matters when it runs, or when its outputs are checked."""
    return [(tuple(code_parts([step])), shown_cell(step).tags) for step in steps]
