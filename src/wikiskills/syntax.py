"""Syntax trees of code, made once for all who read them: whoever changes a tree changes it for the others."""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache
from threading import Lock

_PARSING = Lock()
"""Python before 3.11.8 counts how deep a tree is for all threads at once; filters of warnings are theirs in common."""


def parse(source: str, path: str = "<unknown>", flags: int = 0) -> ast.Module:
    """Parse code, in one thread at a time; what Python has to say of its style, its own run says.

    Raises:
        SyntaxError: what is no Python, with its place in `path`.
        ValueError: null characters.
        RecursionError, MemoryError: nested too deep.

    """
    with _PARSING, warnings.catch_warnings(action="ignore"):
        tree: ast.Module = compile(source, path, "exec", ast.PyCF_ONLY_AST | flags, dont_inherit=True)
    return tree


@lru_cache(maxsize=4096)
def tree_of(source: str, first_line: int = 1) -> ast.Module | None:
    """Give the tree of code that stands in a file from `first_line` on, its line numbers those of the file.

    None where Python cannot parse it.
    """
    try:
        return parse("\n" * (first_line - 1) + source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


_IMPORT = re.compile(r"(?:^|[;:])\s*(?:import|from)\b", re.MULTILINE)


@lru_cache(maxsize=4096)
def modules_in(source: str) -> frozenset[str]:
    """Name the top-level modules that code imports, now or when its functions are called; none if it is no Python."""
    if not _IMPORT.search(source):
        return frozenset()
    nodes = list(ast.walk(tree_of(source) or ast.Module([], [])))
    plain = {alias.name.partition(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    absolute = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return frozenset(plain | {module.partition(".")[0] for module in absolute if module})
