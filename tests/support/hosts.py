"""What matters on the pages of a site, whichever program made them: text, structure, links, navigation."""

from __future__ import annotations

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from wikiskills.changed_pages.article import read_article

BASE = "https://course.example/far/below/"
"""Some folders deep: a link that leads out of the site must not be taken for one that stays in it."""
_ADDRESSES = {"href", "src", "xlink:href", "action"}
_OF_HOSTS = {"data-search-exclude"}
"""Attributes that a host reads and may take away."""

Element = tuple[str, tuple[tuple[str, str], ...]]
"""A tag with its attributes, in the order of their names."""


class _Elements(HTMLParser):
    """The elements of an article, with whole addresses; and the links of the main navigation with their texts."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Element] = []
        self.navigation: list[tuple[str, str]] = []
        self.title = ""
        self._open: list[str] = []
        self._link = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs if name not in _OF_HOSTS}
        whole = {name: urljoin(self.address, value) if name in _ADDRESSES else value for name, value in given.items()}
        if given.get("id") != "__skip":  # an anchor that Zensical puts before each article
            self.found.append((tag, tuple(sorted(whole.items()))))
        if tag == "a" and "md-nav__link" in given.get("class", "").split():
            self._link, self._text = whole.get("href", ""), ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link:
            self.navigation.append((" ".join(self._text.split()), self._link))
            self._link = ""
        elif tag == "title" and not self.title:
            self.title = " ".join(self._text.split())
        self._text = "" if tag == "title" else self._text


def facts(page: Path, site: Path) -> dict[str, object]:
    """Give what matters on a page: all elements of its article, its text, its title, where its navigation leads."""
    name = page.relative_to(site).as_posix()
    address = urljoin(BASE, name.removesuffix("index.html"))
    text = page.read_text(encoding="utf-8")
    article, whole = read_article(text), _Elements(address)
    inner = _Elements(address)
    inner.feed(article.markup)
    whole.feed(text)
    own = [link for link in whole.navigation if not link[1].startswith(f"{address}#")]  # the table of contents apart
    return {
        "title": whole.title,
        "elements": inner.found,
        "lines": article.lines,
        "navigation": sorted(set(own)),
        "contents": [link for link in whole.navigation if link[1].startswith(f"{address}#")],
    }


def pages(site: Path) -> list[str]:
    """Name the pages of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def built_with(program: str, build: Path) -> Path:
    """Build a Markdown tree with another program, strictly; give its site."""
    command = [sys.executable, "-m", program, "build", "--strict", "-f", "mkdocs.yml"]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=build, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return (build / "site").rename(build.parent / f"site-{program}")
