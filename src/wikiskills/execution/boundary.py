"""The end of a cell in a lesson's process: a paused copy of the process is left there, from which others can go on.

A fork copies memory, and little else. So a copy is made only where the process has nothing that a fork would lose or
share: no threads, children, files that it writes, sockets, shared memory, or changed files in its folder. All this is
read from /proc; where there is none, no copies are made, and an edited lesson runs from its start.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wikiskills.execution.attempt import forked, wait
from wikiskills.execution.interpreter import Interpreter
from wikiskills.execution.open_files import open_descriptors, open_own_files
from wikiskills.execution.workspace import contents

_SELF = Path("/proc/self")


@dataclass(frozen=True)
class Surroundings:
    """What a process has besides its own memory."""

    threads: int
    tasks: int
    """Of its event loop, those that wait."""
    timer: tuple[float, float]
    handlers: tuple[object, ...]
    """What it does with each signal."""
    descriptors: frozenset[tuple[int, str]]
    """All that is open, but files that are only read: of these, a copy opens its own."""
    shared: frozenset[str]
    """Memory that it shares with its forks."""
    files: str
    """What stands in the lesson's folder, in one hash."""


class Boundary:
    """Leaves copies of this process; to be made before the first cell runs.

    The build is told of each over `connection`; to `spare` goes the id of each copy, which the supervisor then spares.
    """

    def __init__(self, interpreter: Interpreter, folder: Path, connection: socket.socket, spare: int) -> None:
        self.interpreter, self.folder, self.connection, self.spare = interpreter, folder, connection, spare
        self.relatives = _relatives()
        self.before = self._look()

    def leave_copy(self) -> socket.socket | None:
        """Leave a copy of this process, unless a fork would not be one.

        Returns None in this process, and in the copy the socket over which it will be asked to go on.
        """
        if self.before is None or not _relatives() <= self.relatives or self._look() != self.before:
            return None
        try:
            copy = self._fork()
        except OSError:  # no more processes, descriptors or memory
            return None
        self.relatives = _relatives()
        return copy

    def _look(self) -> Surroundings | None:
        """Look at this process; None where that is not possible."""
        try:
            return Surroundings(
                len(list((_SELF / "task").iterdir())),
                len(asyncio.all_tasks(self.interpreter.loop)),
                signal.getitimer(signal.ITIMER_REAL),
                tuple(signal.getsignal(number) for number in sorted(signal.valid_signals())),
                frozenset((number, path) for number, path, only_read in open_descriptors() if not only_read),
                frozenset(_shared_memory()),
                contents(self.folder),
            )
        except OSError:
            return None

    def _fork(self) -> socket.socket | None:
        """Fork twice, so that the copy is no child that a cell could wait for.

        The process between has one place of its own in each open file before this process reads on.
        """
        theirs, ours = socket.socketpair()
        with theirs, self.interpreter.recorder.lock:  # no other thread may hold it in the copy
            self.interpreter.random_state = random.getstate()
            between = forked()
            if between == 0:
                return self._leave_between(theirs, ours)
            ours.close()
            wait(between)
        return None

    def _leave_between(self, theirs: socket.socket, ours: socket.socket) -> socket.socket:
        """Fork the copy, tell of it, and end; returns in the copy only."""
        try:
            open_own_files()
            os.setsid()  # the copy does not end with the lesson's group
            copy = forked()
            if copy == 0:
                self.connection.close()
                os.close(self.spare)
                return ours
            os.write(self.spare, f"{copy}\n".encode())
            message = json.dumps({"copy": copy}).encode() + b"\n"
            socket.send_fds(self.connection, [message], [theirs.fileno()])
        except BaseException:  # noqa: BLE001 - then there is no copy; one that nobody heard of ends by itself
            os._exit(1)
        os._exit(0)


def _shared_memory() -> Iterator[str]:
    with (_SELF / "maps").open(encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            where, access, _ = line.split(" ", 2)
            if access.endswith("s"):
                yield where


def _relatives() -> frozenset[str]:
    """List the children of this process and, with it, of the supervisor, which adopts what programs leave running."""
    parent = os.getppid()
    try:
        lists = [*_SELF.glob("task/*/children"), Path(f"/proc/{parent}/task/{parent}/children")]
        return frozenset(child for file in lists for child in file.read_text(encoding="ascii").split())
    except OSError:
        return frozenset()
