"""The preview's own parts, each alone: what changed, where problems belong, runs in the background."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.courses import copy_course
from tests.support.fake_executor import NoProgress
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.errors import Location, Problem
from wikiskills.execution.installed import Installed
from wikiskills.execution.job import Job, Report, steps_of
from wikiskills.execution.key import cache_key
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.store import Store
from wikiskills.lesson import Lesson, read_lesson_text
from wikiskills.memory import Memory, recall
from wikiskills.preview.background import Engine, Run
from wikiskills.preview.board import Board
from wikiskills.preview.changes import Changes, look
from wikiskills.preview.places import Shown, shown_at, sources_of
from wikiskills.preview.stand_in import stand_in

TEXT = """# %% [markdown]
# Beginning.
#
# ## One

# %%
one = 1

# %% [markdown]
# ## Two `twice`
#
# More.

# %%
two = 2
"""


def lesson(text: str) -> Lesson:
    read = read_lesson_text(text, "lesson.py", [])
    assert read is not None
    return read


def record(*texts: str) -> ExecutionRecord:
    return ExecutionRecord(tuple(({"output_type": "stream", "name": "stdout", "text": text},) for text in texts), 1.0)


def texts(record: ExecutionRecord) -> list[str]:
    return [outputs[0]["text"] if outputs else "" for outputs in record.outputs]


def test_looking_sees_files_and_skips_what_editors_leave(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    for name in ("a.yml", "deep/er/b.py", "a.yml~", ".#a.yml", "deep/.hidden.py"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "broken").symlink_to("nowhere")

    seen = look((tmp_path / "a.yml", tmp_path / "deep", tmp_path / "missing"))

    assert set(seen) == {str(tmp_path / "a.yml"), str(tmp_path / "deep/er/b.py")}


def test_changes_are_told_together_however_files_change(tmp_path: Path) -> None:
    told: queue.SimpleQueue[frozenset[str]] = queue.SimpleQueue()
    (tmp_path / "sources").mkdir()
    old, other = tmp_path / "sources/old.py", tmp_path / "sources/other.py"
    old.write_text("1", encoding="utf-8")
    changes = Changes((tmp_path / "sources",), told.put)
    changes.start()

    (tmp_path / "new").write_text("1", encoding="utf-8")
    os.utime(tmp_path / "new", ns=(old.stat().st_atime_ns, old.stat().st_mtime_ns))
    (tmp_path / "new").replace(old)
    assert told.get(timeout=10) == {str(old)}, "saved by renaming, with the old size and time"
    other.write_text("2", encoding="utf-8")
    assert told.get(timeout=10) == {str(other)}
    (tmp_path / "sources").rename(tmp_path / "away")
    assert told.get(timeout=10) == {str(old), str(other)}
    (tmp_path / "away").rename(tmp_path / "sources")
    assert told.get(timeout=10) == {str(old), str(other)}
    changes.ended.set()


def test_a_stand_in_keeps_the_outputs_of_what_is_the_same() -> None:
    earlier = steps_of(lesson("# %%\na = 1\n\n# %%\nb = 2\n\n# %%\nc = 3\n"))
    now = steps_of(lesson("# %%\na = 1\n\n# %%\nnew = 0\n\n# %%\nmore = 0\n\n# %%\nc = 3\n"))
    edited = steps_of(lesson("# %%\na = 1\n\n# %%\nb = 22\n\n# %%\nc = 3\n"))

    assert texts(stand_in(now, earlier, record("a", "b", "c"))) == ["a", "", "", "c"]
    assert texts(stand_in(edited, earlier, record("a", "b", "c"))) == ["a", "b", "c"]
    assert texts(stand_in(now, (), None)) == ["", "", "", ""]


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        (1, []),
        (4, [("heading", "One")]),
        (6, [("code", "one = 1"), ("heading", "One")]),
        (7, [("code", "one = 1"), ("heading", "One")]),
        (12, [("heading", "Two `twice`"), ("code", "one = 1"), ("heading", "One")]),
        (15, [("code", "two = 2"), ("heading", "Two `twice`"), ("code", "one = 1"), ("heading", "One")]),
    ],
)
def test_a_problem_belongs_to_what_stands_before_it(tmp_path: Path, line: int, nearest: list[tuple[str, str]]) -> None:
    course = tmp_path / "lessons/basics/first-counts.py"
    project = load_project(copy_course("minimal", tmp_path))
    curriculum = load_curriculum(project)
    (name, source), *_ = sources_of(curriculum, project).items()
    shown = type(source)(source.pages, lesson(TEXT).written, tuple(TEXT.splitlines()))
    problem = Problem(Location(name, line), "E700", "wrong")

    assert course.name in name
    assert shown_at(problem, {name: shown}, TEXT.splitlines()).near == tuple(nearest)
    moved = Problem(Location(name, line + 2), "E700", "wrong")
    assert shown_at(moved, {name: shown}, ["# new", "# lines", *TEXT.splitlines()]).near == tuple(nearest)


def test_a_board_tells_each_page_what_concerns_it() -> None:
    board = Board()
    problem = Problem(Location("lessons/a.py", 3), "E700", "wrong", "mend it")
    board.update(problems=(Shown(problem, frozenset({"a/"}), (("code", "x"),)),), versions={"a/": 4}, epoch=2)
    number, state = board.wait(0, 0)

    assert number == 1
    assert board.message(state, "a/")["version"] == 4
    assert board.message(state, "a/")["problems"][0]["near"] == (("code", "x"),)
    assert board.message(state, "b/")["problems"][0]["near"] == ()
    board.update(epoch=2)
    assert board.wait(1, 0)[0] == 1, "the same again wakes nobody"


def test_a_memory_makes_anew_what_is_made_from_something_else() -> None:
    memory: Memory = {}
    made = [recall(memory, "x", source, lambda: [len(memory)]) for source in (1, 1, 2, 1)]

    assert made[0] is made[1]
    assert made[1] is not made[2]
    assert made[0] is not made[3]
    assert recall(None, "x", 1, lambda: "new") == "new"


class Slow:
    """An executor whose first step is done, and whose second waits for a word."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.finished = False

    def prepare(self, jobs: Sequence[Job]) -> None:
        pass

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        report(0)
        self.begun.set()
        self.go_on.wait(10)
        report(1)
        self.finished = True
        return record(*("x" for _ in job.steps))


