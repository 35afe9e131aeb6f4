"""Make the snapshot of a dataset anew: its file, and what its card says about that file."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from wikiskills.config import Project, Services
from wikiskills.dataset import DataFile, Dataset, Datasets, SourceKind
from wikiskills.dataset_cards import card_problems
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean, raise_if_any
from wikiskills.live.changes import Changes, compare, read_table
from wikiskills.live.client import Client
from wikiskills.live.gate import Clock
from wikiskills.live.response_cache import ResponseCache, usual_folder
from wikiskills.live.service import addresses
from wikiskills.live.snapshots import Means, as_csv, take_snapshot
from wikiskills.located_yaml import Date, read, read_text
from wikiskills.machine import contact_or, refuse_offline
from wikiskills.outline import Course
from wikiskills.recipe import Refresh
from wikiskills.writer import write_file
from wikiskills.yaml_file import YamlFile, read_yaml_file
from wikiskills.yaml_nodes import child
from wikiskills.yaml_values import item_with, replace_values

_COUNTED = dt.timedelta(days=2)


@dataclass(frozen=True)
class FileState:
    """What a card says about a file."""

    bytes: int
    sha256: str
    date: str


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did, or would do: the file, what its card said and says, and what changed in the numbers."""

    dataset: str
    path: str
    written: bool
    before: FileState
    after: FileState
    changes: Changes


def course_client(project: Project, tell: Callable[[str], None]) -> Client:
    """Make the client of a course: its contact, its addresses of services, the answers that this user has kept.

    The environment may name another contact (`WIKISKILLS_CONTACT`), or forbid the network (`WIKISKILLS_OFFLINE`).
    Raises `WikiskillsError`.
    """
    refuse_offline()
    problems: list[Problem] = []
    name = f"{project.settings.curriculum}/course.yml"
    course = read(project.path(name), name, Course, problems)
    contact = contact_or(course.contact if course else "")
    if not contact:
        raise_if_any(problems)
    clock = Clock()
    cache = ResponseCache(usual_folder(), clock.wall)
    cache.sweep()
    bases = addresses(vars(project.settings.services or Services()))
    return Client(contact, bases=bases, cache=cache, clock=clock, tell=tell)


def refresh(  # noqa: PLR0913 - the last three say how, not what
    project: Project, name: str, client: Callable[[], Client], *, today: dt.date, until: str | None, dry_run: bool
) -> Refreshed:
    """Make the snapshot of the dataset `name` from its recipe; up to the day `until`, if that is given.

    The file and its card change when all has come in and could be read, and not before; with `dry_run` they stay.
    Raises `WikiskillsError`.
    """
    card = read_yaml_file(project, f"{project.settings.curriculum}/datasets.yml")
    dataset = _dataset(card, name)
    recipe, file, path = _target(dataset, project)
    recipe = _with_end(recipe, until, today)
    with tempfile.TemporaryDirectory() as scratch:
        snapshot = take_snapshot(recipe, Means(client(), Path(scratch)))
        data = as_csv(snapshot, file.name)
    old, new = read_table(_bytes(path), file.name), read_table(data, file.name)
    if not new.rows:
        hint = "look at the key 'refresh' of its card; the file stays as it was"
        raise WikiskillsError([Problem(recipe.where, "E637", f"there is nothing in the new '{file.name}'", hint)])
    after = FileState(len(data), hashlib.sha256(data).hexdigest(), str(recipe.date or today))
    changed = _changed_card(card, dataset, file, recipe, after)
    if not dry_run:
        write_file(path, data)
        card.write(changed)
    before = FileState(file.bytes, str(file.sha256), str(dataset.provenance.date))
    changes = compare(old, new, snapshot.key)
    return Refreshed(str(dataset.id), project.shown(path), not dry_run, before, after, changes)


def _dataset(card: YamlFile, name: str) -> Dataset:
    problems: list[Problem] = []
    found = read_text(card.text, card.name, Datasets, problems)
    raise_if_any(problems)
    datasets = {str(dataset.id): dataset for dataset in (found.datasets if found else ())}
    if name not in datasets:
        message = f"no dataset is called '{name}'"
        raise WikiskillsError([Problem(Location(card.name), "E605", message, did_you_mean(name, datasets))])
    return datasets[name]


def _target(dataset: Dataset, project: Project) -> tuple[Refresh, DataFile, Path]:
    """Give the recipe of a dataset, the file that it makes, and where the repository keeps that."""
    if dataset.refresh is None:
        hint = f"its card says how to get it: {dataset.live}" if dataset.live else "add the key 'refresh' to its card"
        raise WikiskillsError([Problem(dataset.where, "E637", f"'{dataset.id}' cannot be refreshed", hint)])
    raise_if_any(list(card_problems([dataset])))
    file = next(file for file in dataset.files if file.name == (dataset.refresh.file or dataset.files[0].name))
    paths = [source.path for source in file.sources if source.kind is SourceKind.COMMITTED and source.path]
    if not paths:
        message, hint = f"'{file.name}' is not kept in this repository", "give it a source of kind: committed"
        raise WikiskillsError([Problem(file.where, "E637", message, hint)])
    return dataset.refresh, file, project.path(paths[0])


def _with_end(recipe: Refresh, until: str | None, today: dt.date) -> Refresh:
    """Set the last day of a recipe with a first one: `until`, else its own, else one that is surely counted."""
    if recipe.start is None and until is not None:
        message = f"a refresh of kind {recipe.kind} has no last day"
        raise WikiskillsError([Problem(recipe.where, "E637", message, "leave --until out")])
    if recipe.start is None:
        return recipe
    return replace(recipe, end=Date(until or recipe.end or str(today - _COUNTED), recipe.where))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _changed_card(card: YamlFile, dataset: Dataset, file: DataFile, recipe: Refresh, after: FileState) -> str:
    """Write what is new into the text of the cards; nothing else in it changes."""
    entry = item_with(child(card.root, "datasets"), "id", dataset.id)
    data = item_with(child(entry, "files"), "name", file.name)
    provenance = child(entry, "provenance")
    values = [
        (child(data, "bytes"), str(after.bytes)),
        (child(data, "sha256"), after.sha256),
        (child(provenance, "date"), f'"{after.date}"'),
    ]
    if recipe.start:
        period = (child(provenance, "period"), f"{recipe.start}/{recipe.end}")
        values += [(child(child(entry, "refresh"), "end"), str(recipe.end)), period]
    return replace_values(card.text, [(node, value) for node, value in values if node is not None])
