"""Exercises: prompt, starter, hints, solution, explanation and checks, tied by one id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wikiskills.errors import Location, Problem
from wikiskills.percent import Cell, Role


@dataclass(frozen=True)
class Exercise:
    """One exercise with all its cells, in the order in which they were written."""

    id: str
    title: str
    minutes: int
    prompt: Cell
    starter: Cell
    hints: tuple[Cell, ...]
    solution: Cell
    explanation: Cell | None
    checks: tuple[Cell, ...]
    hidden_checks: tuple[Cell, ...]
    mutants: tuple[Cell, ...]
    where: Location

    @property
    def shows_expected(self) -> bool:
        """Whether the solution's output is shown as the expected result."""
        return self.solution.expected


_CODE_ROLES = {Role.STARTER, Role.SOLUTION, Role.CHECK, Role.CHECK_HIDDEN, Role.MUTANT}
_ONCE = (Role.PROMPT, Role.STARTER, Role.SOLUTION, Role.EXPLANATION)
_TITLE = re.compile(r"\*\*\s*(?P<title>[^*\s][^*]*)\*\*\s*(?P<prompt>.*)", re.DOTALL)
_MARKER = re.compile(r"(?P<indent>\s*)#+\s*(?P<edge>begin|end)[\s_-]*solution\b.*", re.IGNORECASE)


def read_exercise(cells: Sequence[Cell], problems: list[Problem]) -> Exercise | None:
    """Read one exercise from its cells; None where it lacks a part that it cannot do without."""
    found: list[Problem] = []
    by_role: dict[Role, list[Cell]] = {role: [] for role in Role}
    for cell in cells:
        role = cell.role or Role.PROMPT
        by_role[role].append(cell)
        found.extend(_misfits(cell, role))
    for role in _ONCE:
        for cell in by_role[role][1:]:
            hint = "keep one of them; hints, checks and mutants may stand more than once"
            found.append(Problem(cell.where, "E403", f"a second {role} in exercise '{cell.exercise}'", hint))
    exercise = _assemble(cells[0], by_role, found)
    problems.extend(found)
    return exercise


def _misfits(cell: Cell, role: Role) -> list[Problem]:
    found = []
    if cell.is_code != (role in _CODE_ROLES):
        kind = "code" if role in _CODE_ROLES else "Markdown"
        hint = "write '# %%' for code, '# %% [markdown]' for text"
        found.append(Problem(cell.where, "E404", f"the {role} of exercise '{cell.exercise}' must be {kind}", hint))
    if cell.expected and role is not Role.SOLUTION:
        found.append(Problem(cell.where, "E410", "'expected' belongs on the solution", "move it there"))
    if cell.minutes and role is not Role.PROMPT:
        found.append(Problem(cell.where, "E410", "'minutes' belongs on the prompt", "move it there"))
    marked = [number for number, line in enumerate(cell.source.splitlines(), 1) if _MARKER.fullmatch(line)]
    if marked and role is not Role.SOLUTION:
        message = f"a solution marker in the {role} of exercise '{cell.exercise}'"
        hint = 'markers belong in the cell with role="solution"'
        found.append(Problem(cell.line(marked[0], 1), "E412", message, hint))
    return found


def _assemble(first: Cell, by_role: dict[Role, list[Cell]], found: list[Problem]) -> Exercise | None:
    prompt = next(iter(by_role[Role.PROMPT]), None)
    solution = next(iter(by_role[Role.SOLUTION]), None)
    starter = next(iter(by_role[Role.STARTER]), None)
    if solution:
        before = len(found)
        solution, derived = _split_solution(solution, found)
        if starter and derived and len(found) == before:
            message = f"exercise '{first.exercise}' has a starter and solution markers"
            found.append(Problem(starter.where, "E409", message, "keep one of the two"))
        starter = starter or derived
    explanation = next(iter(by_role[Role.EXPLANATION]), None)
    for role, part in (
        ("prompt", prompt),
        ("starter", starter),
        ("solution", solution),
        ("check", by_role[Role.CHECK]),
    ):
        if not part:
            hint = f'add a cell with exercise="{first.exercise}"' + ("" if role == "prompt" else f' role="{role}"')
            found.append(Problem(first.where, "E402", f"exercise '{first.exercise}' has no {role}", hint))
    if not (prompt and starter and solution):
        return None
    title, text = _title(prompt, found)
    return Exercise(
        id=first.exercise,
        title=title,
        minutes=prompt.minutes,
        prompt=text,
        starter=starter,
        hints=tuple(by_role[Role.HINT]),
        solution=solution,
        explanation=explanation,
        checks=tuple(by_role[Role.CHECK]),
        hidden_checks=tuple(by_role[Role.CHECK_HIDDEN]),
        mutants=tuple(by_role[Role.MUTANT]),
        where=prompt.where,
    )


def _title(prompt: Cell, found: list[Problem]) -> tuple[str, Cell]:
    """Take the title off a prompt; the rest of the prompt keeps its place."""
    if not prompt.minutes:
        message = f"exercise '{prompt.exercise}' does not say how long it takes"
        found.append(Problem(prompt.where, "E407", message, "write minutes=8 on the prompt's marker line"))
    match = _TITLE.match(prompt.source)
    if not match:
        if not prompt.is_code:
            message = f"exercise '{prompt.exercise}' has no title"
            found.append(Problem(prompt.line(1, 1), "E401", message, "begin the prompt with **Its title**"))
        return prompt.exercise, prompt
    skipped = prompt.source[: match.start("prompt")].count("\n")
    text = replace(prompt, source=match["prompt"].rstrip(), first_line=prompt.first_line + skipped)
    return match["title"].strip(), text


def _split_solution(cell: Cell, found: list[Problem]) -> tuple[Cell, Cell | None]:
    """Take nbgrader's markers out of a solution; what stands outside of them is the starter."""
    whole: dict[int, str] = {}
    outside: dict[int, str] = {}
    opened: Location | None = None
    for number, line in enumerate(cell.source.splitlines(), 1):
        match = _MARKER.fullmatch(line)
        if not match:
            whole[number] = line
            if not opened:
                outside[number] = line
            continue
        column = len(match["indent"]) + 1
        if (match["edge"].lower() == "begin") == bool(opened):
            hint = "write '### BEGIN SOLUTION' and '### END SOLUTION' in turn"
            found.append(Problem(cell.line(number, column), "E408", f"'{line.strip()}' out of turn", hint))
        elif opened:
            opened = None
        else:
            opened = cell.line(number, column)
            outside[number] = match["indent"] + "..."
    if opened:
        found.append(Problem(opened, "E408", "a solution is never closed", "write '### END SOLUTION'"))
    if len(whole) == len(cell.source.splitlines()):
        return cell, None
    starter = replace(_with_lines(cell, outside), role=Role.STARTER, expected=False)
    return _with_lines(cell, whole), starter


def _with_lines(cell: Cell, lines: dict[int, str]) -> Cell:
    """Take some lines as a cell's source, by their numbers in it; the lines keep their places in the file."""
    left_out = set(range(1, cell.source.count("\n") + 2)) - lines.keys()
    places = tuple(cell.line(number).line for number in sorted(left_out))
    return replace(cell, source="\n".join(lines.values()), left_out=places)
