"""Which packages a learner needs for a lesson: what its code imports, at the versions that it was made with."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions

from wikiskills.syntax import modules_in

_RELEASE = re.compile(r"(?P<major>\d+)(?:\.(?P<minor>\d+))?")


def requirements(sources: Iterable[str]) -> list[str]:
    """Give what the code of a lesson needs beside Python, as pip reads it: `pandas~=3.0`.

    A package has the version that is installed, as far as it tells what is compatible: another one of the same major
    version, below 1.0 of the same minor version. So it is the same under each Python. Unknown packages have none.
    """
    modules = {module for source in sources for module in modules_in(source)} - sys.stdlib_module_names
    return sorted({_requirement(module) for module in modules}, key=str.lower)


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
