"""The `build` command: run the pipeline, show how it gets on, say what it did."""

from __future__ import annotations

from rich.console import Console

from wikiskills.build import Summary, build
from wikiskills.cli.progress import shown_progress
from wikiskills.config import Project
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.timings import read_timings, write_timings


def run_build(project: Project, workers: int) -> Summary:
    """Build the course once; raise `WikiskillsError` where it cannot be built."""
    console = Console(stderr=True)
    folder = project.path(project.settings.store).parent
    timings = read_timings(folder / "timings.json")
    with shown_progress(console, timings) as progress:
        tell = lambda text: console.print(text, markup=False, highlight=False)  # noqa: E731 - a name for the argument
        summary = build(project, KernelExecutor(folder / "cache"), workers, progress, tell)
    write_timings(folder / "timings.json", {**timings, **dict(summary.executed)})
    console.print(describe(summary, project), markup=False, highlight=False, soft_wrap=True)
    return summary


def describe(summary: Summary, project: Project) -> str:
    """Say in one paragraph what a build did."""
    executed = ", ".join(f"{lesson} {seconds:.1f} s" for lesson, seconds in summary.executed)
    lines = [
        f"{len(summary.executed)} lessons run" + (f" ({executed})" if executed else ""),
        f"{len(summary.from_store)} from the store",
        f"{summary.pages} pages, {summary.changed} files changed",
        "no warnings",
        f"{summary.seconds:.1f} s",
    ]
    return "; ".join(lines) + f".\nThe site is in {project.settings.site}/."
