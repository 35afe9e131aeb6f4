"""Exceptions from a rule, written with their reason in the cell that needs them, where learners read them too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wikiskills.errors import Location, Problem, did_you_mean
from wikiskills.percent import Cell, Role
from wikiskills.policy.rules import RULES

_COMMENT = re.compile(r"(?P<indent>\s*)#+\s*policy\s*:(?P<text>.*)", re.IGNORECASE)
_WAIVER = re.compile(r"\s*allow\s+(?P<code>\w+)\s+because\s+(?P<reason>\S.*)")
_FEWEST_WORDS = 3
_CODES = [rule.code for rule in RULES]


@dataclass(frozen=True)
class Waiver:
    """One exception: in which cell (by its first line), from which rule, and why."""

    where: Location
    cell: int
    code: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.code} is allowed, because {self.reason}"

    def unused(self) -> Problem:
        """Say that nothing in the cell breaks the rule."""
        message = f"nothing in this cell needs the exception from {self.code}"
        return Problem(self.where, "E649", message, "take the line away")


def waivers_in(cells: Iterable[Cell], problems: list[Problem]) -> tuple[Waiver, ...]:
    """Read the exceptions in the code of `cells`; lines that are none, but look so, go to `problems`."""
    return tuple(_waivers(cells, problems))


def _waivers(cells: Iterable[Cell], problems: list[Problem]) -> Iterator[Waiver]:
    for cell in cells:
        if not cell.is_code or cell.role is Role.MUTANT:
            continue
        for number, line in enumerate(cell.source.splitlines(), 1):
            comment = _COMMENT.fullmatch(line)
            if comment is None:
                continue
            where = cell.line(number, len(comment["indent"]) + 1)
            match = _WAIVER.fullmatch(comment["text"])
            problem = _problem(match, where)
            if problem:
                problems.append(problem)
            elif match:
                yield Waiver(where, cell.first_line, match["code"], match["reason"].strip())


def _problem(match: re.Match[str] | None, where: Location) -> Problem | None:
    form = "write '# policy: allow E641 because ...', with the reason in at least three words"
    if match is None:
        return Problem(where, "E648", "this exception from a policy cannot be read", form)
    if match["code"] not in _CODES:
        hint = did_you_mean(match["code"], _CODES)
        return Problem(where, "E648", f"no policy has the code '{match['code']}'", hint)
    if len(match["reason"].split()) < _FEWEST_WORDS:
        return Problem(where, "E648", f"the exception from {match['code']} says too little about its reason", form)
    return None


def split_waived(found: Sequence[tuple[int, Problem]], waivers: Sequence[Waiver]) -> tuple[list[Problem], list[Waiver]]:
    """Take away the problems (each with the first line of its cell) that are allowed; give the exceptions of no use."""
    allowed = {(waiver.cell, waiver.code) for waiver in waivers}
    used = {(cell, problem.code) for cell, problem in found}
    left = [problem for cell, problem in found if (cell, problem.code) not in allowed]
    return left, [waiver for waiver in waivers if (waiver.cell, waiver.code) not in used]
