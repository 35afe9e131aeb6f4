"""The process between the warm parent and a runner: it ends the runner, and all that it left running, in time."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from wikiskills.execution.interpreter import Interpreter
from wikiskills.execution.recorder import LastWords
from wikiskills.execution.runner import run

_PARENT_DEATH_SIGNAL, _SUBREAPER = 1, 36  # prctl(2), Linux only


def serve(interpreter: Interpreter, control: socket.socket) -> None:
    """Fork a supervisor for each socket that comes, until no more will come.

    The copies that runners leave of themselves serve in the same way, each on a socket of its own, and then end.
    """
    owner = os.getpid()
    _control(_SUBREAPER, 1)  # copies outlive their supervisors
    try:
        while True:
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # what ends leaves nothing behind
            data, descriptors, *_ = socket.recv_fds(control, 1, 1)
            if not data:
                return
            if os.fork() == 0:
                control.close()
                signal.signal(signal.SIGIO, signal.SIG_DFL)
                control = run(interpreter, *supervise(interpreter, socket.socket(fileno=descriptors[0])))
            else:
                os.close(descriptors[0])
    finally:
        if os.getpid() != owner:
            os._exit(0)


def supervise(interpreter: Interpreter, connection: socket.socket) -> tuple[dict[str, Any], socket.socket, int]:
    """Fork the runner, end it when its time has come, and end; returns in the runner only, with what that needs.

    The runner ends with its supervisor, and what the runner started ends with it, also processes that left its session.
    Not prevented: a lesson that kills its supervisor may leave processes, and it may kill or write whatever the user
    who builds may. Lessons are reviewed like any code that runs in CI.
    """
    wake_reader, wake_writer = os.pipe()
    os.set_blocking(wake_writer, False)
    signal.set_wakeup_fd(wake_writer)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
        signal.SIGHUP,
    ):  # the end of the build ends this process, in its own way
        signal.signal(number, signal.SIG_IGN)
    _control(_SUBREAPER, 1)
    connection.sendall(b"!")
    request = json.loads(connection.makefile("rb", buffering=0).readline() or "null")
    if request is None:
        os._exit(0)
    interpreter.last_words = LastWords()  # shared by the two processes, and by no other lesson
    spared, spare = os.pipe()
    runner = os.fork()
    if runner == 0:
        _control(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        signal.set_wakeup_fd(-1)
        for descriptor in (wake_reader, wake_writer, spared):
            os.close(descriptor)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        return request, connection, spare  # to its caller: a cell that recurses too deep shows how deep it stood
    status, abandoned = _await_end(runner, connection, wake_reader)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(runner, signal.SIGKILL)
    _kill_orphans(set() if abandoned else _read_all(spared))
    if abandoned:
        folder = Path(request["folder"]).parent
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.parent.rmdir()  # the parent has tried, but this lesson was still there
    last = {"ended": status, "printed": interpreter.last_words.read()}
    with contextlib.suppress(OSError):
        connection.sendall(json.dumps(last).encode() + b"\n")
    os._exit(0)


def _await_end(runner: int, connection: socket.socket, wake: int) -> tuple[int, bool]:
    """Wait until the runner ends; give its wait status, and whether the build has gone.

    Told `i` it interrupts the runner; told anything else, or nothing any more, it kills it.
    """
    watched: list[Any] = [connection, wake]
    while True:
        ended, status = os.waitpid(runner, os.WNOHANG)
        if ended:
            return status, connection not in watched
        ready, _, _ = select.select(watched, [], [])
        if wake in ready:
            os.read(wake, 64)
        if connection in ready:
            try:
                command = connection.recv(1)
            except OSError:
                command = b""
            if not command:
                watched.remove(connection)
            with contextlib.suppress(ProcessLookupError):
                os.kill(runner, signal.SIGINT if command == b"i" else signal.SIGKILL)


def _control(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _read_all(pipe: int) -> set[str]:
    """Read the words that stand in a pipe by now."""
    os.set_blocking(pipe, False)
    with open(pipe, "rb", buffering=0) as stream:
        return set((stream.read() or b"").decode("ascii").split())


def _kill_orphans(spared: set[str]) -> None:
    """Kill adopted processes, also those that they leave behind in turn (Linux)."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while children.exists() and (found := set(children.read_text(encoding="ascii").split()) - spared):
        for process in found:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(int(process), signal.SIGKILL)
                os.waitpid(int(process), 0)
