"""Whole courses give the Markdown tree, the configuration and the notebooks that are recorded with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.courses import COURSES, copy_course, recorded_outputs, write_fake_site
from wikiskills.renderer import render_site

CASES = sorted(path.name for path in COURSES.iterdir())


@pytest.mark.parametrize("case", CASES)
def test_course_gives_the_recorded_tree(case: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = copy_course(case, tmp_path)
    expected = COURSES / case / "expected"

    write_fake_site(root, recorded_outputs(case))

    made = snapshot(root)
    if request.config.getoption("--update"):
        record(made, expected)
    recorded = {path.relative_to(expected).as_posix(): read(path) for path in files(expected)}
    assert sorted(made) == sorted(recorded)
    for name, text in made.items():
        assert text == recorded[name], f"{name} differs from what is recorded"


@pytest.mark.parametrize("case", CASES)
def test_building_again_changes_no_byte(case: str, tmp_path: Path) -> None:
    root = copy_course(case, tmp_path)
    write_fake_site(root, recorded_outputs(case))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files(root / "build")}

    write_fake_site(root, recorded_outputs(case))

    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files(root / "build")} == before


@pytest.mark.parametrize("case", ["everything", "bare"])
def test_mkdocs_finds_nothing_to_warn_of(case: str, tmp_path: Path) -> None:
    root = copy_course(case, tmp_path)
    write_fake_site(root, recorded_outputs(case))

    render_site(root / "build/mkdocs.yml", root / "site")

    assert (root / "site/index.html").is_file()


def snapshot(root: Path) -> dict[str, str]:
    """Give pages, notebooks and configuration as texts, and all other files of the tree by their names."""
    docs = root / "build/docs"
    pages = {path for path in files(docs) if path.suffix == ".md"}
    others = sorted(path.relative_to(docs).as_posix() for path in set(files(docs)) - pages)
    texts = [*pages, root / "build/mkdocs.yml", *files(root / "notebooks")]
    named = {path.relative_to(root).as_posix().removeprefix("build/"): read(path) for path in texts}
    return named | {"other-files.txt": "".join(f"{name}\n" for name in others)}


def record(made: dict[str, str], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
