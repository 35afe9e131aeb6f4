"""What `new track` and `new lesson` write: titles and ids as they were typed, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import committed_course, wikiskills
from tests.support.courses import copy_course, edit
from tests.support.files import contents
from tests.support.new_parts import BASICS, COURSE, checked


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


def test_a_new_track_and_a_new_lesson_pass_check_and_build(course: Path) -> None:
    assert wikiskills(course, "new", "track", "next-steps", "--title", "What's next: more").exit_code == 0
    assert wikiskills(course, "new", "lesson", "next-steps/means", "--title", "5 % & more").exit_code == 0

    curriculum = checked(course)

    assert [(track.id, track.title) for track in curriculum.tracks][1:] == [("next-steps", "What's next: more")]
    assert curriculum.lesson("means").plan.title == "5 % & more"
    assert (course / "build/docs/next-steps/means/solutions/index.md").is_file()


def test_titles_are_made_from_ids(course: Path) -> None:
    wikiskills(course, "new", "track", "next-steps")
    wikiskills(course, "new", "lesson", "next-steps/means-of-counts")

    curriculum = checked(course)

    assert curriculum.tracks[-1].title == "Next steps"
    assert curriculum.lesson("means-of-counts").plan.title == "Means of counts"


@pytest.mark.parametrize(
    "title", ["yes", "2024", "null", "- a", "# b", "a: b", "'", '"', "Ää 数据", "two\nlines", "{x}"]
)
def test_any_title_comes_out_as_it_was_typed(course: Path, title: str) -> None:
    wikiskills(course, "new", "track", "next", "--title", title)
    wikiskills(course, "new", "lesson", "next/one", "--title", title)

    curriculum = checked(course)

    typed = " ".join(title.split())
    assert (curriculum.tracks[-1].title, curriculum.lesson("one").plan.title) == (typed, typed)


@pytest.mark.parametrize("name", ["yes", "2024", "1e3", "null", "off"])
def test_ids_that_yaml_would_read_as_something_else_are_ids(course: Path, name: str) -> None:
    assert wikiskills(course, "new", "track", name).exit_code == 0
    assert wikiskills(course, "new", "lesson", f"{name}/{name}").exit_code == 0

    assert checked(course).lesson(name).track.id == name


def test_a_track_that_is_listed_already_gets_its_outline_only(course: Path) -> None:
    edit(course / COURSE, "[basics]", "[basics, next]")

    assert wikiskills(course, "new", "track", "next").exit_code == 0

    assert len(checked(course).tracks) == 2


def test_a_lesson_that_is_planned_already_gets_its_file_only(course: Path) -> None:
    edit(course / BASICS, "{reading: 10, exercises: 0}\n    status: draft", "{reading: 10, exercises: 5}")
    outline = (course / BASICS).read_text()

    result = wikiskills(course, "new", "lesson", "basics/second-counts")

    assert result.exit_code == 0, result.output
    assert (course / BASICS).read_text() == outline
    assert len(checked(course).written) == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["track", "Next"], "E901"),
        (["track", "a/b"], "E901"),
        (["track", ".."], "E901"),
        (["track", "a--b"], "E901"),
        (["track", ""], "E901"),
        (["track", "course"], "E901"),
        (["track", "datasets"], "E901"),
        (["track", "glossary"], "E901"),
        (["track", "data"], "E901"),
        (["track", "basics"], "E903"),
        (["lesson", "third"], "E901"),
        (["lesson", "basics/Third"], "E901"),
        (["lesson", "basics/"], "E901"),
        (["lesson", "../x"], "E901"),
        (["lesson", "basics/a/b"], "E901"),
        (["lesson", "course/third"], "E901"),
        (["lesson", "basic/third"], "E902"),
        (["lesson", "basics/first-counts"], "E903"),
        (["lesson", "other/first-counts"], "E903"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_changes(course: Path, arguments: list[str], code: str) -> None:
    if "other/" in arguments[1]:
        wikiskills(course, "new", "track", "other")
    before = contents(course)

    result = wikiskills(course, "new", *arguments)

    assert result.exit_code == 1
    assert f" {code} " in result.stderr
    assert "hint: " in result.stderr
    assert contents(course) == before


@pytest.mark.parametrize("broken", ["lessons: [{id: x}]\n", "lessons: text\n", "lessons: {a: b}\n"])
def test_a_lesson_is_not_added_to_what_is_no_block_list(tmp_path: Path, broken: str) -> None:
    root = copy_course("bare", tmp_path)
    outline = root / "curriculum/begun.yml"
    outline.write_text(outline.read_text() + broken)
    before = contents(root)

    result = wikiskills(root, "new", "lesson", "begun/one")

    assert (result.exit_code, "E904" in result.stderr) == (1, True)
    assert contents(root) == before


def test_an_outline_that_is_not_yaml_is_refused(course: Path) -> None:
    (course / BASICS).write_text("id: [")

    result = wikiskills(course, "new", "lesson", "basics/third")

    assert result.exit_code == 1
    assert f"{BASICS}:1" in result.stderr
    assert not (course / "lessons/basics/third.py").exists()
