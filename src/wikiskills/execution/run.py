"""Run the lessons that the store does not know, several at a time; one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from math import inf
from threading import Event
from types import MappingProxyType
from typing import Protocol

from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.execution.job import Executor, Job
from wikiskills.execution.key import CacheKey, cache_key
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.store import Store

NONE_KNOWN: Mapping[str, float] = MappingProxyType({})


class Progress(Protocol):
    """Told how the lessons get on; called from several threads."""

    def find(self, stored: Sequence[str], shared: Sequence[str]) -> None:
        """Told which lessons need not run: their records are in this machine's store, or came from the shared one."""

    def begin(self, jobs: Sequence[Job]) -> None:
        """Told which lessons will run; those in the store are not among them."""

    def advance(self, job: Job, done: int) -> None:
        """Told that `done` steps of a lesson are done; 0 when it begins."""

    def finish(self, job: Job, seconds: float | None) -> None:
        """Told that a lesson ended after so many seconds; None where it failed."""


@dataclass(frozen=True)
class Results:
    """The record of every lesson by its id, and which of them were run now."""

    records: dict[str, ExecutionRecord]
    executed: tuple[str, ...]


def run_jobs(  # noqa: PLR0913 - each is its own thing
    jobs: Sequence[Job],
    executor: Executor,
    store: Store,
    workers: int,
    progress: Progress,
    *,
    expected: Mapping[str, float] = NONE_KNOWN,
) -> Results:
    """Give the records of all jobs, from the store or from running them; raise `WikiskillsError` with all failures.

    `expected` are the seconds that lessons took before: the longest begin first, those never run before all others.
    """
    installed = store.installed()
    keys = {job.lesson: cache_key(job, installed) for job in jobs}
    found = store.find(keys)
    known = [job.lesson for job in jobs if job.lesson in found]
    arrived = [lesson for lesson in known if lesson in store.arrived]
    progress.find([lesson for lesson in known if lesson not in store.arrived], arrived)
    missing = [job for job in jobs if job.lesson not in found]
    problems: list[Problem] = []
    for job, result in run_all(missing, executor, workers, progress, expected):
        if isinstance(result, ExecutionRecord):
            found[job.lesson] = result
            problems.extend(_kept(store, job, keys[job.lesson], result))
        else:
            problems.extend(result.problems)
    if missing:
        store.trim(keep=tuple(keys.values()))
    store.close()
    raise_if_any(problems)
    return Results({job.lesson: found[job.lesson] for job in jobs}, tuple(job.lesson for job in missing))


def _kept(store: Store, job: Job, key: CacheKey, record: ExecutionRecord) -> list[Problem]:
    """Keep a record; say where that is impossible, as on a full disk, so that the other lessons still finish."""
    try:
        store.put(job.lesson, key, record)
    except OSError as error:
        message = f"the record of lesson '{job.lesson}' cannot be kept: {error.strerror or error}"
        return [Problem(Location(str(store.folder)), "E811", message, "make room, or let your user write there")]
    return []


def run_all(
    jobs: Sequence[Job],
    executor: Executor,
    workers: int,
    progress: Progress,
    expected: Mapping[str, float] = NONE_KNOWN,
) -> Iterator[tuple[Job, ExecutionRecord | WikiskillsError]]:
    """Run jobs, longest first, and give for each, when it ends, its record or why it failed."""
    ordered = sorted(jobs, key=lambda job: -expected.get(job.lesson, inf))
    progress.begin(ordered)
    executor.prepare(ordered)
    for job, future in _completed(ordered, executor, workers, progress):
        error = future.exception()
        yield job, error if isinstance(error, WikiskillsError) else future.result()


def _completed(
    jobs: Sequence[Job], executor: Executor, workers: int, progress: Progress
) -> Iterator[tuple[Job, Future[ExecutionRecord]]]:
    """Run jobs in threads and give each when it ends; Ctrl-C and bugs of ours wait for no lesson."""
    pool, stopped = ThreadPoolExecutor(max_workers=max(1, workers)), Event()
    try:
        futures = {pool.submit(_run_one, job, executor, progress, stopped): job for job in jobs}
        yield from ((futures[future], future) for future in as_completed(futures))
    finally:
        stopped.set()
        pool.shutdown(wait=False, cancel_futures=True)


def _run_one(job: Job, executor: Executor, progress: Progress, stopped: Event) -> ExecutionRecord:
    seconds = None
    try:
        record = executor.execute(job, lambda done: progress.advance(job, done))
        seconds = record.seconds
    finally:
        if not stopped.is_set():  # else it was ended, and did not fail
            progress.finish(job, seconds)
    return record
