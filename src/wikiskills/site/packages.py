"""Which packages a learner needs for a lesson: what its code imports, at the versions that it was made with."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions

from wikiskills.syntax import tree_of

_RELEASE = re.compile(r"(?P<major>\d+)(?:\.(?P<minor>\d+))?")


def requirements(sources: Iterable[str]) -> list[str]:
    """Give what the code of a lesson needs beside Python, as pip reads it: `pandas~=3.0`.

    A package has the version that is installed, as far as it tells what is compatible: another one of the same major
    version, below 1.0 of the same minor version. So it is the same under each Python. Unknown packages have none.
    """
    modules = {module for source in sources for module in _imported(source)} - sys.stdlib_module_names
    return sorted({_requirement(module) for module in modules}, key=str.lower)


def _imported(source: str) -> Iterator[str]:
    """Give the top-level modules that a cell imports; a cell with magics is not read."""
    for node in ast.walk(tree_of(source) or ast.Module([], [])):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@cache
def _requirement(module: str) -> str:
    found = _distribution_of(module)
    release = _RELEASE.match(found.version) if found else None
    if not found or not release:
        return module
    minor = int(release["minor"] or 0)
    return f"{found.name}~={release['major']}.0" if int(release["major"]) else f"{found.name}~=0.{minor}.0"


def _distribution_of(module: str) -> Distribution | None:
    """Find the distribution that a module comes from; many have its name, which is fast to look up."""
    try:
        return distribution(module)
    except PackageNotFoundError:
        entry = f"\n{module}/__init__.py,"
        return next((found for found in distributions() if entry in f"\n{found.read_text('RECORD') or ''}"), None)
