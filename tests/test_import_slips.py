"""What people get wrong when they import, and what the list of things to do says of it."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

from tests.support.command import wikiskills
from tests.support.courses import copy_course
from tests.support.files import contents
from wikiskills.importing.source_cells import read_source


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_course("minimal", tmp_path)


@pytest.mark.parametrize("own", [".", "lessons", "lessons/basics", "curriculum"])
def test_a_course_does_not_import_itself(course: Path, own: str) -> None:
    before = contents(course)

    result = wikiskills(course, "import", str(course / own))

    assert result.exit_code == 1
    assert "E920 this is a part of the course itself" in result.stderr
    assert contents(course) == before


def test_lists_of_earlier_imports_are_no_lessons(course: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("IMPORT.md", "IMPORT-2.md", "important.md"):
        (source / name).write_text("# A page\n\nText.\n", encoding="utf-8")

    result = wikiskills(course, "import", str(source), "--dry-run")

    assert "would write lessons/source/important.py" in result.stderr
    assert "1 lesson, 0 drafts among them." in result.stderr


def test_the_list_names_files_as_the_source_does_and_parts_the_hints(course: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "empty.md").write_text("", encoding="utf-8")
    (source / "paths.py").write_text("# %%\nopen('C:\\\\Users\\\\Ada\\\\data.csv')\n", encoding="utf-8")

    result = wikiskills(course, "import", str(source), "--dry-run")

    assert "- empty.md: the page is empty" in result.stderr
    assert "; policy: " in result.stderr


def test_an_old_notebook_is_read_without_a_warning(tmp_path: Path) -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["# Old"]}  # without the id that newer ones have
    page = tmp_path / "old.ipynb"
    page.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert read_source(page, "old.ipynb")[0].source == "# Old"

    assert told == []
