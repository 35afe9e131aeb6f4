"""What a site can hold of the runtime: its files where they are complete, their sizes, a lock file for a course."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.located_yaml import Text
from wikiskills.runtime.cache import COMPILED, Cache, file_sha256, open_cache
from wikiskills.runtime.catalogue import Catalogue, load_catalogue, lock_text
from wikiskills.runtime.compiled import compiled_hashes


@dataclass(frozen=True)
class RuntimeFile:
    """One file: where it lies on this machine, its size and its SHA-256."""

    path: Path
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Runtime:
    """A whole runtime on this machine: the core and every package, by file name."""

    catalogue: Catalogue
    files: Mapping[str, RuntimeFile]

    @cached_property
    def folder(self) -> str:
        """Folder of the runtime in a site; other bytes have another one, so that no browser mixes the two."""
        content = "\n".join(f"{name} {file.sha256}" for name, file in sorted(self.files.items()))
        return f"py/{self.catalogue.version}-{_short(content)}"

    @property
    def core_bytes(self) -> int:
        """Bytes of the runtime without packages."""
        return sum(self.files[name].bytes for name in self.catalogue.core)

    def lock(self, names: Iterable[str]) -> tuple[str, str]:
        """Give the name and the text of a lock file for packages and all that they depend on."""
        digests = {name: file.sha256 for name, file in self.files.items()}
        text = lock_text(self.catalogue.info, self.catalogue.closure(names), digests)
        return f"pyodide-lock-{_short(text)}.json", text

    def published(self, names: Iterable[str]) -> dict[str, RuntimeFile]:
        """Give the files of the core, of packages and all that they depend on, by name."""
        wanted = [*self.catalogue.core, *(package.file for package in self.catalogue.closure(names))]
        return {name: self.files[name] for name in wanted}


def open_runtime(version: Text) -> Runtime | None:
    """Give the runtime that this machine has, compiled where all of that is there; None where a file is missing.

    Raises `WikiskillsError` for a version without pins.
    """
    catalogue = load_catalogue(version)
    cache = open_cache(catalogue)
    if cache.missing(cache.hashes):
        return None
    compiled = compiled_hashes(catalogue, cache) or {}
    if cache.missing(f"{COMPILED}/{name}" for name in compiled):
        compiled = {}
    return Runtime(catalogue, {name: _file(cache, name, compiled.get(name)) for name in cache.hashes})


def place_file(file: RuntimeFile, target: Path) -> None:
    """Copy a file, with its time; raise `WikiskillsError` where it changed since it came to this machine."""
    shutil.copy2(file.path, target)
    if file_sha256(target) != file.sha256:
        message = f"the file {file.path.name} of the runtime has changed on this machine"
        hint = "run 'wikiskills runtime fetch', which fetches it again"
        raise WikiskillsError([Problem(Location("runtime"), "E861", message, hint)])


def _file(cache: Cache, name: str, compiled: str | None) -> RuntimeFile:
    path = cache.folder / COMPILED / name if compiled else cache.folder / name
    return RuntimeFile(path, path.stat().st_size, compiled or cache.hashes[name])


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
