"""What rendering gives: Markdown, and the files that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Asset:
    """A file of the site beside its pages: its path in the Markdown tree, and its bytes or where they are."""

    path: str
    content: bytes | Path


@dataclass(frozen=True)
class Fragment:
    """A piece of a page in Markdown with the files that it refers to."""

    markdown: str
    assets: tuple[Asset, ...] = ()
