"""Exercise and solution as two pages, in the manner of the scikit-learn MOOC, as one exercise of a lesson."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from wikiskills.importing.draft import Draft, DraftCell
from wikiskills.importing.headings import without_levels
from wikiskills.importing.notes import Note

MINUTES = 10
"""Minutes that an imported exercise is said to take, until somebody says it better."""
_TWIN = re.compile(r"(?P<base>.+?)[_-](?P<kind>ex|exercise|sol|solution)[_-]?(?P<number>\d*)")
_CHECK = 'assert False, "TODO: write asserts that the solution passes, and that the starter and typical mistakes fail"'


def twin_key(path: Path) -> tuple[str, str, str] | None:
    """Read from a file's name the page that it belongs to, the number, and whether it is 'ex' or 'sol'."""
    match = _TWIN.fullmatch(path.stem)
    return (match["base"], match["number"], "ex" if match["kind"].startswith("ex") else "sol") if match else None


def twins_in(pages: Sequence[Path]) -> dict[Path, Path]:
    """Give the page with the solution for each page with an exercise that has one."""
    keys = {(page.parent, *key): page for page in pages if (key := twin_key(page))}
    pairs = ((page, (*key[:3], "sol")) for key, page in keys.items() if key[3] == "ex")
    return {page: keys[other] for page, other in pairs if other in keys}


def exercise_of(exercise: Draft, solution: Draft) -> tuple[tuple[DraftCell, ...], tuple[Note, ...]]:
    """Make the cells of one exercise of two pages; without code of a solution its text stays text of the lesson.

    What both have before their codes part is set-up, which becomes cells of the lesson. Checks cannot be invented: the
    one that is written fails, and a note says so.
    """
    common = {cell.source.strip() for cell in exercise.cells} & {cell.source.strip() for cell in solution.cells}
    setup, own = _split_code(exercise, common)
    _, theirs = _split_code(solution, common)
    where = (*exercise.cells, *solution.cells)[0].where
    task = f"**{exercise.title or 'Exercise'}**\n\n{_text(exercise, set())}"
    reasons = _text(solution, common)
    if all(_says_nothing(cell) for cell in theirs):
        note = Note(where, "the exercise has no code as its solution: it is text now. Could it be a quiz?", blocks=True)
        return (*setup, DraftCell(is_code=False, source=task + _folded(reasons), where=where)), (note,)
    parts: list[tuple[bool, str, dict[str, object]]] = [
        (False, task, {"minutes": MINUTES}),
        (True, "\n\n".join(cell.source for cell in own) or "# Write your code here.", {"role": "starter"}),
        (True, "\n\n".join(cell.source for cell in theirs), {"role": "solution"}),
        (False, reasons, {"role": "explanation"}),
        (True, _CHECK, {"role": "check"}),
    ]
    cells = [
        DraftCell(is_code=is_code, source=source, where=where, options={"exercise": exercise.id, **more})
        for is_code, source, more in parts
        if source
    ]
    todo = f"write checks for the exercise '{exercise.id}', wrong answers (mutants) and hints; say its minutes"
    return (*setup, *cells), (Note(where, todo, blocks=True),)


def _split_code(draft: Draft, common: set[str]) -> tuple[list[DraftCell], list[DraftCell]]:
    """Give the code cells of a page before the first that the other page does not have, and those from it on."""
    codes = [cell for cell in draft.cells if cell.is_code]
    first = next((n for n, cell in enumerate(codes) if cell.source.strip() not in common), len(codes))
    return codes[:first], codes[first:]


def _text(draft: Draft, common: set[str]) -> str:
    """Give the text of a page, but what is in `common`."""
    texts = (cell.source for cell in draft.cells if not cell.is_code and cell.source.strip() not in common)
    return "\n\n".join(map(without_levels, texts))


def _folded(text: str) -> str:
    """Write the text of a solution so that readers open it."""
    lines = (f"    {line}" if line else "" for line in text.splitlines())
    return "\n".join(["", "", '??? success "Solution"', "", *lines]) if text else ""


def _says_nothing(cell: DraftCell) -> bool:
    return not any(line.strip() and not line.lstrip().startswith("#") for line in cell.source.splitlines())
