"""Small pages at the addresses that lessons and tracks had before they were renamed; they lead to the present ones."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from itertools import product

from wikiskills.curriculum import CourseLesson
from wikiskills.outline import Track
from wikiskills.render.fragment import Asset
from wikiskills.site.addresses import (
    exercise_page,
    html_link,
    lesson_folder,
    lesson_page,
    sheet_page,
    solution_page,
    track_page,
)
from wikiskills.site.context import Context
from wikiskills.site.model import Page

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{address}">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p><a href="{link}">{address}</a></p>
</main>
</body>
</html>
"""


def make_redirects(context: Context) -> Iterator[Asset]:
    """Make the page for every old address of a track and of a lesson's pages. The renderer copies them as they are."""
    for track in context.curriculum.tracks:
        if track.lessons:
            yield from _track_redirects(context, track)
    for entry in context.curriculum.written:
        for folder in _old_folders(entry):
            for page, title in _pages(entry):
                old = f"{folder}{page.removeprefix(lesson_folder(entry))}"
                yield _redirect(context, old, page, title)


def notebook_copies(entry: CourseLesson, notebook: Page) -> Iterator[Asset]:
    """Give a lesson's notebook for its old addresses: a page cannot stand where a notebook is expected."""
    for folder in _old_folders(entry):
        yield Asset(f"{folder}/{posixpath.basename(folder)}.ipynb", notebook.text.encode())


def _track_redirects(context: Context, track: Track) -> Iterator[Asset]:
    exercises = any(entry.exercises for entry in context.curriculum.lessons_of(track) if entry.lesson)
    for old in track.aliases:
        yield _redirect(context, track_page(old), track_page(track.id), track.title)
        if exercises:
            yield _redirect(context, sheet_page(old), sheet_page(track.id), track.title)


def _old_folders(entry: CourseLesson) -> Iterator[str]:
    tracks, lessons = ((each.id, *each.aliases) for each in (entry.track, entry.plan))
    return (f"{track}/{lesson}" for track, lesson in list(product(tracks, lessons))[1:])


def _pages(entry: CourseLesson) -> Iterator[tuple[str, str]]:
    """Give the pages of a lesson with its title."""
    yield lesson_page(entry), entry.plan.title
    if entry.exercises:
        yield exercise_page(entry), entry.plan.title
    if entry.shows_solutions:
        yield solution_page(entry), entry.plan.title


def _redirect(context: Context, old: str, new: str, title: str) -> Asset:
    """Make the page; `old` and `new` are paths in the Markdown tree."""
    words = context.words
    parts = {"language": words.language, "direction": words.direction, "title": title}
    filled = _PAGE.format(
        **{name: escape(str(text)) for name, text in parts.items()},
        link=escape(html_link(old, new)),
        address=escape(context.address(new)),
    )
    return Asset(f"{posixpath.splitext(old)[0]}.html", filled.encode())
