"""Outputs of cells, put together from a shell's messages and printed text as nbclient does it."""

from __future__ import annotations

import mmap
import os
import threading
from contextlib import suppress
from typing import Any

from jupyter_client.session import Session

from wikiskills.execution.streams import CELL, Pump

OUTPUT_LIMIT = 1_000_000
"""How many characters of printed text are kept of one cell."""

Outputs = list[dict[str, Any]]


class LastWords:
    """The end of what a cell printed, in memory shared with the process that watches it: it outlives a crash."""

    SIZE = 2000

    def __init__(self) -> None:
        self.shared = mmap.mmap(-1, self.SIZE + 2)
        self.text = ""

    def clear(self) -> None:
        """Forget what the last cell printed."""
        self.text = ""
        self.shared[:2] = b"\0\0"

    def add(self, text: str) -> None:
        """Keep the end of what was printed."""
        self.text = (self.text + text[-self.SIZE // 4 :])[-self.SIZE // 4 :]
        data = self.text.encode("utf-8", "replace")
        self.shared[2 : 2 + len(data)] = data
        self.shared[:2] = len(data).to_bytes(2, "little")

    def read(self) -> str:
        """Give the end of what was printed, from any process that shares the memory."""
        size = int.from_bytes(self.shared[:2], "little")
        return self.shared[2 : 2 + min(size, self.SIZE)].decode("utf-8", "replace")


class Recorder(Session):  # type: ignore[misc]  # the library has no types
    """Stands for a kernel's session: takes the messages that a shell would send, and keeps the outputs of cells.

    What belongs to an earlier cell, such as the output of a task that it left running, is dropped, as by nbclient.
    """

    def __init__(self, last_words: LastWords) -> None:
        super().__init__(key=b"nothing is sent")
        self.last_words = last_words
        self.lock = threading.RLock()
        self.pumps: list[Pump] = []
        self.cell = 0
        self.outputs: Outputs = []
        self.clear_waits = False
        self.printed = 0
        self.named: dict[int, Outputs] = {}
        """Outputs of those earlier cells that have a display id, and so may change."""
        self.revised: set[int] = set()

    @property
    def request(self) -> dict[str, Any]:
        """The message that would have asked for the current cell."""
        return {"header": {"msg_id": str(self.cell)}}

    def resume(self, last_words: LastWords) -> None:
        """Go on in a fork of the process that has recorded so far."""
        self.pid, self.last_words = os.getpid(), last_words
        for pump in self.pumps:
            pump.open_again()

    def begin(self, cell: int) -> None:
        """Begin a cell."""
        self.cell, self.outputs, self.clear_waits, self.printed = cell, [], False, 0
        self.last_words.clear()

    def send(self, _stream: Any, message: Any, content: Any = None, parent: Any = None, *_: Any, **__: Any) -> None:
        """Keep a message, given whole or as its type and content."""
        whole = not isinstance(message, str)
        kind = message["header"]["msg_type"] if whole else message
        asked_by = message["parent_header"] if whole else (parent or {})
        if os.getpid() != self.pid or asked_by.get("msg_id") != str(self.cell):
            return
        with self.lock:
            self.catch_up()
            self.keep(kind, message["content"] if whole else content)

    def keep(self, kind: str, body: dict[str, Any]) -> None:
        """Do with a message what nbclient does."""
        display_id = (body.get("transient") or {}).get("display_id")
        if display_id and kind in ("display_data", "execute_result", "update_display_data"):
            self.update(display_id, body)
        if kind == "clear_output":
            self.clear_waits = bool(body["wait"]) or self.clear_waits
            if not body["wait"]:
                self.outputs.clear()
        elif kind in ("display_data", "execute_result"):
            output = {"output_type": kind, "data": body["data"], "metadata": body["metadata"]}
            self.append({**output, "display_id": display_id} if display_id else output)
        elif kind == "error":
            self.append({"output_type": "error", **{key: body[key] for key in ("ename", "evalue", "traceback")}})

    def update(self, display_id: str, body: dict[str, Any]) -> None:
        """Change all that is displayed under an id, also in earlier cells."""
        for cell, outputs in [*self.named.items(), (self.cell, self.outputs)]:
            for output in outputs:
                if output.get("display_id") == display_id:
                    output.update(data=body["data"], metadata=body["metadata"])
                    self.revised.add(cell)

    def append(self, output: dict[str, Any]) -> None:
        """Add an output, after a clearing that waited for it."""
        if self.clear_waits:
            self.outputs.clear()
            self.clear_waits = False
        self.outputs.append(output)

    def stream(self, name: str, text: str) -> None:
        """Add text printed by Python, after what other programs have written by now."""
        if CELL.get() not in (None, self.cell):
            return
        with self.lock:
            if self.printed <= OUTPUT_LIMIT:
                self.catch_up()
            self.foreign(name, text)

    def foreign(self, name: str, text: str) -> None:
        """Add printed text, up to the limit."""
        with self.lock:
            room = OUTPUT_LIMIT - self.printed
            self.printed += len(text)
            if text:
                self.last_words.add(text)
            if len(text) > room:
                text = text[:room] + "\n[the rest of the output is left out]\n" if room >= 0 else ""
            last = self.outputs[-1] if self.outputs and not self.clear_waits else {}
            if text and last.get("output_type") == "stream" and last["name"] == name:
                last["text"].append(text)
            elif text:
                self.append({"output_type": "stream", "name": name, "text": [text]})

    def catch_up(self) -> None:
        """Add what other programs have written by now."""
        for pump in self.pumps:
            with suppress(OSError, ValueError):  # a cell closed the pipe
                pump.catch_up()

    def take(self) -> Outputs:
        """Give the outputs of the cell that ended."""
        with self.lock:
            self.catch_up()
            if any("display_id" in output for output in self.outputs):
                self.named[self.cell] = self.outputs
            self.revised.discard(self.cell)
            return _finished(self.outputs)

    def take_revised(self) -> dict[int, Outputs]:
        """Give the outputs of earlier cells that a later one changed."""
        revised, self.revised = {cell: _finished(self.named[cell]) for cell in sorted(self.revised)}, set()
        return revised


def _finished(outputs: Outputs) -> Outputs:
    kept = [{key: value for key, value in output.items() if key != "display_id"} for output in outputs]
    return [{**output, "text": "".join(output["text"])} if "text" in output else output for output in kept]


def pumps_for(recorder: Recorder) -> list[Pump]:
    """Watch the descriptors of standard output and error of this process."""
    return [Pump(recorder, recorder.lock, name, descriptor) for name, descriptor in (("stdout", 1), ("stderr", 2))]
