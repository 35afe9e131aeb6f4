"""IPython in this process, as a Jupyter kernel runs it, with what cells put out recorded instead of sent.

The shell, the display hook and the display publisher are ipykernel's own. Only their session is replaced: it keeps the
messages, which are put together to outputs as nbclient does it. So the outputs are those of a real kernel.
"""

from __future__ import annotations

import asyncio
import builtins
import codecs
import io
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

OUTPUT_LIMIT = 1_000_000
"""How many characters of printed text are kept of one cell."""


class Recorder(Session):  # type: ignore[misc]  # the library has no types
    """Takes the messages that a shell would send, and keeps the outputs of the current cell."""

    def __init__(self) -> None:
        super().__init__(key=b"nothing is sent")
        self.outputs: list[dict[str, Any]] = []
        self.clear_waits = False
        self.printed = 0
        self.lock = threading.RLock()

    def send(self, _stream: Any, message: Any, content: Any = None, *_: Any, **__: Any) -> None:
        """Keep a message, given whole or as its type and content."""
        kind = message if isinstance(message, str) else message["header"]["msg_type"]
        body = content if isinstance(message, str) else message["content"]
        with self.lock:
            self.keep(kind, body)

    def keep(self, kind: str, body: dict[str, Any]) -> None:
        """Do with a message what nbclient does."""
        display_id = (body.get("transient") or {}).get("display_id")
        if kind == "clear_output":
            self.clear_waits = bool(body["wait"])
            if not self.clear_waits:
                self.outputs.clear()
        elif kind == "update_display_data":
            for output in self.outputs:
                if output.get("display_id") == display_id:
                    output.update(data=body["data"], metadata=body["metadata"])
        elif kind in ("display_data", "execute_result"):
            output = {"output_type": kind, "data": body["data"], "metadata": body["metadata"]}
            self.append({**output, "display_id": display_id} if display_id else output)
        elif kind == "error":
            self.append({"output_type": "error", **{key: body[key] for key in ("ename", "evalue", "traceback")}})

    def append(self, output: dict[str, Any]) -> None:
        """Add an output, after a clearing that waited for it."""
        if self.clear_waits:
            self.outputs.clear()
            self.clear_waits = False
        self.outputs.append(output)

    def stream(self, name: str, text: str) -> None:
        """Add printed text, up to the limit."""
        with self.lock:
            room = OUTPUT_LIMIT - self.printed
            self.printed += len(text)
            if len(text) > room:
                text = text[:room] + "\n[the rest of the output is left out]\n" if room > 0 else ""
            last = self.outputs[-1] if self.outputs and not self.clear_waits else {}
            if last.get("output_type") == "stream" and last["name"] == name:
                last["text"] += text
            elif text:
                self.append({"output_type": "stream", "name": name, "text": text})

    def take(self) -> list[dict[str, Any]]:
        """Give the outputs of the cell that ended, and begin the next one."""
        with self.lock:
            outputs, self.outputs, self.clear_waits, self.printed = self.outputs, [], False, 0
        return [{key: value for key, value in output.items() if key != "display_id"} for output in outputs]


