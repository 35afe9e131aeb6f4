"""Syntax trees of code, made once for all who read them: whoever changes a tree changes it for the others."""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache


@lru_cache(maxsize=4096)
def tree_of(source: str, first_line: int = 1) -> ast.Module | None:
    """Give the tree of code that stands in a file from `first_line` on, its line numbers those of the file.

    None where Python cannot parse it.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse("\n" * (first_line - 1) + source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
