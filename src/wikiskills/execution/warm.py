"""The warm executor: lessons run in forks of one process that has imported their libraries already."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.failure import checked_outputs, exit_problem, last_line
from wikiskills.execution.imports import shared_imports
from wikiskills.execution.job import Attempt, Job, Report, Step
from wikiskills.execution.record import ExecutionRecord, Output, normalised
from wikiskills.execution.workspace import environment, workspace
from wikiskills.percent import Cell, Tag

_GRACE = 3.0
"""Seconds that an interrupted cell has to end before its process is killed."""
_PATIENCE = 300.0
"""Seconds that the parent may take to import what it is told."""
_STARTS = 3
"""How often a job is given to a new parent before it is given up."""


class WarmExecutor:
    """Runs lessons in forks of a warm parent, which ends with the `with` block.

    `cache` is a folder for what libraries compute once, `modules` are imported in advance, where nobody tells which
    jobs will come. Where the parent dies, lessons that run go on, and a new parent, which imports nothing in advance,
    serves the others.
    """

    def __init__(self, cache: Path, modules: Sequence[str] = ()) -> None:
        self.cache, self.modules = cache, modules
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
        self.resources.close()

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Start a parent with what two or more of these jobs import, unless the present one has it."""
        modules = shared_imports(jobs)
        with self.lock:
            if jobs and (self.parent is None or not self.parent.modules.issuperset(modules)):
                self.parent = self._start(modules)

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        """Run a job in a fork; raise `WikiskillsError` with the place of what failed."""
        started = time.perf_counter()
        with workspace(job.data, self._folder()) as folder, self._fork(job) as connection:
            self.connections.add(connection)
            try:
                outputs = _Run(job, connection, report).outputs(_request(job, folder, self.cache))
            finally:
                self.connections.discard(connection)
        return ExecutionRecord(outputs, round(time.perf_counter() - started, 3))

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
        connection, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self.control, [b"j"], [theirs.fileno()])
            connection.settimeout(_PATIENCE)
            if connection.recv(1) == b"!":
                return connection
        except OSError:
            pass
        connection.close()
        return None

    def last_words(self) -> str:
        """Give the last line that the parent printed."""
        self.log.seek(0)
        return last_line(self.log.read().decode("utf-8", "replace"))


def _no_parent(job: Job, parent: _Parent | None) -> Problem:
    where = _place(job.steps[0]) if job.steps else Location("mkdocs.yml")
    message = "the process that all lessons are forked from ended before it could run this one"
    hint = f"use '--executor kernel'; it printed last: {(parent and parent.last_words()) or 'nothing'}"
    return Problem(where, "E702", message, hint)


def _request(job: Job, folder: Path, cache: Path) -> bytes:
    steps = [
        {
            "cells": [cell.source for cell in step.cells] if isinstance(step, Attempt) else [step.source],
            "attempt": isinstance(step, Attempt),
            "may_fail": isinstance(step, Cell) and Tag.RAISES_EXCEPTION in step.tags,
        }
        for step in job.steps
    ]
    request = {
        "steps": steps,
        "folder": str(folder),
        "environment": environment(folder, cache),
        "memory": job.memory_limit,
    }
    return json.dumps(request).encode() + b"\n"


def _place(step: Step) -> Location:
    return step.answer.where if isinstance(step, Attempt) else step.where


@dataclass
class _Run:
    job: Job
    connection: socket.socket
    report: Report
    current: int = 0
    received: bytearray = field(default_factory=bytearray)
    searched: int = 0

    def outputs(self, request: bytes) -> tuple[tuple[Output, ...], ...]:
        """Run the steps; when this returns or raises, no process of the lesson is left."""
        self.send(request)
        self.report(0)
        try:
            return self.steps()
        finally:
            self.send(b"k")
            while self.message(_GRACE):
                pass

    def steps(self) -> tuple[tuple[Output, ...], ...]:
        found: list[tuple[Output, ...]] = []
        for number, step in enumerate(self.job.steps):
            self.current = number
            message = self.results()
            if message.get("exits"):
                raise WikiskillsError([exit_problem(_place(step))])
            found.append(_checked(step, message["results"]))
            if message["failed"] and isinstance(step, Cell) and Tag.RAISES_EXCEPTION not in step.tags:
                raise WikiskillsError([Problem(step.where, "E700", "the cell failed")])
            for earlier, outputs in message["revised"].items():
                found[int(earlier)] = _checked(self.job.steps[int(earlier)], [outputs])
            self.report(number + 1)
        return tuple(found)

    def results(self) -> dict[str, Any]:
        """Wait for the message of the current step; interrupt the step when its time is up, then kill it."""
        message = self.message(self.job.cell_timeout)
        if message is None:
            self.send(b"i")
            message = self.message(_GRACE)
            if message is None:
                self.send(b"k")
                message = self.message(_GRACE) or {}
            raise WikiskillsError([self.timeout(message)])
        if "results" not in message:
            raise WikiskillsError([self.death(message)])
        return message

    def send(self, data: bytes) -> None:
        """Tell the supervisor or the runner something; that it has gone shows when its answer is awaited."""
        with suppress(OSError):
            self.connection.settimeout(_PATIENCE)
            self.connection.sendall(data)

    def message(self, seconds: float) -> dict[str, Any] | None:
        """Read a message; None where none comes in time, an empty one where none will ever come."""
        deadline = time.monotonic() + seconds
        while (end := self.received.find(b"\n", self.searched)) < 0:
            self.searched = len(self.received)
            try:
                self.connection.settimeout(max(0.001, deadline - time.monotonic()))
                data = self.connection.recv(1 << 18)
            except TimeoutError:
                return None
            except OSError:
                data = b""
            if not data:
                return {}
            self.received += data
        line = bytes(self.received[:end])
        del self.received[: end + 1]
        self.searched = 0
        message: dict[str, Any] = json.loads(line)
        return message

    def timeout(self, message: dict[str, Any]) -> Problem:
        text = f"the cell ran for more than {self.job.cell_timeout} s and was stopped"
        hint = "make it faster, or raise 'cell_timeout' under extra.wikiskills in mkdocs.yml"
        return Problem(_place(self.job.steps[self.current]), "E701", text, hint + _printed(message))

    def death(self, message: dict[str, Any]) -> Problem:
        hint = "look for a crash in compiled code, too much memory, or an exit in the cell"
        how = f" ({_explain(message['ended'])})" if "ended" in message else ""
        text = f"the process died while it ran this cell{how}"
        return Problem(_place(self.job.steps[self.current]), "E702", text, hint + _printed(message))


def _checked(step: Step, results: Sequence[Sequence[Output]]) -> tuple[Output, ...]:
    return checked_outputs(step, [normalised(outputs) for outputs in results])


def _printed(message: dict[str, Any]) -> str:
    line = last_line(message.get("printed", ""))
    return f"\n  the cell printed last: {line}" if line else ""


def _explain(status: int) -> str:
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return f"exit code {os.WEXITSTATUS(status)}"
