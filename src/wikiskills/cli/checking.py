"""The command `check`: all that can be said without running a lesson, and the counts behind it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wikiskills.cli.options import Engine, executing, reporting_in_files, waivers
from wikiskills.cli.reporting import counted
from wikiskills.cli.text_table import text_table
from wikiskills.config import Project, load_project

if TYPE_CHECKING:
    from wikiskills.curriculum import Curriculum
    from wikiskills.editorial import Figures


@click.command()
@click.option(
    "--drift", is_flag=True, help="Run all lessons too, and report outputs that changed since the last build."
)
@click.option("--figures", is_flag=True, help="List words, reading level, minutes, exercises and size of each lesson.")
@executing
@reporting_in_files
@click.pass_obj
def check(root: Path, drift: bool, figures: bool, engine: Engine) -> None:  # noqa: FBT001 - click passes them by name
    """Check outlines, lessons, exercises, texts and notebooks; nothing is executed, but with --drift.

    \b
    Example:  wikiskills check --format github
              wikiskills check --format gitlab --report gl-code-quality-report.json
              wikiskills check --figures
    """  # noqa: D301 - click's \\b marks text that must not be wrapped
    project = load_project(root)
    with _garbage_left():
        curriculum = _check(project, with_figures=figures)
    waivers().extend(curriculum.waivers())
    if drift:
        _check_drift(project, engine)
    numbers = {
        "lesson": len(curriculum.written),
        "exercise": sum(len(entry.exercises) for entry in curriculum.written),
        "dataset": len(curriculum.datasets),
    }
    for waiver in waivers():
        click.echo(f"note: {waiver}", err=True)
    click.echo(f"{', '.join(counted(number, noun) for noun, number in numbers.items())}: all is well.", err=True)


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Search nothing for cycles of garbage, which took a third of a check: what is read here stays to the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _check(project: Project, *, with_figures: bool) -> Curriculum:
    from wikiskills.checking import check as check_course  # noqa: PLC0415 - commands import what they need, to start fast
    from wikiskills.execution.timings import read_timings  # noqa: PLC0415 - as above

    seconds = read_timings(project.path(project.settings.store).parent / "timings.json")

    def show(counts: Sequence[Figures]) -> None:
        if with_figures:
            click.echo(_table(counts, seconds, project))

    return check_course(project, seconds, show)


def _check_drift(project: Project, engine: Engine) -> None:
    from wikiskills.cli.building import run_drift_check  # noqa: PLC0415 - as above

    compared = run_drift_check(project, engine)
    click.echo(f"{counted(compared, 'lesson')} run again: the outputs are the same.", err=True)


_HEAD = ("lesson", "words", "per sentence", "LIX", "reading", "estimate", "exercises", "their minutes", "run", "page")


def _table(figures: Sequence[Figures], seconds: Mapping[str, float], project: Project) -> str:
    """Write the counts of each lesson; minutes for reading, the run in seconds, the page of the last build in kB."""
    return text_table(_HEAD, [(*_counts(one), *_measured(one, seconds, project)) for one in figures])


def _counts(figures: Figures) -> tuple[str, ...]:
    entry, counts = figures.entry, figures.counts
    per_sentence = counts.in_sentences / max(counts.sentences, 1)
    return (
        *(str(entry.id), f"{counts.words:,}", f"{per_sentence:.1f}", f"{counts.lix:.0f}"),
        *(f"{figures.stated} min", f"{figures.minutes:.0f} min"),
        *(str(len(entry.exercises)), f"{entry.plan.minutes.exercises} min"),
    )


def _measured(figures: Figures, seconds: Mapping[str, float], project: Project) -> tuple[str, str]:
    entry = figures.entry
    page = project.path(project.settings.site) / entry.track.id / entry.id / "index.html"
    run = f"{seconds[entry.id]:.1f} s" if entry.id in seconds else "-"
    return run, f"{page.stat().st_size / 1000:.0f} kB" if page.is_file() else "-"
