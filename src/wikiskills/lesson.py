"""Lessons: what stands in one lesson file, in reading order."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from wikiskills.errors import Location, Problem
from wikiskills.exercise import Exercise, read_exercise
from wikiskills.located_yaml import is_id
from wikiskills.percent import Cell, Role, Tag, read_cells
from wikiskills.prose import heading_problems, image_problems
from wikiskills.quiz import Quiz, read_quiz
from wikiskills.syntax import parse, tree_of
from wikiskills.text_file import read_text_file

Block = Cell | Exercise | Quiz


@dataclass(frozen=True)
class Lesson:
    """A lesson file: prose and code cells, exercises and quizzes in the order in which they are read.

    `written` are the cells as they stand in the file, those of exercises and quizzes among them.
    """

    path: str
    blocks: tuple[Block, ...]
    written: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of the lesson's own text, without exercises and quizzes."""
        return tuple(block for block in self.blocks if isinstance(block, Cell))

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Exercise))

    @property
    def quizzes(self) -> tuple[Quiz, ...]:
        """The quizzes, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Quiz))

    def texts(self) -> Iterator[tuple[str, Location]]:
        """Every Markdown text of the lesson, with the place of its first character."""
        yield from ((cell.source, cell.line(1, 1)) for cell in self.written if not cell.is_code)


def read_lesson(path: Path, name: str, problems: list[Problem]) -> Lesson | None:
    """Read the lesson file at `path` (shown as `name`); None where anything in it is wrong, all of it in `problems`."""
    text = read_text_file(path, name, problems)
    return None if text is None else read_lesson_text(text, name, problems)


def read_lesson_text(text: str, name: str, problems: list[Problem]) -> Lesson | None:
    """Read a lesson from its text, as `read_lesson` does."""
    lesson, found = _read(text, name)
    problems.extend(found)
    return lesson


@lru_cache(maxsize=512)
def _read(text: str, name: str) -> tuple[Lesson | None, tuple[Problem, ...]]:
    """Give a lesson and what is wrong with it; remembered, for a preview reads all lessons at each edit of one."""
    found: list[Problem] = []
    cells = read_cells(text, name, found)
    if not cells:
        found.append(Problem(Location(name, 1, 1), "E301", "the lesson has no cells", "begin with '# %% [markdown]'"))
    blocks = tuple(_blocks(cells, found))
    for cell in cells:
        found.extend([*_syntax_problems(cell), *_figure_problems(cell)] if cell.is_code else image_problems(cell))
    found.extend(heading_problems(cells))
    return None if found else Lesson(name, blocks, cells), tuple(found)


def _blocks(cells: tuple[Cell, ...], found: list[Problem]) -> Iterator[Block]:
    for members in _grouped(cells, found):
        first = members[0]
        if first.exercise or first.quiz:
            found.extend(_id_problems(first))
        if first.exercise:
            block = read_exercise(members, found)
            if block:
                yield block
        elif first.quiz:
            found.extend(_stray_options(first))
            yield read_quiz(first, found)
        else:
            found.extend(_stray_options(first))
            yield first


def _grouped(cells: tuple[Cell, ...], found: list[Problem]) -> Iterable[list[Cell]]:
    """Put the cells of each exercise together; report those that stand apart and ids that are used again."""
    groups: list[list[Cell]] = []
    by_id: dict[tuple[str, str], list[Cell]] = {}
    for _, run in groupby(cells, key=lambda cell: cell.exercise or cell.where):
        members = list(run)
        kind, name = block_id = _block_id(members[0])
        if not name:
            groups.append(members)
        elif block_id not in by_id:
            groups.append(by_id.setdefault(block_id, members))
        else:
            hint = "its cells follow one another; another one needs another id"
            found.append(Problem(members[0].where, "E405", f"{kind} '{name}' already stands further up", hint))
            if kind == "exercise" and members[0].role not in (None, Role.PROMPT):
                by_id[block_id].extend(members)
    return groups


def _block_id(cell: Cell) -> tuple[str, str]:
    return ("exercise", cell.exercise) if cell.exercise else ("quiz", cell.quiz)


def _id_problems(cell: Cell) -> Iterator[Problem]:
    kind, name = _block_id(cell)
    if not is_id(name):
        hint = "use lower-case letters, digits and single hyphens, as in 'design-effect'"
        yield Problem(cell.where, "E309", f"{kind} '{name}' is not a valid id", hint)
    if cell.exercise and cell.quiz:
        yield Problem(cell.where, "E411", "a cell is part of an exercise or a quiz, not of both", "drop one of the two")


def _stray_options(cell: Cell) -> Iterator[Problem]:
    for option, is_set in (("role", cell.role), ("minutes", cell.minutes), ("expected", cell.expected)):
        if is_set:
            hint = 'write exercise="its-id" beside it'
            yield Problem(cell.where, "E406", f"'{option}' on a cell that belongs to no exercise", hint)


def _syntax_problems(cell: Cell) -> Iterator[Problem]:
    """Find what Python cannot parse; cells with magics or shell lines are left to the kernel."""
    if tree_of(cell.source, cell.first_line) or Tag.RAISES_EXCEPTION in cell.tags:
        return
    if re.search(r"^\s*[%!?]", cell.source, re.MULTILINE):
        return
    above = "\n" * (cell.first_line - 1)  # so that Python counts lines as the file does, in its messages too
    hint = "mend the code of this cell; a cell of text begins with '# %% [markdown]'"
    try:
        parse(above + cell.source, cell.where.path, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError as error:
        last = cell.first_line + cell.source.count("\n")
        where = Location(cell.where.path, min(error.lineno or cell.first_line, last), max(error.offset or 1, 1))
        yield Problem(where, "E310", f"not valid Python: {error.msg}", hint)
    except (RecursionError, MemoryError):
        yield Problem(cell.line(1, 1), "E310", "not valid Python: nested too deep", hint)


_SHOWS = re.compile(r"^(?:plt|pyplot|matplotlib\.pyplot)\.show\(", re.MULTILINE)
_NOT_SHOWN = {Tag.REMOVE_CELL, Tag.REMOVE_OUTPUT, Tag.SKIP_EXECUTION}


def _figure_problems(cell: Cell) -> Iterator[Problem]:
    """Find figures that nobody describes, as far as the code tells; what a run gives out is looked at in the build."""
    is_seen = cell.role in (None, Role.SOLUTION) and not cell.tags & _NOT_SHOWN
    shown = _SHOWS.search(cell.source) if is_seen and not cell.alt and not cell.decorative else None
    if shown:
        where = cell.line(cell.source.count("\n", 0, shown.start()) + 1, 1)
        hint = 'write alt="..." on the marker line of its cell, or decorative where readers miss nothing without it'
        yield Problem(where, "E710", "a figure without alt text", hint)
