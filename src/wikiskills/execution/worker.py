"""What a worker of a Dask cluster does with a lesson: it runs it as this machine would, in processes of their own.

A worker has threads, so it does not fork: the warm executor's parent is a fresh process. For each build a worker keeps
one executor, until the build says that it is over, or no lesson came for a while, as where the build was killed.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from wikiskills import __version__
from wikiskills.errors import Problem, WikiskillsError
from wikiskills.execution.installed import Installed, read_installed
from wikiskills.execution.job import Job, Report
from wikiskills.execution.key import CacheKey, cache_key
from wikiskills.execution.local import local_executor
from wikiskills.execution.record import ExecutionRecord
from wikiskills.whole_file import write_whole

LINGER = 60.0
"""Seconds without a lesson after which a worker ends what it kept for a build."""


@dataclass(frozen=True)
class Order:
    """A job as it is sent: the build that it belongs to, its key there, and what is imported in advance."""

    build: str
    job: Job
    key: CacheKey
    modules: tuple[str, ...] = ()


def run_order(
    order: Order, contents: Mapping[str, bytes], report: Report, folder: str
) -> ExecutionRecord | tuple[Problem, ...]:
    """Run a job on this machine; give its record or what is wrong.

    `contents` are its data files by SHA-256; in `folder` stands what this worker keeps.
    """
    with _host_of(order, folder) as host:
        mounts = (replace(mount, path=host.file(mount.sha256, contents)) for mount in order.job.data)
        try:
            return host.executor.execute(replace(order.job, data=tuple(mounts)), report)
        except WikiskillsError as error:  # a tuple, since an exception is not read back as it was
            return error.problems


async def survey(version: str, orders: Sequence[Order]) -> tuple[str, ...]:
    """Say what is not here as where these jobs come from; `version` is that of wikiskills there."""
    if version != __version__:
        return (f"wikiskills {version} here, {__version__} there",)
    found = await asyncio.to_thread(lambda: [text for order in orders for text in differences(order)])
    return tuple(dict.fromkeys(found))


def differences(order: Order) -> tuple[str, ...]:
    """Say what is not on this worker ("there") as where the job comes from ("here"): its key would not be true."""
    wanted, found = (
        {part.name: part.digest for part in key.parts if not part.is_code}
        for key in (order.key, cache_key(order.job, _installed(order.build)))
    )
    names = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    return tuple(_difference(name, wanted.get(name), found.get(name)) for name in names)


def _difference(name: str, here: str | None, there: str | None) -> str:
    if name.startswith(("package ", "python", "platform", "record format")):
        return f"{name.removeprefix('package ')} {here or 'missing'} here, {there or 'missing'} there"
    return f"other {name} there"


@lru_cache(maxsize=4)
def _installed(build: str) -> Installed:  # noqa: ARG001 - what is installed may change from build to build
    return read_installed()


async def leave(build: str) -> None:
    """End all that this worker keeps for a build, lessons that run included."""
    with _LOCK:
        host = _HOSTS.pop(build, None)
    if host:
        await asyncio.to_thread(host.resources.close)


class _Host:
    """What a worker keeps for a build: an executor, and a folder with the data files that came."""

    def __init__(self, order: Order, folder: str) -> None:
        self.resources = ExitStack()
        made = tempfile.TemporaryDirectory(prefix="wikiskills-", dir=folder, ignore_cleanup_errors=True)
        self.folder = Path(self.resources.enter_context(made))
        executor = local_executor(order.job.kernel, self.folder / "cache", order.modules)
        self.executor = self.resources.enter_context(executor)
        self.running = 0
        self.used = time.monotonic()

    def file(self, sha256: str, contents: Mapping[str, bytes]) -> Path:
        """Give the file with these bytes; it is written once."""
        path = self.folder / "data" / sha256
        if not path.exists():
            write_whole(path, contents[sha256])
        return path


_HOSTS: dict[str, _Host] = {}
_LOCK = threading.Lock()


@contextmanager
def _host_of(order: Order, folder: str) -> Iterator[_Host]:
    """Give what this worker keeps for a build, for as long as a lesson runs and a while after."""
    with _LOCK:
        if order.build not in _HOSTS:
            _HOSTS[order.build] = _Host(order, folder)
        host = _HOSTS[order.build]
        host.running += 1
    try:
        yield host
    finally:
        with _LOCK:
            host.running -= 1
            host.used = time.monotonic()
        timer = threading.Timer(LINGER, _end_unused, [order.build])
        timer.daemon = True
        timer.start()


def _end_unused(build: str) -> None:
    with _LOCK:
        host = _HOSTS.get(build)
        if host is None or host.running or time.monotonic() < host.used + LINGER:
            return
        del _HOSTS[build]
    host.resources.close()
