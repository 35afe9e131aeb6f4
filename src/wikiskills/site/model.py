"""What a site is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wikiskills.errors import Location
from wikiskills.render.fragment import Asset

TRACK_COLOURS = 6
"""How many colours for tracks the theme has: its classes `ws-track-1` to `ws-track-6`."""
PAPER = "#fdfcf9"
"""The colour of pages by day, as in assets/wikiskills.css."""


@dataclass(frozen=True)
class Part:
    """A piece of a page in Markdown, and the place of the cell that it was made from."""

    where: Location
    markdown: str


@dataclass(frozen=True)
class Page:
    """A text file: its path in the Markdown tree (or, for a notebook, in the notebooks folder) and its content."""

    path: str
    text: str
    lesson_file: str = ""
    """The lesson that the page belongs to, by its file; empty for a page of the course."""
    parts: tuple[Part, ...] = ()
    """What cells gave for the page of their lesson, in its order."""


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation: a page, or a section with its entries."""

    title: str
    path: str = ""
    children: tuple[NavItem, ...] = ()


@dataclass(frozen=True)
class Site:
    """Everything that is published."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    nav: tuple[NavItem, ...]
    notebooks: tuple[Page, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """What the head of pages and the sitemap say beside the pages, see `site.metadata`."""
