"""What in a code cell of a source needs a hand before it runs as a lesson: tags, figures, files, modules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from wikiskills.errors import nearest
from wikiskills.importing.notes import Note
from wikiskills.importing.source_cells import SourceCell
from wikiskills.percent import Tag
from wikiskills.syntax import tree_of

_DRAWS = re.compile(r"\b(?:plt|sns|px)\.|\.(?:plot|hist|boxplot|imshow|scatter|from_estimator)\b")
_DATA = re.compile(
    r"(?:[\w.-]+/)*[\w.-]+\.(?:csv|tsv|json|jsonl|parquet|xlsx?|txt|zip|gz|bz2|npy|npz|feather|sqlite|db|png|jpe?g)"
)
_COMMAND = re.compile(r"^\s*(?:!|%%|%(?:pip|conda|run|load|cd)\b)", re.MULTILINE)


def tags_of(cell: SourceCell, notes: list[Note]) -> tuple[str, ...]:
    """Give the tags of a cell that lessons know, older spellings included."""
    known, kept = set(map(str, Tag)), []
    for tag in cell.tags:
        name = tag.replace("_", "-").lower()
        if name in known:
            kept.append(name)
        elif tag not in {"solution", "parameters"}:
            near = nearest(name, known)
            notes.append(
                Note(cell.where, f"the tag '{tag}' is left out" + (f"; did you mean '{near}'?" if near else ""))
            )
    return tuple(dict.fromkeys(kept))


def code_notes(cell: SourceCell, page: Path) -> Iterator[Note]:
    """Find what stops the build in a code cell, as far as its text and its outputs tell."""
    if cell.images or _DRAWS.search(cell.source):
        seen = f"draws {cell.images} figure(s)" if cell.images else "seems to draw a figure"
        yield Note(
            cell.where, f'the cell {seen}: write what it shows as alt="..." on the cell\'s marker line', blocks=True
        )
    if _COMMAND.search(cell.source):
        yield Note(
            cell.where, "the cell runs a command of the shell or of IPython: does the lesson need it?", blocks=True
        )
    tree = tree_of(cell.source, 1)
    for node in ast.walk(tree) if tree else ():
        where = replace(cell.where, line=cell.where.line + getattr(node, "lineno", 1) - 1)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _DATA.fullmatch(node.value):
            text = f"the cell names the file '{node.value}': make a card of it with 'wikiskills new dataset', "
            yield Note(where, f"{text}declare it in the plan, and read it from data/", blocks=True)
        for module in _modules(node):
            if (page.parent / f"{module}.py").is_file() or (page.parent / module / "__init__.py").is_file():
                yield Note(where, f"the module '{module}' stands beside the page: lessons have no modules", blocks=True)
            elif not _is_installed(module):
                yield Note(where, f"the package of '{module}' is not installed here", blocks=True)


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ValueError:  # as for __main__, which is there and came from nowhere
        return True


def _modules(node: ast.AST) -> Iterator[str]:
    """Name the modules, by their first part, that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module.partition(".")[0]
