"""Pages of lessons have a bound; who goes beyond it is told which cells are large."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikiskills.errors import Location
from wikiskills.page_budget import budget_problems
from wikiskills.site.model import Page, Part
from wikiskills.writer import write_file

FILE = "lessons/basics/first-counts.py"
PAGE = "basics/first-counts/index.md"
CODE = "```python\n{}\n```"


def found(site: Path, size: int, page: Page) -> list[str]:
    write_file(site / "basics/first-counts/index.html", b"x" * size)
    return list(map(str, budget_problems(site, [page], 150)))


def test_a_page_within_its_budget(tmp_path: Path) -> None:
    assert found(tmp_path, 150_000, Page(PAGE, "", FILE)) == []


def test_a_page_beyond_its_budget_names_its_largest_cells(tmp_path: Path) -> None:
    """Code counts with its colours: forty short lines weigh more than a long text."""
    texts = ["short", CODE.format("total = sum(counts[0]) + 1\n" * 40), "word " * 500, CODE.format("x = 1")]
    parts = tuple(Part(Location(FILE, 10 * number, 1), text) for number, text in enumerate(texts, 1))
    (problem,) = found(tmp_path, 150_001, Page(PAGE, "", FILE, parts))
    assert problem.startswith(f"{FILE}: E870 the page basics/first-counts/ has 150.0 kB of HTML, more than 150 kB\n")
    lines = [word for word in problem.partition("largest cells: ")[2].split() if word.isdecimal()]
    assert lines[:3] == ["20", "30", "40"]


def test_exercises_have_a_budget_and_no_cells(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, 200_000, Page(PAGE, "", FILE))
    assert "200.0 kB" in problem
    assert "cells" not in problem


@pytest.mark.parametrize("path", ["basics/sheet/index.md", PAGE])
def test_pages_of_the_course_may_grow(tmp_path: Path, path: str) -> None:
    write_file(tmp_path / "basics/sheet/index.html", b"x" * 400_000)
    assert found(tmp_path, 400_000, Page(path, "")) == []
