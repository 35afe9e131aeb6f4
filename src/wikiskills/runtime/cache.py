"""The files of the runtime on this machine: nothing comes in whose hash is not the pinned one."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wikiskills.machine import cache_folder
from wikiskills.runtime.catalogue import Catalogue
from wikiskills.whole_file import TEMPORARY, write_whole

COMPILED = "compiled"
"""Folder, within that of a version, of packages whose modules are compiled."""


@dataclass(frozen=True)
class Cache:
    """The folder that keeps the files of one version, whole and verified."""

    folder: Path
    hashes: dict[str, str]

    def has(self, file: str) -> bool:
        """Tell whether a file is there; it was verified when it came."""
        return (self.folder / file).is_file()

    def missing(self, files: Iterable[str]) -> list[str]:
        """Name those of some files that are not there."""
        return [file for file in files if not self.has(file)]

    def take(self, file: str, source: Path) -> bool:
        """Keep a copy of `source` as `file`; False, and nothing is kept, where its bytes are not the pinned ones.

        Raises `OSError` where it cannot be written.
        """
        if file_sha256(source) != self.hashes.get(file):
            return False
        write_whole(self.folder / file, source)
        return True

    def damaged(self) -> list[str]:
        """Name the files whose bytes changed since they came."""
        kept = ((file, digest) for file, digest in self.hashes.items() if self.has(file))
        return [file for file, digest in kept if file_sha256(self.folder / file) != digest]

    def drop(self, files: Iterable[str]) -> None:
        """Remove files, and whatever was left half written."""
        for path in [self.folder / file for file in files] + list(self.folder.glob(f"{TEMPORARY}*")):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def drop_compiled(self) -> None:
        """Remove the compiled packages."""
        shutil.rmtree(self.folder / COMPILED, ignore_errors=True)

    def clear(self) -> None:
        """Remove all files of this version."""
        shutil.rmtree(self.folder, ignore_errors=True)


def open_cache(catalogue: Catalogue) -> Cache:
    """Open the cache of a version, in the folder that WIKISKILLS_RUNTIME_CACHE names.

    Else it is in `runtime` below the folder of WIKISKILLS_CACHE, or below the user's cache.
    """
    folder = os.environ.get("WIKISKILLS_RUNTIME_CACHE") or cache_folder() / "runtime"
    return Cache(Path(folder).absolute() / catalogue.version, catalogue.hashes)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
