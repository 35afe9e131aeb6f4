"""`check --drift` runs everything anew and lists the outputs that changed, by the line of their cell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.cells import HERE, code_cell, display, stream
from tests.support.courses import LESSON, copy_course, edit, write_fake_site
from tests.support.fake_executor import FakeExecutor, NoProgress, Recorded
from wikiskills.cli.main import commands
from wikiskills.config import load_project
from wikiskills.errors import WikiskillsError
from wikiskills.execution.drift import drift_problems
from wikiskills.execution.record import ExecutionRecord, Output
from wikiskills.records import find_drift, freeze

BEFORE: Recorded = {"counts": [stream("3\n5\n4\n")], "total(counts)": [display(plain="12")]}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The minimal course, whose lesson gave out `BEFORE`."""
    root = copy_course("minimal", tmp_path)
    write_fake_site(root, BEFORE)
    return root


def drift(root: Path, now: Recorded, told: list[str] | None = None) -> list[str]:
    """Run the lesson anew, now giving out `now`; list the problems."""
    executor = FakeExecutor(now)
    try:
        find_drift(load_project(root), executor, 1, NoProgress(), (told if told is not None else []).append)
    except WikiskillsError as error:
        return [f"{problem.where}: {problem.code} {problem.message}" for problem in error.problems]
    return []


def test_the_same_outputs_are_no_drift(course: Path) -> None:
    assert drift(course, BEFORE) == []


def test_an_output_that_changed_is_told_by_its_cell_and_line(course: Path) -> None:
    found = drift(course, {**BEFORE, "counts": [stream("3\n6\n4\n")]})

    assert found == [f"{LESSON}:18:1: E730 the output of this cell changed: '5' -> '6'"]


def test_the_output_of_a_solution_counts(course: Path) -> None:
    found = drift(course, {**BEFORE, "total(counts)": [display(plain="13")]})

    assert found == [f"{LESSON}:42:1: E730 the output of this cell changed: '12' -> '13'"]


def test_drift_stays_until_the_next_build(course: Path) -> None:
    changed = {**BEFORE, "counts": []}

    assert drift(course, changed) == drift(course, changed) != []
    assert drift(course, BEFORE) == []


def test_other_packages_are_compared_with_the_last_build(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")

    assert len(drift(course, {**BEFORE, "counts": []})) == 1


def test_other_code_is_compared_with_nothing(course: Path) -> None:
    edit(course / LESSON, "\ncounts\n", "\ncounts[:2]\n")
    told: list[str] = []

    assert drift(course, {}, told) == []
    assert told == ["note: there is no record of lesson 'first-counts' to compare with"]


def test_a_frozen_record_is_compared_where_the_store_has_none(course: Path) -> None:
    freeze(load_project(course), "first-counts", FakeExecutor(BEFORE), NoProgress(), print)
    shutil.rmtree(course / ".wikiskills")

    assert drift(course, BEFORE) == []
    assert len(drift(course, {})) == 2


def test_the_command_leaves_with_1_where_outputs_drift(course: Path) -> None:
    """With the real executor, which gives out something else than the fake one did."""
    assert CliRunner().invoke(commands, ["--project", str(course), "notebooks"]).exit_code == 0

    result = CliRunner().invoke(commands, ["--project", str(course), "check", "--drift", "--jobs", "1"])

    assert result.exit_code == 1, result.output
    assert f"{LESSON}:18:1: E730 the output of this cell changed: '3' -> '[3, 5, 4]'" in result.stderr


def changed(old: list[Output], new: list[Output]) -> str:
    records = [ExecutionRecord((tuple(outputs),), 1.0) for outputs in (old, new)]
    found = [problem.message for problem in drift_problems([code_cell()], *records)]
    assert all(problem.where == HERE for problem in drift_problems([code_cell()], *records))
    return found[0].removeprefix("the output of this cell changed: ") if found else ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], ""),
        ([stream("a\n")], [stream("a\n")], ""),
        ([stream("a\nb\n")], [stream("a\n")], "'b' -> "),
        ([], [stream("a\n")], "nothing -> 'a'"),
        ([stream("a\n")], [], "'a' -> nothing"),
        ([stream("a\n")], [stream("a\n", "stderr")], "'stream: "),
        ([display(png="x" * 100)], [display(png="y" * 100)], "another image/png -> another image/png"),
        ([display(plain="1", html="<b>1</b>")], [display(plain="2", html="<b>2</b>")], "'1' -> '2'"),
        ([stream("a" * 99)], [stream("b" * 99)], f"'{'a' * 80}...' -> '{'b' * 80}...'"),
        ([display(plain="1", metadata={"w": 1})], [display(plain="1", metadata={"w": 2})], "'display_data: "),
    ],
)
def test_the_first_line_that_differs_is_shown(old: list[Output], new: list[Output], expected: str) -> None:
    found = changed(old, new)

    assert found.startswith(expected)
    assert bool(found) == bool(expected)
