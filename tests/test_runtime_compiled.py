"""Compiled packages of the runtime: they come in one step, and a site does without them where they are not whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.runtime import FILES, VERSION, invented_catalogue
from wikiskills.runtime import compiled, offer
from wikiskills.runtime.cache import COMPILED, Cache
from wikiskills.runtime.compiled import compile_packages, compiled_hashes

CATALOGUE = invented_catalogue()
NUMBERS = "numbers-1.0-py3-none-any.whl"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """A whole cache on a machine whose Node makes one compiled package."""

    def compile_one(_: str, __: object, ___: object, target: Path) -> str:
        (target / NUMBERS).write_bytes(b"compiled numbers")
        return ""

    monkeypatch.setattr(compiled, "find_node", lambda: "node")
    monkeypatch.setattr(compiled, "_run", compile_one)
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    cache = Cache(tmp_path, CATALOGUE.hashes)
    monkeypatch.setattr(offer, "load_catalogue", lambda _: CATALOGUE)
    monkeypatch.setattr(offer, "open_cache", lambda _: cache)
    return cache


def served() -> dict[str, bytes]:
    """What a site would get, by name."""
    runtime = offer.open_runtime(VERSION)
    assert runtime is not None
    return {name: file.path.read_bytes() for name, file in runtime.files.items()}


def test_a_site_gets_the_compiled_packages(cache: Cache) -> None:
    assert compile_packages(CATALOGUE, cache) == ""

    assert served() == {**FILES, NUMBERS: b"compiled numbers"}
    assert sorted(path.name for path in cache.folder.iterdir()) == sorted([*FILES, COMPILED])


def test_those_made_before_go_all_at_once(cache: Cache) -> None:
    """A file of an earlier version must not stay beside the new ones, nor a half of them be seen."""
    (cache.folder / COMPILED).mkdir()
    (cache.folder / COMPILED / "earlier.whl").write_bytes(b"earlier")

    compile_packages(CATALOGUE, cache)

    assert sorted(path.name for path in (cache.folder / COMPILED).iterdir()) == ["manifest.json", NUMBERS]


def test_others_may_read_what_was_compiled(cache: Cache) -> None:
    (cache.folder / "any").mkdir()

    compile_packages(CATALOGUE, cache)

    assert (cache.folder / COMPILED).stat().st_mode == (cache.folder / "any").stat().st_mode


def test_without_one_of_them_the_packages_are_served_as_they_came(cache: Cache) -> None:
    compile_packages(CATALOGUE, cache)
    (cache.folder / COMPILED / NUMBERS).unlink()

    assert compiled_hashes(CATALOGUE, cache) is not None
    assert json.loads((cache.folder / COMPILED / "manifest.json").read_bytes())["files"].keys() == {NUMBERS}
    assert served() == FILES
