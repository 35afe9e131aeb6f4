"""The text of an imported lesson, as Jupytext writes it, and as the readers of lessons accept it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wikiskills.errors import Problem
from wikiskills.importing.draft import Draft, DraftCell, as_text
from wikiskills.importing.headings import with_levels
from wikiskills.importing.notes import Note
from wikiskills.lesson import read_lesson_text
from wikiskills.percent import Cell, read_cells
from wikiskills.policy.linter import policy_problems
from wikiskills.references import Reference, find_references
from wikiskills.syntax import tree_of

_NO_ALT = "E710"
_TODO = "TODO: say what the figure shows"
_OPTIONS = "alt,decorative,exercise,expected,minutes,quiz,role,tags,-all"


def acceptable(draft: Draft) -> Draft:
    """Change a lesson until `check` finds nothing wrong in it: what cannot be a cell becomes text, with a note."""
    draft = replace(draft, cells=_levelled(draft.cells))
    for number, cell in enumerate(draft.cells):
        if cell.is_code and _never_ends(cell.source):
            problem = Problem(cell.where, "E310", "not valid Python", "a text in it is never closed")
            draft = _without_cell(draft, number, problem)
    for _ in draft.cells:
        text = text_of(draft.cells)
        problems = _problems(text, draft.id)
        if not problems:
            break
        number = _cell_at(text, problems[0])
        draft = _without_cell(draft, min(number, len(draft.cells) - 1), problems[0])
    return draft


def text_of(cells: Sequence[DraftCell]) -> str:
    """Write cells as a file in the percent format, without a header."""
    import jupytext  # noqa: PLC0415 - slow to import
    from jupytext.config import JupytextConfiguration  # noqa: PLC0415 - as above
    from nbformat import v4  # noqa: PLC0415 - as above

    made = [
        (v4.new_code_cell if cell.is_code else v4.new_markdown_cell)(
            cell.source, metadata=dict(sorted(cell.options.items()))
        )
        for cell in cells
    ]
    config = JupytextConfiguration(notebook_metadata_filter="-all", cell_metadata_filter=_OPTIONS)
    text: str = jupytext.writes(v4.new_notebook(cells=made), fmt="py:percent", config=config)
    return text


def _levelled(cells: Sequence[DraftCell]) -> tuple[DraftCell, ...]:
    """Give the headings of the lesson's own text levels that skip none."""
    level, done = 1, []
    for cell in cells:
        text = cell.source
        if not cell.is_code and "exercise" not in cell.options:
            text, level = with_levels(text, level)
        done.append(replace(cell, source=text))
    return tuple(done)


def _problems(text: str, name: str) -> list[Problem]:
    problems: list[Problem] = []
    lesson = read_lesson_text(text, name, problems)
    if lesson:
        problems.extend(policy_problems(lesson.written))
        problems.extend(_strange_link(link, cell) for cell in lesson.written for link in _strange_links(cell))
    return sorted(problems)


def _strange_links(cell: Cell) -> list[Reference]:
    """Find links that lead neither to the web nor to a lesson, such as those that stand on two lines."""
    return [link for link in find_references("" if cell.is_code else cell.source) if link.kind != "lesson"]


def _strange_link(link: Reference, cell: Cell) -> Problem:
    return Problem(cell.line(link.line), "E522", f"a link of the kind '{link.kind}'", "write it anew")


def _cell_at(text: str, problem: Problem) -> int:
    starts = [cell.where.line for cell in read_cells(text, "", [])]
    return max(sum(start <= problem.where.line for start in starts) - 1, 0)


def _never_ends(source: str) -> bool:
    """Tell whether a cell may open a text over several lines that would take in the cells that follow."""
    return tree_of(source) is None and any(quotes in source for quotes in ("'''", '"""'))


def _without_cell(draft: Draft, number: int, problem: Problem) -> Draft:
    """Turn the cell in which a problem stands into text; of an exercise, all its cells."""
    wrong = draft.cells[number]
    if problem.code == _NO_ALT and wrong.is_code:
        told = replace(wrong, options={**wrong.options, "alt": _TODO})
        return replace(draft, cells=(*draft.cells[:number], told, *draft.cells[number + 1 :]))
    exercise = wrong.options.get("exercise")
    members = [cell is wrong or bool(exercise and cell.options.get("exercise") == exercise) for cell in draft.cells]
    cells = tuple(_plain(cell) if member else cell for cell, member in zip(draft.cells, members, strict=True))
    reason = f"{problem.code} {problem.message} ({'; '.join(map(str.strip, problem.hint.splitlines()))})"
    note = Note(wrong.where, f"this is text now, as a lesson cannot hold it as it is: {reason}", blocks=True)
    return replace(draft, cells=_levelled(cells), notes=(*draft.notes, note))


def _plain(cell: DraftCell) -> DraftCell:
    if cell.is_code:
        return as_text(cell)
    if cell.options:
        return replace(cell, options={})
    return replace(cell, source="```text\n" + cell.source.replace("```", "'''") + "\n```")
