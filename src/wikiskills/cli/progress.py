"""Show how the lessons get on: a bar a lesson in a terminal, a plain line a lesson elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import rich.progress
from rich.console import Console

from wikiskills.execution.job import Job
from wikiskills.execution.run import Progress


class PlainProgress:
    """One line when a lesson begins, one when it ends. `expected` are seconds of earlier runs by lesson."""

    def __init__(self, console: Console, expected: Mapping[str, float]) -> None:
        self.console, self.expected = console, expected
        self.total = 0
        self.done = 0
        self.lock = threading.Lock()

    def find(self, stored: Sequence[str], shared: Sequence[str]) -> None:
        """Say nothing: the build says it in the end."""

    def begin(self, jobs: Sequence[Job]) -> None:
        """Note how many lessons will run; in a command that stays there are more than one such times."""
        self.total, self.done = len(jobs), 0

    def advance(self, job: Job, done: int) -> None:
        """Say that a lesson begins."""
        if done == 0:
            expected = self.expected.get(job.lesson)
            self.say(f"running {job.lesson}" + (f" (about {expected:.0f} s)" if expected else ""))

    def finish(self, job: Job, seconds: float | None) -> None:
        """Say that a lesson ended."""
        with self.lock:
            self.done += 1
            outcome = "failed" if seconds is None else f"{seconds:.1f} s"
            self.say(f"[{self.done}/{self.total}] {job.lesson}: {outcome}")

    def say(self, text: str) -> None:
        """Print one plain line."""
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)


class BarProgress:
    """A bar for each running lesson: cells done, elapsed time, time of its last run. A line takes its place in the end.

    Bars that stayed would fill the screen, and hide those of the lessons that run.
    """

    def __init__(self, bars: rich.progress.Progress, expected: Mapping[str, float]) -> None:
        self.bars, self.expected = bars, expected
        self.lines = PlainProgress(bars.console, expected)
        self.tasks: dict[str, rich.progress.TaskID] = {}

    def find(self, stored: Sequence[str], shared: Sequence[str]) -> None:
        """Show nothing: these lessons do not run."""

    def begin(self, jobs: Sequence[Job]) -> None:
        """Prepare a hidden bar for each lesson, in the order in which they begin."""
        self.lines.begin(jobs)
        for job in jobs:
            seconds = self.expected.get(job.lesson)
            expected = f"of about {seconds:.0f} s" if seconds else ""
            task = self.bars.add_task(job.lesson, total=len(job.steps), start=False, visible=False, expected=expected)
            self.tasks[job.lesson] = task

    def advance(self, job: Job, done: int) -> None:
        """Move a lesson's bar."""
        task = self.tasks[job.lesson]
        if done == 0:
            self.bars.start_task(task)
        self.bars.update(task, completed=done, visible=True)

    def finish(self, job: Job, seconds: float | None) -> None:
        """Put a line in the place of the bar."""
        self.bars.update(self.tasks[job.lesson], visible=False)
        self.lines.finish(job, seconds)


@contextmanager
def shown_progress(console: Console, expected: Mapping[str, float]) -> Iterator[Progress]:
    """Give the progress that suits the terminal for as long as the lessons run."""
    if not console.is_terminal:
        yield PlainProgress(console, expected)
        return
    columns = (
        rich.progress.TextColumn("{task.description}"),
        rich.progress.BarColumn(bar_width=24),
        rich.progress.MofNCompleteColumn(),
        rich.progress.TimeElapsedColumn(),
        rich.progress.TextColumn("{task.fields[expected]}"),
    )
    with rich.progress.Progress(*columns, console=console) as bars:
        yield BarProgress(bars, expected)
