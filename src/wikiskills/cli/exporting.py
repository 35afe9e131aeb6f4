"""The command that packs the finished course for a place without a network."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wikiskills.cli.options import reporting
from wikiskills.cli.reporting import counted
from wikiskills.config import load_project
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean, raise_if_any
from wikiskills.wording import file_size

if TYPE_CHECKING:
    from wikiskills.curriculum import Curriculum
    from wikiskills.offline.bundle import Bundle
    from wikiskills.outline import Track

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--output", type=_FILE, default="course.zip", show_default=True, help="The archive to write.")
@click.option(
    "--with-data/--without-data", default=True, show_default=True, help="Put data files beside the notebooks, or not."
)
@click.option(
    "--track", "names", metavar="ID", multiple=True, help="Only the notebooks and data of this track; all pages stay."
)
@reporting
@click.pass_obj
def export(root: Path, output: Path, names: tuple[str, ...], *, with_data: bool) -> None:
    """Pack the finished site, the notebooks and their data into one archive, for a place without a network.

    \b
    Example:  wikiskills export --output course.zip
              wikiskills export --track statistics --without-data
    """  # noqa: D301 - click's \\b marks text that must not be wrapped
    from wikiskills.checking import read_course  # noqa: PLC0415 - commands import what they need, to start fast
    from wikiskills.offline.bundle import make_bundle  # noqa: PLC0415 - as above

    project = load_project(root)
    curriculum = read_course(project)
    tracks = _tracks(curriculum, names)
    bundle = make_bundle(curriculum, project.path(project.settings.site), tracks, output.stem, with_data=with_data)
    click.echo(f"{counted(len(bundle.files), 'file')}, {file_size(bundle.bytes)}", err=True)
    if bundle.left_out:
        click.echo(f"not in it, see its README.html: {', '.join(each.id for each in bundle.left_out)}", err=True)
    click.echo(f"{output}: {file_size(_write(bundle, output))}.", err=True)


def _tracks(curriculum: Curriculum, names: Sequence[str]) -> list[Track]:
    """Give the tracks with these ids, or all where there are none."""
    known = {str(track.id): track for track in curriculum.tracks}
    raise_if_any(
        [
            Problem(Location(f"--track {name}"), "E882", f"no track is called '{name}'", did_you_mean(name, known))
            for name in names
            if name not in known
        ]
    )
    return [track for name, track in known.items() if name in names or not names]


def _write(bundle: Bundle, output: Path) -> int:
    from wikiskills.offline.bundle import write_bundle  # noqa: PLC0415 - as above

    try:
        with click.progressbar(length=bundle.bytes, label="packing", file=sys.stderr) as bar:
            return write_bundle(bundle, output, bar.update)
    except OSError as error:
        message = f"the archive cannot be written: {(error.strerror or type(error).__name__).lower()}"
        hint = "free space, or name another file with --output"
        raise WikiskillsError([Problem(Location(str(output)), "E883", message, hint)]) from error
