"""Commands that run lessons: run the pipeline, show how it gets on, say what it did."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from rich.console import Console

from wikiskills.build import Summary, build
from wikiskills.cli.progress import shown_progress
from wikiskills.cli.reporting import counted
from wikiskills.config import Project
from wikiskills.execution.job import Executor
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.run import Progress
from wikiskills.execution.timings import read_timings, write_timings
from wikiskills.execution.warm import WarmExecutor
from wikiskills.records import find_drift, freeze
from wikiskills.runs import Tell


def run_build(project: Project, workers: int, executor_name: str) -> Summary:
    """Build the course once; raise `WikiskillsError` where it cannot be built."""
    timings = read_timings(_timings(project))
    with _run_lessons(project, executor_name, timings) as (executor, progress, tell):
        summary = build(project, executor, workers, progress, tell, expected=timings)
    write_timings(_timings(project), {**timings, **dict(summary.executed)})
    tell(describe(summary, project))
    return summary


def run_freeze(project: Project, lesson: str, executor_name: str) -> str:
    """Freeze a lesson; give the name of the file."""
    with _run_lessons(project, executor_name, read_timings(_timings(project))) as (executor, progress, tell):
        return freeze(project, lesson, executor, progress, tell)


def run_drift_check(project: Project, workers: int, executor_name: str) -> int:
    """Run all lessons anew and raise `WikiskillsError` with what changed; give how many were compared."""
    with _run_lessons(project, executor_name, read_timings(_timings(project))) as (executor, progress, tell):
        return find_drift(project, executor, workers, progress, tell)


def _timings(project: Project) -> Path:
    return project.path(project.settings.store).parent / "timings.json"


@contextmanager
def _run_lessons(
    project: Project, executor_name: str, timings: Mapping[str, float]
) -> Iterator[tuple[Executor, Progress, Tell]]:
    """Give what runs lessons, what shows how they get on, and what prints a line."""
    console = Console(stderr=True)

    def tell(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    cache = project.path(project.settings.store).parent / "cache"
    with _executor(executor_name, project, cache) as executor, shown_progress(console, timings) as progress:
        yield executor, progress, tell


def _executor(name: str, project: Project, cache: Path) -> AbstractContextManager[Executor]:
    """Give the executor of that name; by default the warm one, where Python forks and runs the lessons itself."""
    if name == "kernel" or (name == "auto" and not (hasattr(os, "fork") and project.settings.kernel == "python3")):
        return nullcontext(KernelExecutor(cache))
    return WarmExecutor(cache)


def describe(summary: Summary, project: Project) -> str:
    """Say in one paragraph what a build did."""
    executed = ", ".join(f"{lesson} {seconds:.1f} s" for lesson, seconds in summary.executed)
    lines = [
        f"{counted(len(summary.executed), 'lesson')} run" + (f" ({executed})" if executed else ""),
        f"{len(summary.from_store)} from the store",
        *([f"{len(summary.frozen)} frozen"] if summary.frozen else []),
        f"{counted(summary.pages, 'page')}, {counted(summary.changed, 'file')} changed",
        "no warnings",
        f"{summary.seconds:.1f} s",
    ]
    return "; ".join(lines) + f".\nThe site is in {project.settings.site}/."
