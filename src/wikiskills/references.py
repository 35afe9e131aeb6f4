"""References in Markdown to the course's own things: [text](lesson:id), (dataset:id), (term:id)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Link = Callable[[str, str], str]
"""Gives the link to one of the course's own things, by its kind (one of `KINDS`) and id."""

_SCHEMES = ("http", "https", "mailto", "tel", "data")
KINDS = ("lesson", "dataset", "term", "exercise")
CODE = r"""
    ^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})[^\n`]*(?:\n.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$|.*)
  | (?<!`)(?P<ticks>`+)(?!`)(?:[^\n]|\n(?![ \t>]*\n))+?(?<!`)(?P=ticks)(?!`)
"""
"""Verbose expression for code in Markdown, fenced or between backticks, where nothing else is looked for."""
FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL
"""Flags with which `CODE` is compiled."""
_LINK = re.compile(CODE + r"| \]\(\s*(?P<kind>[A-Za-z]+):(?P<id>[^)#\s]*)", FLAGS)
_REFERENCE = re.compile(
    CODE + r"| \]\(\s*(?P<kind>lesson|dataset|term|exercise):(?P<id>[^)#\s]*)(?P<anchor>\#[^)\s]*)?(?=[\s)])", FLAGS
)


@dataclass(frozen=True)
class Reference:
    """One reference: what kind of thing, its id, and where in the text it stands (line and column from 1)."""

    kind: str
    id: str
    line: int
    column: int


def find_references(text: str) -> Iterator[Reference]:
    """Find the references of a Markdown text, those of an unknown kind among them."""
    for match in _LINK.finditer(text) if "](" in text else ():
        if match["kind"] and match["kind"].lower() not in _SCHEMES:
            start = match.start("kind")
            yield Reference(
                match["kind"], match["id"], text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            )


def replace_references(text: str, link: Link) -> str:
    """Put `link(kind, id)` in the place of each reference; code is left alone."""

    def replace(match: re.Match[str]) -> str:
        return f"]({link(match['kind'], match['id'])}{match['anchor'] or ''}" if match["kind"] else match[0]

    return _REFERENCE.sub(replace, text)
