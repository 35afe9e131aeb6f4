"""What new things may be called, how their names are written in YAML, and that nothing is written over."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import yaml

from wikiskills.config import Project
from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.located_yaml import is_id


def scalar(text: str) -> str:
    """Write a text as a YAML scalar on one line, with quotes where a block needs them."""
    return str(yaml.safe_dump(" ".join(text.split()), allow_unicode=True, width=float("inf"))).splitlines()[0]


def title_of(title: str | None, name: str) -> str:
    """Write a title, or one made from an id, as a YAML scalar."""
    return scalar(" ".join((title or "").split()) or spoken(name))


def spoken(name: str) -> str:
    """Make words of an id, as a title."""
    return name.replace("-", " ").capitalize()


def refuse_bad_id(name: str, path: str, taken: AbstractSet[str] = frozenset()) -> None:
    """Raise where a name is no id, or is one of those `taken` by the course itself; `path` is what messages name."""
    if name in taken:
        message, hint = f"the course itself has something called '{name}'", "choose another id"
        raise WikiskillsError([Problem(Location(path), "E901", message, hint)])
    if not is_id(name):
        hint = "use lower-case letters, digits and single hyphens, as in 'sampling-and-surveys'"
        raise WikiskillsError([Problem(Location(path), "E901", f"'{name}' is not a valid id", hint)])


def refuse_existing(project: Project, *paths: str) -> None:
    """Raise where one of the files is there already."""
    refuse_twice(path for path in paths if project.path(path).exists())


def refuse_twice(there: Iterable[str], hint: str = "choose another id, or edit the file") -> None:
    """Raise for files that are there already."""
    raise_if_any([Problem(Location(path), "E903", "the file exists already", hint) for path in there])
