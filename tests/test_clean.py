"""`clean` removes what is built, and nothing that somebody wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import committed_course, wikiskills
from tests.support.courses import edit, write_fake_site
from tests.support.files import contents


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


def test_clean_removes_what_is_built_and_nothing_else(course: Path) -> None:
    before = contents(course)
    write_fake_site(course)
    (course / "site").mkdir()

    assert wikiskills(course, "clean").exit_code == 0

    kept = contents(course)
    assert {name.split("/")[0] for name in kept.keys() - before.keys()} == {".wikiskills"}
    assert not (course / "build").exists()
    assert not (course / "site").exists()
    assert wikiskills(course, "clean", "--store").exit_code == 0
    assert contents(course) == before


def test_clean_of_a_clean_course_is_fine(course: Path) -> None:
    assert wikiskills(course, "clean", "--store").exit_code == 0


def test_clean_does_not_remove_a_folder_that_is_no_site(course: Path) -> None:
    edit(course / "mkdocs.yml", "    cell_timeout: 30", "    site: docs")
    manual = course / "docs/manual.md"
    manual.parent.mkdir()
    manual.write_text("written by hand", encoding="utf-8")

    result = wikiskills(course, "clean")

    assert (result.exit_code, manual.exists()) == (1, True)
    assert "E803" in result.stderr


@pytest.mark.parametrize("folder", [".", "lessons", "curriculum/data", "notebooks"])
@pytest.mark.parametrize("key", ["build", "site", "store"])
def test_clean_never_removes_sources(course: Path, key: str, folder: str) -> None:
    edit(course / "mkdocs.yml", "    cell_timeout: 30", f"    {key}: {folder}")
    before = contents(course)

    result = wikiskills(course, "clean", "--store")

    assert result.exit_code == 1
    assert "mkdocs.yml:7:" in result.stderr
    assert contents(course) == before
