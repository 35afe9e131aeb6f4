"""The commands about the records of lessons: `explain` and `freeze`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from wikiskills.cli.options import Engine, executing_one, reported, reporting
from wikiskills.config import load_project


@click.command()
@click.argument("lesson")
@click.option("--format", "report_format", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How the answer is written.")  # fmt: skip
@click.pass_obj
def explain(root: Path, lesson: str, report_format: str) -> None:
    """Say whether the next build runs LESSON, and why: which cell, data file or package changed.

    \b
    Example:  wikiskills explain sampling
    """
    from wikiskills.records import explain as explain_lesson  # noqa: PLC0415 - commands import what they need

    with reported(report_format):
        explanation = explain_lesson(load_project(root), lesson, lambda text: click.echo(text, err=True))
        shown = json.dumps(asdict(explanation), indent=2, ensure_ascii=False)
        click.echo(shown if report_format == "json" else str(explanation))


@click.command()
@click.argument("lesson")
@executing_one
@reporting
@click.pass_obj
def freeze(root: Path, lesson: str, engine: Engine) -> None:
    """Keep the outputs of LESSON beside the sources, for where its data cannot be had. Commit the file.

    \b
    Example:  wikiskills freeze revision-dumps
    """
    from wikiskills.cli.building import run_freeze  # noqa: PLC0415 - as above

    click.echo(f"wrote {run_freeze(load_project(root), lesson, engine)}", err=True)
