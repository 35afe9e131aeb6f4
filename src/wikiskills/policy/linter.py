"""All rules on the code of a lesson, and the exceptions from them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wikiskills.errors import Problem
from wikiskills.percent import Cell
from wikiskills.policy.lesson_code import read_code
from wikiskills.policy.rules import OUTPUTS, RULES
from wikiskills.policy.waivers import split_waived, waivers_in


def policy_problems(cells: Iterable[Cell]) -> list[Problem]:
    """Find where the code of a lesson breaks a rule without an exception, and exceptions that are wrong or of no use.

    Wrong answers of exercises (mutants) are not looked at. Code that does not run is, as learners copy it.
    """
    return list(_problems_of(tuple(cells)))


@lru_cache(maxsize=512)
def _problems_of(cells: tuple[Cell, ...]) -> tuple[Problem, ...]:
    """Look at the same cells once: a preview reads all lessons at each edit of one."""
    problems: list[Problem] = []
    waivers = waivers_in(cells, problems)
    code = read_code(cells)
    found = []
    for rule in RULES:
        for node, message in rule.find(code):
            where = code.place(node)
            found.append((code.cell_at(where.line).first_line, rule.problem(where, message)))
    left, unused = split_waived(found, [waiver for waiver in waivers if waiver.code != OUTPUTS.code])
    return (*problems, *left, *(waiver.unused() for waiver in unused))
