"""Run an attempt at an exercise inside the lesson's kernel: in a forked child, so that the lesson's state stays.

This module is imported by the kernel, not by the build.
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.utils.capture import RichOutput, capture_output


def run(request: str, answer: str, seconds: int) -> None:
    """Run the cells listed in the file `request` until one fails; write what came out to the file `answer`.

    The child is ended after `seconds`, even where the kernel that waits for it has gone.

    The answer is a list with one entry a cell that ran: its outputs, and the error it raised (name, value, traceback).
    """
    sources = json.loads(Path(request).read_text(encoding="utf-8"))
    child = os.fork()
    if child == 0:
        status = 1
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(seconds)
            Path(answer).write_text(json.dumps(_run_all(sources)), encoding="utf-8")
            status = 0
        finally:
            os._exit(status)
    try:
        os.waitpid(child, 0)
    except KeyboardInterrupt:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise


def _run_all(sources: list[str]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    for source in sources:
        results.append(_run_one(source))
        if results[-1]["error"]:
            break
    return results


def _run_one(source: str) -> dict[str, Any]:
    shell: Any = get_ipython()
    showtraceback, shell._showtraceback = shell._showtraceback, lambda *_: None  # noqa: SLF001 - told below instead
    try:
        with capture_output() as captured:
            result = shell.run_cell(source, store_history=False)
    finally:
        shell._showtraceback = showtraceback  # noqa: SLF001
    outputs: list[dict[str, Any]] = []
    for name, text in (("stdout", captured.stdout), ("stderr", captured.stderr)):
        if text:
            outputs.append({"output_type": "stream", "name": name, "text": text})
    outputs.extend(_display_data(output) for output in captured.outputs)
    return {"outputs": outputs, "error": _error(shell, result)}


def _display_data(output: RichOutput) -> dict[str, Any]:
    return {"output_type": "display_data", "data": output.data, "metadata": output.metadata or {}}


def _error(shell: Any, result: Any) -> dict[str, Any] | None:
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return None
    lines = shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)
    return {"ename": type(error).__name__, "evalue": str(error), "traceback": lines}
