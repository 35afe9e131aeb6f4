"""References in Markdown to the course's own things: [text](lesson:id), (dataset:id), (term:id)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Link = Callable[[str, str], str]
"""Gives the link to one of the course's own things, by its kind (one of `KINDS`) and id."""

_SCHEMES = ("http", "https", "mailto", "tel", "data")
KINDS = ("lesson", "dataset", "term", "exercise")
_LINK = re.compile(r"\]\(\s*(?P<kind>[A-Za-z]+):(?P<id>[^)#\s]*)")
_REFERENCE = re.compile(r"\]\(\s*(?P<kind>lesson|dataset|term|exercise):(?P<id>[^)#\s]*)(?P<anchor>#[^)\s]*)?(?=[\s)])")


@dataclass(frozen=True)
class Reference:
    """One reference: what kind of thing, its id, and where in the text it stands (line and column from 1)."""

    kind: str
    id: str
    line: int
    column: int


def find_references(text: str) -> Iterator[Reference]:
    """Find the references of a Markdown text, those of an unknown kind among them."""
    for number, line in enumerate(text.splitlines(), 1):
        for match in _LINK.finditer(line):
            if match["kind"].lower() not in _SCHEMES:
                yield Reference(match["kind"], match["id"], number, match.start("kind") + 1)


def replace_references(text: str, link: Link) -> str:
    """Put `link(kind, id)` in the place of each reference."""
    return _REFERENCE.sub(lambda match: f"]({link(match['kind'], match['id'])}{match['anchor'] or ''}", text)
