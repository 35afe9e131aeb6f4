"""The commands about datasets: `data list`, `data show`, `data fetch`, `data verify`; see `refreshing` too."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wikiskills.cli.data_texts import card_text, items_text, plain, summaries_text, summary
from wikiskills.cli.options import Commands, reported
from wikiskills.cli.refreshing import refresh
from wikiskills.cli.reporting import counted
from wikiskills.config import load_project
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean, raise_if_any

if TYPE_CHECKING:
    from wikiskills.dataset import Dataset
    from wikiskills.sources.inventory import Item

_FORMAT = click.option(
    "--format", "shown", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the answer is written.",
)  # fmt: skip
_NONE = "There are no datasets yet: 'wikiskills new dataset' writes the first card."


@click.group(cls=Commands)
def data() -> None:
    """Look at the datasets of the course, fetch them, verify them, make them anew.

    \b
    Example:  wikiskills data list
              wikiskills data fetch --all
    """


data.add_command(refresh)


@data.command("list")
@_FORMAT
@click.pass_obj
def list_data(root: Path, shown: str) -> None:
    """List the datasets, with their licences and sizes, and whether they are on this machine.

    \b
    Example:  wikiskills data list
    """
    with reported(shown):
        datasets = _datasets(root, ())
        items = _stock(root, datasets)
        rows = [summary(dataset, [item for item in items if item.dataset == dataset.id]) for dataset in datasets]
        _print(shown, rows, lambda: summaries_text(rows) if rows else _NONE)


@data.command()
@click.argument("name")
@_FORMAT
@click.pass_obj
def show(root: Path, name: str, shown: str) -> None:
    """Show what stands on the card of a dataset, and where its files are.

    \b
    Example:  wikiskills data show reverted-edits
    """
    with reported(shown):
        (dataset,) = _datasets(root, (name,))
        items = _stock(root, [dataset])
        _print(shown, {**plain(dataset), "files": plain(tuple(items))}, lambda: card_text(dataset, items))


@data.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Fetch all datasets of the course.")
@_FORMAT
@click.pass_obj
def fetch(root: Path, names: tuple[str, ...], shown: str, *, everything: bool) -> None:
    """Fetch the files of datasets into the cache, and verify them. A build does it too, for what its lessons read.

    A download that was broken off goes on where it was.

    \b
    Example:  wikiskills data fetch reverted-edits word-counts
              wikiskills data fetch --all
    """
    if everything == bool(names):
        raise click.UsageError("name the datasets to fetch, or write --all")
    with reported(shown):
        _report(shown, _fetched(root, _datasets(root, names)))


@data.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@_FORMAT
@click.pass_obj
def verify(root: Path, names: tuple[str, ...], shown: str) -> None:
    """Verify that all files, or those of the named datasets, are here and have the size and hash of their cards.

    \b
    Example:  wikiskills data verify
    """
    with reported(shown):
        _report(shown, _stock(root, _datasets(root, names)))


def _datasets(root: Path, names: Sequence[str]) -> list[Dataset]:
    """Read the cards of the course; give those with these names, or all where there are none."""
    from wikiskills.dataset_cards import load_cards  # noqa: PLC0415 - commands import what they need, to start fast

    project = load_project(root)
    where = Location(f"{project.settings.curriculum}/datasets.yml")
    written = load_cards(project) if project.path(where.path).exists() else ()  # a new course has none
    cards = {str(dataset.id): dataset for dataset in written}
    raise_if_any(
        [
            Problem(where, "E605", f"no dataset is called '{name}'", did_you_mean(name, cards))
            for name in names
            if name not in cards
        ]
    )
    return [cards[name] for name in names or cards]


def _stock(root: Path, datasets: Sequence[Dataset]) -> list[Item]:
    """Look for files without a download."""
    from wikiskills.sources.access import open_cache  # noqa: PLC0415 - as above
    from wikiskills.sources.inventory import take_stock  # noqa: PLC0415 - as above
    from wikiskills.sources.resolve import Kept  # noqa: PLC0415 - as above

    return take_stock(datasets, load_project(root).root, Kept(open_cache()))


def _fetched(root: Path, datasets: Sequence[Dataset]) -> list[Item]:
    """Look for files, and download what is missing."""
    from wikiskills.cli.downloads import shown_downloads  # noqa: PLC0415 - as above
    from wikiskills.dataset_cards import load_contact  # noqa: PLC0415 - as above
    from wikiskills.sources.access import open_fetcher  # noqa: PLC0415 - as above
    from wikiskills.sources.inventory import take_stock  # noqa: PLC0415 - as above

    project = load_project(root)
    with shown_downloads() as watch:
        return take_stock(datasets, project.root, open_fetcher(project.root, load_contact(project), watch))


def _report(shown: str, items: Sequence[Item]) -> None:
    """Print the state of files; raise `WikiskillsError` unless all of them are right."""
    problems = [item.problem for item in items if item.problem]
    if shown == "json" or not problems:
        _print(shown, plain(tuple(items)), lambda: items_text(items))
    else:
        click.echo(items_text(items) + "\n")
    if problems and shown == "json":
        click.get_current_context().exit(1)
    if problems:
        raise WikiskillsError(problems)
    if shown == "text":
        click.echo(f"\n{counted(len(items), 'file')}: ok.", err=True)


def _print(shown: str, value: object, text: Callable[[], str]) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False) if shown == "json" else text())
