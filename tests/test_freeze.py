"""A frozen lesson is published from its committed record where its data cannot be had, as long as the record fits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.cells import stream
from tests.support.courses import LESSON, copy_course, edit, write_fake_site
from tests.support.fake_executor import FakeExecutor, NoProgress
from wikiskills.build import build
from wikiskills.cli.main import commands
from wikiskills.cli.reporting import describe
from wikiskills.config import load_project
from wikiskills.errors import WikiskillsError
from wikiskills.records import freeze

RECORD = "records/basics/first-counts.json"
DATA = "curriculum/data/edit-counts.csv"
PAGE = "build/docs/basics/first-counts/index.md"
RECORDED = {"counts": [stream("[3, 5, 4] from the record\n")]}


def wikiskills(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["--project", str(root), *arguments])


def frozen(root: Path) -> list[str]:
    """Freeze the lesson of the course in `root`; give what was told."""
    told: list[str] = []
    assert freeze(load_project(root), "first-counts", FakeExecutor(RECORDED), NoProgress(), told.append) == RECORD
    return told


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The minimal course with a frozen lesson, its record and its notebooks."""
    root = copy_course("minimal", tmp_path)
    edit(root / "curriculum/basics.yml", "status: published\n", "status: published\n    freeze: true\n")
    assert frozen(root) == []
    assert wikiskills(root, "notebooks").exit_code == 0
    return root


@pytest.fixture
def without_data(course: Path) -> Path:
    """The same where its data cannot be had."""
    (course / DATA).unlink()
    return course


def codes(root: Path, *arguments: str) -> list[str]:
    result = wikiskills(root, *arguments, "--format", "json")
    return [problem["code"] for problem in json.loads(result.stdout)]


def test_the_record_is_published_with_a_note_where_the_data_cannot_be_had(without_data: Path) -> None:
    executor = FakeExecutor()
    summary = build(load_project(without_data), executor, 1, NoProgress(), lambda _: None)

    page = (without_data / PAGE).read_text(encoding="utf-8")
    assert executor.asked == []
    assert (summary.frozen, summary.from_store, summary.executed) == (("first-counts",), (), ())
    assert " 1 frozen (first-counts); " in describe(summary, load_project(without_data))
    assert "from the record" in page
    assert "Recorded earlier" in page
    assert "edit-counts.csv, not published here" in (without_data / "site/data/edit-counts/index.html").read_text()
    assert ">frozen<" in (without_data / "build/report.html").read_text()


def test_where_the_data_are_the_lesson_is_run(course: Path) -> None:
    write_fake_site(course, {"counts": [stream("run now\n")]})
    edit(course / LESSON, "\ncounts\n", "\ncounts \n")
    write_fake_site(course, {"counts ": [stream("run now\n")]})

    assert "Recorded earlier" not in (course / PAGE).read_text(encoding="utf-8")


def test_data_that_a_lesson_needs_which_is_not_frozen_must_be_there(without_data: Path) -> None:
    edit(without_data / "curriculum/basics.yml", "    freeze: true\n", "")

    assert codes(without_data, "build") == ["E600"]


def test_data_that_are_wrong_are_a_problem_for_frozen_lessons_too(course: Path) -> None:
    (course / DATA).write_text("other\n")

    assert codes(course, "build") == ["E602"]


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_record_that_no_longer_fits_is_an_error_at_the_cell(without_data: Path, command: str) -> None:
    edit(without_data / LESSON, "\ncounts\n", "\ncounts[:2]\n")
    wikiskills(without_data, "notebooks")

    result = wikiskills(without_data, command)

    assert result.exit_code == 1
    assert f"{LESSON}:18:1: E722 the frozen record no longer fits the lesson: the cell changed" in result.stderr
    assert f"hint: run 'wikiskills freeze first-counts' where its data can be had, and commit {RECORD}" in result.stderr


def test_prose_may_change(without_data: Path) -> None:
    edit(without_data / LESSON, "Count the edits of your last event.", "Count them.")
    wikiskills(without_data, "notebooks")

    assert wikiskills(without_data, "check").exit_code == 0


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_frozen_lesson_needs_a_record(without_data: Path, command: str) -> None:
    (without_data / RECORD).unlink()

    assert codes(without_data, command) == ["E720"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", b'{"code": [], "record": {}}'])
def test_a_damaged_record_is_an_error(without_data: Path, content: bytes) -> None:
    (without_data / RECORD).write_bytes(content)

    assert codes(without_data, "check") == ["E721"]


def test_a_record_without_all_outputs_is_an_error(without_data: Path) -> None:
    value = json.loads((without_data / RECORD).read_text())
    value["record"]["outputs"].pop()
    (without_data / RECORD).write_text(json.dumps(value))

    assert codes(without_data, "check") == ["E721"]


def test_freezing_again_gives_the_same_bytes(course: Path) -> None:
    before = (course / RECORD).read_bytes()
    (course / RECORD).unlink()

    frozen(course)

    assert (course / RECORD).read_bytes() == before
    assert before.endswith(b"}\n")


def test_a_lesson_cannot_be_frozen_without_its_data(without_data: Path) -> None:
    assert codes(without_data, "freeze", "first-counts") == ["E723"]


def test_freezing_a_lesson_that_is_not_marked_says_so(tmp_path: Path) -> None:
    told = frozen(copy_course("minimal", tmp_path))

    assert told == ["note: lesson 'first-counts' is published from this record once its plan has 'freeze: true'"]


def test_an_unknown_lesson_cannot_be_frozen(course: Path) -> None:
    with pytest.raises(WikiskillsError, match="E906"):
        freeze(load_project(course), "second-counts", FakeExecutor(), NoProgress(), print)


def test_explain_says_that_the_frozen_record_is_published(without_data: Path) -> None:
    result = wikiskills(without_data, "explain", "first-counts")

    assert result.stdout == f"first-counts would not run: its data cannot be had, so {RECORD} is published\n"


def test_records_are_not_cleaned_away(course: Path) -> None:
    edit(course / "mkdocs.yml", "    cell_timeout: 30", "    build: records/basics")

    assert codes(course, "clean") == ["E221"]
