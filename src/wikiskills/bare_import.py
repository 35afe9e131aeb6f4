"""Import one module of a library without what its packages import around it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType


def import_alone(name: str, *packages: str) -> ModuleType:
    """Import the module `name` without running the `__init__` of `packages`, outermost first, which it lies in or uses.

    The module is a private copy: the packages are whole for everybody else, before and after. Where the module does not
    work without them, it is imported as usual.
    """
    try:
        with _bare(packages):
            return import_module(name)
    except (ImportError, AttributeError):  # another version of the library, whose modules need more
        return import_module(name)


@contextmanager
def _bare(packages: tuple[str, ...]) -> Iterator[None]:
    """Put empty packages in the place of `packages`; in the end, everything of theirs is as it was."""
    roots = {package.partition(".")[0] for package in packages}
    before = _taken_out(roots)
    try:
        for package in packages:
            sys.modules[package] = _empty(package)
        yield
    finally:
        _taken_out(roots)
        sys.modules.update(before)


def _taken_out(roots: set[str]) -> dict[str, ModuleType]:
    """Take the modules of some libraries out of those that are loaded."""
    names = [name for name in sys.modules if name.partition(".")[0] in roots]
    return {name: sys.modules.pop(name) for name in names}


def _empty(package: str) -> ModuleType:
    parent = package.rpartition(".")[0]
    spec = PathFinder.find_spec(package, sys.modules[parent].__path__ if parent else None)
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError(package)
    module = ModuleType(package)
    module.__path__ = spec.submodule_search_locations
    return module
