"""The list of changed pages as a static page. It shows what strangers wrote: all is escaped, and nothing is active."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from functools import partial
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from wikiskills.changed_pages.changes import Comparison, Kind, Picture
from wikiskills.html_template import html_template

_HERE = Path(str(files("wikiskills.changed_pages")))
_SHOWN = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""Kinds of images that are shown. An SVG may hold scripts, which run where its file is opened by itself."""


def overview_files(comparison: Comparison, before: Path, after: Path, folder: Path) -> dict[str, bytes | Path]:
    """Make the files of the list by name: `index.html`, `pages.json` for programs, and the images that it shows.

    `before` and `after` are the compared sites; links lead to them as seen from `folder`, where the list will stand.
    """
    pictures = {
        _name(picture): picture.file
        for page in comparison.pages
        for change in page.pictures
        for picture in (change.before, change.after)
        if picture and picture.file and _name(picture)
    }
    style = (_HERE / "overview.css").read_text(encoding="utf-8")
    text = html_template("wikiskills.changed_pages", "overview.html.jinja").render(
        comparison=comparison,
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        count=lambda kind: sum(page.kind == kind for page in comparison.pages),  # the template gives its name
        before=partial(_link, before, folder),
        after=partial(_link, after, folder),
        picture=_name,
    )
    return {"index.html": text.encode(), "pages.json": _as_json(comparison).encode(), **dict(sorted(pictures.items()))}


def _as_json(comparison: Comparison) -> str:
    pages = {str(kind): [page.address for page in comparison.pages if page.kind is kind] for kind in Kind}
    others = {"surroundings": comparison.surroundings, "files": dict(comparison.files)}
    return json.dumps({**pages, **others}, indent=2) + "\n"


def _link(site: Path, folder: Path, file: str) -> str:
    """Link from the list to a file of a site; it begins with a dot, so that no name is read as a scheme."""
    path = Path(os.path.relpath(site / file, folder)).as_posix()
    return quote(path if path.startswith("../") else f"./{path}")


def _name(picture: Picture) -> str:
    """Name an image by its bytes; empty where it is not shown."""
    if not picture.file or picture.file.suffix.lower() not in _SHOWN:
        return ""
    return f"figures/{hashlib.sha256(picture.file.read_bytes()).hexdigest()[:16]}{picture.file.suffix.lower()}"
