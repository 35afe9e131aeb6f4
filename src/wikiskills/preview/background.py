"""Run lessons in the background; a run that newer sources make useless stops at its next cell."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.job import Executor, Job, shown_cell
from wikiskills.execution.key import CacheKey
from wikiskills.execution.run import Progress, run_jobs
from wikiskills.execution.store import Store


@dataclass(frozen=True)
class Engine:
    """What runs lessons, how many at a time, and who is told how they get on.

    `rehearses` tells whether a lesson that ran is run again from the first cell that changed.
    """

    executor: Executor
    workers: int
    progress: Progress
    rehearses: bool = False


class Superseded(Exception):  # noqa: N818 - nothing went wrong
    """Ends a run that nobody waits for any more."""


class Run:
    """One run of some jobs in a thread. `failed` has what is wrong, by the digest of the key, when it has ended."""

    def __init__(
        self, jobs: Sequence[Job], keys: Mapping[str, CacheKey], store: Store, show: Callable[[Run, str], None]
    ) -> None:
        self.jobs = jobs
        self.digests = {job.lesson: keys[job.lesson].digest for job in jobs}
        self.store, self.show = store, show
        self.failed: dict[str, tuple[Problem, ...]] = {}
        self.superseded = False
        self.done: dict[str, int] = {}
        self.begun: dict[str, float] = {}

    def start(self, engine: Engine, ended: Callable[[Run], None]) -> None:
        """Begin; `ended` is called in the end, also of a run that was stopped."""
        self.progress = engine.progress
        self._tell()
        threading.Thread(target=self._run, args=(engine, ended), name="run", daemon=True).start()

    def stop(self) -> None:
        """End the run at its next cell."""
        self.superseded = True

    def _run(self, engine: Engine, ended: Callable[[Run], None]) -> None:
        try:
            run_jobs(self.jobs, engine.executor, self.store, engine.workers, self)
        except Superseded:
            self.superseded = True
        except WikiskillsError as error:
            self._note(error.problems)
        except Exception as error:  # noqa: BLE001 - or it would begin again and again
            message = f"the run failed: {type(error).__name__}: {error}"
            self._note([Problem(Location("serve"), "E950", message, "this is a fault of the program")])
        finally:
            ended(self)

    def _note(self, problems: Sequence[Problem]) -> None:
        """Give each job its problems; those that stand in no job's file to all."""
        files = {shown_cell(job.steps[0]).where.path: job.lesson for job in self.jobs if job.steps}
        for problem in problems:
            lessons = [files[problem.where.path]] if problem.where.path in files else list(self.digests)
            for digest in (self.digests[lesson] for lesson in lessons):
                self.failed[digest] = (*self.failed.get(digest, ()), problem)

    def find(self, stored: Sequence[str], shared: Sequence[str]) -> None:
        """Pass on what need not run."""
        self.progress.find(stored, shared)

    def begin(self, jobs: Sequence[Job]) -> None:
        """Pass on what will run."""
        self.progress.begin(jobs)

    def advance(self, job: Job, done: int) -> None:
        """Say how far a lesson is; raise `Superseded` where nobody wants to know."""
        if self.superseded:
            raise Superseded
        self.begun.setdefault(job.lesson, time.perf_counter())
        self.done[job.lesson] = done
        self.progress.advance(job, done)
        self._tell()

    def finish(self, job: Job, seconds: float | None) -> None:
        """Note that a lesson ended, and tell the seconds of this run: its record has those of the whole lesson."""
        self.done.pop(job.lesson, None)
        if not self.superseded:
            taken = time.perf_counter() - self.begun.get(job.lesson, time.perf_counter())
            self.progress.finish(job, None if seconds is None else taken)
            self._tell()

    def _tell(self) -> None:
        steps = {job.lesson: len(job.steps) for job in self.jobs}
        now = ", ".join(
            f"{lesson}, cell {min(done + 1, steps[lesson])} of {steps[lesson]}"
            for lesson, done in sorted(self.done.items())
        )
        self.show(self, f"running {now}" if now else "about to run a lesson")


class Rehearsal:
    """Runs a lesson that is being edited though its record is known, so that its next run can go on from a snapshot."""

    def __init__(self, job: Job) -> None:
        self.job, self.waits, self.superseded = job, True, False

    def start(self, executor: Executor) -> None:
        """Begin, in a thread, unless it has begun once; what comes of it is of no interest."""
        if self.waits:
            self.waits = False
            threading.Thread(target=self._run, args=(executor,), name="rehearsal", daemon=True).start()

    def stop(self) -> None:
        """End it at its next cell; it will not begin any more."""
        self.waits, self.superseded = False, True

    def _run(self, executor: Executor) -> None:
        with suppress(Superseded, WikiskillsError):
            executor.execute(self.job, self._go_on)

    def _go_on(self, _: int) -> None:
        if self.superseded:
            raise Superseded
