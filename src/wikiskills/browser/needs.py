"""Which packages code needs in the browser; a cell as its imports and the rest."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain, takewhile

from wikiskills.percent import Cell
from wikiskills.runtime.catalogue import Catalogue

_BEHIND = {"hist": "matplotlib", "plot": "matplotlib", "boxplot": "matplotlib"}
"""Modules that pandas imports when one of its methods is called."""


def imported_by(sources: Iterable[str]) -> set[str]:
    """Name the top-level modules that code imports, now or when its functions are called."""
    facts = [_imports_and_attributes(source) for source in sources]
    found = {module for modules, _ in facts for module in modules}
    if "pandas" in found:
        found |= {_BEHIND[name] for _, attributes in facts for name in attributes & _BEHIND.keys()}
    return found


def packages_for(modules: Iterable[str], catalogue: Catalogue) -> tuple[set[str], set[str]]:
    """Give the packages that hold modules, and the modules that neither they nor the standard library have."""
    found = {module: catalogue.package_of(module) for module in modules}
    known = {package for package in found.values() if package}
    return known, {module for module, package in found.items() if not package and module not in sys.stdlib_module_names}


def pieces_of(cell: Cell) -> Iterator[Cell]:
    """Give each import at the head of a cell as a cell of its own, then the rest: code may need some of them only.

    Every line keeps its number.
    """
    heads = list(takewhile(_is_plain_import, _parsed(cell.source).body))
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


@lru_cache(maxsize=4096)
def _imports_and_attributes(source: str) -> tuple[frozenset[str], frozenset[str]]:
    nodes = list(ast.walk(_parsed(source)))
    attributes = frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute))
    return frozenset(chain.from_iterable(map(_modules, nodes))), attributes


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.partition(".")[0]]
    return []


@lru_cache(maxsize=4096)
def _parsed(source: str) -> ast.Module:
    """Parse code; what Python cannot parse imports nothing."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])
