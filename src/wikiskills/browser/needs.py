"""Which packages code needs in the browser, and imports that it can do without."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from wikiskills.browser.effects import effects_of
from wikiskills.percent import Cell
from wikiskills.runtime.catalogue import Catalogue

_BEHIND = {"hist": "matplotlib", "plot": "matplotlib", "boxplot": "matplotlib"}
"""Modules that pandas imports when one of its methods is called."""


def imported_by(sources: Iterable[str]) -> set[str]:
    """Name the top-level modules that code imports, now or when its functions are called."""
    nodes = [node for source in sources for node in ast.walk(_parsed(source))]
    found = set(chain.from_iterable(map(_modules, nodes)))
    if "pandas" in found:
        attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        found |= {_BEHIND[name] for name in attributes & _BEHIND.keys()}
    return found


def packages_for(modules: Iterable[str], catalogue: Catalogue) -> tuple[set[str], set[str]]:
    """Give the packages that hold modules, and the modules that neither they nor the standard library have."""
    found = {module: catalogue.package_of(module) for module in modules}
    known = {package for package in found.values() if package}
    return known, {module for module, package in found.items() if not package and module not in sys.stdlib_module_names}


def split_idle_imports(
    setup: Sequence[Cell], sources: Sequence[str], catalogue: Catalogue
) -> tuple[tuple[Cell, ...], dict[str, str]]:
    """Take out of set-up cells the imports of packages that nothing uses: they would be downloaded for nothing.

    Gives the cells, and the imports by the names that they bind. An import of a package that comes with another one
    stays, as numpy does beside pandas.
    """
    used = _used([*(cell.source for cell in setup), *sources])
    imports = [found for cell in setup for found in _imports(cell)]
    busy = {module for statement, names in imports if names & used for module in _modules(statement)}
    packages, _ = packages_for(busy | imported_by(sources), catalogue)
    loaded = {package.name for package in catalogue.closure(packages)}
    idle = [
        statement
        for statement, names in imports
        if not names & used and packages_for(_modules(statement), catalogue)[0] - loaded
    ]
    kept = tuple(_without(cell, idle) for cell in setup)
    return kept, {name: ast.unparse(statement) for statement in idle for name in effects_of(statement).binds}


def _without(cell: Cell, idle: Sequence[ast.stmt]) -> Cell:
    """Empty the lines of statements, so that all others keep their numbers."""
    lines = cell.source.split("\n")
    for statement in _parsed(cell.source).body:
        if any(statement is other for other in idle):
            for number in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1):
                lines[number - 1] = ""
    return replace(cell, source="\n".join(lines))


def _used(sources: Iterable[str]) -> set[str]:
    effects = [effects_of(statement) for source in sources for statement in _parsed(source).body]
    return {name for effect in effects for name in effect.loads | effect.later}


def _imports(cell: Cell) -> Iterator[tuple[ast.Import | ast.ImportFrom, set[str]]]:
    """Give the imports on the top level of a cell that share their lines with nothing, and the names that they bind."""
    body = _parsed(cell.source).body
    lines = Counter(number for part in body for number in range(part.lineno, (part.end_lineno or part.lineno) + 1))
    for statement in body:
        if isinstance(statement, ast.Import | ast.ImportFrom) and lines[statement.lineno] == 1:
            yield statement, effects_of(statement).binds


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
