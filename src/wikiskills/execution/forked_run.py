"""One run of a lesson in a fork: what the build says to its processes, what it hears, and how long it waits."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wikiskills.errors import Problem, WikiskillsError
from wikiskills.execution.failure import checked_outputs, exit_problem, last_line
from wikiskills.execution.job import Attempt, Job, Report, Step, cells_of, shown_cell
from wikiskills.execution.record import Output, normalised
from wikiskills.execution.snapshots import Snapshot, identities
from wikiskills.execution.workspace import environment
from wikiskills.percent import Cell, Tag

GRACE = 3.0
"""Seconds that an interrupted cell has to end before its process is killed."""
_PATIENCE = 300.0
"""Seconds that a process may take to read what it is told."""

Keep = Callable[[Snapshot], None]


@dataclass
class ForkedRun:
    """Runs the steps of a job that are not done at `base`, a snapshot; `keep` takes the snapshots that it leaves."""

    job: Job
    connection: socket.socket
    report: Report
    began: float
    """When, in seconds of `time.perf_counter`, the run began."""
    base: Snapshot | None = None
    keep: Keep | None = None
    received: bytearray = field(default_factory=bytearray)
    searched: int = 0
    arrived: deque[socket.socket] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.found = self.base.outputs[:] if self.base else []
        self.left = self.began
        self.before = self.base.seconds if self.base else 0.0

    def outputs(self, folder: Path, cache: Path) -> tuple[tuple[Output, ...], ...]:
        """Run the steps; when this returns or raises, no process of the lesson is left but snapshots."""
        self.send(self.request(folder, cache))
        self.report(len(self.found))
        try:
            self.steps()
            if self.keep:
                self.answer(GRACE)  # the last snapshot comes before the end
        finally:
            self.send(b"k")
            while self.message(GRACE):
                pass
            for control in self.arrived:
                control.close()
        return tuple(self.found)

    def seconds(self) -> float:
        """Give how long the lesson has taken, with the time that it took until it came to `base`."""
        return self.before + time.perf_counter() - self.began

    def request(self, folder: Path, cache: Path) -> bytes:
        """Say what is to run, as the processes read it."""
        request = {
            "steps": [_described(step) for step in self.job.steps],
            "done": len(self.found),
            "snapshots": self.keep is not None,
            "folder": str(folder),
            "environment": environment(folder, cache),
            "memory": self.job.memory_limit,
        }
        return json.dumps(request).encode() + b"\n"

    def steps(self) -> None:
        """Await the steps one after another."""
        for number, step in enumerate(self.job.steps[len(self.found) :], len(self.found)):
            message = self.results(step)
            if message.get("exits"):
                raise WikiskillsError([exit_problem(shown_cell(step).where)])
            self.found.append(_checked(step, message["results"]))
            if message["failed"] and isinstance(step, Cell) and Tag.RAISES_EXCEPTION not in step.tags:
                raise WikiskillsError([Problem(step.where, "E700", "the cell failed")])
            for earlier, outputs in message["revised"].items():
                self.found[int(earlier)] = _checked(self.job.steps[int(earlier)], [outputs])
            self.follow(step)
            self.report(number + 1)

    def follow(self, step: Step) -> None:
        """Add an attempt to the snapshot before it; after a cell, that one is no longer the last."""
        if not isinstance(step, Attempt):
            self.base = None
        elif self.base:
            self.base.steps.append(identities([step])[0])
            self.base.outputs.append(self.found[-1])

    def results(self, step: Step) -> dict[str, Any]:
        """Wait for the message of a step; interrupt the step when its time is up, then kill it."""
        message = self.answer(self.job.cell_timeout)
        if message is None:
            self.send(b"i")
            message = self.message(GRACE)
            if message is None:
                self.send(b"k")
                message = self.message(GRACE) or {}
            raise WikiskillsError([self.timeout(step, message)])
        if "results" not in message:
            raise WikiskillsError([_death(step, message)])
        return message

    def answer(self, seconds: float) -> dict[str, Any] | None:
        """Read a message as `message` does, and keep the snapshot that may come before it."""
        while (message := self.message(seconds)) and "copy" in message:
            control = self.arrived.popleft()
            if self.keep:
                now = time.perf_counter()
                done = identities(self.job.steps[: len(self.found)])
                self.base = Snapshot(control, message["copy"], done, self.found[:], self.seconds(), now - self.left)
                self.left = now
                self.keep(self.base)
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
                data = self.receive()
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

    def receive(self) -> bytes:
        """Take what has come, and the sockets of snapshots with it."""
        data, descriptors, *_ = socket.recv_fds(self.connection, 1 << 18, 8)
        for descriptor in descriptors:
            os.set_inheritable(descriptor, False)  # noqa: FBT003 - the system's function
            self.arrived.append(socket.socket(fileno=descriptor))
        return data

    def timeout(self, step: Step, message: dict[str, Any]) -> Problem:
        """Say that a step took too long."""
        text = f"the cell ran for more than {self.job.cell_timeout} s and was stopped"
        hint = "make it faster, or raise 'cell_timeout' under extra.wikiskills in mkdocs.yml"
        return Problem(shown_cell(step).where, "E701", text, hint + _printed(message))


def _death(step: Step, message: dict[str, Any]) -> Problem:
    hint = "look for a crash in compiled code, too much memory, or an exit in the cell"
    how = f" ({_explain(message['ended'])})" if "ended" in message else ""
    text = f"the process died while it ran this cell{how}"
    return Problem(shown_cell(step).where, "E702", text, hint + _printed(message))


def _described(step: Step) -> dict[str, Any]:
    return {
        "cells": [cell.source for cell in cells_of(step)],
        "attempt": isinstance(step, Attempt),
        "may_fail": isinstance(step, Cell) and Tag.RAISES_EXCEPTION in step.tags,
    }


def _checked(step: Step, results: Sequence[Sequence[Output]]) -> tuple[Output, ...]:
    return checked_outputs(step, [normalised(outputs) for outputs in results])


def _printed(message: dict[str, Any]) -> str:
    line = last_line(message.get("printed", ""))
    return f"\n  the cell printed last: {line}" if line else ""


def _explain(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return next((known.name for known in signal.Signals if known == number), f"signal {number}")
    return f"exit code {os.WEXITSTATUS(status)}"
