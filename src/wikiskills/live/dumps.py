"""Pages of an XML dump (export-0.10 and 0.11), one revision at a time, in little memory.

Source of the format: https://www.mediawiki.org/wiki/Help:Export and its schemas https://www.mediawiki.org/xml/export-0.11.xsd
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from wikiskills.live.packed import opened, unreadable
from wikiskills.live.service import DUMPS, Request

_VERSIONS = ("0.10", "0.11")
_HINT = "is it a dump of pages, and whole? fetch it again"


class Revision(NamedTuple):
    """One version of a page. Who made it, and the summary, are personal and not read.

    `redirect` is the title that the page leads to, or None. `text` is None where it was hidden or is in another file.
    """

    page: int
    namespace: int
    title: str
    redirect: str | None
    revision: int
    parent: int | None
    timestamp: str
    text: str | None


@dataclass(frozen=True)
class Site:
    """What the head of a dump says: version of the format, database, and the names of namespaces by their numbers."""

    version: str
    database: str
    namespaces: dict[int, str]


def dump_request(wiki: str, day: dt.date, part: str = "pages-articles") -> Request:
    """Ask for one file of the dump of a wiki, as in `dewiki`, begun on this day. Do not use "latest": pin it."""
    return Request(DUMPS, (wiki, f"{day:%Y%m%d}", f"{wiki}-{day:%Y%m%d}-{part}.xml.bz2"), accept="*/*")


def read_site(path: Path) -> Site:
    """Read the head of a dump."""
    for event, element, version in _elements(path):
        if event == "end" and _name(element) == "siteinfo":
            names = {int(each.get("key", "0")): each.text or "" for each in element.iter(_within(element, "namespace"))}
            return Site(version, _text(element, "dbname") or "", names)
    raise unreadable(path, 0, "the dump says nothing about its site", _HINT)


def read_revisions(path: Path, namespaces: Collection[int] | None = None) -> Iterator[Revision]:
    """Give the revisions of a dump, plain or packed (gzip, bz2), in its order; of all namespaces, or only of some.

    Each is forgotten before the next is read, also within a page with a long history. Raises `WikiskillsError`.
    """
    page: ET.Element | None = None
    for event, element, _ in _elements(path):
        name = _name(element)
        if event == "start":
            page = element if name == "page" else page
        elif name == "revision" and page is not None:
            try:
                found = _revision(page, element)
            except (TypeError, ValueError) as error:
                raise unreadable(path, 0, f"a revision of '{_text(page, 'title')}' is incomplete", _HINT) from error
            if namespaces is None or found.namespace in namespaces:
                yield found
            page.remove(element)


def _elements(path: Path) -> Iterator[tuple[str, ET.Element, str]]:
    """Give the beginning and the end of each element, with the version of the format; drop pages that are over."""
    with opened(path) as stream:
        try:
            events = iter(ET.iterparse(stream, events=("start", "end")))  # noqa: S314 - expat refuses entity bombs itself
            _, root = next(events)
            version = root.get("version", "")
            if _name(root) != "mediawiki" or version not in _VERSIONS:
                what = f"this is no dump of format {' or '.join(_VERSIONS)}, but '{_name(root)}' {version}".rstrip()
                raise unreadable(path, 0, what, _HINT)
            for event, element in events:
                yield event, element, version
                if event == "end" and _name(element) == "page":
                    root.clear()
        except ET.ParseError as error:
            raise unreadable(path, error.position[0], f"the XML breaks off: {error}", _HINT) from error


def _revision(page: ET.Element, revision: ET.Element) -> Revision:
    redirect = page.find(_within(page, "redirect"))
    text = revision.find(_within(page, "text"))
    parent = _text(revision, "parentid")
    absent = text is None or "deleted" in text.attrib or (not text.text and text.get("bytes", "0") != "0")
    return Revision(
        page=int(_text(page, "id") or ""),
        namespace=int(_text(page, "ns") or ""),
        title=_text(page, "title") or "",
        redirect=None if redirect is None else redirect.get("title", ""),
        revision=int(_text(revision, "id") or ""),
        parent=None if parent is None else int(parent),
        timestamp=_text(revision, "timestamp") or "",
        text=None if absent or text is None else text.text or "",
    )


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _within(element: ET.Element, name: str) -> str:
    """Name a child in the XML namespace of its parent, which has the version of the format in it."""
    space, closing, _ = element.tag.rpartition("}")
    return f"{space}{closing}{name}"


def _text(element: ET.Element, name: str) -> str | None:
    return element.findtext(_within(element, name))
