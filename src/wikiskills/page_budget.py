"""Whether the pages of lessons stay small enough for slow connections: kilobytes of HTML, without figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from wikiskills.errors import Location, Problem
from wikiskills.site.addresses import url
from wikiskills.site.model import Page, Part

_KILO = 1000
_NAMED = 3
_EXTENSIONS = ("attr_list", "md_in_html", "pymdownx.highlight", "pymdownx.superfences", "tables")
_SETTINGS = {"pymdownx.highlight": {"anchor_linenums": False, "pygments_lang_class": True}}


def budget_problems(site: Path, pages: Iterable[Page], budget: int) -> Iterator[Problem]:
    """Give a problem for each page of a lesson that is larger than `budget` kilobytes in the finished site.

    Pages that grow with the course, such as lists and sheets for printing, have no lesson, and no bound.
    """
    for page in pages:
        path = site / f"{url(page.path)}index.html"
        if page.lesson_file and path.is_file() and path.stat().st_size > budget * _KILO:
            yield _problem(page, path.stat().st_size, budget)


def _problem(page: Page, size: int, budget: int) -> Problem:
    message = f"the page {url(page.path)} has {_shown(size)} of HTML, more than {budget} kB"
    parts = sorted(((_weight(part), part.where.line) for part in page.parts), reverse=True)[:_NAMED]
    largest = ", ".join(f"line {line} ({_shown(weight)})" for weight, line in parts)
    hint = "print fewer rows or fold less code into it, split it, or raise extra.wikiskills.page_budget in mkdocs.yml"
    return Problem(
        Location(page.lesson_file), "E870", message, f"its largest cells: {largest}; {hint}" if largest else hint
    )


def _weight(part: Part) -> int:
    """Give the bytes that a part of a page takes as HTML; code is much larger than it looks, for its colours."""
    import markdown  # noqa: PLC0415 - slow, and seldom needed

    html = markdown.markdown(part.markdown, extensions=list(_EXTENSIONS), extension_configs=_SETTINGS)
    return len(html.encode())


def _shown(size: int) -> str:
    return f"{size / _KILO:.1f} kB"
