"""The warm parent: a process that has imported the scientific stack once, and forks a child for each lesson.

`python -m wikiskills.execution.zygote DESCRIPTOR MODULE ...` is started by the warm executor. It has one thread and no
event loop, so that forking is safe. For each socket that arrives over the descriptor it forks a supervisor, which forks
the runner: the process that runs the cells. The supervisor kills the runner, and all that it left running, when the
lesson ends, when it is told to, or when the build goes away.

Over the socket go lines of JSON. To the runner: the request. From it, for each step: `{"step": number, "results":
[outputs, ...]}`, the outputs of each cell that ran. From the supervisor: `{"ended": wait status}`. Single bytes to
the supervisor: `i` interrupts the running cell.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import random
import resource
import select
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from wikiskills.execution.attempt import forked, leave, wait
from wikiskills.execution.interpreter import Interpreter, has_failed


def main(descriptor: int, modules: list[str]) -> None:
    """Warm up, then serve until the build closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which then closes the sockets
    interpreter = Interpreter()
    with interpreter.shell.builtin_trap:  # pandas asks at its import whether it stands in a notebook
        warm_up(modules)
    with socket.socket(fileno=descriptor) as control:
        while True:
            data, descriptors, *_ = socket.recv_fds(control, 1, 1)
            if not data:
                return
            if os.fork() == 0:
                control.close()
                supervise(interpreter, socket.socket(fileno=descriptors[0]))
            os.close(descriptors[0])
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG) != (0, 0):
                    pass


def warm_up(modules: list[str]) -> None:
    """Import modules, and do once what is slow the first time; what cannot be imported is left to the lessons."""
    for module in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(module)
    if "matplotlib.pyplot" in sys.modules:
        _warm_matplotlib()
    if "pandas" in sys.modules:
        pandas: Any = sys.modules["pandas"]
        frame = pandas.DataFrame({"a": [1, 2], "b": ["x", "y"]})
        frame.groupby("b")["a"].sum()
        frame._repr_html_()


def _warm_matplotlib() -> None:
    pyplot: Any = sys.modules["matplotlib.pyplot"]
    for _ in range(2):
        figure, axes = pyplot.subplots()
        axes.plot([1, 2], label="a")
        axes.legend()
        figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
        pyplot.close(figure)


def supervise(interpreter: Interpreter, connection: socket.socket) -> None:
    """Fork the runner and end it when its time has come; never returns."""
    wake_reader, wake_writer = os.pipe()
    os.set_blocking(wake_writer, False)
    signal.set_wakeup_fd(wake_writer)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    _adopt_orphans()
    stream = connection.makefile("rb", buffering=0)
    request = json.loads(stream.readline())
    runner = os.fork()
    if runner == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        run(interpreter, request, connection)
    status = _await_end(runner, connection, wake_reader)
    _kill_group(runner)
    _kill_orphans()
    with contextlib.suppress(OSError):
        connection.sendall(json.dumps({"ended": status}).encode() + b"\n")
    os._exit(0)


def _await_end(runner: int, connection: socket.socket, wake: int) -> int:
    """Wait until the runner ends; interrupt it when told, kill it when the build closed the connection."""
    watched: list[Any] = [connection, wake]
    while True:
        ended, status = os.waitpid(runner, os.WNOHANG)
        if ended:
            return status
        ready, _, _ = select.select(watched, [], [])
        if wake in ready:
            os.read(wake, 64)
        if connection in ready:
            command = connection.recv(1)
            if not command:
                watched.remove(connection)
            _kill(runner, signal.SIGINT if command else signal.SIGKILL)


def run(interpreter: Interpreter, request: dict[str, Any], connection: socket.socket) -> None:
    """Run the steps of a lesson in this process, which then ends; never returns."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _enter(request)
    with interpreter.begin():
        for number, step in enumerate(request["steps"]):
            results = _attempt(interpreter, step) if step["attempt"] else interpreter.run_until_failure(step["cells"])
            connection.sendall(json.dumps({"step": number, "results": results}).encode() + b"\n")
            if not step["attempt"] and not step["may_fail"] and has_failed(results[0]):
                break
    os._exit(0)


def _attempt(interpreter: Interpreter, step: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Run the cells of an attempt in a fork; give no results where it was ended."""
    answer = Path(os.environ["HOME"], "attempt.json")
    answer.unlink(missing_ok=True)
    child = forked()
    if child == 0:
        leave(interpreter, step["cells"], answer)
    with contextlib.suppress(KeyboardInterrupt):
        wait(child)
    interpreter.shell.execution_count += 1  # as in a kernel, where the call of an attempt is a cell
    return json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else []


def _enter(request: dict[str, Any]) -> None:
    """Make this process the lesson's: its folder, its environment, its share of memory, its own randomness."""
    os.environ.clear()
    os.environ.update(request["environment"])
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    os.chdir(request["folder"])
    tempfile.tempdir = None
    sys.path.insert(0, "")
    limit = request["memory"] * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _kill(process: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, number)


def _kill_group(runner: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(runner, signal.SIGKILL)


def _adopt_orphans() -> None:
    """Become the parent of what the runner's processes leave running (Linux; prctl(2), PR_SET_CHILD_SUBREAPER)."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only where it is needed

        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)


def _kill_orphans() -> None:
    """Kill adopted processes, also those that they leave behind in turn."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while children.exists() and (found := children.read_text(encoding="ascii").split()):
        for process in found:
            _kill(int(process), signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(int(process), 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
