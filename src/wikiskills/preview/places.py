"""Where a problem belongs on the pages: the pages of its file, and the cell or heading nearest to its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wikiskills.config import Project
from wikiskills.curriculum import Curriculum
from wikiskills.errors import Problem
from wikiskills.lesson import Lesson
from wikiskills.percent import Cell
from wikiskills.prose import prose_lines
from wikiskills.site.addresses import dataset_page, exercise_page, lesson_page, solution_page, url

_TRIED = 12
"""How many places a page tries before it shows a problem at its top only."""


@dataclass(frozen=True)
class Source:
    """A file that pages show: the addresses of these, its cells and its lines as they show it."""

    pages: frozenset[str]
    cells: tuple[Cell, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A problem with the pages on which it belongs, and where on them: what the nearest cells hold, nearest first."""

    problem: Problem
    pages: frozenset[str] = frozenset()
    near: tuple[tuple[str, str], ...] = ()

    def message(self, page: str) -> dict[str, Any]:
        """Write it for the page at an address."""
        problem = self.problem
        near = self.near if page in self.pages else ()
        where = str(problem.where)
        return {"where": where, "code": problem.code, "message": problem.message, "hint": problem.hint, "near": near}


def sources_of(curriculum: Curriculum, project: Project) -> dict[str, Source]:
    """Give the files that make pages, by their names as messages show them."""
    found: dict[str, Source] = {}
    for entry in curriculum.written:
        if entry.lesson:
            pages = (lesson_page(entry), exercise_page(entry), solution_page(entry))
            found[entry.lesson.path] = _source(project, entry.lesson, pages)
    for dataset_id, look in curriculum.first_looks.items():
        found[look.path] = _source(project, look, (dataset_page(dataset_id),))
    return found


def _source(project: Project, lesson: Lesson, pages: Iterable[str]) -> Source:
    return Source(frozenset(map(url, pages)), lesson.written, lines_of(project.path(lesson.path)))


def lines_of(path: Path) -> tuple[str, ...]:
    """Give the lines of a file; none where it cannot be read."""
    with suppress(OSError, ValueError):
        return tuple(path.read_text(encoding="utf-8").splitlines())
    return ()


def shown_at(problem: Problem, sources: Mapping[str, Source], lines: Sequence[str]) -> Shown:
    """Find where a problem belongs; `lines` are those of its file now, which may differ from those on the pages."""
    source = sources.get(problem.where.path)
    if source is None:
        return Shown(problem)
    line = _line_shown(problem.where.line, lines, source.lines)
    return Shown(problem, source.pages, tuple(_near(source.cells, line))[:_TRIED])


def _line_shown(line: int, now: Sequence[str], shown: Sequence[str]) -> int:
    """Give the line that stands on the page in the place of a line of the file, which was edited since."""
    if tuple(now) == tuple(shown) or not line:
        return line
    for _, i1, i2, j1, j2 in difflib.SequenceMatcher(None, now, shown, autojunk=False).get_opcodes():
        if i1 <= line - 1 < i2:
            return min(j1 + line - 1 - i1, max(j1, j2 - 1)) + 1
    return len(shown)


def _near(cells: Sequence[Cell], line: int) -> Iterator[tuple[str, str]]:
    """Name what stands at a line and before it, nearest first: code, exercises, headings."""
    for cell in reversed([cell for cell in cells if cell.where.line <= line]):
        if cell.exercise:
            yield "exercise", cell.exercise
        elif cell.is_code:
            yield "code", cell.source
        elif not cell.quiz:
            headings = [
                (number, text.lstrip("#").strip()) for number, text in prose_lines(cell.source) if text.startswith("#")
            ]
            yield from (("heading", text) for number, text in reversed(headings) if cell.line(number).line <= line)
