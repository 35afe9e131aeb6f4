"""Where `new exercise` puts an exercise, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import committed_course, wikiskills
from tests.support.courses import LESSON
from tests.support.files import contents
from tests.support.new_course import checked

OUTLINE = "curriculum/basics.yml"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


def test_a_new_exercise_stands_at_the_end_and_its_minutes_in_the_plan(course: Path) -> None:
    minutes = checked(course).lesson("first-counts").plan.minutes.exercises

    result = wikiskills(course, "new", "exercise", "first-counts", "share-above", "--minutes", "5")

    assert result.exit_code == 0, result.output
    lesson = checked(course).lesson("first-counts")
    assert (lesson.exercises[-1].id, lesson.exercises[-1].title) == ("share-above", "Share above")
    assert lesson.plan.minutes.exercises == minutes + 5
    assert (course / LESSON).read_text("utf-8").count("share-above") == 10


def test_an_exercise_without_an_id_gets_a_free_one(course: Path) -> None:
    for _ in range(2):
        assert wikiskills(course, "new", "exercise", "basics/first-counts", "--title", "A share").exit_code == 0

    exercises = checked(course).lesson("first-counts").exercises[-2:]
    assert [(exercise.id, exercise.title) for exercise in exercises] == [
        ("exercise-1", "A share"),
        ("exercise-2", "A share"),
    ]


def test_an_exercise_stands_at_the_end_of_a_section(course: Path) -> None:
    with (course / LESSON).open("a") as file:
        file.write(
            "\n# %% [markdown]\n# ## One\n\n# %% [markdown]\n# Text\n\n# %%\none = 1\n\n# %% [markdown]\n# ## Two\n"
        )
    before = (course / LESSON).read_text("utf-8")

    assert wikiskills(course, "new", "exercise", "first-counts", "between", "--after", "## one").exit_code == 0

    after = (course / LESSON).read_text("utf-8")
    start = after.index('# %% [markdown] exercise="between"')
    end = after.index("# %% [markdown]\n# ## Two")
    assert after[:start].endswith("one = 1\n\n")
    assert after[:start] + after[end:] == before
    checked(course)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["first-count"], "E906"),
        (["other/first-counts"], "E906"),
        (["first-counts", "total"], "E903"),
        (["first-counts", "Total"], "E901"),
        (["first-counts", "new-one", "--after", "No such heading"], "E910"),
    ],
)
def test_an_exercise_that_cannot_be_added_changes_nothing(course: Path, arguments: list[str], code: str) -> None:
    before = contents(course)

    result = wikiskills(course, "new", "exercise", *arguments)

    assert (result.exit_code, f" {code} " in result.stderr, "hint: " in result.stderr) == (1, True, True)
    assert contents(course) == before


def test_a_plan_without_minutes_is_told(course: Path) -> None:
    text = (course / OUTLINE).read_text("utf-8")
    (course / OUTLINE).write_text("\n".join(line for line in text.split("\n") if "minutes" not in line), "utf-8")
    before = contents(course)

    result = wikiskills(course, "new", "exercise", "first-counts")

    assert "E911" in result.stderr
    assert contents(course) == before


def test_the_line_ends_of_a_lesson_stay(course: Path) -> None:
    for name in (LESSON, OUTLINE):
        (course / name).write_bytes((course / name).read_bytes().replace(b"\n", b"\r\n"))

    assert wikiskills(course, "new", "exercise", "first-counts").exit_code == 0

    for name in (LESSON, OUTLINE):
        content = (course / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n")
