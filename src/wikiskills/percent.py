"""Lesson files as cells: Jupytext's percent format, with the line on which each cell stands and its options checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from wikiskills.errors import Location, Problem, did_you_mean, nearest
from wikiskills.jupytext_reader import new_reader

if TYPE_CHECKING:
    from jupytext.cell_reader import DoublePercentScriptCellReader


class Tag(StrEnum):
    """What to show of a cell and how to run it; Jupyter Book's names and meaning."""

    REMOVE_CELL = "remove-cell"
    REMOVE_INPUT = "remove-input"
    REMOVE_OUTPUT = "remove-output"
    HIDE_CELL = "hide-cell"
    HIDE_INPUT = "hide-input"
    HIDE_OUTPUT = "hide-output"
    RAISES_EXCEPTION = "raises-exception"
    SKIP_EXECUTION = "skip-execution"


class Role(StrEnum):
    """What a cell of an exercise is for."""

    PROMPT = "prompt"
    STARTER = "starter"
    HINT = "hint"
    SOLUTION = "solution"
    EXPLANATION = "explanation"
    CHECK = "check"
    CHECK_HIDDEN = "check-hidden"
    MUTANT = "mutant"


@dataclass(frozen=True)
class Cell:
    """One cell as written. `where` is its marker line, `first_line` the line on which its source begins.

    `indent` counts the characters that stand in the file before each line of the source: the '# ' of Markdown cells.
    `left_out` are the lines of the file, in their order, that are no part of the source, such as solution markers.
    """

    where: Location
    first_line: int
    is_code: bool
    source: str
    tags: frozenset[Tag] = frozenset()
    alt: tuple[str, ...] = ()
    decorative: bool = False
    exercise: str = ""
    role: Role | None = None
    minutes: int = 0
    expected: bool = False
    quiz: str = ""
    indent: int = 0
    left_out: tuple[int, ...] = ()

    def line(self, number: int, column: int = 0) -> Location:
        """Place of the source's line `number`, and of its `column` where given; both counted from 1."""
        line = self.first_line + number - 1
        for gap in self.left_out:
            line += gap <= line
        return Location(self.where.path, line, column and column + self.indent)


