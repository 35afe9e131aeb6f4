"""What is installed: which distribution a module comes from, its version, and what it may import in turn."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from wikiskills.whole_file import write_whole

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")
_FOR_DEVELOPERS = re.compile(r"dev|doc|test|lint|typ|mypy|build|bench|ci$|cov|qa|release|style|all$")


@dataclass(frozen=True)
class Installed:
    """The installed distributions, by their names in lower case with single hyphens."""

    versions: Mapping[str, str]
    needs: Mapping[str, tuple[str, ...]]
    """The distributions that each declares to need, optional ones included, those for its developers not."""
    owners: Mapping[str, tuple[str, ...]]
    """The distributions that each top-level module comes from."""

    def closure(self, roots: Iterable[str]) -> dict[str, str]:
        """Give the versions of the installed ones among `roots` and of all that they declare to need, and so on."""
        waiting, found = list(roots), {}
        while waiting:
            name = waiting.pop()
            if name in self.versions and name not in found:
                found[name] = self.versions[name]
                waiting.extend(self.needs.get(name, ()))
        return dict(sorted(found.items()))


def installed_now(cache: Path) -> Installed:
    """Read what is installed; the file `cache` keeps it until a distribution comes, goes or changes its version."""
    mark = _mark()
    try:
        kept = json.loads(cache.read_text(encoding="utf-8"))
        if kept.pop("mark") == mark:
            return Installed(**kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    installed = read_installed()
    with suppress(OSError):  # it is only kept to save time
        write_whole(cache, json.dumps({"mark": mark, **asdict(installed)}).encode())
    return installed


def _mark() -> str:
    """Tell this set of distributions from others, by the names of their folders."""
    folders = (Path(entry) for entry in dict.fromkeys(sys.path) if entry)
    names = sorted(str(item) for folder in folders for item in folder.glob("*-info"))
    return hashlib.sha256("\n".join([__name__, sys.version, *names]).encode()).hexdigest()


def read_installed() -> Installed:
    """Read the metadata of all installed distributions (about a second for three hundred)."""
    versions: dict[str, str] = {}
    needs: dict[str, tuple[str, ...]] = {}
    for distribution in importlib.metadata.distributions():
        metadata = distribution.metadata  # each look at a property of the distribution reads it anew
        name = _canonical(metadata["Name"] or "")
        if name and name not in versions:  # the first on the path is the one that is imported
            versions[name] = metadata["Version"]
            needs[name] = tuple(sorted(_needed(metadata.get_all("Requires-Dist") or distribution.requires or ())))
    modules = importlib.metadata.packages_distributions().items()
    return Installed(versions, needs, {module: tuple(sorted(set(map(_canonical, names)))) for module, names in modules})


def _needed(requirements: Iterable[str]) -> set[str]:
    needed = set()
    for requirement in requirements:
        name, extra = _NAME.match(requirement), _EXTRA.search(requirement)
        if name and not (extra and _FOR_DEVELOPERS.match(extra[1].lower())):
            needed.add(_canonical(name[0]))
    return needed


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
