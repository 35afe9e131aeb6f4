"""A build that is split across machines: each runs its part, and the last one takes all from the shared store."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests.support.courses import LESSON, copy_course, edit
from tests.support.fake_executor import FakeExecutor
from wikiskills.cli import building
from wikiskills.cli.main import commands
from wikiskills.execution.shard import Shard

LESSONS = ("first-counts", "second-counts", "third-counts", "fourth-counts", "fifth-counts")
RECORDED = {"counts": [{"output_type": "stream", "name": "stdout", "text": "x"}]}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The minimal course with four more lessons, and a shared store."""
    root = copy_course("minimal", tmp_path)
    outline = root / "curriculum/basics.yml"
    text = outline.read_text(encoding="utf-8")
    text = text[: text.index("  - id: second-counts")]
    plan = text[text.index("  - id: first-counts") :]
    for name in LESSONS[1:]:
        text += plan.replace("first-counts", name)
        code = (root / LESSON).read_text(encoding="utf-8") + f"\n# %%\nprint('{name}')\n"
        (root / LESSON).with_name(f"{name}.py").write_text(code, encoding="utf-8")
    outline.write_text(text, encoding="utf-8")
    edit(root / "mkdocs.yml", "  wikiskills:\n", "  wikiskills:\n    shared_store: ../shared\n")
    return root


@pytest.fixture(autouse=True)
def executor(monkeypatch: pytest.MonkeyPatch) -> FakeExecutor:
    """The executor of all commands: it starts no process, and notes which lessons it was asked for."""
    fake = FakeExecutor(RECORDED)
    monkeypatch.setattr(building, "_executor", lambda *_: nullcontext(fake))
    return fake


def build(root: Path, *options: str) -> Result:
    return CliRunner().invoke(commands, ["--project", str(root), "build", *options], prog_name="wikiskills")


def copies(course: Path, number: int) -> list[Path]:
    """The course as several machines check it out, beside each other and so beside the shared store."""
    return [Path(shutil.copytree(course, course.with_name(f"machine-{n}"))) for n in range(number)]


@given(st.lists(st.text(max_size=3), unique=True, max_size=50), st.integers(1, 9))
def test_the_parts_are_the_whole_without_overlap_and_of_one_size(lessons: list[str], count: int) -> None:
    parts = [Shard(number, count).of(lessons) for number in range(1, count + 1)]

    assert sorted(lesson for part in parts for lesson in part) == sorted(lessons)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("text", ["3/2", "0/2", "1/0", "0/0", "x", "", "1", "1/2/3", "-1/2", "1/2 ", "1.5/2", "½/2"])
def test_what_is_no_part_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no part"):
        Shard.parse(text)

    done = build(tmp_path, f"--shard={text}")
    assert done.exit_code == 2
    assert "is no part of a whole: write 1/4" in done.stderr


def test_parts_meet_in_the_shared_store_and_the_last_build_runs_nothing(course: Path, executor: FakeExecutor) -> None:
    *machines, last = copies(course, 4)
    asked: list[str] = []
    for number, machine in enumerate(machines, start=1):
        done = build(machine, "--shard", f"{number}/3")
        assert done.exit_code == 0, done.output
        assert f"Part {number}/3: " in done.stderr
        assert "0 from the store" in done.stderr
        assert "No site was built" in done.stderr
        assert not (machine / "site").exists()
        assert not (machine / "build/docs").exists()
        asked += executor.asked
        executor.asked.clear()

    assert sorted(asked) == sorted(LESSONS)
    done = build(last)
    assert done.exit_code == 0, done.output
    assert executor.asked == []
    assert "0 lessons run; 5 from the store" in done.stderr
    assert (last / "site/basics/fifth-counts/index.html").is_file()
    assert (last / "build/report.html").read_text(encoding="utf-8").count("<td>from the shared store</td>") == 5


def test_a_part_runs_the_same_lessons_whatever_the_store_holds(course: Path, executor: FakeExecutor) -> None:
    one, other = copies(course, 2)
    assert build(one, "--shard", "1/2").exit_code == 0
    edit(other / LESSON, "How many", "So how many")
    again = build(other, "--shard", "1/2")

    assert sorted(executor.asked) == ["fifth-counts", "first-counts", "third-counts"]
    assert "Part 1/2: 0 lessons run; 3 from the store" in again.stderr


def test_a_part_without_a_shared_store_is_refused(tmp_path: Path, executor: FakeExecutor) -> None:
    done = build(copy_course("minimal", tmp_path), "--shard", "1/2")

    assert done.exit_code == 1
    assert "mkdocs.yml: E932 " in done.stderr
    assert "WIKISKILLS_SHARED_STORE" in done.stderr
    assert executor.asked == []


def test_a_part_whose_records_do_not_arrive_fails(course: Path, executor: FakeExecutor) -> None:
    (course.parent / "shared").write_text("no folder")

    done = build(course, "--shard", "1/2")

    assert done.exit_code == 1
    assert "E933 not all records of part 1/2 are in the shared store" in done.stderr
    assert "note: the shared store" in done.stderr