def test_a_run_that_is_superseded_stops_at_its_next_cell(tmp_path: Path) -> None:
    job = Job("one", steps_of(lesson(TEXT)), (), "python3", 10)
    keys = {"one": cache_key(job, Installed({}, {}, {}))}
    executor, told = Slow(), list[str]()
    ended: queue.SimpleQueue[Run] = queue.SimpleQueue()
    run = Run([job], keys, Store(tmp_path), lambda _, text: told.append(text))

    run.start(Engine(executor, 1, NoProgress()), ended.put)
    assert executor.begun.wait(10)
    run.stop()
    executor.go_on.set()

    assert ended.get(timeout=10) is run
    assert run.superseded
    assert not executor.finished
    assert run.failed == {}
    assert told[-1] == "running one, cell 1 of 2"


class Broken(Slow):
    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        raise ZeroDivisionError("a fault of ours")


def test_a_fault_of_ours_in_a_run_is_a_problem(tmp_path: Path) -> None:
    job = Job("one", steps_of(lesson(TEXT)), (), "python3", 10)
    key = cache_key(job, Installed({}, {}, {}))
    ended: queue.SimpleQueue[Run] = queue.SimpleQueue()
    run = Run([job], {"one": key}, Store(tmp_path), lambda *_: None)
    run.start(Engine(Broken(), 1, NoProgress()), ended.put)

    assert [problem.code for problem in ended.get(timeout=10).failed[key.digest]] == ["E950"]