class RecordedStream(io.TextIOBase):
    """Stands for sys.stdout or sys.stderr."""

    encoding = "utf-8"

    def __init__(self, recorder: Recorder, name: str, descriptor: int) -> None:
        self.recorder, self.name, self.descriptor = recorder, name, descriptor

    def write(self, text: str) -> int:
        """Record text."""
        if not isinstance(text, str):
            message = f"write() argument must be str, not {type(text)}"
            raise TypeError(message)
        self.recorder.stream(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """Say that text may be written."""
        return True

    def fileno(self) -> int:
        """Give the descriptor for programs that write to it themselves; what they write is recorded too."""
        return self.descriptor

    def isatty(self) -> bool:
        """Say that this is no terminal."""
        return False


def _refuse_input(*_: object, **__: object) -> NoReturn:
    message = "raw_input was called, but this frontend does not support input requests."
    raise StdinNotImplementedError(message)


class Interpreter:
    """Runs cells one after another in the namespace of `shell`, by default a fresh one.

    May be made before a fork: `begin` readies it in the process that runs the cells.
    """

    def __init__(self, shell: Any = None) -> None:
        self.recorder = Recorder()
        self.shell = shell or _fresh_shell()
        self.shell.displayhook.topic = b"execute_result"
        self.pumps: list[_Pump] = []

    def run_until_failure(self, sources: Sequence[str]) -> list[list[dict[str, Any]]]:
        """Run cells until one fails; give the outputs of those that ran."""
        results: list[list[dict[str, Any]]] = []
        for source in sources:
            results.append(self.run(source))
            if has_failed(results[-1]):
                break
        return results

    @contextmanager
    def begin(self) -> Iterator[None]:
        """Record what this process prints, and refuse input, for as long as cells run."""
        kept = sys.stdout, sys.stderr, builtins.input
        self.recorder = self.shell.displayhook.session = self.shell.display_pub.session = Recorder()
        self.pumps = [_Pump(self.recorder, name, descriptor) for name, descriptor in (("stdout", 1), ("stderr", 2))]
        sys.stdout, sys.stderr = (RecordedStream(self.recorder, pump.name, pump.descriptor) for pump in self.pumps)
        builtins.input = _refuse_input
        asyncio._set_running_loop(None)  # noqa: SLF001 - a fork of a running kernel has left that loop behind
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        try:
            yield
        finally:
            sys.stdout, sys.stderr, builtins.input = kept
            for pump in self.pumps:
                pump.close()

    def run(self, source: str) -> list[dict[str, Any]]:
        """Run a cell; give its outputs."""
        try:
            self.loop.run_until_complete(self._run(source))
        except KeyboardInterrupt:  # it came when the shell was between two things
            self.recorder.keep("error", {"ename": "KeyboardInterrupt", "evalue": "", "traceback": []})
        for pump in self.pumps:
            pump.drain()
        return self.recorder.take()

    async def _run(self, source: str) -> None:
        """Do what ipykernel's `do_execute` does: await a cell with top-level await, call any other."""
        failure = None
        try:
            transformed = self.shell.transform_cell(source)
        except Exception:  # noqa: BLE001 - the shell reports it, whatever it is
            transformed, failure = source, sys.exc_info()
        settings = {"transformed_cell": transformed, "preprocessing_exc_tuple": failure}
        if not self.shell.should_run_async(source, **settings):
            self.shell.run_cell(source, store_history=True)
            return
        result = None
        try:
            result = await self.shell.run_cell_async(source, store_history=True, **settings)
        finally:
            self.shell.events.trigger("post_execute")
            self.shell.events.trigger("post_run_cell", result)


def has_failed(outputs: Iterable[dict[str, Any]]) -> bool:
    """Tell whether a cell with these outputs raised an error."""
    return any(output["output_type"] == "error" for output in outputs)


def _fresh_shell() -> Any:
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    settings = Config()
    settings.HistoryManager.enabled = False
    return ZMQInteractiveShell.instance(config=settings)


class _Pump:
    """Records what programs other than Python write to a file descriptor."""

    def __init__(self, recorder: Recorder, name: str, descriptor: int) -> None:
        self.recorder, self.name, self.descriptor = recorder, name, descriptor
        self.mark = b"\0end of cell\0" + os.urandom(8)
        self.drained = threading.Event()
        self.reader, writer = os.pipe()
        self.saved = os.dup(descriptor)
        os.dup2(writer, descriptor)
        os.close(writer)
        threading.Thread(target=self.pump, daemon=True).start()

    def pump(self) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        pending = b""
        while data := os.read(self.reader, 1 << 16):
            pending += data
            while self.mark in pending:
                before, _, pending = pending.partition(self.mark)
                self.recorder.stream(self.name, decoder.decode(before))
                self.drained.set()
            keep = len(self.mark) - 1 if b"\0" in pending[-len(self.mark) :] else 0
            ready, pending = (pending[:-keep], pending[-keep:]) if keep else (pending, b"")
            if text := decoder.decode(ready):
                self.recorder.stream(self.name, text)

    def drain(self) -> None:
        """Wait until all that was written so far is recorded."""
        self.drained.clear()
        os.write(self.descriptor, self.mark)
        self.drained.wait(timeout=5)

    def close(self) -> None:
        """Give the descriptor back to what it was."""
        os.dup2(self.saved, self.descriptor)
        os.close(self.saved)
