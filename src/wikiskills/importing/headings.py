"""The headings of a page as lessons have them: the title taken off, sections from level 2, no level skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.extensions.toc import slugify

from wikiskills.prose import prose_lines

_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<title>.*?)\s*#*\s*")
_UNDERLINE = re.compile(r"(?P<sign>=|-)(?P=sign)+\s*")


def with_plain_headings(source: str) -> str:
    """Write headings that are underlined with a number of '#'."""
    lines = source.splitlines()
    prose = {number for number, _ in prose_lines(source)}
    for number in sorted(prose, reverse=True):
        match = _UNDERLINE.fullmatch(lines[number - 1])
        title = lines[number - 2].strip() if number - 1 in prose else ""
        if match and title and not title.startswith(("#", "|", "-", "=", ">")):
            lines[number - 2 : number] = [f"{'#' if match['sign'] == '=' else '##'} {title}"]
    return "\n".join(lines)


def split_title(source: str) -> tuple[str, str]:
    """Give the first heading of level 1 of a text and the text without it; no title where there is none."""
    for number, line in prose_lines(source):
        match = _HEADING.fullmatch(line)
        if match and match["level"] == "#":
            lines = source.splitlines()
            return match["title"], "\n".join([*lines[: number - 1], *lines[number:]]).strip("\n")
    return "", source


def with_levels(source: str, above: int) -> tuple[str, int]:
    """Write headings with levels from 2 that skip none; `above` is the level before, 1 at first. Give the last one."""
    lines, level = source.splitlines(), above
    for number, line in prose_lines(source):
        if match := _HEADING.fullmatch(line):
            level = min(max(len(match["level"]), 2), level + 1)
            gap = "\n" if number > 1 and lines[number - 2].strip() else ""  # else a table above would take it in
            lines[number - 1] = f"{gap}{'#' * level} {match['title']}"
    return "\n".join(lines), level


def anchors_in(source: str) -> Iterator[str]:
    """Give the anchors that the site makes of the headings of a text, but of those that may become a title."""
    for _, line in prose_lines(source):
        match = _HEADING.fullmatch(line)
        if match and match["level"] != "#":
            yield slugify(match["title"], "-")


def without_levels(source: str) -> str:
    """Write headings as bold lines, for a text that stands within an exercise."""
    lines = source.splitlines()
    for number, line in prose_lines(source):
        if match := _HEADING.fullmatch(line):
            lines[number - 1] = f"**{match['title']}**"
    return "\n".join(lines)
