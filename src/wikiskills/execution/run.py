"""Run the lessons that the store does not know, several at a time; one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Protocol

from wikiskills.errors import Problem, WikiskillsError, raise_if_any
from wikiskills.execution.job import Executor, Job
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.store import Store, cache_key


class Progress(Protocol):
    """Told how the lessons get on; called from several threads."""

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


def run_jobs(jobs: Sequence[Job], executor: Executor, store: Store, workers: int, progress: Progress) -> Results:
    """Give the records of all jobs, from the store or from running them; raise `WikiskillsError` with all failures."""
    keys = {job.lesson: cache_key(job) for job in jobs}
    found = {job.lesson: record for job in jobs if (record := store.get(keys[job.lesson])) is not None}
    missing = [job for job in jobs if job.lesson not in found]
    progress.begin(missing)
    executor.prepare(missing)
    problems: list[Problem] = []
    for job, future in _completed(missing, executor, workers, progress):
        try:
            found[job.lesson] = future.result()
            store.put(keys[job.lesson], found[job.lesson])
        except WikiskillsError as error:
            problems.extend(error.problems)
    raise_if_any(problems)
    return Results({job.lesson: found[job.lesson] for job in jobs}, tuple(job.lesson for job in missing))


def _completed(
    jobs: Sequence[Job], executor: Executor, workers: int, progress: Progress
) -> Iterator[tuple[Job, Future[ExecutionRecord]]]:
    """Run jobs in threads and give each when it ends; Ctrl-C and bugs of ours wait for no lesson."""
    pool = ThreadPoolExecutor(max_workers=max(1, workers))
    try:
        futures = {pool.submit(_run_one, job, executor, progress): job for job in jobs}
        yield from ((futures[future], future) for future in as_completed(futures))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _run_one(job: Job, executor: Executor, progress: Progress) -> ExecutionRecord:
    seconds = None
    try:
        record = executor.execute(job, lambda done: progress.advance(job, done))
        seconds = record.seconds
    finally:
        progress.finish(job, seconds)
    return record
