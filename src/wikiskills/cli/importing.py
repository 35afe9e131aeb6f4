"""The command `import`: books and folders of notebooks from elsewhere."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from wikiskills.cli.options import reporting
from wikiskills.cli.reporting import counted
from wikiskills.config import load_project
from wikiskills.errors import WikiskillsError


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option("--into", metavar="TRACK", default="", help="Id of the track that gets all lessons; one track for each "
              "part of the book by default.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be written, and what would need a hand; write nothing.")
@reporting
@click.pass_obj
def import_(root: Path, source: Path, into: str, dry_run: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Make tracks and lessons of a Jupyter Book (a folder with _toc.yml), or of a folder of notebooks or scripts.

    Pages named x_ex_01 and x_sol_01 become one exercise. What could not be done by itself is listed at the end, and in
    IMPORT.md. Lessons that would not build as they are become drafts. Nothing is written over.

    \b
    Example:  wikiskills import ../old-book --dry-run
              wikiskills import ../scripts --into statistics
    """
    from wikiskills.build import refresh_notebooks  # noqa: PLC0415 - commands import what they need, to start fast
    from wikiskills.importing.writing import import_source, lesson_file, write_import  # noqa: PLC0415 - as above

    project = load_project(root)
    book, report = import_source(project, source, into)
    if dry_run:
        for track in book.tracks:
            for lesson in track.lessons:
                click.echo(f"would write {lesson_file(project, track, lesson)}", err=True)
    else:
        for name in write_import(project, book, report):
            click.echo(f"wrote {name}", err=True)
        with suppress(WikiskillsError):  # what is wrong elsewhere in the course is for 'check' to say
            refresh_notebooks(project)
    click.echo(f"\n{report.strip()}\n", err=True)
    lessons = [lesson for track in book.tracks for lesson in track.lessons]
    drafts = sum(lesson.blocked for lesson in lessons)
    click.echo(f"{counted(len(lessons), 'lesson')}, {counted(drafts, 'draft')} among them.", err=True)
