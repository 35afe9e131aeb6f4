"""The lines that no learner may find but on a solution page: those that stand only in solutions and the like."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.errors import Location
from wikiskills.fingerprints import Finder, code_fingerprint, prose_fingerprint
from wikiskills.located_yaml import texts_in
from wikiskills.percent import Cell, Role
from wikiskills.prose import prose_lines

_PARTS = {
    Role.SOLUTION: "solution",
    Role.EXPLANATION: "explanation",
    Role.CHECK_HIDDEN: "hidden check",
    Role.MUTANT: "mutant",
}
_ON_SOLUTION_PAGE = (Role.SOLUTION, Role.EXPLANATION)


@dataclass(frozen=True)
class AnswerLine:
    """A line of an answer: its place, its exercise, and in which part of the exercise it stands."""

    where: Location
    exercise: str
    part: str


@dataclass(frozen=True)
class Answers:
    """All answer lines by their fingerprint, and for the lessons with a solution page those that may stand on it."""

    lines: Mapping[str, AnswerLine]
    on_solution_page: Mapping[str, frozenset[str]]
    finder: Finder

    @cached_property
    def digest(self) -> str:
        """A hash that changes where these answers do."""
        pages = [f"{lesson} {sorted(lines)}" for lesson, lines in self.on_solution_page.items()]
        return hashlib.sha256("\n".join([*sorted(self.lines), *pages]).encode()).hexdigest()


def answers_of(curriculum: Curriculum) -> Answers:
    """Collect the answer lines of a course: whatever also stands in something that learners see is none."""
    lines: dict[str, AnswerLine] = {}
    cells = {entry.id: [cell for cell in _written(entry) if cell.role in _PARTS] for entry in curriculum.written}
    for cell in (cell for members in cells.values() for cell in members):
        for fingerprint, line in _fingerprints(cell):
            lines.setdefault(fingerprint, line)
    finder = Finder(lines, _public_texts(curriculum))
    allowed = {
        entry.id: frozenset(
            name for cell in cells[entry.id] if cell.role in _ON_SOLUTION_PAGE for name in finder.find(cell.source)
        )
        for entry in curriculum.written
        if entry.shows_solutions
    }
    return Answers({name: lines[name] for name in sorted(finder.fingerprints)}, allowed, finder)


def _written(entry: CourseLesson) -> tuple[Cell, ...]:
    return entry.lesson.written if entry.lesson else ()


def _fingerprints(cell: Cell) -> Iterator[tuple[str, AnswerLine]]:
    """Give the fingerprint of each line of a cell that has one."""
    prose = set() if cell.is_code else {number for number, _ in prose_lines(cell.source)}
    for number, text in enumerate(cell.source.splitlines(), 1):
        fingerprint = prose_fingerprint(text) if number in prose else code_fingerprint(text)
        if fingerprint and cell.role:
            yield fingerprint, AnswerLine(cell.line(number), cell.exercise, _PARTS[cell.role])


def _public_texts(curriculum: Curriculum) -> Iterator[str]:
    """Give all that learners may see: the outlines, first looks at data, and of the lessons what is no answer."""
    yield from texts_in((curriculum.course, *curriculum.tracks, *curriculum.datasets, *curriculum.terms))
    yield from (cell.source for look in curriculum.first_looks.values() for cell in look.written)
    for entry in curriculum.written:
        yield from (cell.source for cell in _written(entry) if cell.role not in _PARTS)
        yield from (exercise.starter.source for exercise in entry.exercises)
