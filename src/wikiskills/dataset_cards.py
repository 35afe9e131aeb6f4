"""Whether dataset cards make sense: names of files, keys of their sources, and how they are refreshed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from wikiskills.config import Project
from wikiskills.dataset import KEYS, Dataset, Datasets, Source
from wikiskills.errors import Problem, did_you_mean, raise_if_any
from wikiskills.located_yaml import fields_of, read
from wikiskills.outline import Course
from wikiskills.recipe import recipe_problems


def load_cards(project: Project) -> tuple[Dataset, ...]:
    """Read the dataset cards, whatever the rest of the course is like; raise `WikiskillsError` where they are wrong."""
    problems: list[Problem] = []
    name = f"{project.settings.curriculum}/datasets.yml"
    cards = read(project.path(name), name, Datasets, problems)
    raise_if_any(problems or list(card_problems(cards.datasets if cards else ())))
    return cards.datasets if cards else ()


def load_contact(project: Project) -> str:
    """Read from course.yml whom to write to; raise `WikiskillsError` where it is wrong."""
    problems: list[Problem] = []
    name = f"{project.settings.curriculum}/course.yml"
    course = read(project.path(name), name, Course, problems)
    raise_if_any(problems)
    return course.contact if course else ""


def card_problems(datasets: Sequence[Dataset]) -> Iterator[Problem]:
    """Find what is wrong within the cards."""
    yield from _file_name_problems(datasets)
    yield from _source_problems(datasets)
    yield from _column_problems(datasets)
    for dataset in datasets:
        if dataset.refresh:
            yield from recipe_problems(dataset.refresh, [str(file.name) for file in dataset.files])


def _file_name_problems(datasets: Sequence[Dataset]) -> Iterator[Problem]:
    """Find names that would lead out of the folders `data/`, or be a page or nothing to MkDocs."""
    for name in (file.name for dataset in datasets for file in dataset.files):
        if "/" in name or "\\" in name or name.startswith(".") or name.lower().endswith((".md", ".html")):
            hint = "write a file name alone, as in edits.csv: no folder, no dot in front, no ending .md or .html"
            yield Problem(name.where, "E524", f"'{name}' cannot be the name of a data file", hint)


def _column_problems(datasets: Sequence[Dataset]) -> Iterator[Problem]:
    for dataset in datasets:
        known = {str(file.name) for file in dataset.files}
        for name in (name for column in dataset.columns for name in column.files):
            if name not in known:
                yield Problem(name.where, "E604", f"the card has no file '{name}'", did_you_mean(name, known))


_SHA256 = re.compile(r"[0-9a-f]{64}")


def _source_problems(datasets: Sequence[Dataset]) -> Iterator[Problem]:
    files = [file for dataset in datasets for file in dataset.files]
    sources = [source for file in files for source in file.sources]
    for digest in filter(None, [*(file.sha256 for file in files), *(source.sha256 for source in sources)]):
        if not _SHA256.fullmatch(digest):
            hint = "write its 64 digits, 0 to 9 and a to f, as sha256sum prints them"
            yield Problem(digest.where, "E603", f"'{digest}' is not a SHA-256", hint)
    for source in sources:
        yield from _path_problems(source)
        yield from _key_problems(source)
        if source.url and not source.url.startswith(("https://", "http://")):
            yield Problem(source.url.where, "E520", f"'{source.url}' is not a web address", "begin it with https://")


def _path_problems(source: Source) -> Iterator[Problem]:
    for path in filter(None, (source.path, source.mirror)):
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts:
            hint = "write its path from the folder of mkdocs.yml, or from the root of the distribution, without '..'"
            yield Problem(path.where, "E525", f"'{path}' leads out of its folder", hint)
    for name in filter(None, (source.distribution, source.version, source.tags)):
        if "/" in name or "\\" in name:  # they become the name of a file in the cache
            hint = "write a name or a version as the package index has it"
            yield Problem(name.where, "E525", f"'{name}' leads out of its folder", hint)


def _key_problems(source: Source) -> Iterator[Problem]:
    """Find keys that a source of its kind lacks, or has but cannot use."""
    needed, possible = KEYS[source.kind]
    given = {name for name in fields_of(Source) if name != "kind" and getattr(source, name)}
    wrong = [f"lacks '{name}'" for name in sorted(needed - given)]
    wrong += [f"cannot use '{name}'" for name in sorted(given - needed - possible)]
    if wrong:
        message = f"a source of kind '{source.kind}' that does not fit: it {' and '.join(wrong)}"
        hint = f"its keys: kind, {', '.join(sorted(needed))}" + (
            f"; it may have {', '.join(sorted(possible))}" if possible else ""
        )
        yield Problem(source.where, "E519", message, hint)
