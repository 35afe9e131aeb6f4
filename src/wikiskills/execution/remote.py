"""A store that several machines share: a folder, or any place that fsspec can reach.

It only ever saves work: where it is away, slow or damaged, that is told once, and the build goes on without it. Who may
write to it decides what is published, so give that right to those who may also merge.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

from wikiskills.whole_file import write_whole

_THREADS = 4
_USER = re.compile(r"//[^/@\s]*@")


class Tier(Protocol):
    """Where the bytes of a shared store lie."""

    def read(self, name: str) -> bytes | None:
        """Give the bytes that were written under a name; None where there are none."""

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes under a name; readers find out by themselves where they are not whole."""


class FolderTier:
    """A folder, such as one of a network drive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> bytes | None:
        """Give the bytes of a file."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole."""
        write_whole(self.folder / name, data)


class UrlTier:
    """A place that fsspec reaches, such as `s3://bucket/folder` (which needs s3fs too)."""

    def __init__(self, url: str) -> None:
        try:
            import fsspec  # noqa: PLC0415 - only who shares a store by URL needs it
        except ModuleNotFoundError as error:
            raise ImportError("a store by URL needs fsspec: pip install 'wikiskills[shared]'") from error
        self.system, self.root = fsspec.core.url_to_fs(url)

    def read(self, name: str) -> bytes | None:
        """Give the bytes of an object."""
        try:
            data: bytes = self.system.cat_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write an object; folders are made where the system has such."""
        path = f"{self.root}/{name}"
        self.system.makedirs(path.rpartition("/")[0], exist_ok=True)
        self.system.pipe_file(path, data)


def open_tier(address: str) -> Tier:
    """Open a folder (a path, or `file://` and one) or a URL."""
    scheme, separator, rest = address.partition("://")
    if separator and scheme != "file":
        return UrlTier(address)
    return FolderTier(Path(rest if separator else address))


class SharedStore:
    """The shared store at `address`; reads are waited for, writes go on behind.

    After the first thing that goes wrong, or `patience` seconds in which nothing arrives, nothing more is asked of it.
    """

    def __init__(self, address: str, tell: Callable[[str], None], patience: float = 20) -> None:
        self.address, self.tell, self.patience = address, tell, patience
        self.given_up = False
        self.tier: Tier | None = None
        self.lock = threading.Lock()
        self.tasks: SimpleQueue[tuple[Future[Any], Callable[[Tier], Any]] | None] = SimpleQueue()
        self.threads: list[threading.Thread] = []
        self.written: list[Future[None]] = []

    def read_all(self, names: Sequence[str]) -> dict[str, bytes]:
        """Give the bytes of those names that are there and can be had."""
        asked = {name: self._begin(lambda tier, name=name: tier.read(name)) for name in names}  # type: ignore[misc]
        self._await(list(asked.values()))
        ended = {name: future for name, future in asked.items() if future.done() and future.exception() is None}
        return {name: data for name, future in ended.items() if (data := future.result()) is not None}

    def write(self, name: str, data: bytes) -> None:
        """Begin to write, and return at once."""
        if not self.given_up:
            self.written.append(self._begin(lambda tier: tier.write(name, data)))

    def close(self) -> None:
        """Wait for what is being written, and end the threads."""
        self._await(self.written)
        for _ in self.threads:
            self.tasks.put(None)
        self.threads, self.written = [], []

    def _begin(self, do: Callable[[Tier], Any]) -> Future[Any]:
        while len(self.threads) < _THREADS:  # daemons: one that hangs must not hold the process
            self.threads.append(threading.Thread(target=self._work, daemon=True))
            self.threads[-1].start()
        future: Future[Any] = Future()
        self.tasks.put((future, do))
        return future

    def _work(self) -> None:
        while (task := self.tasks.get()) is not None:
            future, do = task
            if self.given_up:
                future.set_exception(ConnectionError())
                continue
            try:
                future.set_result(do(self._opened()))
            except Exception as error:  # noqa: BLE001 - libraries raise what they like, and no build may fail from it
                self._give_up(f"{type(error).__name__}: {error}")
                future.set_exception(error)

    def _opened(self) -> Tier:
        with self.lock:
            self.tier = self.tier or open_tier(self.address)
            return self.tier

    def _await(self, futures: Sequence[Future[Any]]) -> None:
        """Wait for all, for as long as one of them ends every now and then."""
        waiting = set(futures)
        while waiting and not self.given_up:
            ended, waiting = wait(waiting, timeout=self.patience, return_when=FIRST_COMPLETED)
            if not ended:
                self._give_up(f"no answer for {self.patience:g} s")

    def _give_up(self, why: str) -> None:
        if not self.given_up:
            self.given_up = True
            shown = _USER.sub("//", f"note: the shared store {self.address} is left out of this build: {why}")
            self.tell(" ".join(shown.split()))
