"""Markdown as readers and screen readers need it: headings in order, images with words for what they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wikiskills.errors import Problem
from wikiskills.percent import Cell, Role

_HEADING = re.compile(r"(#{1,6})\s+\S")
_UNDERLINE = re.compile(r" {0,3}(?P<one>=+)\s*|-+\s*")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_CODE = re.compile(r"(`+).+?\1")
_IMAGE = re.compile(r"!\[\s*\][(\[]|<img\b(?![^>]*\balt\s*=)[^>]*>", re.IGNORECASE)


def prose_lines(source: str) -> Iterator[tuple[int, str]]:
    """Give the lines of a Markdown text with their numbers from 1, leaving out fenced code."""
    fence = ""
    for number, line in enumerate(source.splitlines(), 1):
        match = _FENCE.match(line)
        if match and (not fence or match[1].startswith(fence)):
            fence = "" if fence else match[1]
        elif not fence:
            yield number, line


def headings_in(source: str) -> Iterator[tuple[int, int, str]]:
    """Give the headings of a Markdown text: the line from 1, the level, the text. Lines under lines make some too."""
    above = ""
    for number, line in prose_lines(source):
        marked, underline = _HEADING.match(line), _UNDERLINE.fullmatch(line)
        if marked:
            yield number, len(marked[1]), line[len(marked[1]) :].strip()
        elif underline and above.strip() and not above.startswith((" ", "\t", "|", ">", "-", "*", "+", "#")):
            yield number - 1, 1 if underline["one"] else 2, above.strip()
        above = line


def heading_problems(cells: Iterable[Cell]) -> Iterator[Problem]:
    """Find headings that break the outline of a lesson's page: of level 1, after a jump, in an exercise or a quiz."""
    level = 1
    for cell in cells:
        for number, deep, _ in headings_in(cell.source) if not cell.is_code else ():
            where = cell.line(number, 1)
            if cell.role in (None, Role.PROMPT) and cell.exercise and number == 1:
                pass  # in the place of the exercise's title, which is missing then (E401)
            elif cell.exercise or cell.quiz:
                hint = "write it in bold: the title of the exercise or quiz is the heading there"
                yield Problem(where, "E574", "a heading inside an exercise or a quiz", hint)
            elif deep == 1:
                hint = "the title comes from the outline; begin sections with '##'"
                yield Problem(where, "E311", "a heading of level 1 in a lesson", hint)
            elif deep > level + 1:
                hint = f"write {'#' * (level + 1)}, so that screen readers can follow"
                yield Problem(where, "E312", f"the heading jumps from level {level} to {deep}", hint)
            level = level if cell.exercise or cell.quiz else deep


def image_problems(cell: Cell) -> Iterator[Problem]:
    """Find images of a Markdown cell that nobody describes."""
    for number, line in prose_lines(cell.source):
        for match in _IMAGE.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
            where = cell.line(number, match.start() + 1)
            hint = "say in [...] what it shows" if match[0][0] == "!" else 'say in alt="..." what it shows'
            yield Problem(where, "E313", "an image without alt text", hint)
