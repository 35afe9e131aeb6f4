"""Note when each lesson ran, and which ran beside each other."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from wikiskills.execution.job import Job
from wikiskills.execution.run import Progress


@dataclass
class Span:
    """The run of a lesson, in seconds since the lessons began; `end` is None while it runs."""

    lesson: str
    lane: int
    begin: float
    end: float | None = None
    failed: bool = False


class Timeline:
    """Notes what a build's progress is told, and passes it on."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.spans: dict[str, Span] = {}
        self.started = time.perf_counter()
        self.lock = threading.Lock()

    def begin(self, jobs: Sequence[Job]) -> None:
        """Start the clock."""
        self.started = time.perf_counter()
        self.progress.begin(jobs)

    def advance(self, job: Job, done: int) -> None:
        """Open the span of a lesson in the first lane that is free."""
        with self.lock:
            if job.lesson not in self.spans:
                taken = {span.lane for span in self.spans.values() if span.end is None}
                lane = min(set(range(len(taken) + 1)) - taken)
                self.spans[job.lesson] = Span(job.lesson, lane, self._now())
        self.progress.advance(job, done)

    def finish(self, job: Job, seconds: float | None) -> None:
        """Close the span of a lesson."""
        with self.lock:
            span = self.spans.setdefault(job.lesson, Span(job.lesson, 0, self._now()))
            span.end, span.failed = self._now(), seconds is None
        self.progress.finish(job, seconds)

    def _now(self) -> float:
        return time.perf_counter() - self.started
