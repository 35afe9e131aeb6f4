"""What the readers make of outlines and of the cells of lessons that are right."""

from __future__ import annotations

import jupytext
import pytest

from tests.support.bad_cases import MINIMAL, load
from tests.support.reading import dedent, read_sample
from wikiskills.errors import Location, Problem
from wikiskills.outline import Status
from wikiskills.percent import Role, Tag, read_cells


def test_texts_and_objects_know_their_place() -> None:
    sample = read_sample("""
        id: a-sample
        parts:
          - name: "  first  "
          - {name: second}
    """)

    assert sample.id == "a-sample"
    assert sample.id.where == Location("sample.yml", 1, 5)
    assert [part.name for part in sample.parts] == ["first", "second"]
    assert [part.where for part in sample.parts] == [Location("sample.yml", 3, 5), Location("sample.yml", 4, 5)]
    assert sample.parts[1].name.where == Location("sample.yml", 4, 12)


def test_absent_keys_have_their_defaults() -> None:
    sample = read_sample("id: a")

    assert (sample.date, sample.size, sample.open, sample.status, sample.parts) == (None, 3, False, Status.DRAFT, ())


def test_an_optional_key_may_be_left_empty() -> None:
    assert read_sample("id: a\ndate:").date is None


@pytest.mark.parametrize("date", ["2024", "2024-11", "2024-11-08", "'2024-02-29'"])
def test_dates(date: str) -> None:
    assert read_sample(f"id: a\ndate: {date}").date == date.strip("'")


@pytest.mark.parametrize(("written", "value"), [("true", True), ("Yes", True), ("off", False)])
def test_booleans(*, written: str, value: bool) -> None:
    assert read_sample(f"id: a\nopen: {written}").open is value


def test_numbers_and_words() -> None:
    sample = read_sample("id: a\nsize: 0\nstatus: retired")

    assert (sample.size, sample.status) == (0, Status.RETIRED)


def test_an_alias_stands_for_its_anchor() -> None:
    assert [part.name for part in read_sample("id: a\nparts: [&x {name: b}, *x]").parts] == ["b", "b"]


def test_the_minimal_course_loads_whole() -> None:
    course = load(MINIMAL)

    assert [entry.id for entry in course.lessons] == ["first-counts", "second-counts"]
    assert [entry.id for entry in course.written] == ["first-counts"]
    assert [dataset.id for dataset in course.datasets_of(course.lesson("first-counts"))] == ["edit-counts"]
    assert [term.id for term in course.terms] == ["edit"]


LESSONS = {
    "markers": """
        #%%
        a = 1
        # %%
        b = 2


        # %% [markdown]
        # Text
        #
        #without a space
          # %% [md]
        # More
        """,
    "header": """
        # ---
        # jupyter:
        #   kernelspec: {display_name: Python 3, name: python3}
        # ---

        # %% [markdown]
        # Text
        """,
    "marker in a string": '''
        # %%
        text = """
        # %% [markdown]
        """

        # %%
        text
        ''',
    "marker in fenced code": """
        # %% [markdown]
        # ```python
        # # %%
        # ```
        # End

        # %%
        1
        """,
    "docstring as text": '''
        # %% [markdown]
        """
        Some *text*

        and more
        """

        # %% [markdown]
        """One line"""
        ''',
    "code before the first marker": """
        import math

        math.pi
        # %% tags=["hide-input"]
        %matplotlib inline
        # !ls
        """,
    "blank line above the text": """
        # %% [markdown]

        # Text
        """,
    "empty cells": """
        # %%

        # %% [markdown]

        # %%
        last = 1
        """,
}


@pytest.mark.parametrize("name", LESSONS)
def test_cells_are_those_of_jupytext(name: str) -> None:
    text = dedent(LESSONS[name])
    problems: list[Problem] = []

    cells = read_cells(text, "lesson.py", problems)

    expected = jupytext.reads(text, fmt="py:percent").cells
    assert problems == []
    assert [(cell.is_code, cell.source) for cell in cells] == [
        (cell.cell_type == "code", cell.source) for cell in expected
    ]


@pytest.mark.parametrize("name", LESSONS)
def test_each_line_of_a_cell_stands_where_it_says(name: str) -> None:
    text = dedent(LESSONS[name])
    lines = text.split("\n")
    for cell in read_cells(text, "lesson.py", []):
        for number, line in enumerate(cell.source.split("\n"), 1):
            if line and line.lstrip()[0] not in "%!":
                assert line in lines[cell.line(number).line - 1]


def test_options_of_a_cell() -> None:
    source = (
        '# %% tags=["hide-input", "remove-output"] alt=["One", "Two"] exercise="x" role="mutant" minutes=7 expected'
    )

    (cell,) = read_cells(f"{source}\n1\n", "lesson.py", [])

    assert cell.tags == {Tag.HIDE_INPUT, Tag.REMOVE_OUTPUT}
    assert cell.alt == ("One", "Two")
    assert (cell.exercise, cell.role, cell.minutes) == ("x", Role.MUTANT, 7)
    assert (cell.expected, cell.decorative) == (True, False)


@pytest.mark.parametrize("flag", ["decorative", "decorative=true", "decorative=True"])
def test_flags_need_no_value(flag: str) -> None:
    (cell,) = read_cells(f"# %% {flag}\n1\n", "lesson.py", [])

    assert cell.decorative
