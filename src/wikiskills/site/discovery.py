"""What tells machines where the lessons are: a feed of new ones, and robots.txt with the way to the sitemap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from wikiskills.curriculum import CourseLesson
from wikiskills.render.fragment import Asset
from wikiskills.site.addresses import FEED, HOME, lesson_page
from wikiskills.site.context import Context

_ATOM = "http://www.w3.org/2005/Atom"


def make_discovery(context: Context) -> Iterator[Asset]:
    """Make robots.txt, and the feed where the date of a lesson is known."""
    sitemap = context.address("sitemap.xml")
    yield Asset("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n".encode())
    if dated_lessons(context):
        yield Asset(FEED, _feed(context))


def dated_lessons(context: Context) -> list[CourseLesson]:
    """Give the lessons whose day of publication is known, the newest first."""
    known = [entry for entry in context.curriculum.written if context.dates_of(entry).published]
    return sorted(known, key=lambda entry: context.dates_of(entry).published, reverse=True)


def _feed(context: Context) -> bytes:
    """Write the feed as RFC 4287 (Atom) has it."""
    course, entries = context.curriculum.course, dated_lessons(context)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": str(course.language)})
    updated = max(context.dates_of(entry).newest for entry in entries)
    _texts(feed, {"id": context.address(HOME), "title": course.title, "subtitle": course.tagline})
    _texts(feed, {"updated": _moment(updated), "rights": course.licence.text})
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": context.address(FEED)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": context.address(HOME)})
    _authors(feed, course.authors)
    for entry in entries:
        _entry(SubElement(feed, "entry"), context, entry)
    indent(feed, "  ")
    text: bytes = tostring(feed, "utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(element: Element, context: Context, entry: CourseLesson) -> None:
    path, dates = lesson_page(entry), context.dates_of(entry)
    _texts(element, {"id": _first_address(context, entry), "title": entry.plan.title})
    _texts(element, {"published": _moment(dates.published), "updated": _moment(dates.newest)})
    _texts(element, {"summary": context.plain(path, entry.plan.summary)})
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": context.address(path)})
    SubElement(element, "category", {"term": str(entry.track.id), "label": str(entry.track.title)})
    _authors(element, entry.plan.authors)


def _first_address(context: Context, entry: CourseLesson) -> str:
    """Give the address that a lesson had first, by which readers of the feed know it after it was renamed."""
    track, lesson = (next(iter(each.aliases), each.id) for each in (entry.track, entry.plan))
    return context.address(f"{track}/{lesson}/index.md")


def _authors(element: Element, names: tuple[str, ...]) -> None:
    for name in names:
        SubElement(SubElement(element, "author"), "name").text = str(name)


def _texts(element: Element, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        SubElement(element, name).text = str(text)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
