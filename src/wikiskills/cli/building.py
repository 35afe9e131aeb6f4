"""The `build` command: run the pipeline, show how it gets on, say what it did."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rich.console import Console

from wikiskills.build import Summary, build
from wikiskills.cli.progress import shown_progress
from wikiskills.cli.reporting import counted
from wikiskills.config import Project
from wikiskills.execution.job import Executor
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.timings import read_timings, write_timings
from wikiskills.execution.warm import WarmExecutor


def run_build(project: Project, workers: int, executor_name: str) -> Summary:
    """Build the course once; raise `WikiskillsError` where it cannot be built."""
    console = Console(stderr=True)
    folder = project.path(project.settings.store).parent
    timings = read_timings(folder / "timings.json")
    with _executor(executor_name, project, folder / "cache") as executor, shown_progress(console, timings) as progress:
        tell = lambda text: console.print(text, markup=False, highlight=False)  # noqa: E731 - a name for the argument
        summary = build(project, executor, workers, progress, tell)
    write_timings(folder / "timings.json", {**timings, **dict(summary.executed)})
    console.print(describe(summary, project), markup=False, highlight=False, soft_wrap=True)
    return summary


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
        f"{counted(summary.pages, 'page')}, {counted(summary.changed, 'file')} changed",
        "no warnings",
        f"{summary.seconds:.1f} s",
    ]
    return "; ".join(lines) + f".\nThe site is in {project.settings.site}/."
