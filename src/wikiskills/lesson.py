"""Lessons: what stands in one lesson file, in reading order."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from wikiskills.errors import Location, Problem
from wikiskills.exercise import Exercise, read_exercise
from wikiskills.located_yaml import is_id
from wikiskills.percent import Cell, Role, Tag, read_cells
from wikiskills.quiz import Quiz, read_quiz
from wikiskills.syntax import tree_of
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
    found: list[Problem] = []
    cells = read_cells(text, name, found)
    if not cells:
        found.append(Problem(Location(name, 1, 1), "E301", "the lesson has no cells", "begin with '# %% [markdown]'"))
    blocks = tuple(_blocks(cells, found))
    for cell in cells:
        found.extend(_syntax_problems(cell) if cell.is_code else _image_problems(cell))
    found.extend(_heading_problems([block for block in blocks if isinstance(block, Cell)]))
    problems.extend(found)
    return None if found else Lesson(name, blocks, cells)


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
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    above = "\n" * (cell.first_line - 1)  # so that Python counts lines as the file does, in its messages too
    hint = "mend the code of this cell; a cell of text begins with '# %% [markdown]'"
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(above + cell.source, cell.where.path, "exec", flags, dont_inherit=True)
    except SyntaxError as error:
        last = cell.first_line + cell.source.count("\n")
        where = Location(cell.where.path, min(error.lineno or cell.first_line, last), max(error.offset or 1, 1))
        yield Problem(where, "E310", f"not valid Python: {error.msg}", hint)
    except (RecursionError, MemoryError):
        yield Problem(cell.line(1, 1), "E310", "not valid Python: nested too deep", hint)


_HEADING = re.compile(r"(#{1,6})\s+\S")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_IMAGE = re.compile(r"!\[\s*\]\(")


def prose_lines(source: str) -> Iterator[tuple[int, str]]:
    """Give the lines of a Markdown text with their numbers from 1, leaving out fenced code."""
    fence = ""
    for number, line in enumerate(source.splitlines(), 1):
        match = _FENCE.match(line)
        if match and (not fence or match[1].startswith(fence)):
            fence = "" if fence else match[1]
        elif not fence:
            yield number, line


def _heading_problems(cells: list[Cell]) -> Iterator[Problem]:
    level = 1
    for cell in cells:
        for number, line in prose_lines(cell.source) if not cell.is_code else ():
            match = _HEADING.match(line)
            if not match:
                continue
            deep = len(match[1])
            if deep == 1:
                hint = "the title comes from the outline; begin sections with '##'"
                yield Problem(cell.line(number, 1), "E311", "a heading of level 1 in a lesson", hint)
            elif deep > level + 1:
                hint = f"write {'#' * (level + 1)}, so that screen readers can follow"
                yield Problem(cell.line(number, 1), "E312", f"the heading jumps from level {level} to {deep}", hint)
            level = deep


def _image_problems(cell: Cell) -> Iterator[Problem]:
    for number, line in prose_lines(cell.source):
        for match in _IMAGE.finditer(line):
            where = cell.line(number, match.start() + 1)
            yield Problem(where, "E313", "an image without alt text", "say in [...] what it shows")
