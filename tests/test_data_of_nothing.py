"""The commands about datasets in a course that has none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import wikiskills
from tests.support.courses import copy_course


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = copy_course("minimal", tmp_path)
    (root / "curriculum/datasets.yml").unlink()
    return root


def test_the_list_says_how_to_begin(course: Path) -> None:
    result = wikiskills(course, "data", "list")

    assert (result.exit_code, result.stdout) == (
        0,
        "There are no datasets yet: 'wikiskills new dataset' writes the first card.\n",
    )
    assert json.loads(wikiskills(course, "data", "list", "--format", "json").stdout) == []


def test_nothing_to_verify_is_well(course: Path) -> None:
    result = wikiskills(course, "data", "verify")

    assert (result.exit_code, "0 files: ok." in result.stderr) == (0, True)


def test_a_name_is_told_that_there_is_none(course: Path) -> None:
    result = wikiskills(course, "data", "show", "survey")

    assert result.exit_code == 1
    assert "E605 no dataset is called 'survey'\n  hint: there are none yet" in result.stderr
