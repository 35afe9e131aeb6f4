"""The addresses of other sites that a course names, each with the places where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import urldefrag, urlsplit

from wikiskills.curriculum import Curriculum
from wikiskills.errors import Location
from wikiskills.located_yaml import Text
from wikiskills.references import CODE, FLAGS

_ADDRESS = r"https?://(?:[^\s()<>\"']|\([^\s()<>\"']*\))+"
_LINK = re.compile(
    CODE
    + rf"""
  | \]\(\s*<?(?P<target>{_ADDRESS})
  | <(?P<plain>{_ADDRESS})>
  | \bhref\s*=\s*["']?(?P<html>{_ADDRESS})
  | ^[ ]{{0,3}}\[[^\]\n]+\]:\s*<?(?P<reference>{_ADDRESS})
    """,
    FLAGS,
)
_KINDS = ("target", "plain", "html", "reference")
_FOR_EXAMPLES = re.compile(r"(?:.+\.)?(?:example\.(?:com|net|org)|example|invalid|test)")
"""Names that are reserved for examples (RFC 2606): nobody can be asked there."""


def addresses_in(curriculum: Curriculum) -> dict[str, tuple[Location, ...]]:
    """Give the addresses that outlines, cards and lessons name, drafts included, without their fragments.

    The site's own address and those reserved for examples are left out.
    """
    own = curriculum.course.site_url.rstrip("/")
    found: dict[str, list[Location]] = defaultdict(list)
    for address, where in (*_stated(curriculum), *_linked(curriculum)):
        plain = urldefrag(address).url
        host = _host(plain)
        if host and not _FOR_EXAMPLES.fullmatch(host) and not f"{plain}/".startswith(f"{own}/"):
            found[plain].append(where)
    return {address: tuple(sorted(set(places))) for address, places in found.items()}


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _stated(curriculum: Curriculum) -> Iterator[tuple[str, Location]]:
    """Give the addresses that stand in a field of their own."""
    course = curriculum.course
    fields: list[Text | None] = [course.contact, course.repository]
    fields += [source.url for dataset in curriculum.datasets for file in dataset.files for source in file.sources]
    for entry in curriculum.lessons:
        fields += [reference.url for reference in entry.plan.references]
        yield from ((one.link, one.doi.where) for one in entry.plan.references if one.doi)
    yield from ((field, field.where) for field in fields if field and field.startswith(("https://", "http://")))


def _linked(curriculum: Curriculum) -> Iterator[tuple[str, Location]]:
    """Give the addresses of links in Markdown."""
    drafts = (text for lesson in curriculum.drafts.values() for text in lesson.texts())
    for text, place in (*curriculum.texts(), *drafts):
        for match in _LINK.finditer(text) if "://" in text else ():
            kind = next((name for name in _KINDS if match[name]), "")
            if kind:
                yield match[kind].rstrip(".,;"), _place(text, match.start(kind), place)


def _place(text: str, position: int, first: Location) -> Location:
    line = text.count("\n", 0, position)
    return Location(first.path, first.line + line, first.column + position - text.rfind("\n", 0, position) - 1)


def by_host(addresses: Mapping[str, object]) -> dict[str, list[str]]:
    """Put the addresses of each server together."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)
    return dict(hosts)
