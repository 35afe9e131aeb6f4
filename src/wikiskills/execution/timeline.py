"""Note what becomes of each lesson: from where its record came, or when it ran, and beside which others."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from wikiskills.execution.job import Job, shown_cell
from wikiskills.execution.outcome import Done, Outcome
from wikiskills.execution.run import Progress


@dataclass
class Span:
    """The run of a lesson, in seconds since the lessons began; `end` is None while it runs."""

    lesson: str
    lane: int
    begin: float
    end: float | None = None
    failed: bool = False
    path: str = ""

    @property
    def outcome(self) -> Outcome:
        """What became of the lesson so far."""
        if self.end is None:
            return Outcome(self.lesson, Done.NOT_FINISHED, self.begin, None, self.lane, self.path)
        done = Done.FAILED if self.failed else Done.RUN
        return Outcome(self.lesson, done, self.begin, self.end - self.begin, self.lane, self.path)


class Timeline:
    """Notes what a build's progress is told, and passes it on."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.spans: dict[str, Span] = {}
        self.known: dict[str, Done] = {}
        self.started = time.perf_counter()
        self.lock = threading.Lock()

    def outcomes(self, lessons: Collection[str], frozen: Collection[str]) -> Iterator[Outcome]:
        """Say what became of these lessons so far, in their order."""
        known = {**dict.fromkeys(frozen, Done.FROZEN), **self.known}
        for lesson in lessons:
            span = self.spans.get(lesson)
            yield span.outcome if span else Outcome(lesson, known.get(lesson, Done.NOT_BEGUN))

    def find(self, stored: Sequence[str], shared: Sequence[str]) -> None:
        """Note the lessons that need not run."""
        self.known |= {**dict.fromkeys(stored, Done.STORE), **dict.fromkeys(shared, Done.SHARED)}
        self.progress.find(stored, shared)

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
                self.spans[job.lesson] = Span(job.lesson, lane, self._now(), path=_path(job))
        self.progress.advance(job, done)

    def finish(self, job: Job, seconds: float | None) -> None:
        """Close the span of a lesson."""
        with self.lock:
            span = self.spans.setdefault(job.lesson, Span(job.lesson, 0, self._now(), path=_path(job)))
            span.end, span.failed = self._now(), seconds is None
        self.progress.finish(job, seconds)

    def _now(self) -> float:
        return time.perf_counter() - self.started


def _path(job: Job) -> str:
    return shown_cell(job.steps[0]).where.path if job.steps else ""
