"""Lessons are run where the store does not know them, several at a time, and a failure of one is its own."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.cells import code_cell, stream
from tests.support.fake_executor import FakeExecutor, NoProgress, Unprepared
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.job import Job, Report
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.run import Results, run_jobs
from wikiskills.execution.store import Store
from wikiskills.execution.timings import read_timings, write_timings


def jobs(*lessons: str) -> list[Job]:
    return [Job(lesson, (code_cell(f"print('{lesson}')"),), (), "python3", 30) for lesson in lessons]


@dataclass
class Broken(Unprepared):
    """Runs all lessons but those named, which fail with one problem each."""

    lessons: set[str]

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        report(0)
        if job.lesson in self.lessons:
            raise WikiskillsError([Problem(Location(f"lessons/{job.lesson}.py", 3), "E700", "it failed")])
        return ExecutionRecord(((stream(job.lesson),),), 0.1)


@dataclass
class Noted:
    """Notes what it is told."""

    events: list[tuple[object, ...]] = field(default_factory=list)

    def find(self, stored: Sequence[str], shared: Sequence[str]) -> None:
        self.events.append(("find", *sorted(stored), *sorted(shared)))

    def begin(self, jobs: Sequence[Job]) -> None:
        self.events.append(("begin", *(job.lesson for job in jobs)))

    def advance(self, job: Job, done: int) -> None:
        self.events.append((job.lesson, done))

    def finish(self, job: Job, seconds: float | None) -> None:
        self.events.append((job.lesson, "end", seconds))


def run(folder: Path, *lessons: str) -> Results:
    return run_jobs(jobs(*lessons), FakeExecutor(), Store(folder), 2, NoProgress())


def test_an_unchanged_lesson_is_not_run_again(tmp_path: Path) -> None:
    first = run(tmp_path, "a", "b")
    second = run(tmp_path, "a", "b", "c")

    assert (first.executed, second.executed) == (("a", "b"), ("c",))
    assert second.records["a"] == first.records["a"]


def test_the_executor_is_told_what_will_run_before_it_runs(tmp_path: Path) -> None:
    told: list[list[str]] = []

    class Told(FakeExecutor):
        def prepare(self, jobs: Sequence[Job]) -> None:
            assert not self.asked
            told.append([job.lesson for job in jobs])

    run(tmp_path, "known")
    run_jobs(jobs("known", "a", "b"), Told(), Store(tmp_path), 1, NoProgress())

    assert told == [["a", "b"]]


def test_the_records_stand_in_the_order_of_the_course(tmp_path: Path) -> None:
    run(tmp_path, "b")

    assert list(run(tmp_path, "c", "b", "a").records) == ["c", "b", "a"]


def test_a_course_without_lessons_gives_no_records(tmp_path: Path) -> None:
    assert run(tmp_path) == Results({}, ())


def test_all_failures_are_reported_and_all_successes_kept(tmp_path: Path) -> None:
    with pytest.raises(WikiskillsError) as caught:
        run_jobs(jobs("a", "b", "c", "d"), Broken({"a", "c"}), Store(tmp_path), 2, NoProgress())

    assert [problem.where.path for problem in caught.value.problems] == ["lessons/a.py", "lessons/c.py"]
    assert run(tmp_path, "a", "b", "c", "d").executed == ("a", "c")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_so_many_lessons_run_at_a_time_as_there_are_workers(tmp_path: Path, workers: int) -> None:
    together = threading.Barrier(workers)
    running: list[int] = []
    now: set[str] = set()

    class Slow(Unprepared):
        def execute(self, job: Job, report: Report) -> ExecutionRecord:
            now.add(job.lesson)
            running.append(len(now))
            together.wait(timeout=10)
            now.remove(job.lesson)
            together.wait(timeout=10)
            return ExecutionRecord((), 0.1)

    names = [f"l{number}" for number in range(2 * workers)]
    run_jobs(jobs(*names), Slow(), Store(tmp_path), workers, NoProgress())

    assert max(running) == workers


def test_progress_is_told_of_what_runs_and_how_it_ends(tmp_path: Path) -> None:
    run(tmp_path, "known")
    noted = Noted()
    with pytest.raises(WikiskillsError):
        run_jobs(jobs("known", "good", "bad"), Broken({"bad"}), Store(tmp_path), 1, noted)

    assert noted.events == [
        ("find", "known"),
        ("begin", "good", "bad"),
        ("good", 0),
        ("good", "end", 0.1),
        ("bad", 0),
        ("bad", "end", None),
    ]


def test_a_bug_in_the_executor_is_not_hidden(tmp_path: Path) -> None:
    class Buggy(Unprepared):
        def execute(self, job: Job, report: Report) -> ExecutionRecord:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_jobs(jobs("a"), Buggy(), Store(tmp_path), 1, NoProgress())


def test_ctrl_c_waits_for_no_lesson(tmp_path: Path) -> None:
    begun, release = threading.Event(), threading.Event()
    executed = []
    noted = Noted()

    class Endless(Unprepared):
        def execute(self, job: Job, report: Report) -> ExecutionRecord:
            executed.append(job.lesson)
            begun.set()
            report(0)
            release.wait(timeout=5)
            raise WikiskillsError([])  # as it does when its executor ends

    def press_ctrl_c() -> None:
        begun.wait(timeout=5)
        time.sleep(0.2)  # so that all is begun
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    threading.Thread(target=press_ctrl_c).start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_jobs(jobs("running", "waiting"), Endless(), Store(tmp_path), 1, noted)
    seconds = time.monotonic() - started
    release.set()
    time.sleep(0.2)  # so that the lesson ends

    assert seconds < 4
    assert executed == ["running"]
    assert noted.events == [("find",), ("begin", "running", "waiting"), ("running", 0)]  # and no failure


def test_timings_come_back(tmp_path: Path) -> None:
    write_timings(tmp_path / "new" / "timings.json", {"b": 2.5, "a": 1.0})

    assert read_timings(tmp_path / "new" / "timings.json") == {"a": 1.0, "b": 2.5}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": null}', b'{"a": "soon"}', b"\xff", b'"a"'])
def test_damaged_timings_are_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "timings.json").write_bytes(content)

    assert read_timings(tmp_path / "timings.json") == {}


def test_missing_timings_are_none(tmp_path: Path) -> None:
    assert read_timings(tmp_path / "timings.json") == {}
