"""The process that runs a lesson's cells: a fork of the warm parent that becomes the lesson's own."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import resource
import signal
import socket
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, BinaryIO

import ipykernel

from wikiskills.execution.attempt import forked, leave, wait
from wikiskills.execution.boundary import Boundary
from wikiskills.execution.interpreter import Interpreter
from wikiskills.execution.open_files import open_own_files
from wikiskills.execution.recorder import Outputs

LAUNCHER = str(Path(ipykernel.__file__).parents[1] / "ipykernel_launcher.py")
_THREADS_OF_A_KERNEL = 4
"""How many threads a kernel has named when the first cell runs; a lesson may show the names of its own."""

RESULT_LIMIT = 100_000_000
"""How many bytes the outputs of a step may take."""


def run(interpreter: Interpreter, request: dict[str, Any], connection: socket.socket, spare: int) -> socket.socket:
    """Run the steps of a lesson that are not done yet in this process, which then ends.

    Returns in copies of this process only, see `boundary`: the socket over which the copy will be asked to go on.
    """
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with tempfile.TemporaryFile(buffering=0) as answers:  # opened while there are descriptors left
            with contextlib.suppress(OSError):
                open_own_files()
            if request["done"]:
                interpreter.resume(request["done"])
            else:
                enter(request)
                interpreter.begin()
            folder = Path(request["folder"])
            boundary = Boundary(interpreter, folder, connection, spare) if request["snapshots"] else None
            if copy := _run_steps(interpreter, request["steps"], connection, answers, boundary):
                return copy
        status = 0
    except BaseException as error:  # noqa: BLE001 - the process ends whatever it is; the build shows its last words
        interpreter.last_words.add(f"\n{type(error).__name__}: {error}")
    os._exit(status)


def _run_steps(
    interpreter: Interpreter,
    steps: list[dict[str, Any]],
    connection: socket.socket,
    answers: BinaryIO,
    boundary: Boundary | None,
) -> socket.socket | None:
    owner = os.getpid()
    for number, step in enumerate(steps[interpreter.cells :], interpreter.cells):
        results = _attempt(interpreter, step, answers) if step["attempt"] else [interpreter.run(step["cells"][0])]
        if os.getpid() != owner:  # a cell forked and both came back from it
            os._exit(0)
        interpreter.cells = number + 1  # of an attempt, the recorder of this process knows nothing
        connection.sendall(_message(interpreter, number, results))
        if step["attempt"]:
            continue
        if interpreter.failed and not step["may_fail"]:
            break
        if boundary and (copy := boundary.leave_copy()):
            return copy
    return None


def _message(interpreter: Interpreter, number: int, results: list[Outputs]) -> bytes:
    message = {
        "step": number,
        "results": results,
        "failed": interpreter.failed,
        "exits": interpreter.shell.exit_now,
        "revised": interpreter.recorder.take_revised(),
        "printed": interpreter.last_words.read(),
    }
    data = json.dumps(message).encode() + b"\n"
    if len(data) <= RESULT_LIMIT:
        return data
    text = f"the cell puts out {len(data) // 1_000_000} MB, more than {RESULT_LIMIT // 1_000_000} MB"
    error = {"output_type": "error", "ename": "OutputTooLarge", "evalue": text, "traceback": []}
    return (
        json.dumps({"step": number, "results": [[error]], "failed": True, "revised": {}, "printed": ""}).encode()
        + b"\n"
    )


def _attempt(interpreter: Interpreter, step: dict[str, Any], answers: BinaryIO) -> list[Outputs]:
    """Run the cells of an attempt in a fork; give no results where it was ended."""
    answers.seek(0)
    answers.truncate()
    interpreter.last_words.clear()
    child = forked()
    if child == 0:
        leave(interpreter, step["cells"], answers.write)
    with contextlib.suppress(KeyboardInterrupt):
        wait(child)
    interpreter.shell.execution_count += 1  # as in a kernel, where the call of an attempt is a cell
    answers.seek(0)
    text = answers.read()
    return json.loads(text) if text else []


def enter(request: dict[str, Any]) -> None:
    """Make this process the lesson's: its folder, its environment, its share of memory, its own randomness."""
    os.environ.clear()
    os.environ.update(request["environment"])
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    os.environ["JPY_PARENT_PID"] = str(os.getppid())
    interpreter_environment()
    os.chdir(request["folder"])
    tempfile.tempdir = None
    installed = [number for number, path in enumerate(sys.path) if path.endswith("-packages")]
    sys.path.insert(installed[0] if installed else 0, "")  # where ipykernel puts it
    connection_file = str(Path(request["environment"]["HOME"], "kernel.json"))
    sys.argv = [LAUNCHER, "-f", connection_file, "--HistoryManager.hist_file=:memory:"]
    threading._counter = itertools.count(_THREADS_OF_A_KERNEL + 1).__next__  # type: ignore[attr-defined]  # noqa: SLF001
    limit = request["memory"] * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def interpreter_environment() -> None:
    """Set what a kernel sets for the programs that cells start."""
    colours = {"TERM": "xterm-color", "CLICOLOR": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}
    os.environ.update(colours, PAGER="cat", GIT_PAGER="cat", PYDEVD_USE_FRAME_EVAL="NO")
