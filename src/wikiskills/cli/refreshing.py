"""The command `data refresh`: a snapshot made anew, and what changed in its numbers."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wikiskills.cli.options import reported
from wikiskills.cli.text_table import text_table
from wikiskills.config import load_project

if TYPE_CHECKING:
    from wikiskills.live.changes import Number, Summary
    from wikiskills.live.refresh import Refreshed

_STATISTICS = ("min", "median", "max", "sum")


@click.command()
@click.argument("name")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
              help="The last day of a series, in place of the one on the card.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Ask Wikimedia and show what would change; write nothing.")
@click.option("--format", "report_format", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How the answer is written.")  # fmt: skip
@click.pass_obj
def refresh(root: Path, name: str, until: dt.datetime | None, dry_run: bool, report_format: str) -> None:  # noqa: FBT001 - click passes it by name
    """Make the snapshot of dataset NAME anew from Wikimedia, and show what changed in the numbers.

    Its card says what is asked for, under 'refresh'. The file, and its size, hash and date on the card, are written
    when all has come in. Then read the card: do its texts still hold?

    \b
    Example:  wikiskills data refresh pageviews-daily --until 2025-12-31 --dry-run
    """  # noqa: D301 - click's \\b marks text that must not be wrapped
    from wikiskills.live.refresh import course_client  # noqa: PLC0415 - commands import what they need, to start fast
    from wikiskills.live.refresh import refresh as refresh_dataset  # noqa: PLC0415 - as above

    def tell(message: str) -> None:
        click.echo(message, err=True)

    with reported(report_format):
        project = load_project(root)
        done = refresh_dataset(
            project, name, lambda: course_client(project, tell), today=dt.datetime.now(dt.UTC).date(),
            until=f"{until:%Y-%m-%d}" if until else None, dry_run=dry_run,
        )  # fmt: skip
        as_json = report_format == "json"
        click.echo(json.dumps(asdict(done), indent=2, ensure_ascii=False) if as_json else _text(done))
    if done.written:
        click.echo(f"Now read the card of '{name}': do its texts still hold?", err=True)


def _text(done: Refreshed) -> str:
    changes = done.changes
    values = (
        ("bytes", f"{done.before.bytes:,}", f"{done.after.bytes:,}"),
        ("sha256", done.before.sha256, done.after.sha256),
        ("date", done.before.date, done.after.date),
        ("rows", f"{changes.before:,}", f"{changes.after:,}"),
    )
    head = [f"{done.path}: {'written' if done.written else 'would be written'}"]
    head += [f"  {label}: {_arrow(before, after)}" for label, before, after in values]
    head += [f"  rows added: {changes.added:,}, removed: {changes.removed:,}, changed: {changes.changed:,}"]
    rows = [
        (column.name, *(_cell(column.before, column.after, statistic) for statistic in _STATISTICS))
        for column in changes.columns
    ]
    return "\n".join([*head, "", text_table(("column", *_STATISTICS), rows)])


def _cell(before: Summary | None, after: Summary | None, statistic: str) -> str:
    return _arrow(*(_number(getattr(side, statistic)) if side else "none" for side in (before, after)))


def _arrow(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _number(number: Number) -> str:
    return f"{number:,}" if isinstance(number, int) or number.is_integer() else f"{number:,.6g}"