_OPTIONS = {"tags", "alt", "decorative", "exercise", "role", "minutes", "expected", "quiz"}
_FLAGS = {"decorative", "expected"}
_ALMOST_MARKER = re.compile(r"(#\s*)?%(%|\s*)\[\w*\]")
_QUOTES = re.compile(r"[rR]?(\"{3}|'{3})\s*")
_READABLE = re.compile(r"(?<!\S)([a-z]+(?==\")|minutes)=(\"[^\"]+\"|\w+)(?!\S)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def read_cells(text: str, path: str, problems: list[Problem]) -> tuple[Cell, ...]:
    """Split a lesson into cells; wrong options go to `problems`."""
    lines = text.split("\n")
    position = _header_length(lines, path, problems)
    cells = []
    while position < len(lines):
        reader = new_reader()
        line = lines[position]
        is_marker = bool(reader.start_code_re.match(line) or reader.alternative_start_code_re.match(line))
        reader.metadata_and_language_from_option_line(line)
        options = reader.metadata
        reader.metadata = {"cell_type": options.pop("cell_type")} if "cell_type" in options else {}
        length = reader.find_cell_content(lines[position:])
        if is_marker or any(map(str.strip, reader.content)):
            where = Location(path, position + 1, 1)
            first = "".join(lines[position + is_marker :][:1])
            cell = _cell(reader, options, _OptionReader(line if is_marker else "", where, problems), first)
            problems.extend(_almost_markers(cell))
            cells.append(cell)
        position += length
    return tuple(cells)


def _header_length(lines: list[str], path: str, problems: list[Problem]) -> int:
    """Count the lines before the first cell: Jupytext's YAML between two '# ---' and the blank line after it."""
    if lines[0].rstrip() != "# ---":
        return 0
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == "# ---":
            return number + (number < len(lines) and not lines[number].strip())
        if not line.startswith("#"):
            break
    problems.append(Problem(Location(path, 1, 1), "E314", "the header is never closed", "end it with '# ---'"))
    return 0


def _almost_markers(cell: Cell) -> Iterator[Problem]:
    for number, line in enumerate(cell.source.splitlines(), 1):
        if _ALMOST_MARKER.match(line):
            hint = "write '# %% [markdown]' for text, '# %%' for code, with a space after '%%'"
            where = replace(cell.line(number), column=1)
            yield Problem(where, "E315", "this line does not begin a cell, but looks so", hint)


def _cell(node: DoublePercentScriptCellReader, options: dict[str, Any], reader: _OptionReader, first: str) -> Cell:
    """Make a cell of what Jupytext has read; `first` is the first line below the marker."""
    if node.cell_type == "raw":
        reader.report("[raw]", "E308", "raw cells have no place in a lesson", "use '# %% [markdown]' or '# %%'")
    if set(str(options.get("title")).split()) <= _FLAGS:
        options.update(dict.fromkeys(options.pop("title").split()))
    reader.reject_unknown(options)
    is_commented = node.cell_type == "markdown" and first.startswith("#")
    return Cell(
        where=reader.where,
        first_line=reader.where.line + bool(reader.marker) + bool(not is_commented and _QUOTES.fullmatch(first)),
        is_code=node.cell_type == "code",
        source="\n".join(node.content),
        indent=2 * is_commented,
        tags=frozenset(reader.words(options, "tags", Tag, "E305")),
        alt=reader.texts(options, "alt"),
        decorative=reader.flag(options, "decorative"),
        exercise=reader.text(options, "exercise"),
        role=reader.role(options, is_code=node.cell_type == "code"),
        minutes=reader.count(options, "minutes"),
        expected=reader.flag(options, "expected"),
        quiz=reader.text(options, "quiz"),
    )


@dataclass(frozen=True)
class _OptionReader:
    marker: str
    where: Location
    problems: list[Problem]

    def report(self, key: str, code: str, message: str, hint: str, value: str = "") -> None:
        """Report a problem at the option `key`, or at `value` behind it."""
        unquoted = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), self.marker)
        match = re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", unquoted)
        start = match.start() if match else max(self.marker.find(key), 0)
        column = max(self.marker.find(value, start), start) + 1
        self.problems.append(Problem(Location(self.where.path, self.where.line, column), code, message, hint))

    def reject_unknown(self, options: dict[str, Any]) -> None:
        for key in list(options):
            if key == "incorrectly_encoded_metadata":
                self.unreadable(options[key], options)
            elif key == "title":
                self.stray(options[key])
            elif key == "cell_depth":
                self.report("%%%", "E302", "a cell begins with two '%', not more", "write '# %%'")
            elif key not in (*_OPTIONS, "region_name"):
                self.report(key, "E304", f"unknown cell option '{key}'", did_you_mean(key, _OPTIONS))
            elif len(re.findall(rf"(?<![\w-]){key}\s*=", _QUOTED.sub("", self.marker))) > 1:
                self.report(key, "E307", f"cell option '{key}' stands twice", "keep one of them")

    def unreadable(self, text: str, options: dict[str, Any]) -> None:
        """Report text that Jupytext could not read; keep the options in it that can be read, for theirs is no slip."""
        found = {key: value for key, value in _READABLE.findall(text) if key in _OPTIONS}
        options.update({key: int(value) if value.isdecimal() else value.strip('"') for key, value in found.items()})
        wrong_number = "minutes" in found and not found["minutes"].isdecimal()  # which `count` reports
        if not wrong_number or _READABLE.sub("", text).strip():
            self.report(text, "E302", f"cell options cannot be read: {text}", 'write name="value", with quotes')

    def stray(self, text: str) -> None:
        hint = 'options are written name="value", as in tags=["hide-input"]; a title goes into the cell'
        if text.startswith("[") or did_you_mean(text, ["markdown"]).startswith("did"):
            hint = "write '# %% [markdown]' for text, '# %%' for code"
        self.report(text, "E303", f"stray text '{text}' on the cell's marker line", hint)

    def texts(self, options: dict[str, Any], key: str) -> tuple[str, ...]:
        if key not in options:
            return ()
        value = options[key]
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) and item.strip() for item in values):
            self.report(
                key,
                "E307",
                f"cell option '{key}' must be text or a list of texts",
                f'write {key}="...", without commas between options',
            )
            return ()
        return tuple(values)

    def words(self, options: dict[str, Any], key: str, kind: type[StrEnum], code: str) -> list[Any]:
        if key not in options:
            return []
        known, words = set(kind), self.texts(options, key)
        for word in words:
            if word not in known:
                self.report(key, code, f"unknown {key.removesuffix('s')} '{word}'", did_you_mean(word, known), word)
        meant = (word if word in known else nearest(word, known) for word in words)
        return [kind(word) for word in meant if word]

    def role(self, options: dict[str, Any], *, is_code: bool) -> Role | None:
        """Give the role; in place of an unknown one a role that fits anywhere, so that one slip is one problem."""
        known: list[Role] = self.words(options, "role", Role, "E306")
        stand_in = Role.MUTANT if is_code else Role.HINT
        return known[0] if known else stand_in if "role" in options else None

    def text(self, options: dict[str, Any], key: str) -> str:
        values = self.texts(options, key)
        if len(values) > 1:
            self.report(key, "E307", f"cell option '{key}' must be one text", f'write {key}="..."')
        return values[0] if values else ""

    def count(self, options: dict[str, Any], key: str) -> int:
        value = options.get(key, 0)
        if not isinstance(value, int) or isinstance(value, bool) or value < (key in options):
            self.report(key, "E307", f"cell option '{key}' must be a whole number from 1", f"write {key}=8")
            return 1
        return value

    def flag(self, options: dict[str, Any], key: str) -> bool:
        value = options.get(key, False)
        if value not in (None, True, False):
            self.report(key, "E307", f"cell option '{key}' must be true or false", f"write {key}=true")
        return value is not False
