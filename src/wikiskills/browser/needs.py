"""Which packages code needs in the browser; a cell as its imports and the rest."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from wikiskills.percent import Cell
from wikiskills.runtime.catalogue import Catalogue
from wikiskills.syntax import modules_in, tree_of

_BEHIND = {"hist": "matplotlib", "plot": "matplotlib", "boxplot": "matplotlib"}
"""Modules that pandas imports when one of its methods is called."""


def imported_by(sources: Iterable[str]) -> set[str]:
    """Name the top-level modules that code imports, now or when its functions are called."""
    code = list(sources)
    found = {module for source in code for module in modules_in(source)}
    if "pandas" in found:
        found |= {_BEHIND[name] for source in code for name in _methods_behind(source)}
    return found


@lru_cache(maxsize=4096)
def _methods_behind(source: str) -> frozenset[str]:
    """Name the methods in code that import a module when they are called."""
    if not any(name in source for name in _BEHIND):
        return frozenset()
    nodes = ast.walk(tree_of(source) or ast.Module([], []))
    return frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute)) & _BEHIND.keys()


def packages_for(modules: Iterable[str], catalogue: Catalogue) -> tuple[set[str], set[str]]:
    """Give the packages that hold modules, and the modules that neither they nor the standard library have."""
    found = {module: catalogue.package_of(module) for module in modules}
    known = {package for package in found.values() if package}
    return known, {module for module, package in found.items() if not package and module not in sys.stdlib_module_names}


def pieces_of(cell: Cell) -> Iterator[Cell]:
    """Give each import at the head of a cell as a cell of its own, then the rest: code may need some of them only.

    Every line keeps its number.
    """
    heads = list(takewhile(_is_plain_import, (tree_of(cell.source) or ast.Module([], [])).body))
    lines = cell.source.split("\n")
    numbers = [range(head.lineno - 1, head.end_lineno or head.lineno) for head in heads]
    taken = {number for group in numbers for number in group}
    if len(taken) < sum(map(len, numbers)):  # statements that share a line
        yield cell
        return
    for group in [*numbers, set(range(len(lines))) - taken]:
        source = "\n".join(line if number in group else "" for number, line in enumerate(lines)).rstrip()
        if source:
            yield replace(cell, source=source)


def _is_plain_import(node: ast.stmt) -> bool:
    """Tell an import whose effect stays the same in a cell of its own, and whose names are known."""
    if isinstance(node, ast.ImportFrom):
        return node.module != "__future__" and node.names[0].name != "*"
    return isinstance(node, ast.Import)
