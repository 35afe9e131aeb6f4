"""What the readers make of outlines and lessons that are right."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TypeVar

import jupytext
import pytest

from tests.support.bad_cases import MINIMAL, load
from wikiskills.errors import Location, Problem
from wikiskills.exercise import Exercise
from wikiskills.lesson import Lesson, read_lesson_text
from wikiskills.located_yaml import Date, Slug, Text, described, read_text
from wikiskills.outline import Status
from wikiskills.percent import Role, Tag, read_cells
from wikiskills.references import find_references, replace_references

T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    where: Location
    name: Text = described("its name")


@dataclass(frozen=True)
class Sample:
    id: Slug = described("its id")
    date: Date | None = described("when", default=None)
    size: int = described("how large", default=3)
    open: bool = described("whether it is open", default=False)
    status: Status = described("how far it is", default=Status.DRAFT)
    parts: tuple[Part, ...] = described("its parts", default=())


def dedent(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def read_sample(source: str) -> Sample:
    problems: list[Problem] = []
    sample = read_text(dedent(source), "sample.yml", Sample, problems)
    assert problems == []
    assert sample is not None
    return sample


def read_lesson(source: str) -> Lesson:
    problems: list[Problem] = []
    lesson = read_lesson_text(dedent(source), "lesson.py", problems)
    assert problems == []
    assert lesson is not None
    return lesson


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


EXERCISE = """
    # %% [markdown] exercise="two" minutes=5
    # **Make two**
    #
    # From ones,
    # with `+`.

    # %% [markdown] exercise="two" role="hint"
    # Two ones.

    # %% exercise="two" role="solution" expected=true
    def two():
        ### begin Solution
        one = 1
        return one + one
        ### END SOLUTION

    two()

    # %% exercise="two" role="check"
    assert two() == 2
"""


def read_exercise() -> Exercise:
    (exercise,) = read_lesson(EXERCISE).exercises
    return exercise


def test_markers_give_the_starter_and_leave_the_solution() -> None:
    exercise = read_exercise()

    assert exercise.starter.source == "def two():\n    ...\n\ntwo()"
    assert exercise.solution.source == "def two():\n    one = 1\n    return one + one\n\ntwo()"
    assert exercise.shows_expected
    assert not exercise.starter.expected


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("### BEGIN SOLUTION", "### END SOLUTION"),
        ("### begin solution", "### end solution"),
        ("###Begin Solution", "###eNd sOLUTION"),
        ("# BEGIN_SOLUTION", "#END-SOLUTION"),
        ("### BEGIN SOLUTION (three lines)", "### END SOLUTION ###"),
    ],
)
def test_markers_count_in_any_letter_case(begin: str, end: str) -> None:
    text = EXERCISE.replace("### begin Solution", begin).replace("### END SOLUTION", end)

    (exercise,) = read_lesson(text).exercises

    assert exercise.starter.source == "def two():\n    ...\n\ntwo()"
    assert exercise.solution.source == "def two():\n    one = 1\n    return one + one\n\ntwo()"


def test_lines_keep_their_places_where_markers_stood_between_them() -> None:
    written = textwrap.dedent(EXERCISE).strip().splitlines()
    exercise = read_exercise()

    for cell in (exercise.solution, exercise.starter):
        for number, line in enumerate(cell.source.splitlines(), 1):
            place = cell.line(number).line
            assert written[place - 1] == line or (line.strip(), "begin" in written[place - 1]) == ("...", True)


def test_the_title_is_taken_off_and_the_prompt_keeps_its_lines() -> None:
    exercise = read_exercise()

    assert exercise.title == "Make two"
    assert exercise.prompt.source == "From ones,\nwith `+`."
    assert exercise.prompt.line(2) == Location("lesson.py", 5)


def test_the_parts_of_an_exercise() -> None:
    exercise = read_exercise()

    assert (exercise.id, exercise.minutes, exercise.where.line) == ("two", 5, 1)
    assert [cell.source for cell in exercise.hints] == ["Two ones."]
    assert len(exercise.checks) == 1
    assert exercise.explanation is None


QUIZ = """
    # %% [markdown] quiz="even"
    # Which are *even*?
    #
    # Think first.
    # - [x] Two. > Yes, one > zero.
    # - [ ] Three. > No.
    # - [{mark}] Four. > Yes.
"""


@pytest.mark.parametrize(("mark", "many"), [("X", True), (" ", False)])
def test_quiz(*, mark: str, many: bool) -> None:
    (quiz,) = read_lesson(QUIZ.format(mark=mark)).quizzes

    assert quiz.question == "Which are *even*?\n\nThink first."
    assert [option.text for option in quiz.options] == ["Two.", "Three.", "Four."]
    assert quiz.options[0].feedback == "Yes, one > zero."
    assert quiz.options[1].where == Location("lesson.py", 6, 3)
    assert quiz.many is many


def test_a_lesson_gives_its_blocks_in_order_and_all_its_texts() -> None:
    lesson = read_lesson(f"# %% [markdown]\n# First\n\n{dedent(EXERCISE)}\n# %%\n1\n\n{dedent(QUIZ.format(mark='x'))}")

    assert [type(block).__name__ for block in lesson.blocks] == ["Cell", "Exercise", "Cell", "Quiz"]
    assert [text.split("\n")[0] for text, _ in lesson.texts()] == [
        "First",
        "**Make two**",
        "Two ones.",
        "Which are *even*?",
    ]
    assert [where.line for _, where in lesson.texts()] == [2, 5, 11, 29]


def test_references_are_found_and_replaced() -> None:
    text = "See [a](lesson:one#part), [b](https://example.org/) and\n[c](term:two)."

    found = [(reference.kind, reference.id, reference.line, reference.column) for reference in find_references(text)]
    replaced = replace_references(text, lambda kind, name: f"../{kind}/{name}/")

    assert found == [("lesson", "one", 1, 9), ("term", "two", 2, 5)]
    assert replaced == "See [a](../lesson/one/#part), [b](https://example.org/) and\n[c](../term/two/)."


@pytest.mark.parametrize(
    "code",
    [
        "`[a](lesson:one)`",
        "``a ` [b](lesson:one)``",
        "```markdown\n[a](lesson:one)\n```",
        "> ~~~\n> [a](lesson:one)\n> ~~~",
        "- ```\n  [a](leson:one)\n  ```",
        "````\n```\n[a](lesson:one)\n```\n````",
    ],
)
def test_references_in_code_are_text(code: str) -> None:
    text = f"How to link:\n\n{code}\n\nAs in [`two`](term:two)."
    line = text.count("\n") + 1

    found = [(reference.id, reference.line, reference.column) for reference in find_references(text)]

    assert found == [("two", line, 15)]
    assert replace_references(text, lambda kind, name: f"{kind}/{name}") == text.replace("term:two", "term/two")
