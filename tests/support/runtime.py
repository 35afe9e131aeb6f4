"""The runtime of the browser in tests: a small invented one, and the real one where this machine has it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import platformdirs
import pytest

from wikiskills.errors import Location
from wikiskills.located_yaml import Text
from wikiskills.runtime.catalogue import Catalogue, Package
from wikiskills.runtime.node import find_node
from wikiskills.runtime.offer import Runtime, RuntimeFile, open_runtime

VARIABLE = "WIKISKILLS_RUNTIME_CACHE"
VERSION = Text("0.27.7", Location("mkdocs.yml"))
_OWN = Path(os.environ.get("WIKISKILLS_CACHE") or platformdirs.user_cache_dir("wikiskills", appauthor=False))
_OF_TESTS = "RUNTIME_OF_TESTS"  # for the processes of a run, which begin when the variable above is hidden already
REAL_CACHE = os.environ.get(_OF_TESTS) or os.environ.get(VARIABLE) or str(_OWN / "runtime")
"""Where this machine keeps the real runtime, whatever the tests set later."""

FILES = {
    "pyodide.mjs": b"export const loadPyodide = 1;",
    "python_stdlib.zip": b"the standard library",
    "numbers-1.0-py3-none-any.whl": b"numbers",
    "tables-2.0-py3-none-any.whl": b"tables, which need numbers",
}
"""All files of the invented runtime."""


def hide_runtime() -> None:
    """Let builds in tests find no runtime, whatever this machine has: pages and times must not depend on it."""
    os.environ[_OF_TESTS] = REAL_CACHE
    os.environ[VARIABLE] = str(Path(tempfile.gettempdir()) / "wikiskills-tests-without-runtime")


def real_runtime(monkeypatch: pytest.MonkeyPatch) -> Runtime:
    """Give the real runtime and let builds find it; skip the test where this machine has none, or no Node."""
    monkeypatch.setenv(VARIABLE, REAL_CACHE)
    runtime = open_runtime(VERSION)
    if runtime is None:
        pytest.skip("this machine has no runtime: 'wikiskills runtime fetch' gets it")
    if find_node() is None:
        pytest.skip("this machine has no Node")
    return runtime


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def invented_catalogue(files: Mapping[str, bytes] = FILES) -> Catalogue:
    """The catalogue of the invented runtime: a core of two files, a package, and one that depends on it."""
    hashes = {name: sha256(content) for name, content in files.items()}
    core = {name: digest for name, digest in hashes.items() if not name.endswith(".whl")}
    numbers = _package("numbers", "1.0", hashes, depends=())
    tables = _package("tables", "2.0", hashes, depends=("numbers",))
    return Catalogue("1.0", {"version": "1.0"}, core, {"numbers": numbers, "tables": tables}, ())


def _package(name: str, version: str, hashes: Mapping[str, str], depends: tuple[str, ...]) -> Package:
    file = f"{name}-{version}-py3-none-any.whl"
    entry = {"name": name, "version": version, "file_name": file, "sha256": hashes[file], "depends": list(depends)}
    return Package(name, version, file, hashes[file], (name,), depends, entry)


def invented_runtime(folder: Path) -> Runtime:
    """The invented runtime, with its files in `folder`."""
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    files = {name: RuntimeFile(folder / name, len(content), sha256(content)) for name, content in FILES.items()}
    return Runtime(invented_catalogue(), files)
