"""The text of a page as the Markdown of lessons: directives, roles, links, headings and formulas."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wikiskills.errors import Location
from wikiskills.importing.directives import convert_directive, read_directive
from wikiskills.importing.links import Targets, convert_inline
from wikiskills.importing.notes import Note
from wikiskills.render.math import math_problems, replace_math

_OPENED = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|:{3,}|~{3,})\s*(?:\{(?P<name>[\w:+-]+)\})?(?P<argument>.*)")
_LABEL = re.compile(r"\s*\((?P<label>[^()\s][^()]*)\)=\s*")
_DROPPED = re.compile(r"%(?!%).*|\+\+\+.*")


@dataclass(frozen=True)
class Text:
    """Converts the texts of one page; what is lost goes to `notes`."""

    where: Location
    targets: Targets = field(default_factory=Targets)
    notes: list[Note] = field(default_factory=list)

    def convert(self, source: str) -> str:
        """Write a text that begins at `where` as the Markdown of lessons."""
        lines = self.lines(source.split("\n"), 0)
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
        return self._with_formulas(text, source)

    def lines(self, lines: Sequence[str], first: int) -> list[str]:
        """Convert lines, the first of which has the number `first` in the text, from 0."""
        done: list[str] = []
        number = 0
        while number < len(lines):
            match = _OPENED.fullmatch(lines[number])
            if match and (match["name"] or match["fence"][0] != ":"):
                end = _closed(lines, number, match["fence"])
                done += self._fenced(match, lines[number + 1 : end], first + number)
                number = end
            elif not (_LABEL.fullmatch(lines[number]) or _DROPPED.fullmatch(lines[number])):
                done.append(self._line(lines[number], first + number))
            number += 1
        return done

    def _fenced(self, match: re.Match[str], inner: Sequence[str], number: int) -> list[str]:
        if not match["name"]:
            return [match[0], *inner, match["indent"] + match["fence"]]
        indent = len(match["indent"])
        body = [line[indent:] if not line[:indent].strip() else line for line in inner]
        directive = read_directive(match["name"], match["argument"], body, number)
        return [match["indent"] + line if line else "" for line in convert_directive(directive, self.lines, self.tell)]

    def _line(self, line: str, number: int) -> str:
        folder = posixpath.dirname(self.where.path)
        text = convert_inline(line, folder, self.targets, lambda lost: self.tell(number, lost))
        return f"\\{text}" if text.startswith("%%") else text

    def tell(self, number: int, text: str) -> None:
        """Note what is lost in a line, counted from 0."""
        self.notes.append(Note(replace(self.where, line=self.where.line + max(number, 0)), text))

    def _with_formulas(self, text: str, source: str) -> str:
        """Show formulas that cannot be read as code."""
        problems = list(math_problems(text, Location("")))
        if not problems:
            return text
        for problem in problems:
            formula = problem.hint.partition(": ")[2]
            number = next((n for n, line in enumerate(source.split("\n")) if formula in line), 0)
            self.tell(number, f"'{formula}' is code now: {problem.message}")
        return replace_math(text, _formula_or_code)[0]


def _formula_or_code(latex: str, block: bool) -> str:  # noqa: FBT001 - the shape of `Render`
    mark = "$$" if block else "$"
    formula = f"{mark}{latex}{mark}"
    return f"`{' '.join(latex.split())}`" if list(math_problems(formula, Location(""))) else formula


def _closed(lines: Sequence[str], start: int, fence: str) -> int:
    """Give the number of the line that closes a fence, or one more than that of the last line."""
    closing = re.compile(rf"\s*{re.escape(fence[0])}{{{len(fence)},}}\s*")
    return next((n for n in range(start + 1, len(lines)) if closing.fullmatch(lines[n])), len(lines))


def labels_in(source: str) -> list[str]:
    """List the targets of a text, as in `(its-label)=`."""
    return [match["label"] for line in source.split("\n") if (match := _LABEL.fullmatch(line))]
