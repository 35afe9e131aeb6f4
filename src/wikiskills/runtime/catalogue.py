"""What there is of one version of Pyodide: its files with their hashes, and which package gives which module."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wikiskills.errors import Problem, WikiskillsError, did_you_mean
from wikiskills.located_yaml import Text

LockEntry = Mapping[str, Any]
"""A package as Pyodide's lock file describes it."""


@dataclass(frozen=True)
class MadeFrom:
    """A wheel with machine code of another system, which works without that code."""

    file: str
    sha256: str
    platform: str


@dataclass(frozen=True)
class Package:
    """A package that lessons may use in the browser. `depends` are names of packages."""

    name: str
    version: str
    file: str
    sha256: str
    imports: tuple[str, ...]
    depends: tuple[str, ...]
    entry: LockEntry
    is_extra: bool = False
    """Whether it comes from the Python package index, not with Pyodide."""
    made_from: MadeFrom | None = None


@dataclass(frozen=True)
class Catalogue:
    """The pinned files of one version. `core` and the packages name files by SHA-256, hexadecimal."""

    version: str
    info: Mapping[str, str]
    core: Mapping[str, str]
    packages: Mapping[str, Package]
    compiled_for: tuple[str, ...]
    """Modules whose import is worth speeding up: what they load is compiled ahead."""

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of every file, by its name."""
        return {**self.core, **{package.file: package.sha256 for package in self.packages.values()}}

    def package_of(self, module: str) -> str | None:
        """Name the package that gives a top-level module; None where none does."""
        return next((name for name, package in self.packages.items() if module in package.imports), None)

    def closure(self, names: Iterable[str]) -> tuple[Package, ...]:
        """Give packages with all that they depend on, by name."""
        found: dict[str, Package] = {}
        left = list(names)
        while left:
            name = left.pop()
            if name not in found:
                found[name] = self.packages[name]
                left.extend(found[name].depends)
        return tuple(found[name] for name in sorted(found))


def lock_text(info: Mapping[str, str], packages: Iterable[Package], digests: Mapping[str, str]) -> str:
    """Write a lock file for `packages`; `digests` are the hashes of files that differ from the official ones."""
    entries = {
        package.name: {
            **package.entry,
            "depends": list(package.depends),
            "sha256": digests.get(package.file, package.sha256),
        }
        for package in packages
    }
    return json.dumps({"info": dict(info), "packages": entries}, indent=1, sort_keys=True) + "\n"


def known_versions() -> list[str]:
    """List the versions whose hashes are pinned."""
    return sorted(folder.name for folder in (files("wikiskills.runtime") / "pins").iterdir() if folder.is_dir())


def load_catalogue(version: Text) -> Catalogue:
    """Read the pins of a version; raise `WikiskillsError` where there are none."""
    if version not in known_versions():
        message = f"the hashes of runtime '{version}' are not known"
        raise WikiskillsError([Problem(version.where, "E860", message, did_you_mean(version, known_versions()))])
    return _catalogue(str(version))


@cache
def _catalogue(version: str) -> Catalogue:
    folder = files("wikiskills.runtime") / "pins" / version
    official = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
    pins = json.loads((folder / "pins.json").read_text(encoding="utf-8"))
    found = [*_official(official["packages"], pins), *map(_extra, pins["extras"])]
    packages = {package.name: package for package in found}
    return Catalogue(version, official["info"], pins["core"], packages, tuple(pins["compiled_for"]))


def _official(entries: Mapping[str, LockEntry], pins: Mapping[str, Any]) -> Iterator[Package]:
    for name in pins["offered"]:
        entry = entries[name]
        unneeded = pins["unneeded"].get(name, ())
        yield Package(
            name=name,
            version=entry["version"],
            file=entry["file_name"],
            sha256=entry["sha256"],
            imports=tuple(entry["imports"]),
            depends=tuple(depended for depended in entry["depends"] if depended not in unneeded),
            entry=entry,
        )


def _extra(pin: Mapping[str, Any]) -> Package:
    made_from = pin.get("made_from")
    entry = {key: value for key, value in pin.items() if key != "made_from"}
    return Package(
        name=pin["name"],
        version=pin["version"],
        file=pin["file_name"],
        sha256=pin["sha256"],
        imports=tuple(pin["imports"]),
        depends=tuple(pin["depends"]),
        entry={**entry, "install_dir": "site", "package_type": "package", "unvendored_tests": False},
        is_extra=True,
        made_from=MadeFrom(**made_from) if made_from else None,
    )
