"""IPython in this process, as a Jupyter kernel runs it, with what cells put out recorded instead of sent.

The kernel, its shell, display hook and display publisher are ipykernel's own; the kernel has no sockets and is never
started. Only its session and its two streams are replaced. So the outputs are those of a real kernel.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
import os
import random
import selectors
import sys
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from wikiskills.execution.recorder import LastWords, Outputs, Recorder, pumps_for
from wikiskills.execution.streams import CELL, OutStream


class Interpreter:
    """Runs cells one after another in the namespace of `kernel`, by default a fresh one.

    May be made before a fork: `begin` readies it in the process that runs the cells, which should do nothing else.
    """

    def __init__(self, kernel: Any = None) -> None:
        self.last_words = LastWords()
        self.kernel = kernel or _fresh_kernel(Recorder(self.last_words))
        self.shell = self.kernel.shell
        self.context: contextvars.Context | None = None
        self.cells = 0
        """How many steps are done."""
        self.random_state: tuple[Any, ...] = ()
        """Of the module `random`, at the end of a cell: Python seeds it anew in each fork."""
        self.failed = False
        """Whether the kernel would call the last cell a failure; there may be no error among its outputs."""
        self.streams = [OutStream("stdout", 1), OutStream("stderr", 2)]
        sys.stdout, sys.stderr = self.streams

    def begin(self) -> None:
        """From now on, record what this process prints; cells share one context, as in a kernel."""
        self.recorder = Recorder(self.last_words)
        self.kernel.session = self.shell.displayhook.session = self.shell.display_pub.session = self.recorder
        terminal = os.open(os.devnull, os.O_WRONLY)
        self.recorder.pumps = pumps_for(self.recorder)
        for stream in self.streams:
            stream.sink, stream.terminal = self.recorder, terminal
        sys.stdout, sys.stderr = self.streams
        self.context = self.context or contextvars.copy_context()
        asyncio._set_running_loop(None)  # noqa: SLF001 - a fork of a running kernel has left that loop behind
        self.loop = asyncio.SelectorEventLoop(selectors.PollSelector())  # it has nothing that forks would share
        asyncio.set_event_loop(self.loop)

    def resume(self, done: int) -> None:
        """Go on in a fork of the process that has run the cells so far, as if `done` steps were done.

        The steps between are attempts: they leave nothing behind but a number that is used.
        """
        self.recorder.resume(self.last_words)
        asyncio.set_event_loop(self.loop)
        random.setstate(self.random_state)
        self.shell.execution_count += done - self.cells
        self.cells = done

    def run_until_failure(self, sources: Sequence[str]) -> list[Outputs]:
        """Run cells until one fails; give the outputs of those that ran."""
        results: list[Outputs] = []
        for source in sources:
            results.append(self.run(source))
            if has_failed(results[-1]):
                break
        return results

    def run(self, source: str) -> Outputs:
        """Run a cell; give its outputs."""
        self.recorder.begin(self.cells)
        self.cells += 1
        self.failed = True
        try:
            self.loop.run_until_complete(self.loop.create_task(self._run(source), context=self.context))
        except KeyboardInterrupt:  # it came when the shell was between two things
            self.recorder.keep("error", {"ename": "KeyboardInterrupt", "evalue": "", "traceback": []})
        return self.recorder.take()

    async def _run(self, source: str) -> None:
        CELL.set(self.recorder.cell)
        self.kernel.set_parent([], self.recorder.request)
        reply = await self.kernel.do_execute(source, silent=False, allow_stdin=False)
        self.failed = reply["status"] != "ok"


def has_failed(outputs: Iterable[dict[str, Any]]) -> bool:
    """Tell whether a cell with these outputs raised an error."""
    return any(output["output_type"] == "error" for output in outputs)


def _fresh_kernel(session: Recorder) -> Any:
    """Make a kernel without sockets, and the application to which libraries look for one."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    settings = Config()
    settings.HistoryManager.enabled = False
    kernel: Any = IPythonKernel.instance(config=settings, session=session, user_ns=None)
    kernel.log = logging.Logger("kernel", logging.CRITICAL)  # noqa: LOG001 - whatever a lesson does to all loggers
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=None)  # SIGINT interrupts a cell that awaits, too
    kernel.io_loop = SimpleNamespace(call_later=lambda *_: None, stop=lambda: None)  # asked to stop by exit and quit
    IPKernelApp.instance().kernel = kernel
    return kernel
