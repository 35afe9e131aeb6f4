"""A new dataset: its card, with what its file itself says, and the file in its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from wikiskills.config import Project
from wikiskills.dataset import Datasets
from wikiskills.dataset_cards import card_problems, load_cards
from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.located_yaml import read_text
from wikiskills.scaffold.columns import columns_of
from wikiskills.scaffold.lesson import find_lesson
from wikiskills.scaffold.naming import refuse_bad_id, refuse_existing, scalar, title_of
from wikiskills.scaffold.track import outline_of, write_schemas
from wikiskills.schema import modeline
from wikiskills.whole_file import write_whole
from wikiskills.writer import rewrite_text, write_file
from wikiskills.yaml_file import YamlFile, read_yaml_file
from wikiskills.yaml_lists import add_block, add_id
from wikiskills.yaml_nodes import child
from wikiskills.yaml_values import item_with

_SMALL = 1_000_000


@dataclass(frozen=True)
class Answers:
    """What a person says about a dataset."""

    title: str
    description: str
    licence: str
    attribution: str
    origin: str
    how: str
    date: str
    simulated: bool = False


def scaffold_dataset(  # noqa: PLR0913, PLR0917 - each is its own thing
    project: Project, dataset_id: str, path: Path, source: str, lesson: str, answers: Answers
) -> list[str]:
    """Write the card of a dataset with one file, and declare it in the plan of a lesson; give the names of the files.

    A file that lies outside of the project is copied to the folder `data` of the outlines, but where `source`, an
    address of exactly these bytes, stands in for it. Raises `WikiskillsError` before anything is written.
    """
    name = f"{project.settings.curriculum}/datasets.yml"
    refuse_bad_id(dataset_id, name)
    track_id, lesson_id = find_lesson(project, lesson)
    outline = read_yaml_file(project, outline_of(project, track_id))
    plans = _with_dataset(outline, lesson_id, dataset_id)
    refuse_no_file(path)
    if project.path(name).exists():
        _refuse_taken(project, dataset_id, path.name)
    kept = "" if source else _kept_as(project, path)
    kind, place = ("url", f"url: {scalar(source)}") if source else ("committed", f"path: {scalar(kept)}")
    card = _card(dataset_id, path, [f"          - kind: {kind}", f"            {place}"], answers)
    text = _with_card(project, name, card)
    _refuse_wrong(text, name)
    written = [name, outline.name]
    outline.write(plans)
    if kept and not project.path(kept).exists():
        write_whole(project.path(kept), path)
        written.append(kept)
    if project.path(name).exists():
        rewrite_text(project.path(name), text)
    else:
        write_file(project.path(name), text.encode())
    return [*written, *write_schemas(project)]


def refuse_no_file(path: Path) -> None:
    """Raise where there is no file of this name."""
    if not path.is_file():
        hint = "name a file of this machine; for an address, download it first and give it with --source"
        raise WikiskillsError([Problem(Location(str(path)), "E912", "there is no such file", hint)])


def is_large(path: Path) -> bool:
    """Tell whether a file is too large to be committed."""
    return path.stat().st_size > _SMALL


def _refuse_taken(project: Project, dataset_id: str, file_name: str) -> None:
    """Raise where the course has a dataset or a data file of this name."""
    for card in load_cards(project):
        if card.id == dataset_id:
            hint = "choose another id, or edit the card"
            raise WikiskillsError([Problem(card.where, "E903", f"there is a dataset '{dataset_id}' already", hint)])
        if any(file.name == file_name for file in card.files):
            message = f"the dataset '{card.id}' has a file '{file_name}' already"
            raise WikiskillsError([Problem(card.where, "E903", message, "rename the file")])


def _refuse_wrong(text: str, name: str) -> None:
    """Raise for what `check` would find in the cards, such as a file name that cannot be published."""
    problems: list[Problem] = []
    cards = read_text(text, name, Datasets, problems)
    raise_if_any(problems or list(card_problems(cards.datasets if cards else ())))


def _kept_as(project: Project, path: Path) -> str:
    """Name the file in the project: where it lies, or else in the folder of small data files."""
    root, file = project.root.resolve(), path.resolve()
    if file.is_relative_to(root):
        return file.relative_to(root).as_posix()
    name = f"{project.settings.curriculum}/data/{path.name}"
    refuse_existing(project, name)
    return name


def _card(dataset_id: str, path: Path, source: list[str], answers: Answers) -> str:
    """Write a card as an item of the list of datasets."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    try:
        columns = columns_of(path)
    except (ValueError, OSError) as error:
        hint = "name it by what it is, or save it as UTF-8"
        reason = "it is no text in UTF-8" if isinstance(error, UnicodeDecodeError) else str(error).splitlines()[0]
        message = f"the file is not what its name says: {reason}"
        raise WikiskillsError([Problem(Location(str(path)), "E913", message, hint)]) from error
    lines = [
        f"  - id: {scalar(dataset_id)}",
        f"    title: {title_of(answers.title, dataset_id)}",
        f"    description: {scalar(answers.description)}",
        "    licence:",
        f"      id: {scalar(answers.licence)}",
        f"      attribution: {scalar(answers.attribution)}",
        "    provenance:",
        f"      source: {scalar(answers.origin)}",
        f'      date: "{answers.date}"',
        f"      how: {scalar(answers.how)}",
        "    columns:" if columns else "    columns: []",
        *(f"      - name: {scalar(column)}\n        meaning: Say what it holds." for column in columns),
        "    files:",
        f"      - name: {scalar(path.name)}",
        f"        bytes: {path.stat().st_size}",
        f"        sha256: {digest}",
        "        sources:",
        *source,
        *(["    simulated: true"] if answers.simulated else []),
    ]
    return "\n".join(lines) + "\n"


def _with_dataset(outline: YamlFile, lesson_id: str, dataset_id: str) -> str:
    """Add a dataset to those that the plan of a lesson declares."""
    plan = item_with(outline.node("lessons"), "id", lesson_id)
    declared, name = child(plan, "datasets"), child(plan, "id")
    if declared is not None:
        return add_id(outline.text, declared, scalar(dataset_id))
    if plan is None or name is None or plan.start_mark.line == plan.end_mark.line:
        hint = "write one key a line"
        raise WikiskillsError(
            [Problem(outline.place("lessons"), "E904", f"a dataset cannot be added to '{lesson_id}'", hint)]
        )
    lines = outline.text.split("\n")
    lines.insert(name.end_mark.line + 1, f"{' ' * plan.start_mark.column}datasets: [{scalar(dataset_id)}]")
    return "\n".join(lines)


def _with_card(project: Project, name: str, card: str) -> str:
    if not project.path(name).exists():
        return f"{modeline('datasets')}datasets:\n{card}"
    cards = read_yaml_file(project, name)
    changed = add_block(cards.text, cards.root, "datasets", card)
    if changed is None:
        hint = "write the cards one below the other, each with '- id: ...'"
        raise WikiskillsError([Problem(cards.place("datasets"), "E904", "a card cannot be added to this list", hint)])
    return changed
