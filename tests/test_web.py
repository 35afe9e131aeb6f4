"""The scripts of the site: their types, their own tests, and that the committed bundles are what the sources make."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.support.web_packages import ASSETS, WEB, node, web_copy

BUNDLES = ("wikiskills.js", "runner.js", "worker.js", "keep.js", "sw.js", "licences.txt")
SMALL = 6_500  # bytes that every page may load, compressed


@pytest.fixture(scope="module")
def web(pytestconfig: pytest.Config) -> Path:
    assert pytestconfig.cache
    return web_copy(pytestconfig.cache.mkdir("web"))


def test_bundles_are_what_the_sources_make(web: Path, tmp_path: Path) -> None:
    node(web, "build.mjs", str(tmp_path))

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(BUNDLES)
    changed = [name for name in BUNDLES if (tmp_path / name).read_bytes() != (ASSETS / name).read_bytes()]
    assert changed == [], "run 'npm ci' and 'node build.mjs' in web/, and commit the result"


def test_types_fit(web: Path) -> None:
    node(web, "node_modules/typescript/bin/tsc", "--noEmit")


def test_scripts_pass_their_own_tests(web: Path) -> None:
    said = node(web, "test.mjs")

    assert re.search(r"^# fail 0$", said, re.MULTILINE), said
    assert int(re.findall(r"^# pass (\d+)$", said, re.MULTILINE)[0]) > 40


def test_lock_file_has_hashes_and_no_registry() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert len(packages) > 10
    assert [name for name, package in packages.items() if "resolved" in package or "integrity" not in package] == []


def test_package_versions_are_exact() -> None:
    package = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}

    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


@pytest.mark.parametrize("name", BUNDLES[:-1])
def test_bundles_know_no_other_host(name: str) -> None:
    text = (ASSETS / name).read_text(encoding="utf-8")

    assert set(re.findall(r"https?://[\w.-]+", text)) <= {"http://www.w3.org"}
    assert not re.search(r"""["'`]//[\w-]+\.""", text)


def test_script_of_all_pages_is_small() -> None:
    assert len(gzip.compress((ASSETS / "wikiskills.js").read_bytes(), 9)) < SMALL


def test_every_bundled_package_has_its_licence() -> None:
    text = (ASSETS / "licences.txt").read_text(encoding="utf-8")
    direct = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["dependencies"]

    assert [name for name in direct if name not in text] == []
