"""Commands that run lessons: run the pipeline, show how it gets on, say what it did."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from rich.console import Console

from wikiskills.build import build
from wikiskills.cli.options import Engine
from wikiskills.cli.progress import PlainProgress, shown_progress
from wikiskills.cli.reporting import describe, describe_shard
from wikiskills.config import Project
from wikiskills.execution.dask import DaskExecutor
from wikiskills.execution.job import Executor
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.local import local_executor
from wikiskills.execution.outcome import Done, Outcome
from wikiskills.execution.run import Progress
from wikiskills.execution.shard import Shard
from wikiskills.execution.snapshots import Snapshots
from wikiskills.execution.timeline import Timeline
from wikiskills.execution.timings import read_timings, write_timings
from wikiskills.execution.warm import WarmExecutor
from wikiskills.finished import Summary
from wikiskills.records import find_drift, freeze
from wikiskills.runs import Tell
from wikiskills.shards import build_shard

_MANY = 1000
"""How many lessons may wait for a cluster; how many run at a time is for its workers to say."""


def run_build(project: Project, engine: Engine, outcomes: list[Outcome]) -> Summary:
    """Build the course once; raise `WikiskillsError` where it cannot be built. What became of lessons is noted."""
    timings = read_timings(_timings(project))
    with (
        running_lessons(project, engine, timings) as (executor, progress, tell),
        _noted(progress, outcomes) as timeline,
    ):
        summary = build(project, executor, at_a_time(engine), timeline, tell, expected=timings)
    outcomes.extend(Outcome(lesson, Done.FROZEN) for lesson in summary.frozen)
    write_timings(_timings(project), {**timings, **dict(summary.executed)})
    tell(describe(summary, project))
    return summary


def run_shard(project: Project, engine: Engine, shard: Shard, outcomes: list[Outcome]) -> None:
    """Run one part of the lessons; raise `WikiskillsError` where one fails or the records cannot be shared."""
    timings = read_timings(_timings(project))
    with (
        running_lessons(project, engine, timings) as (executor, progress, tell),
        _noted(progress, outcomes) as timeline,
    ):
        summary = build_shard(project, executor, at_a_time(engine), timeline, tell, shard=shard, expected=timings)
    write_timings(_timings(project), {**timings, **dict(summary.executed)})
    tell(describe_shard(shard, summary.executed, summary.from_store))


def run_freeze(project: Project, lesson: str, engine: Engine) -> str:
    """Freeze a lesson; give the name of the file."""
    with running_lessons(project, engine, read_timings(_timings(project))) as (executor, progress, tell):
        return freeze(project, lesson, executor, progress, tell)


def run_drift_check(project: Project, engine: Engine) -> int:
    """Run all lessons anew and raise `WikiskillsError` with what changed; give how many were compared."""
    with running_lessons(project, engine, read_timings(_timings(project))) as (executor, progress, tell):
        return find_drift(project, executor, at_a_time(engine), progress, tell)


def _timings(project: Project) -> Path:
    return project.path(project.settings.store).parent / "timings.json"


@contextmanager
def running_lessons(
    project: Project, engine: Engine, timings: Mapping[str, float] | None = None
) -> Iterator[tuple[Executor, Progress, Tell]]:
    """Give what runs lessons, what shows how they get on, and what prints a line.

    With the `timings` of earlier runs there are bars in a terminal. Without, it is for a command that stays: there are
    plain lines, and lessons that run again go on from the first cell that changed, where the executor can do that.
    """
    console = Console(stderr=True)

    def tell(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    cache = project.path(project.settings.store).parent / "cache"
    shown = nullcontext(PlainProgress(console, {})) if timings is None else shown_progress(console, timings)
    snapshots = Snapshots() if timings is None else None
    with _executor(engine, project, cache, tell, snapshots) as executor, shown as progress:
        yield executor, progress, tell


@contextmanager
def _noted(progress: Progress, outcomes: list[Outcome]) -> Iterator[Timeline]:
    """Give a progress that notes what becomes of lessons; it stands in `outcomes` in the end, also after a failure."""
    timeline = Timeline(progress)
    try:
        yield timeline
    finally:
        outcomes.extend(timeline.outcomes([*timeline.known, *timeline.spans], ()))


def _executor(
    engine: Engine, project: Project, cache: Path, tell: Tell, snapshots: Snapshots | None
) -> AbstractContextManager[Executor]:
    match engine.executor:
        case "dask":
            return DaskExecutor(engine.scheduler, cache, tell)
        case "kernel":
            return nullcontext(KernelExecutor(cache))
        case "warm":
            return WarmExecutor(cache, snapshots=snapshots)
    return local_executor(project.settings.kernel, cache, snapshots=snapshots)


def at_a_time(engine: Engine) -> int:
    """Give how many lessons run at a time."""
    return engine.jobs or (_MANY if engine.executor == "dask" else os.cpu_count() or 1)
