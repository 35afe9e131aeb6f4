"""Printed text, as a Jupyter kernel takes it: what Python writes, and what C code and other programs write to 1 and 2.

Python's writes are recorded at once. Before each, all that stands in the pipes is recorded, so what a finished program
wrote comes before what Python prints after it. (In a kernel that order is chance.)
"""

from __future__ import annotations

import codecs
import fcntl
import io
import os
import select
import struct
import termios
import threading
from contextvars import ContextVar
from typing import Protocol

CELL: ContextVar[int | None] = ContextVar("cell", default=None)
"""The cell in which a task was begun. Other threads belong to whatever cell runs."""


class Sink(Protocol):
    """Takes printed text."""

    pid: int

    def stream(self, name: str, text: str) -> None:
        """Take text printed by Python in the cell `CELL`."""

    def foreign(self, name: str, text: str) -> None:
        """Take text that came through a pipe."""


class OutStream(io.TextIOBase):
    """Stands for sys.stdout or sys.stderr; named as its model in ipykernel, since its name can be seen.

    One object serves a process and its forks: loggers made at the import of a library keep it. Without a sink, and in
    processes that a cell forked, it writes to the descriptor.
    """

    encoding = "UTF-8"

    def __init__(self, name: str, descriptor: int) -> None:
        self.name, self.descriptor = name, descriptor
        self.sink: Sink | None = None
        self.terminal = descriptor

    def write(self, text: str) -> int:
        """Record text."""
        if not isinstance(text, str):
            message = f"write() argument must be str, not {type(text)}"
            raise TypeError(message)
        if self.sink is not None and self.sink.pid == os.getpid():
            self.sink.stream(self.name, text)
        else:
            data = memoryview(text.encode("utf-8", "replace"))
            while data:
                data = data[os.write(self.descriptor, data) :]
        return len(text)

    def writable(self) -> bool:
        """Say that text may be written."""
        return True

    def fileno(self) -> int:
        """Give the descriptor of what would be the kernel's terminal; as in a kernel, it is not recorded."""
        return self.terminal

    def isatty(self) -> bool:
        """Say that this is no terminal."""
        return False


class Pump:
    """Records what is written to a file descriptor. Where the descriptor is closed, nothing more comes."""

    def __init__(self, sink: Sink, lock: threading.RLock, name: str, descriptor: int) -> None:
        self.sink, self.lock, self.name, self.descriptor = sink, lock, name, descriptor
        self.decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.open()

    def open(self) -> None:
        """Put a new pipe in the place of the descriptor, and watch it."""
        self.reader, writer = os.pipe()
        os.dup2(writer, self.descriptor)
        os.close(writer)
        threading.Thread(target=self.watch, daemon=True, name=f"{self.name} of programs").start()

    def open_again(self) -> None:
        """Go on in a fork of the process that has recorded so far: it has that one's pipe, and no thread."""
        os.close(self.reader)
        self.open()

    def watch(self) -> None:
        """Record what comes, so that no writer waits for a full pipe."""
        waiting = select.poll()
        waiting.register(self.reader, select.POLLIN)
        while True:
            try:
                waiting.poll()
                if not self.catch_up() and waiting.poll(0) and not self.pending():
                    return  # all writers have closed their end
            except (OSError, ValueError):  # a cell closed the pipe
                return
            except MemoryError:  # a cell is at its limit; what it prints may get lost
                continue

    def pending(self) -> int:
        """Count the bytes that stand in the pipe."""
        (count,) = struct.unpack("i", fcntl.ioctl(self.reader, termios.FIONREAD, b"\0\0\0\0"))
        return int(count)

    def catch_up(self) -> int:
        """Record what stands in the pipe now, and no more: somebody may be writing faster than this reads."""
        with self.lock:
            count = self.pending()
            if count and (text := self.decoder.decode(os.read(self.reader, count))):
                self.sink.foreign(self.name, text)
        return count
