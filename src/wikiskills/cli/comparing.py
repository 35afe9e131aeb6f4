"""The command that lists the pages that differ between two finished sites."""

from __future__ import annotations

from pathlib import Path

import click

from wikiskills.cli.options import reporting
from wikiskills.cli.reporting import counted
from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("before", type=_FOLDER)
@click.argument("after", type=_FOLDER)
@click.option("--into", type=_FOLDER, required=True, help="Folder for the list.")
@reporting
def compare(before: Path, after: Path, into: Path) -> None:
    """List the pages that differ between two finished sites, with their text before and after.

    Writes a page that links to both sites, and pages.json for programs.

    \b
    Example:  wikiskills compare published/ site/ --into changes/
    """  # noqa: D301 - click's \\b marks text that must not be wrapped
    from wikiskills.changed_pages.changes import Kind, compare_sites  # noqa: PLC0415 - commands import what they need
    from wikiskills.changed_pages.overview import overview_files  # noqa: PLC0415 - as above
    from wikiskills.writer import write_tree  # noqa: PLC0415 - as above

    raise_if_any([_no_site(folder) for folder in (before, after) if not (folder / "sitemap.xml").is_file()])
    within = any(into.resolve().is_relative_to(site.resolve()) for site in (before, after))
    if within or (into / "sitemap.xml").is_file():
        hint = "name another folder with --into; it may hold the two sites"
        raise WikiskillsError([Problem(Location(str(into)), "E961", "the list would stand within a site", hint)])
    comparison = compare_sites(before, after)
    write_tree(overview_files(comparison, before, after, into), into.absolute(), shown=str(into))
    numbers = [sum(page.kind is kind for page in comparison.pages) for kind in Kind]
    told = ", ".join(f"{number} {kind}" for number, kind in zip(numbers, Kind, strict=True))
    click.echo(f"{counted(sum(numbers), 'page')}: {told}. The list is in {into}/.", err=True)


def _no_site(folder: Path) -> Problem:
    hint = "give the folder that a build wrote, 'site' by default"
    return Problem(Location(str(folder)), "E960", "there is no finished site (no sitemap.xml)", hint)
