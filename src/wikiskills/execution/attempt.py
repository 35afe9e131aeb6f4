"""Run an attempt at an exercise inside the lesson's kernel: in a forked child, so that the lesson's state stays.

This module is imported by the kernel, not by the build.
"""

from __future__ import annotations

import inspect
import json
import os
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from wikiskills.execution.interpreter import Interpreter
from wikiskills.execution.open_files import open_own_files


def run(request: str, answer: str, seconds: int) -> None:
    """Run the cells listed in the file `request` until one fails; write the outputs of those that ran to `answer`.

    The child is ended after `seconds`, even where the kernel that waits for it has gone.
    """
    from IPython.core.getipython import get_ipython  # noqa: PLC0415 - there is none where this module is only imported

    child = forked()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        sources = json.loads(Path(request).read_text(encoding="utf-8"))
        leave(Interpreter(get_ipython().kernel), sources, Path(answer).write_bytes)
    wait(child)


def forked() -> int:
    """Fork, without the warning about threads: the only others wait for printed text or for messages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def wait(child: int) -> None:
    """Wait for a forked attempt; an interrupt ends it. A cell may have had the system forget children that end."""
    try:
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
    except KeyboardInterrupt:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        raise


class _FilesOfModules(dict[str, str]):
    """Names of modules by their files, as `inspect` keeps them, and by the files of cells, which are of no module.

    Without it each traceback looks through all modules for those files; a fork then copies the memory of them all.
    """

    def __contains__(self, file: object) -> bool:
        return "/ipykernel_" in str(file) or super().__contains__(file)

    def __missing__(self, file: str) -> str:
        return ""


def leave(interpreter: Interpreter, sources: list[str], publish: Callable[[bytes], int | None]) -> None:
    """Run the cells of an attempt in this process and end it; never returns."""
    status = 1
    try:
        owner = os.getpid()
        with suppress(OSError):
            open_own_files()
        interpreter.begin()
        inspect.modulesbyfile = _FilesOfModules(inspect.modulesbyfile)
        results = interpreter.run_until_failure(sources)
        if os.getpid() == owner:  # else a cell forked and both came back from it
            publish(json.dumps(results).encode())
        status = 0
    except BaseException:  # noqa: BLE001 - the process ends whatever it is
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)
