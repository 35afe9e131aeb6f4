"""Find what a finished site would load from other hosts: there must be nothing. Links to follow are fine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from wikiskills.errors import Location, Problem
from wikiskills.published import text_files

_HOST = r"""\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]+)"""
_LOADERS = "script|img|iframe|embed|object|source|track|video|audio|input|use|image|feImage"
_RELATIONS = "stylesheet|icon|shortcut|apple-touch-icon|preload|modulepreload|preconnect|dns-prefetch|prefetch|manifest"
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_IN_TAGS = (
    re.compile(rf"<(?:{_LOADERS})\b[^>]*?\s(?:src|srcset|data|poster|(?:xlink:)?href){_HOST}", re.IGNORECASE),
    re.compile(r"""<(?:img|source)\b[^>]*?\ssrcset\s*=\s*["'][^"']*,\s*((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE),
    re.compile(rf"""<link\b(?=[^>]*\srel=["']?(?:{_RELATIONS}))[^>]*?\shref{_HOST}""", re.IGNORECASE),
    re.compile(
        r"""<[a-z][^>]*\sstyle\s*=\s*(?:"[^"]*|'[^']*)url\(\s*(?:['"]|&\#?\w+;)?((?:https?:)?//[^"')&\s]+)""",
        re.IGNORECASE,
    ),
)
_IN_STYLES = (re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s;]+)""", re.IGNORECASE),)
_BY_MATERIAL = {
    re.compile(r"""<[a-z][^>]*\sclass="(?:[^"]*\s)?mermaid[\s"]"""): "https://unpkg.com/mermaid",
    re.compile(r"""<[a-z][^>]*\sdata-md-component="?source[\s">]"""): "the star count of its repository",
}


def third_party_problems(site: Path, docs: Path, shown: str) -> Iterator[Problem]:
    """Give a problem for each thing that a page or style sheet in `site` would load from another host.

    The place is the page's Markdown file in `docs` (shown as `shown`) where there is one, else mkdocs.yml.
    What scripts load is not seen, apart from two habits of Material: Mermaid, and the stars of a repository.
    """
    hint = "put the file into the course; write an emoji as the character itself, not as its :name:"
    for name, text in text_files(site):
        for address in _addresses(Path(name), text):
            where = place_of(Path(name), docs, shown)
            yield Problem(where, "E804", f"the site would load {address} from another host", hint)


def _addresses(path: Path, text: str) -> list[str]:
    if path.suffix not in (".html", ".css"):
        return []
    if path.suffix == ".css":
        return [address for pattern in _IN_STYLES for address in pattern.findall(text)]
    tags = dict.fromkeys(_TAG.findall(text))
    loaded = [match[1] for tag in tags for pattern in _IN_TAGS if (match := pattern.match(tag))]
    return loaded + [address for pattern, address in _BY_MATERIAL.items() if any(map(pattern.match, tags))]


def place_of(path: Path, docs: Path, shown: str) -> Location:
    """Give the Markdown file in `docs` (shown as `shown`) that the page at `path` of a site was made from."""
    made_from = (path.with_suffix(".md").as_posix(), f"{path.parent.as_posix()}.md")
    return next((Location(f"{shown}/{name}") for name in made_from if (docs / name).is_file()), Location("mkdocs.yml"))
