"""Packages whose modules are compiled ahead, so that a browser need not do it at every start.

To start Python and import numpy and pandas takes half the time, for a sixth more bytes.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from wikiskills.runtime.cache import COMPILED, Cache, file_sha256
from wikiskills.runtime.catalogue import Catalogue, lock_text
from wikiskills.runtime.node import find_node

_SCRIPTS = ("compile.mjs", "compile.py.txt")
_STDLIB = "python_stdlib.zip"
_SECONDS = 600


def compiled_hashes(catalogue: Catalogue, cache: Cache) -> dict[str, str] | None:
    """Give the hashes of the compiled files, by name; None where they were not made, or for other pins."""
    try:
        note: dict[str, Any] = json.loads((cache.folder / COMPILED / "manifest.json").read_bytes())
        return dict(note["files"]) if note["made_from"] == _digest(catalogue) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def damaged_compiled(catalogue: Catalogue, cache: Cache) -> list[str]:
    """Name the compiled files that are away or changed since they were made."""
    folder = cache.folder / COMPILED
    made = compiled_hashes(catalogue, cache) or {}
    return [name for name, digest in made.items() if not _is(folder / name, digest)]


def _is(path: Path, sha256: str) -> bool:
    return path.is_file() and file_sha256(path) == sha256


def compile_packages(catalogue: Catalogue, cache: Cache) -> str:
    """Compile all packages, which must all be there; give why not, or nothing. Raises `OSError`."""
    node = find_node()
    if not node:
        return "there is no Node"
    with tempfile.TemporaryDirectory(dir=cache.folder, prefix=".compiling-") as name:
        target = Path(name) / COMPILED
        target.mkdir()
        problem = _run(node, catalogue, cache, target)
        if problem:
            return problem
        made = {path.name: file_sha256(path) for path in sorted(target.iterdir())}
        note = {"made_from": _digest(catalogue), "files": made}
        (target / "manifest.json").write_text(json.dumps(note, indent=1), encoding="utf-8")
        if (cache.folder / COMPILED).exists():
            (cache.folder / COMPILED).rename(Path(name) / "former")
        target.rename(cache.folder / COMPILED)  # whole, or not at all: a build may be reading it
    return ""


def _run(node: str, catalogue: Catalogue, cache: Cache, target: Path) -> str:
    archives = [package.file for package in catalogue.packages.values() if package.imports]
    wanted = {
        "modules": catalogue.compiled_for,
        "packages": sorted(catalogue.packages),
        "files": [_STDLIB, *archives],
    }
    lock = cache.folder / "pyodide-lock.json"
    lock.write_text(lock_text(catalogue.info, catalogue.packages.values(), {}), encoding="utf-8")
    with suppress(subprocess.TimeoutExpired):
        finished = subprocess.run(  # noqa: S603 - our own script
            [node, str(files("wikiskills.runtime") / "compile.mjs"), str(cache.folder), str(lock), str(target)],
            input=json.dumps(wanted),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
        said = finished.stderr.strip().splitlines() or ["it said nothing"]
        return said[-1] if finished.returncode else ""
    return f"it took longer than {_SECONDS} s"


def _digest(catalogue: Catalogue) -> str:
    """Name what the compiled files were made from, and how."""
    scripts = [(files("wikiskills.runtime") / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    parts = [json.dumps(catalogue.hashes, sort_keys=True), json.dumps(catalogue.compiled_for), *scripts]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
