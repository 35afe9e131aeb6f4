"""What a site is made of."""

from __future__ import annotations

from dataclasses import dataclass

from wikiskills.render.fragment import Asset

TRACK_COLOURS = 6
"""How many colours for tracks the theme has: its classes `ws-track-1` to `ws-track-6`."""


@dataclass(frozen=True)
class Page:
    """A text file: its path in the Markdown tree (or, for a notebook, in the notebooks folder) and its content."""

    path: str
    text: str


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
