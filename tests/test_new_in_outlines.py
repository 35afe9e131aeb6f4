"""Where `new` adds tracks and lessons to outlines that people wrote, in the style of each, and changes nothing else."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from tests.support.command import committed_course, wikiskills
from tests.support.courses import copy_course, edit
from tests.support.new_parts import BASICS, COURSE, checked


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


TRACK_LISTS = {
    "flow": ("tracks: [basics]", "tracks: [basics, next]"),
    "flow with a comment": ("tracks: [basics] # in order", "tracks: [basics, next] # in order"),
    "flow over lines": ("tracks: [\n  basics, # first\n]", "tracks: [\n  basics, next, # first\n]"),
    "block": ("tracks:\n  - basics # first\n# end", "tracks:\n  - basics # first\n  - next\n# end"),
    "block without indent": ("tracks:\n- 'basics'", "tracks:\n- 'basics'\n- next"),
}


@pytest.mark.parametrize(("before", "after"), TRACK_LISTS.values(), ids=TRACK_LISTS.keys())
def test_a_track_is_added_in_the_style_of_the_list(course: Path, before: str, after: str) -> None:
    edit(course / COURSE, "tracks: [basics]", before)
    text = (course / COURSE).read_text()

    wikiskills(course, "new", "track", "next")

    assert (course / COURSE).read_text() == text.replace(before, after)
    assert len(checked(course).tracks) == 2


@pytest.mark.parametrize("empty", ["tracks: []", "tracks: [ ]  # none", "tracks:", "tracks: # none", "tracks: null"])
def test_the_first_track_is_added_to_an_empty_list(tmp_path: Path, empty: str) -> None:
    root = copy_course("bare", tmp_path)
    edit(root / COURSE, "tracks:\n  - begun", empty)
    (root / "curriculum/begun.yml").unlink()

    result = wikiskills(root, "new", "track", "next")

    assert result.exit_code == 0, result.output
    assert [track.id for track in checked(root).tracks] == ["next"]


LESSON_LISTS = {
    "no key": "",
    "nothing": "lessons:\n",
    "null": "lessons: null\n",
    "empty flow": "lessons: [] # none yet\n# the end\n",
    "empty flow over lines": "lessons: [\n]\n",
}


@pytest.mark.parametrize("lessons", LESSON_LISTS.values(), ids=LESSON_LISTS.keys())
def test_the_first_lesson_is_added_to_an_empty_list(tmp_path: Path, lessons: str) -> None:
    root = copy_course("bare", tmp_path)
    outline = root / "curriculum/begun.yml"
    outline.write_text(outline.read_text() + lessons)

    result = wikiskills(root, "new", "lesson", "begun/one")

    assert result.exit_code == 0, result.output
    assert [entry.id for entry in checked(root).lessons] == ["one"]
    assert all(line in outline.read_text() for line in re.findall("#.*", lessons))


LAST_KEYS = {
    "a flow list": "prerequisites: [first-counts]",
    "a block list": "prerequisites:\n      - first-counts",
    "a folded text": "keypoints:\n      - >-\n        Many\n        words.",
    "a literal text": "reason: |\n      Many\n\n      words.\n",
    "a quoted text over lines": 'reason: "Many\n      words"',
    "nothing": "reason:",
    "a comment": "level: 2 # last\n    # of all",
    "a comment and more": "level: 2\n\n# The end of the track.\n\n",
    "a flow mapping": "minutes: {reading: 1,\n      exercises: 0}",
}


@pytest.mark.parametrize("ending", LAST_KEYS.values(), ids=LAST_KEYS.keys())
@pytest.mark.parametrize("indent", [0, 2], ids=["not indented", "indented"])
def test_a_lesson_is_added_behind_the_last_and_nothing_else_changes(course: Path, ending: str, indent: int) -> None:
    outline = course / BASICS
    if ending.startswith("minutes"):
        edit(outline, "    minutes: {reading: 10, exercises: 0}\n", "")
    edit(outline, "    prerequisites: [first-counts]\n", f"    {ending}\n")
    edit(outline, "title: Basics\n", "# a comment\ntitle:   'Basics'   # odd spaces\n")
    if not indent:
        outline.write_text(re.sub("^  ", "", outline.read_text(), flags=re.MULTILINE))
    before = outline.read_text().splitlines()

    result = wikiskills(course, "new", "lesson", "basics/third-counts")

    after = outline.read_text().splitlines()
    one, other = ([line for line in text if line.strip()] for text in (before, after))
    changes = {change for change, *_ in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()}
    assert result.exit_code == 0, result.output
    assert [entry.id for entry in checked(course).lessons] == ["first-counts", "second-counts", "third-counts"]
    assert changes <= {"equal", "insert"}


def test_a_lesson_is_added_before_the_keys_that_follow(course: Path) -> None:
    text = (course / BASICS).read_text()
    (course / BASICS).write_text(text.replace("icon: material/numeric\n", "") + "icon: material/numeric\n")

    wikiskills(course, "new", "lesson", "basics/third-counts")

    assert len(checked(course).lessons) == 3


def test_windows_line_ends_stay(course: Path) -> None:
    for name in (COURSE, BASICS):
        (course / name).write_bytes((course / name).read_bytes().replace(b"\n", b"\r\n"))

    wikiskills(course, "new", "track", "next")
    wikiskills(course, "new", "lesson", "basics/third-counts")

    for name in (COURSE, BASICS):
        content = (course / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n")
    assert len(checked(course).lessons) == 3
