"""The `new` commands: first versions of tracks and lessons."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from wikiskills.cli.options import Commands, reporting
from wikiskills.config import load_project
from wikiskills.errors import WikiskillsError


@click.group(cls=Commands)
def new() -> None:
    """Write the first version of a track or a lesson.

    \b
    Example:  wikiskills new track statistics --title "Statistics"
              wikiskills new lesson statistics/sampling --title "Who answered?"
    """


@new.command("track")
@click.argument("track_id", metavar="ID")
@click.option("--title", help="Title of the track; made from the id by default.")
@reporting
@click.pass_obj
def new_track(root: Path, track_id: str, title: str | None) -> None:
    """Write the outline of a track and add it to the course.

    \b
    Example:  wikiskills new track statistics --title "Statistics"
    """
    from wikiskills.scaffold import scaffold_track  # noqa: PLC0415 - commands import what they need, to start fast

    _say_written(scaffold_track(load_project(root), track_id, title))


@new.command("lesson")
@click.argument("name", metavar="TRACK/ID")
@click.option("--title", help="Title of the lesson; made from the id by default.")
@reporting
@click.pass_obj
def new_lesson(root: Path, name: str, title: str | None) -> None:
    """Write a lesson that builds as it stands, and add it to the outline of its track.

    \b
    Example:  wikiskills new lesson statistics/sampling --title "Who answered?"
    """
    from wikiskills.build import refresh_notebooks  # noqa: PLC0415 - as above
    from wikiskills.scaffold import scaffold_lesson  # noqa: PLC0415 - as above

    project = load_project(root)
    written = scaffold_lesson(project, name, title)
    with suppress(WikiskillsError):  # what is wrong elsewhere in the course is for 'check' to say
        refresh_notebooks(project)
        written.append(f"{project.settings.notebooks}/{name}.ipynb")
    _say_written(written)


@click.command()
@reporting
@click.pass_obj
def schema(root: Path) -> None:
    """Write the JSON Schemas of outlines and settings, by which editors complete keys and underline mistakes.

    \b
    Example:  wikiskills schema
    """
    from wikiskills.scaffold import write_schemas  # noqa: PLC0415 - as above

    for path in write_schemas(load_project(root)):
        click.echo(f"wrote {path}", err=True)


def _say_written(paths: list[str]) -> None:
    for path in paths:
        click.echo(f"wrote {path}", err=True)
    click.echo("Next: 'wikiskills check', then 'wikiskills serve'.", err=True)
