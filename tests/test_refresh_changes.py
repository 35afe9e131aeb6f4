"""What `data refresh` tells of the difference between the old snapshot and the new one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.refreshing import COUNTS, VIEWS, Serve, recipe, run, small_course, views
from wikiskills.cli.main import commands
from wikiskills.live.changes import Summary, compare, read_table


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return small_course(tmp_path, monkeypatch)


def test_what_changed_is_shown(course: Path, serve: Serve) -> None:
    (course / COUNTS).write_bytes(b"date,views\n2023-12-31,7\n2024-01-01,120\n2024-01-02,80\n")
    recipe(course, VIEWS)
    serve(lambda _: views(120, 81, 45))

    lines = run(course, "edit-counts", "--dry-run").output.splitlines()

    assert f"{COUNTS}: would be written" in lines
    assert "  rows: 3" in lines
    assert "  rows added: 1, removed: 1, changed: 1" in lines
    assert lines[-3].split("  ")[0] == "column"
    assert [cell.strip() for cell in lines[-1].split("  ") if cell] == [
        "views",
        "7 → 45",
        "80 → 81",
        "120",
        "207 → 246",
    ]


def test_programs_read_it_as_json(course: Path, serve: Serve) -> None:
    recipe(course, VIEWS)
    serve(lambda _: views(1, 2, 6))

    result = CliRunner().invoke(
        commands, ["--project", str(course), "data", "refresh", "edit-counts", "--dry-run", "--format", "json"]
    )
    told = json.loads(result.stdout)

    assert (told["dataset"], told["path"], told["written"]) == ("edit-counts", COUNTS, False)
    assert (told["before"]["bytes"], told["after"]["bytes"]) == (49, 50)
    assert told["changes"]["columns"][0] == {
        "name": "views",
        "before": None,
        "after": {"min": 1, "median": 2, "max": 6, "sum": 9},
    }


def test_tables_with_other_columns_are_compared_by_what_they_share() -> None:
    before = read_table(b"id\tviews\told\n1\t10\t5\n2\t20\t\n2b\tx\n", "a.tsv")
    after = read_table(b"id\tviews\tnew\n1\t10\t1.5\n2\t21\t2.5\n3\t30\t\n", "a.tsv")

    changes = compare(before, after, 1)

    assert (changes.added, changes.removed, changes.changed) == (1, 1, 1)
    assert [(column.name, column.before, column.after) for column in changes.columns] == [
        ("id", None, Summary(1, 2, 3, 6)),
        ("views", None, Summary(10, 21, 30, 61)),
        ("new", None, Summary(1.5, 2.0, 2.5, 4.0)),
        ("old", Summary(5, 5, 5, 5), None),
    ]


def test_a_first_snapshot_is_all_new() -> None:
    changes = compare(read_table(b"", "a.csv"), read_table(b"a,b\n1,2\n", "a.csv"), 1)

    assert (changes.before, changes.after, changes.added, changes.removed, changes.changed) == (0, 1, 1, 0, 0)
