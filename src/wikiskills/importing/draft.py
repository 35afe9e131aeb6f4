"""A page as the cells of a lesson: its title, its cells with their options, and what needs a hand in them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wikiskills.errors import Location
from wikiskills.importing.code import code_notes, tags_of
from wikiskills.importing.headings import anchors_in, split_title, with_plain_headings
from wikiskills.importing.links import Targets
from wikiskills.importing.markup import Text
from wikiskills.importing.notes import Note
from wikiskills.importing.source_cells import SourceCell

_MARKER = re.compile(r"^#\s*%%+", re.MULTILINE)  # in the percent format, it would begin a cell


@dataclass(frozen=True)
class DraftCell:
    """A cell of a lesson that is being made; `where` is its place in the source."""

    is_code: bool
    source: str
    where: Location
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A lesson that is being made of one page or more."""

    id: str
    title: str
    cells: tuple[DraftCell, ...]
    notes: tuple[Note, ...]

    @property
    def blocked(self) -> bool:
        """Whether it would not build as it is."""
        return any(note.blocks for note in self.notes)


def draft_of(lesson_id: str, path: Path, cells: Sequence[SourceCell], targets: Targets) -> Draft:
    """Convert the cells of the page at `path`; the first heading of level 1 becomes the title."""
    notes: list[Note] = []
    title, drafted = "", []
    texts = (with_plain_headings(cell.source) for cell in cells if cell.kind == "markdown")
    targets = replace(targets, anchors=frozenset(anchor for text in texts for anchor in anchors_in(text)))
    for cell in cells:
        if cell.kind == "raw":
            notes.append(Note(cell.where, "a raw cell is left out"))
            continue
        if cell.kind == "code":
            notes.extend(code_notes(cell, path))
            options = {"tags": list(tags)} if (tags := tags_of(cell, notes)) else {}
            source = _MARKER.sub("#", cell.source)
            drafted.append(DraftCell(is_code=True, source=source, where=cell.where, options=options))
            continue
        text = Text(cell.where, targets, notes).convert(with_plain_headings(cell.source))
        if not title:
            title, text = split_title(text)
        drafted.append(DraftCell(is_code=False, source=text, where=cell.where))
    kept = tuple(cell for cell in drafted if cell.source.strip())
    return Draft(lesson_id, plain_title(title), kept, tuple(notes))


def title_in(cells: Sequence[SourceCell]) -> str:
    """Find the title of a page in its cells as they were written."""
    texts = (split_title(with_plain_headings(cell.source))[0] for cell in cells if cell.kind == "markdown")
    return plain_title(next(filter(None, texts), ""))


def plain_title(title: str) -> str:
    """Write a title without markup and without a picture in front."""
    named = re.sub(r"`</?(\w+)[^`]*>`", r"\1", html.unescape(title))  # a tag as code, which no title can have
    untagged = re.sub(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>?", "", named)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`]|\{[\w:-]+\}", lambda match: match[1] or "", untagged)
    return re.sub(r"^[^\w(]+", "", plain).strip()


def as_text(cell: DraftCell) -> DraftCell:
    """Turn a code cell into text that shows its code."""
    fence = "````" if "```" in cell.source else "```"
    return replace(cell, is_code=False, source=f"{fence}python\n{cell.source}\n{fence}", options={})
