"""Finished pages with less white space: the themes' templates leave a tenth of each page as indentation."""

from __future__ import annotations

import re
from pathlib import Path

_KEPT = re.compile(r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"\s*\n\s*")


def lean(page: str) -> str:
    """Make one line break of all white space with a line break in it; browsers show both alike, as one space.

    Where white space counts, it stays: in code, scripts, styles and text fields.
    """
    parts = _KEPT.split(page)
    return "".join(part if number % 2 else _BREAK.sub("\n", part) for number, part in enumerate(parts)).lstrip()


def lean_pages(site: Path) -> None:
    """Take the superfluous white space out of every page in the folder of a site."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        path.write_text(lean(text), encoding="utf-8", newline="\n")
