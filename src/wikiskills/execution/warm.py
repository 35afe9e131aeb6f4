"""The warm executor: lessons run in forks of one process that has imported their libraries already."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Self

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.failure import last_line
from wikiskills.execution.forked_run import ForkedRun
from wikiskills.execution.forks import supervisor_from
from wikiskills.execution.imports import shared_imports
from wikiskills.execution.job import Job, Report, shown_cell
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.snapshots import Album, Snapshots
from wikiskills.execution.workspace import environment, workspace

_PATIENCE = 300.0
"""Seconds that the parent may take to import what it is told."""
_STARTS = 3
"""How often a job is given to a new parent before it is given up."""


class WarmExecutor:
    """Runs lessons in forks of a warm parent, which ends with the `with` block.

    `cache` is a folder for what libraries compute once, `modules` are imported in advance, where nobody tells which
    jobs will come. Where the parent dies, lessons that run go on, and a new parent, which imports nothing in advance,
    serves the others. With `snapshots`, a lesson that ran before goes on from the last cell before which nothing
    changed: for those who edit it. Its record is that of a run from the start.
    """

    def __init__(self, cache: Path, modules: Sequence[str] = (), snapshots: Snapshots | None = None) -> None:
        self.cache, self.modules = cache, modules
        self.album = Album(snapshots or Snapshots(0, 0), cache)
        self.resources = ExitStack()
        self.connections: set[socket.socket] = set()
        self.parent: _Parent | None = None
        self.folder: Path | None = None
        self.lock, self.folder_lock = threading.Lock(), threading.Lock()

    def __enter__(self) -> Self:
        """Begin; the parent starts when the first job comes."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the parent and all that still runs."""
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.album.close()
        self.resources.close()

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Start a parent with what two or more of these jobs import, unless the present one has it."""
        modules = shared_imports(jobs)
        with self.lock:
            if jobs and (self.parent is None or not self.parent.modules.issuperset(modules)):
                self.parent = self._start(modules)

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        """Run a job in a fork, from its start or a snapshot; raise `WikiskillsError` with the place of what failed."""
        began = time.perf_counter()
        with self.album.trail(job, self._folder()) as trail, trail.connection or self._fork(job) as connection:
            keep = partial(self.album.keep, trail) if self.album.limits.count else None
            run = ForkedRun(job, connection, report, began, trail.base, keep)
            self.connections.add(connection)
            try:
                outputs = run.outputs(trail.folder, self.cache)
            finally:
                self.connections.discard(connection)
        return ExecutionRecord(outputs, round(run.seconds(), 3))

    def _folder(self) -> Path:
        """Give the folder for all that is temporary; the parent removes it where a killed build cannot."""
        with self.folder_lock:
            if self.folder is None:
                made = tempfile.TemporaryDirectory(prefix="wikiskills-", ignore_cleanup_errors=True)
                self.folder = Path(self.resources.enter_context(made))
            return self.folder

    def _fork(self, job: Job) -> socket.socket:
        """Give the connection to a supervisor that waits for this job."""
        parent = None
        for _ in range(_STARTS):
            parent = self._living_parent(parent)
            connection = parent.fork()
            if connection is not None:
                return connection
        raise WikiskillsError([_no_parent(job, parent)])

    def _living_parent(self, dead: _Parent | None) -> _Parent:
        """Give the parent; a new one where there is none or where it is the one that was found dead."""
        with self.lock:
            if self.parent is None or self.parent is dead:
                self.parent = self._start(() if self.parent else self.modules)
            return self.parent

    def _start(self, modules: Sequence[str]) -> _Parent:
        self.cache.mkdir(parents=True, exist_ok=True)
        folder = self.resources.enter_context(workspace((), self._folder()))
        log = self.resources.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        control, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", "wikiskills.execution.zygote", str(theirs.fileno()), *modules]
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            cwd=folder,
            pass_fds=[theirs.fileno()],
            env=environment(folder, self.cache),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        theirs.close()
        self.resources.callback(process.wait)
        self.resources.callback(control.close)
        return _Parent(control, log, frozenset(modules))


@dataclass
class _Parent:
    """The build's side of a warm parent; `log` takes what it prints, which nobody should see."""

    control: socket.socket
    log: IO[bytes]
    modules: frozenset[str] = frozenset()

    def fork(self) -> socket.socket | None:
        """Give the connection to a new supervisor; None where the parent has died."""
        return supervisor_from(self.control, _PATIENCE)

    def last_words(self) -> str:
        """Give the last line that the parent printed."""
        self.log.seek(0)
        return last_line(self.log.read().decode("utf-8", "replace"))


def _no_parent(job: Job, parent: _Parent | None) -> Problem:
    where = shown_cell(job.steps[0]).where if job.steps else Location("mkdocs.yml")
    message = "the process that all lessons are forked from ended before it could run this one"
    hint = f"use '--executor kernel'; it printed last: {(parent and parent.last_words()) or 'nothing'}"
    return Problem(where, "E702", message, hint)
