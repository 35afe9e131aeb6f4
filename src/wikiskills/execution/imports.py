"""Read from a lesson's code which modules it imports, or that this cannot be told without running it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wikiskills.execution.job import Job, Step, cells_of
from wikiskills.syntax import tree_of

_HARMLESS_MAGIC = re.compile(r"^[ \t]*%(matplotlib|config|precision|pprint|xmode)\b.*$", re.MULTILINE)
_TIMED = re.compile(r"^([ \t]*)%%?(time|timeit|capture)\b[ \t]*", re.MULTILINE)
_WORTH_PARSING = re.compile(
    r"import|exec|eval|compile|run_|system|popen|^[ \t]*[%!?]|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE
)
"""What stands in code that imports anything, in whatever way: other code need not be parsed, which saves time."""
_LOOKS_ANYWHERE = {"subprocess", "runpy", "pkgutil", "pkg_resources", "importlib.metadata"}
_RUNS_TEXT = {"exec", "eval", "compile"}
_IMPORTS_BY_NAME = {"__import__", "import_module"}
_RUNS_MAGIC = {"run_line_magic", "run_cell_magic", "run_cell", "system", "popen"}


def imported_modules(sources: Iterable[str]) -> frozenset[str] | None:
    """Give the top-level modules that code imports; None where it may import anything.

    That is so where code runs text, commands or magics (`exec`, `!command`, `%run`), imports by a computed name, or
    looks for what is installed.
    """
    found: set[str] = set()
    for source in filter(_WORTH_PARSING.search, sources):
        tree = _parsed(source)
        if tree is None:
            return None
        for name in _names(tree):
            if name is None or name in _LOOKS_ANYWHERE or name.partition(".")[0] in _LOOKS_ANYWHERE:
                return None
            found.add(name.partition(".")[0])
    return frozenset(found)


def shared_imports(jobs: Sequence[Job]) -> list[str]:
    """List the modules that two or more jobs import, by their full names, most common first.

    Modules that are as common stand as in the code: what is imported first may matter, so it is the same each time.
    """
    names = (dict.fromkeys(name for step in job.steps for name in _plain_imports(step)) for job in jobs)
    counts = Counter(name for imported in names for name in imported)
    return [module for module, count in counts.most_common() if count > 1]


def _plain_imports(step: Step) -> Iterator[str]:
    for tree in (_parsed(cell.source) for cell in cells_of(step)):
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module


def _parsed(source: str) -> ast.Module | None:
    """Parse a cell, also where it is Python but for magics that load nothing."""
    return tree_of(source) or tree_of(_TIMED.sub(r"\1", _HARMLESS_MAGIC.sub("pass", source)))


def _names(tree: ast.Module) -> Iterator[str | None]:
    """Give the full name of each module that is imported; None for what cannot be told."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" if node.module else alias.name for alias in node.names)
        elif isinstance(node, ast.Call):
            yield from _called(node)


def _called(call: ast.Call) -> Iterator[str | None]:
    is_name = isinstance(call.func, ast.Name)
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if (is_name and name in _RUNS_TEXT) or name in _RUNS_MAGIC:
        yield None
    elif name in _IMPORTS_BY_NAME:
        first = call.args[0] if call.args else None
        yield first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
