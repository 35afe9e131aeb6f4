"""The warm parent: a process that has imported the scientific stack once, and forks a child for each lesson.

`python -m wikiskills.execution.zygote DESCRIPTOR MODULE ...` is started by the warm executor. It has one thread and no
event loop, so that forking is safe. For each socket that arrives over the descriptor it forks a supervisor, which forks
the runner: the process that runs the cells. The supervisor kills the runner, and all that it left running, when the
lesson ends, when it is told to, or when the build goes away.

Over the socket goes `!` from the supervisor, then lines of JSON. To the runner: the request. From it, for each
step: `{"step": number, "results": [outputs, ...], "revised": {earlier step: outputs}, "printed": the end of it}`, with
the outputs of each cell that ran; and after a cell `{"copy": process}`, with the socket of a paused copy that was left
there. A copy takes sockets as this process does, and runs what is left of the steps. From the supervisor: `{"ended":
wait status, "printed": ...}`. Single bytes to the supervisor: `i` interrupts the running cell, `k` kills it.
"""

from __future__ import annotations

import fcntl
import gc
import importlib
import io
import os
import select
import shutil
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from wikiskills.execution.interpreter import Interpreter
from wikiskills.execution.supervisor import serve


def main(descriptor: int, modules: list[str]) -> None:
    """Warm up, then serve until the build closes its end."""
    gc.disable()  # what is imported here stays
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which then closes the sockets
    with socket.socket(fileno=descriptor) as control:
        _end_with(control)
        interpreter = Interpreter()
        with interpreter.shell.builtin_trap:  # pandas asks at its import whether it stands in a notebook
            unfit = warm_up(modules)
        _warm_tracebacks(interpreter.shell)
        signal.signal(signal.SIGIO, signal.SIG_IGN)
        if unfit:
            quiet = [module for module in modules if module != unfit]
            os.execv(sys.executable, [*sys.orig_argv[: len(sys.orig_argv) - len(modules)], *quiet])  # noqa: S606 - ours
        gc.freeze()  # a fork that looks through all objects for garbage would copy the memory of them all
        gc.enable()
        fcntl.fcntl(control, fcntl.F_SETFL, fcntl.fcntl(control, fcntl.F_GETFL) & ~os.O_ASYNC)
        serve(interpreter, control)
    leave()


def leave() -> NoReturn:
    """End, and remove what is temporary: a build that was killed cannot."""
    shutil.rmtree(Path(os.environ["HOME"]).parents[1], ignore_errors=True)  # see workspace.py and WarmExecutor
    os._exit(0)


def _end_with(control: socket.socket) -> None:
    """End this process when the build closes its end, or is gone, even in the middle of imports."""
    poll = select.poll()
    poll.register(control, 0)
    signal.signal(signal.SIGIO, lambda *_: leave() if poll.poll(0) else None)
    fcntl.fcntl(control, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(control, fcntl.F_SETFL, fcntl.fcntl(control, fcntl.F_GETFL) | os.O_ASYNC)
    if poll.poll(0):
        leave()


def warm_up(modules: list[str]) -> str | None:
    """Import modules, and do once what is slow the first time.

    Give the first module that is not fit to be imported here, since then the lessons would not see what they should:
    it printed or warned, left threads running, or failed half-way. What is not found is left to the lessons.
    """
    for module in modules:
        before = _printed()
        try:
            importlib.import_module(module)
        except ModuleNotFoundError as error:
            if error.name is None or not f"{module}.".startswith(f"{error.name}."):
                return module
        except BaseException:  # noqa: BLE001 - the lessons show it, whatever it is
            return module
        if _printed() != before or _threads() > 1:
            return module
    if "matplotlib.pyplot" in sys.modules:
        _warm_matplotlib()
    if "pandas" in sys.modules:
        pandas: Any = sys.modules["pandas"]
        frame = pandas.DataFrame({"a": [1, 2], "b": ["x", "y"]})
        frame.groupby("b")["a"].sum()
        frame._repr_html_()
    return None


def _printed() -> int:
    """Count the bytes that this process has written so far; the executor gives it a file for them."""
    return os.fstat(1).st_size + os.fstat(2).st_size


def _threads() -> int:
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.exists() else threading.active_count()


def _warm_matplotlib() -> None:
    pyplot: Any = sys.modules["matplotlib.pyplot"]
    for _ in range(2):
        figure, axes = pyplot.subplots()
        axes.plot([1, 2], label="a")
        axes.legend()
        figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
        pyplot.close(figure)


def _warm_tracebacks(shell: Any) -> None:
    """Write a traceback, as each wrong attempt at an exercise does, in a fork that would have to warm up again."""
    try:
        exec(compile("assert False", "a cell", "exec"))  # noqa: S102 - of no known file: all modules are searched for it
    except AssertionError:
        shell.InteractiveTB.structured_traceback(*sys.exc_info())
    shell.InteractiveTB.tb = None


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
