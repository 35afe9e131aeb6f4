"""What the readers make of exercises, quizzes and references that are right."""

from __future__ import annotations

import textwrap

import pytest

from tests.support.reading import dedent, read_lesson
from wikiskills.errors import Location
from wikiskills.exercise import Exercise
from wikiskills.references import find_references, replace_references

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
