"""`explain` says whether a lesson would run, and names what changed: the cell, the data file, the package."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.cells import HERE
from tests.support.courses import LESSON, copy_course, edit, write_fake_site
from wikiskills.cli.main import commands
from wikiskills.errors import Location
from wikiskills.execution.explain import Change, changes, explain_key
from wikiskills.execution.key import CacheKey, KeyPart


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The minimal course, whose lesson was run."""
    root = copy_course("minimal", tmp_path)
    write_fake_site(root)
    return root


def explain(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["--project", str(root), "explain", *arguments])


def explained(root: Path) -> list[str]:
    result = explain(root, "first-counts")
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_an_unchanged_lesson_would_not_run(course: Path) -> None:
    assert explained(course) == ["first-counts would not run: the store has its record"]


def test_prose_changes_nothing(course: Path) -> None:
    edit(course / LESSON, "Count the edits of your last event.", "Count them.")

    assert explained(course) == ["first-counts would not run: the store has its record"]


def test_a_lesson_that_never_ran_would_run(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)

    assert explained(root) == ["first-counts would run: the store has never had a record of it"]


def test_a_removed_record_is_told(course: Path) -> None:
    (record,) = (course / ".wikiskills/store").rglob("*.gz")
    record.unlink()

    assert explained(course) == ["first-counts would run: nothing changed, but its record is damaged or was removed"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("\ncounts\n", "\ncounts[:2]\n", [f"{LESSON}:18:1: the cell changed"]),
        ("# %%\nwith", "# %%\na = 1\n\n# %%\nwith", [f"{LESSON}:18:1: the cell is new"]),
        (
            "# %% [markdown]\n# ## On your own",
            "# %%\n2\n\n# %% [markdown]\n# ## On your own",
            [f"{LESSON}:62:1: the cell is new"],
        ),
        ("    return sum", "    return  sum", [f"{LESSON}:42:1: the solution of exercise total changed"]),
        ("    return 12\n", "    return 13\n", [f"{LESSON}:58:1: a wrong answer of exercise total changed"]),
        ("== 0, ", "== 0.0, ", [f"{LESSON}:55:1: the check of exercise total changed"]),
    ],
)
def test_the_cell_that_changed_is_named_with_its_line(course: Path, old: str, new: str, expected: list[str]) -> None:
    edit(course / LESSON, old, new)

    first, *lines = explained(course)

    assert first == "first-counts would run: this changed since its last record:"
    assert [line.strip() for line in lines] == expected


def test_a_cell_that_went_away_is_told_at_its_place(course: Path) -> None:
    text = (course / LESSON).read_text()
    start = text.index("# %%\nwith")
    (course / LESSON).write_text(text[:start] + text[text.index("# %% [markdown] quiz") :])

    assert explained(course)[1:] == [f"  {LESSON}:36:1: 1 cell before this place went away"]


def test_a_dataset_that_changed_is_named(course: Path) -> None:
    data = (course / "curriculum/data/edit-counts.csv").read_bytes().replace(b"3", b"4", 1)
    (course / "curriculum/data/edit-counts.csv").write_bytes(data)
    before = "fcd51302eb78aa10a701ba728d653a94461f4e7239e870e00d05528884933eb6"
    edit(course / "curriculum/datasets.yml", before, hashlib.sha256(data).hexdigest())

    assert explained(course)[1:] == ["  data file edit-counts.csv changed"]


def test_a_module_that_is_imported_now_is_named_with_its_packages(course: Path) -> None:
    edit(course / LESSON, "# %%\nwith", "# %%\nimport yaml\nwith")

    lines = [line.strip() for line in explained(course)[1:]]

    assert lines[0] == f"{LESSON}:18:1: the cell changed"
    assert lines[1].startswith("package pyyaml 6.")
    assert lines[1].endswith(" is new")


def test_a_mistyped_lesson_is_answered_with_the_nearest(course: Path) -> None:
    result = explain(course, "first-count")

    assert result.exit_code == 1
    assert "E906 no written lesson is called 'first-count'" in result.stderr
    assert "did you mean 'first-counts'?" in result.stderr


def test_the_answer_as_json(course: Path) -> None:
    edit(course / LESSON, "\ncounts\n", "\ncounts[:2]\n")

    answer = json.loads(explain(course, "first-counts", "--format", "json").stdout)

    assert (answer["lesson"], answer["runs"]) == ("first-counts", True)
    assert answer["changes"] == [{"where": {"path": LESSON, "line": 18, "column": 1}, "text": "the cell changed"}]


def test_a_problem_as_json_is_the_only_thing_on_stdout(course: Path) -> None:
    result = explain(course, "nothing", "--format", "json")

    assert result.exit_code == 1
    assert [problem["code"] for problem in json.loads(result.stdout)] == ["E906"]


# Keys


def part(name: str, digest: str = "1", line: int = 0) -> KeyPart:
    return KeyPart(name, digest, Location("lesson.py", line) if line else None)


def key(*parts: KeyPart) -> CacheKey:
    return CacheKey(parts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (part("package numpy", "2.4.0"), part("package numpy", "2.4.1"), "package numpy changed: 2.4.0 -> 2.4.1"),
        (part("package numpy", "2.4.0"), part("kernel"), "package numpy 2.4.0 is no longer needed"),
        (part("python", "CPython 3.11.2"), part("python", "CPython 3.12.0"), "python changed: CPython 3.11.2 -> CPyth"),
        (part("module own", "aa"), part("module own", "bb"), "module own changed"),
        (part("settings of matplotlib", "aa"), part("settings of matplotlib", "b"), "settings of matplotlib changed"),
        (part("data file a.csv", "aa"), part("kernel"), "data file a.csv is no longer needed"),
    ],
)
def test_what_changed_around_the_code_is_named(old: KeyPart, new: KeyPart, expected: str) -> None:
    assert any(change.text.startswith(expected) for change in changes(key(old), key(new)))


def test_cells_at_the_end_that_went_away() -> None:
    old = key(part("cell", "a"), part("cell", "b"), part("cell", "c"))

    assert changes(old, key(part("cell", "a", 5))) == (Change(None, "2 cells at the end went away"),)


def test_a_check_of_many_attempts_is_named_once() -> None:
    old = [part("solution of exercise x"), part("check of exercise x", "a"), part("wrong answer of exercise x")]
    new = [part("solution of exercise x"), part("check of exercise x", "b", 9), part("wrong answer of exercise x")]
    repeated = (key(*old, old[1]), key(*new, new[1]))

    assert changes(*repeated) == (Change(Location("lesson.py", 9), "the check of exercise x changed"),)


def test_an_explanation_is_one_line_where_nothing_changed() -> None:
    same = key(KeyPart("cell", "a", HERE))

    assert str(explain_key("x", same, same, known=True)) == "x would not run: the store has its record"
