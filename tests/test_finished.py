"""Where nothing changed since the last build, the next one is left out; whatever changed, it is not."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wikiskills.config import Project, load_project
from wikiskills.finished import Summary, note_finished, source_state, still_finished
from wikiskills.lock import say_nothing

FILES = (
    "mkdocs.yml",
    "curriculum/course.yml",
    "lessons/basics/one.py",
    "notebooks/basics/one.ipynb",
    "build/mkdocs.yml",
    "build/report.html",
    "build/docs/index.md",
    "build/theme/main.html",
    "site/index.html",
    ".wikiskills/store/ab/abc.json.gz",
    ".wikiskills/store/lessons/one.json",
    "elsewhere/data.csv",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose build has just ended well."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("extra: {}\n", encoding="utf-8")
    finish(tmp_path)
    return load_project(tmp_path)


def finish(root: Path) -> None:
    project = load_project(root)
    data = {str(root / FILES[-1]): hashlib.sha256(b"extra: {}\n").hexdigest()}
    note_finished(project, source_state(project), data, Summary((("one", 1.5),), ("two",), (), 9, 7, 3.0))


def test_a_build_that_ended_well_stands(project: Project) -> None:
    summary = still_finished(project, say_nothing)

    assert summary is not None
    assert replace(summary, seconds=0) == Summary((), ("one", "two"), (), 9, 0, 0)


def touch(file: Path) -> None:
    os.utime(file, ns=(1, 1))


def disguise(file: Path) -> None:
    """Change a file, keeping its size and its time of modification."""
    status = file.stat()
    file.write_text("extra: []\n", encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def link(file: Path) -> None:
    file.with_name("folder").symlink_to(file.parent.parent)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", [touch, disguise, Path.unlink, link])
def test_a_change_of_any_file_is_noticed(project: Project, name: str, change: Callable[[Path], None]) -> None:
    if name == "elsewhere/data.csv" and change in {touch, link}:
        pytest.skip("of data only the bytes count")
    if name == "mkdocs.yml" and change in {Path.unlink, link}:
        pytest.skip("without it there is no project; beside it anything may lie")

    change(project.root / name)

    assert still_finished(project, say_nothing) is None


@pytest.mark.parametrize("folder", ["curriculum", "lessons/basics", "notebooks", "build/docs", "site", "build"])
def test_a_new_file_is_noticed(project: Project, folder: str) -> None:
    (project.root / folder / "new.txt").write_text("", encoding="utf-8")

    assert still_finished(project, say_nothing) is None


@pytest.mark.parametrize("note", [b"", b"[]", b"{}", b'{"sources": ""}', b"\xff", b"[" * 100_000])
def test_a_damaged_note_tells_nothing(project: Project, note: bytes) -> None:
    (project.root / "build/.finished.json").write_bytes(note)

    assert still_finished(project, say_nothing) is None


def test_installed_packages_count(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    (folder / "tool-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])
    assert still_finished(project, say_nothing) is None
    finish(project.root)
    assert still_finished(project, say_nothing) is not None

    (folder / "tool-1.0.dist-info").rename(folder / "tool-1.1.dist-info")
    assert still_finished(project, say_nothing) is None
    finish(project.root)
    touch(folder / "tool-1.1.dist-info")  # the same version, installed again
    assert still_finished(project, say_nothing) is None


def test_settings_environment_and_python_count(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Project(project.root, replace(project.settings, cell_timeout=7))
    assert still_finished(other, say_nothing) is None
    monkeypatch.setenv("WIKISKILLS_SHARED_STORE", "s3://bucket")
    assert still_finished(project, say_nothing) is None
    monkeypatch.undo()
    assert still_finished(project, say_nothing) is not None
    monkeypatch.setattr(sys, "version", "99")
    assert still_finished(project, say_nothing) is None


def test_the_generator_itself_counts(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = tmp_path / "generator/wikiskills/finished.py"
    module.parent.mkdir(parents=True)
    module.write_text("", encoding="utf-8")
    monkeypatch.setattr("wikiskills.finished.__file__", str(module))
    finish(project.root)
    assert still_finished(project, say_nothing) is not None

    disguise(module)

    assert still_finished(project, say_nothing) is None


def test_an_edit_during_the_build_is_noticed_by_the_next(project: Project) -> None:
    before = source_state(project)
    (project.root / "lessons/basics/one.py").write_text("edited", encoding="utf-8")
    note_finished(project, before, {}, Summary((), ("one",), (), 9, 0, 3.0))

    assert still_finished(project, say_nothing) is None
