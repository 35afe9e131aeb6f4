"""Which pages of a site changed, and what: text, links, images."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wikiskills.changed_pages.article import Article, Image, read_article
from wikiskills.changed_pages.lines import Line, line_changes

_PAGE = ".html"
_MADE_ANEW = re.compile(r"search/|search\.json$|sitemap\.xml|assets/")
"""Files that follow from the pages or belong to the theme: they are not listed."""


class Kind(StrEnum):
    """What happened to a page."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Picture:
    """An image of a finished site. `file` is None where it stands on another host or cannot be read."""

    alt: str
    file: Path | None


@dataclass(frozen=True)
class PictureChange:
    """An image before and after; None where there was none."""

    before: Picture | None
    after: Picture | None


@dataclass(frozen=True)
class PageChange:
    """What a page was and is. `address` is its folder below the site, with a slash at its end, or its file."""

    address: str
    file: str
    kind: Kind
    title: str
    lines: tuple[Line, ...] = ()
    pictures: tuple[PictureChange, ...] = ()
    links_before: tuple[str, ...] = ()
    """Links that the page no longer has."""
    links_after: tuple[str, ...] = ()
    """Links that it had not."""


@dataclass(frozen=True)
class Comparison:
    """All that differs between two sites."""

    pages: tuple[PageChange, ...]
    surroundings: int
    """How many other pages differ only outside of their article: in menus, styles, scripts."""
    files: tuple[tuple[str, Kind], ...]
    """Files that are no pages, such as data and notebooks; images stand with their pages."""


def compare_sites(before: Path, after: Path) -> Comparison:
    """Compare two folders with finished sites. What they hold is not trusted: nothing outside of them is read."""
    old, new = _files(before), _files(after)
    both = [name for name in sorted(old.keys() & new.keys()) if _differ(old[name], new[name])]
    pages = [change for name in both if name.endswith(_PAGE) for change in _changed(name, before, after)]
    kinds = {
        **dict.fromkeys(new.keys() - old.keys(), Kind.ADDED),
        **dict.fromkeys(old.keys() - new.keys(), Kind.REMOVED),
    }
    for name in (name for name in kinds if name.endswith(_PAGE)):
        site = after if kinds[name] is Kind.ADDED else before
        pages.append(PageChange(_address(name), name, kinds[name], _title(_read(site / name), name)))
    shown = {change.file for change in pages}
    surroundings = sum(name.endswith(_PAGE) and name not in shown for name in both)
    others = {**dict.fromkeys(both, Kind.CHANGED), **kinds}
    files = tuple((name, others[name]) for name in sorted(others) if _is_listed(name))
    return Comparison(tuple(sorted(pages, key=lambda page: page.file)), surroundings, files)


def _files(site: Path) -> dict[str, Path]:
    """Find the files of a site by name; links that lead out of it are no part of it."""
    root = site.resolve()
    return {
        path.relative_to(site).as_posix(): path
        for path in site.rglob("*")
        if path.is_file() and path.resolve().is_relative_to(root)
    }


def _differ(one: Path, other: Path) -> bool:
    return one.stat().st_size != other.stat().st_size or one.read_bytes() != other.read_bytes()


def _is_listed(name: str) -> bool:
    return not (name.endswith(_PAGE) or "/figures/" in name or _MADE_ANEW.match(name))


def _address(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return (f"{folder}/" if folder else "./") if file == "index.html" else name


def _read(page: Path) -> Article:
    return read_article(page.read_text(encoding="utf-8", errors="replace"))


def _title(article: Article, name: str) -> str:
    return article.title or _address(name)


def _changed(name: str, before: Path, after: Path) -> Iterator[PageChange]:
    """Give the change of a page whose file differs, unless only its surroundings do."""
    old, new = _read(before / name), _read(after / name)
    pictures = tuple(_pictures(_shown(old.images, before, name), _shown(new.images, after, name)))
    if old.markup != new.markup or pictures:
        links_old, links_new = Counter(old.links), Counter(new.links)
        yield PageChange(
            _address(name),
            name,
            Kind.CHANGED,
            _title(new, name),
            tuple(line_changes(old.lines, new.lines)),
            pictures,
            tuple((links_old - links_new).elements()),
            tuple((links_new - links_old).elements()),
        )


def _shown(images: Sequence[Image], site: Path, page: str) -> list[tuple[str, Picture]]:
    """Give each image of a page with what tells whether it is the same: its bytes, or else its address."""
    found = []
    for image in images:
        file = _file_of(image.source, site, page)
        same = hashlib.sha256(file.read_bytes()).hexdigest() if file else image.source
        found.append((same, Picture(image.alt, file)))
    return found


def _file_of(source: str, site: Path, page: str) -> Path | None:
    """Find the file of an image within the site."""
    try:
        address = urlsplit(source)
        path = (site / page).parent.joinpath(unquote(address.path)).resolve()
        inside = not (address.scheme or address.netloc) and path.is_relative_to(site.resolve())
        return path if inside and path.is_file() else None
    except (ValueError, OSError):
        return None


def _pictures(old: Sequence[tuple[str, Picture]], new: Sequence[tuple[str, Picture]]) -> Iterator[PictureChange]:
    """Give the images that changed, by their bytes: names of files may change where the image does not."""
    matcher = SequenceMatcher(None, [same for same, _ in old], [same for same, _ in new], autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        befores, afters = [image for _, image in old[start:end]], [image for _, image in new[new_start:new_end]]
        for place in range(max(len(befores), len(afters))):
            yield PictureChange(
                befores[place] if place < len(befores) else None, afters[place] if place < len(afters) else None
            )
