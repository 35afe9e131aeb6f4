"""A YAML file of the project that is to be changed by hand: its text, its nodes, and writing it back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from wikiskills.config import Project
from wikiskills.errors import Location, Problem, raise_if_any
from wikiskills.text_file import read_text_file
from wikiskills.writer import rewrite_text
from wikiskills.yaml_nodes import child, compose


@dataclass(frozen=True)
class YamlFile:
    """A YAML file to be changed: its text with plain line ends, and its root."""

    name: str
    path: Path
    text: str
    root: yaml.Node

    def node(self, key: str) -> yaml.Node | None:
        """Give the value of a key of the root."""
        return child(self.root, key)

    def place(self, key: str) -> Location:
        """Say where the value of a key of the root stands, or the root where it has none."""
        mark = (self.node(key) or self.root).start_mark
        return Location(self.name, mark.line + 1, mark.column + 1)

    def write(self, text: str) -> None:
        """Write a new text, with the line ends that the file has."""
        rewrite_text(self.path, text)


def read_yaml_file(project: Project, name: str) -> YamlFile:
    """Read the YAML file of this name; raise `WikiskillsError` where it is missing or no YAML."""
    problems: list[Problem] = []
    path = project.path(name)
    text = read_text_file(path, name, problems)
    root = compose(text, name, problems) if text is not None else None
    raise_if_any(problems)
    assert text is not None and root is not None  # noqa: S101, PT018 - else raised above
    return YamlFile(name, path, text, root)
