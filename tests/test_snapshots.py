"""An edited lesson goes on from the last cell before which nothing changed, and gives out what a whole run does."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.cells import code_cell
from tests.support.parity import read_job, result, without_chance
from tests.support.processes import processes_with, wait_until_gone
from wikiskills.errors import WikiskillsError
from wikiskills.execution import snapshots
from wikiskills.execution.job import Attempt, DataMount, Job, Step
from wikiskills.execution.record import ExecutionRecord, Output
from wikiskills.execution.snapshots import Snapshots
from wikiskills.execution.warm import WarmExecutor
from wikiskills.percent import Cell, Tag

CLOCK = "import os, time\ntime.time_ns()"
"""A cell whose output is another one in each run."""


@dataclass(frozen=True)
class Ran:
    """What came of a run: the step that it began with, and the record."""

    start: int
    record: ExecutionRecord

    @property
    def texts(self) -> list[str]:
        return [text_of(outputs) for outputs in self.record.outputs]


def text_of(outputs: tuple[Output, ...]) -> str:
    return "".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs)


def job(*steps: str | Step, name: str = "lesson", **settings: Any) -> Job:
    written = tuple(code_cell(step) if isinstance(step, str) else step for step in steps)
    return Job(name, written, **{"data": (), "kernel": "python3", "cell_timeout": 20, "memory_limit": 1000, **settings})


def run(executor: WarmExecutor, *steps: str | Step, **settings: Any) -> Ran:
    done: list[int] = []
    record = executor.execute(job(*steps, **settings), done.append)
    return Ran(done[0], record)


def failure(executor: WarmExecutor, *steps: str | Step, **settings: Any) -> str:
    with pytest.raises(WikiskillsError) as caught:
        run(executor, *steps, **settings)
    return str(caught.value)


@pytest.fixture(scope="module")
def marker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder for temporary files: its name stands in the environment of every process of these lessons."""
    folder = tmp_path_factory.mktemp("snapshots")
    tempfile.tempdir = str(folder)
    yield folder
    tempfile.tempdir = None


@pytest.fixture(scope="module")
def shared(marker: Path) -> Iterator[WarmExecutor]:
    with WarmExecutor(marker / "cache", snapshots=Snapshots(count=30)) as executor:
        yield executor


@pytest.fixture
def executor(shared: WarmExecutor) -> Iterator[WarmExecutor]:
    """An executor with a warm parent and no snapshots."""
    yield shared
    for name in tuple(shared.album.trails):
        shared.album.trails.pop(name).end()


@pytest.fixture(scope="module")
def plain(marker: Path) -> Iterator[WarmExecutor]:
    with WarmExecutor(marker / "cache") as executor:
        yield executor


@pytest.fixture
def data(tmp_path: Path) -> DataMount:
    path = tmp_path / "t.csv"
    path.write_text("one\ntwo\nthree\n")
    return DataMount("t.csv", path, "0")


def test_cells_before_the_first_changed_one_are_not_run_again(executor: WarmExecutor) -> None:
    first = run(executor, CLOCK, "x = [1]", "x.append(2)\nx")
    again = run(executor, CLOCK, "x = [1]", "x.append(3)\nx")

    assert (first.start, again.start) == (0, 2)
    assert again.texts == [first.texts[0], "", "[1, 3]"]
    assert again.record.seconds >= first.record.seconds / 2


@pytest.mark.parametrize(
    ("edited", "start"),
    [
        (("a = 0", "b = 2", "a, b"), 0),
        (("a = 1", "b = 2", "a, b", "a + b"), 3),
        (("a = 1", "b = 2", "b += 1", "a, b"), 2),
        (("b = 2", "a = 1", "a, b"), 0),
        (("a = 1", "b = 2"), 2),
        (("a = 1", replace(code_cell("b = 2"), tags=frozenset({Tag.REMOVE_OUTPUT})), "a, b"), 1),
        (("a = 1", "b = 2", "a, b"), 3),
    ],
    ids=["first", "added", "put-between", "swapped", "removed", "tag", "nothing"],
)
def test_a_run_begins_where_the_edit_is(
    edited: tuple[str | Step, ...], start: int, executor: WarmExecutor, plain: WarmExecutor
) -> None:
    run(executor, "a = 1", "b = 2", "a, b")
    again = run(executor, *edited)

    assert again.start == start
    assert again.record.outputs == run(plain, *edited).record.outputs


def test_other_data_and_other_limits_begin_anew(executor: WarmExecutor, data: DataMount, tmp_path: Path) -> None:
    steps = (CLOCK, "open('data/t.csv').read()")
    other = tmp_path / "other.csv"
    other.write_text("four\n")

    assert run(executor, *steps, data=(data,)).start == 0
    assert run(executor, *steps, data=(data,)).start == 2
    changed = run(executor, *steps, data=(DataMount("t.csv", other, "1"),))
    assert (changed.start, changed.texts[1]) == (0, r"'four\n'")
    assert run(executor, *steps, data=(DataMount("t.csv", other, "1"),), memory_limit=900).start == 0


def test_what_a_later_cell_changed_in_earlier_outputs_is_as_in_a_whole_run(executor: WarmExecutor) -> None:
    shown = ("handle = display('first', display_id='d')", "1")
    assert run(executor, *shown, "handle.update('second')").texts[0] == "'second'"

    again = run(executor, *shown, "handle.update('third')", "handle.update('fourth')")
    assert (again.start, again.texts[0]) == (2, "'fourth'")
    assert run(executor, *shown, "handle.update('third')").texts[0] == "'third'"
    assert run(executor, *shown, "2").texts[0] == "'first'"


def test_chance_goes_on_as_it_would(executor: WarmExecutor, plain: WarmExecutor) -> None:
    seeded = ("import random, numpy\nrandom.seed(1); numpy.random.seed(1)", "random.random(), numpy.random.rand()")
    drawn = "[random.random() for _ in range(3)], numpy.random.rand(2)"
    run(executor, *seeded, "0")
    once, twice = run(executor, *seeded, drawn), run(executor, *seeded, f"{drawn} ")

    assert (once.start, twice.start) == (2, 2)
    assert once.texts == twice.texts == run(plain, *seeded, drawn).texts


def test_a_lesson_written_cell_by_cell_runs_as_deep_and_with_as_few_files(
    executor: WarmExecutor, plain: WarmExecutor
) -> None:
    """Each run goes on from a copy that the one before has left."""
    look = """import inspect, os, threading
len(inspect.stack(0)), len(os.listdir('/proc/self/fd')), [thread.name for thread in threading.enumerate()]"""
    steps = [f"{number}" for number in range(8)]
    for number in range(len(steps)):
        assert run(executor, *steps[: number + 1]).start == number

    assert run(executor, *steps, look).texts == run(plain, *steps, look).texts


def attempt(source: str, *checks: str, must_pass: bool = False) -> Attempt:
    return Attempt("ex", code_cell(source), tuple(map(code_cell, checks)), must_pass)


def test_attempts_run_again_only_where_they_or_what_is_before_them_changed(
    executor: WarmExecutor, plain: WarmExecutor, tmp_path: Path
) -> None:
    counter = tmp_path / "counter"
    note = f"print('x', file=open({str(counter)!r}, 'a'))\n"
    solution, starter = (
        attempt(f"{note}y = 1\ny", "assert y == 1", must_pass=True),
        attempt(f"{note}y = 0", "assert y == 1"),
    )
    look = "get_ipython().execution_count, 'y' in globals()"
    first = run(executor, CLOCK, solution, starter, attempt("y = 2", "assert y == 1"), look)
    edited = CLOCK, solution, starter, attempt("y = 3", "assert y == 1"), look
    again = run(executor, *edited)

    assert counter.read_text() == "x\nx\n"
    assert again.start == 3
    assert again.record.outputs == first.record.outputs
    assert again.texts[1:] == run(plain, "1", *edited[1:]).texts[1:]
    assert again.texts[-1].endswith("False)")
    assert "E704" in failure(executor, CLOCK, attempt("y = 0", "assert y == 1", must_pass=True), starter, look)
    assert run(executor, CLOCK, solution, starter, look).start == 1


def test_warnings_that_are_shown_once_are_shown_once(executor: WarmExecutor, plain: WarmExecutor) -> None:
    warned = "import warnings\ndef f():\n    warnings.warn('careful')", "f()\nf()", attempt("1", "1/0"), "f()"
    expected = run(plain, *warned, "f()").record.outputs
    assert run(executor, *warned, "f()").record.outputs == expected
    assert run(executor, *warned, "f() ").record.outputs == expected


@pytest.mark.parametrize(
    ("wrong", "code"),
    [("1 / 0", "E700"), ("while True:\n    pass", "E701"), ("os.kill(os.getpid(), 9)", "E702"), ("object()", "E707")],
)
def test_a_wrong_edit_is_mended(wrong: str, code: str, executor: WarmExecutor) -> None:
    first = run(executor, CLOCK, "x = 1", "x + 1")

    for _ in range(2):
        assert code in failure(executor, CLOCK, "x = 1", wrong, "x + 1", cell_timeout=1)
    mended = run(executor, CLOCK, "x = 1", "x + 2")
    assert (mended.start, mended.texts) == (2, [first.texts[0], "", "3"])


NOT_COPIED = {
    "thread": "import threading\nevent = threading.Event()\nthreading.Thread(target=event.wait, daemon=True).start()",
    "child": "import subprocess\nprogram = subprocess.Popen(['sleep', '1000'])",
    "program-of-another-session": "os.system('setsid sleep 1000 &')",
    "socket": "import socket\npair = socket.socketpair()",
    "written-file": "file = open('/dev/shm/../null', 'w')",
    "changed-data": "open('data/t.csv', 'a').write('four')",
    "new-file": "open('new.txt', 'w').close()",
    "new-folder": "os.mkdir('new')\nos.chdir('new')",
    "folder-gone": "import shutil\nshutil.rmtree(os.getcwd())",
    "shared-memory": "import mmap\nmemory = mmap.mmap(-1, 10)",
    "signal": "import signal\nkept = signal.signal(signal.SIGTERM, print)",
    "timer": "import signal\nkept = signal.alarm(1000)",
    "task": "import asyncio\ntask = asyncio.create_task(asyncio.sleep(1000))",
    "closed-output": "os.close(2)",
}


@pytest.mark.parametrize("kind", NOT_COPIED)
def test_what_a_fork_would_not_copy_is_made_again(kind: str, executor: WarmExecutor, data: DataMount) -> None:
    cells = (CLOCK, NOT_COPIED[kind])
    first = run(executor, *cells, "1", data=(data,))
    again = run(executor, *cells, "2", data=(data,))

    gone = kind == "folder-gone"
    assert again.start == (0 if gone else 1)
    assert (again.texts[0] == first.texts[0]) is not gone
    assert again.texts[2] == "2"


def test_no_program_is_left_while_snapshots_wait(executor: WarmExecutor, marker: Path) -> None:
    before = set(processes_with(str(marker)))
    run(
        executor,
        CLOCK,
        "1",
        "os.system('setsid sleep 1000 &')",
        "import subprocess\nkept = subprocess.Popen(['sleep', '1000'])",
    )

    left = set(wait_until_gone(str(marker), but=len(before) + 2)) - before
    assert left == {snapshot.process for snapshot in executor.album.trails["lesson"].snapshots}
    assert len(left) == 2


def test_snapshots_are_made_again_once_nothing_is_left_running(executor: WarmExecutor) -> None:
    cells = (
        CLOCK,
        "import threading\nend = threading.Event()\nthread = threading.Thread(target=end.wait)\nthread.start()",
    )
    run(executor, *cells, "end.set()\nthread.join()", "3")

    assert run(executor, *cells, "end.set()\nthread.join()", "4").start == 3


def test_files_are_as_they_were_at_the_boundary(executor: WarmExecutor, data: DataMount) -> None:
    reading = CLOCK, "rows = open('data/t.csv', 'rb', buffering=0)\nrows.readline()", "rows.readline()"
    spoil = "open('data/t.csv', 'w').write('spoilt')\nopen('new.txt', 'w').close()"
    run(executor, *reading, f"list(rows)\n{spoil}", data=(data,))
    for edit in "12":
        again = run(
            executor, *reading, f"list(rows), sorted(os.listdir('.')), os.listdir('data'), {edit}", data=(data,)
        )
        assert again.start == 3
        assert again.texts[1:] == [r"b'one\n'", r"b'two\n'", rf"([b'three\n'], ['data'], ['t.csv'], {edit})"]
    run(executor, *reading, f"{spoil}\nos.replace('new.txt', 'data/t.csv')", data=(data,))
    assert run(executor, *reading, "list(rows)", data=(data,)).texts[3] == r"[b'three\n']"
    assert data.path.read_text() == "one\ntwo\nthree\n"


def test_over_the_count_what_is_soon_made_again_goes(marker: Path) -> None:
    cells = CLOCK, "1", "time.sleep(0.3)", "2", "3"
    with WarmExecutor(marker / "cache", snapshots=Snapshots(count=2)) as executor:
        first = run(executor, *cells, "4")
        kept = [snapshot.least for snapshot in executor.album.trails["lesson"].snapshots]
        again = run(executor, *cells, "5")

    assert len(kept) == 2
    assert 3 in kept
    assert again.start in (3, 4, 5)
    assert again.texts == [*first.texts[:5], "5"]


def test_over_the_memory_snapshots_go(marker: Path) -> None:
    grow = "import numpy\narray = numpy.zeros(10_000_000)"
    cells = CLOCK, grow, *("array += 1",) * 5, "array[0]"
    with WarmExecutor(marker / "cache", snapshots=Snapshots(count=30, megabytes=250)) as executor:
        run(executor, *cells)
        taken = executor.album.trails["lesson"].snapshots
        assert wait_for(lambda: sum(snapshot.kilobytes() for snapshot in tuple(taken)) <= 250_000)
        assert 0 < len(taken) < len(cells)
        assert run(executor, *cells[:-1], "array[1]").texts[-1] == "np.float64(5.0)"
    with WarmExecutor(marker / "cache", snapshots=Snapshots(count=30, megabytes=1)) as executor:
        run(executor, *cells[:2])
        assert wait_for(lambda: not executor.album.trails)
        assert run(executor, *cells[:2]).start == 0


def test_the_lesson_used_last_keeps_its_snapshots(marker: Path) -> None:
    with WarmExecutor(marker / "cache", snapshots=Snapshots(count=3)) as executor:
        for name in ("a", "b", "a", "c"):
            run(executor, CLOCK, "1", name=name)

        assert [(name, len(trail.snapshots)) for name, trail in executor.album.trails.items()] == [("a", 1), ("c", 2)]
        assert run(executor, CLOCK, "1", "2", name="c").start == 2
        assert run(executor, CLOCK, "1", name="b").start == 0


def test_a_closed_executor_leaves_no_process(marker: Path, tmp_path: Path) -> None:
    before = set(processes_with(str(marker)))
    with WarmExecutor(tmp_path, snapshots=Snapshots()) as executor, ThreadPoolExecutor(1) as pool:
        run(executor, CLOCK, "1", "2")
        slow = pool.submit(failure, executor, CLOCK, "1", "import time\ntime.sleep(1000)")
        run(executor, CLOCK, "1", name="other")
        time.sleep(0.5)
        executor.__exit__()

        assert "E702" in slow.result()
    assert set(wait_until_gone(str(marker), but=len(before))) <= before


def test_a_killed_build_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reader, writer = os.pipe()
    build = os.fork()
    if build == 0:
        os.setsid()
        with WarmExecutor(tmp_path / "cache", snapshots=Snapshots()) as executor:
            run(executor, CLOCK, "1", "2")
            os.write(writer, b"!")
            run(executor, CLOCK, "1", "import time\ntime.sleep(1000)")
        os._exit(0)
    os.read(reader, 1)
    time.sleep(0.3)
    assert len(processes_with(str(tmp_path))) == 1 + 2 + 2  # the parent, snapshots, the lesson with its supervisor
    os.kill(build, signal.SIGKILL)
    os.waitpid(build, 0)

    assert wait_until_gone(str(tmp_path)) == []
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGSTOP])
def test_without_its_last_snapshots_a_lesson_begins_earlier(
    by: signal.Signals, executor: WarmExecutor, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_PATIENCE", 0.3)
    first = run(executor, CLOCK, "x = 1", "x += 1", "x")
    processes = [snapshot.process for snapshot in executor.album.trails["lesson"].snapshots]
    for process in processes[1:]:
        os.kill(process, by)
    again = run(executor, CLOCK, "x = 1", "x += 1", "x, 0")
    os.kill(processes[0], by)

    assert (again.start, again.texts) == (1, [first.texts[0], "", "", "(2, 0)"])
    for snapshot in executor.album.trails["lesson"].snapshots:
        os.kill(snapshot.process, signal.SIGKILL)
    assert run(executor, CLOCK, "x = 1", "x += 1", "x, 1").start == 0
    assert not set(wait_until_gone(str(marker), but=0, seconds=0)) & set(processes)


def test_nothing_of_dead_snapshots_is_left_in_the_system(executor: WarmExecutor) -> None:
    run(executor, "0", "1")
    assert executor.parent
    parent = int(
        run(executor, "import os\nprint(open(f'/proc/{os.getppid()}/status').read())")
        .texts[0]
        .split("PPid:")[1]
        .split()[0]
    )
    for number in range(4):
        run(executor, "0", f"{number}", "2")
    time.sleep(0.2)
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()

    assert set(children) == {str(snapshot.process) for snapshot in executor.album.trails["lesson"].snapshots}


def test_a_lesson_may_run_twice_at_a_time(executor: WarmExecutor, marker: Path) -> None:
    before = len(processes_with(str(marker)))
    run(executor, CLOCK, "import time\ntime.sleep(0.2)", "2")
    with ThreadPoolExecutor(4) as pool:
        ran = list(pool.map(lambda edit: run(executor, CLOCK, f"import time\ntime.sleep(0.2)\n{edit}", "2"), range(4)))

    assert [each.texts[1:] for each in ran] == [[str(edit), "2"] for edit in range(4)]
    assert max(each.start for each in ran) == 1
    assert len(wait_until_gone(str(marker), but=before + 3)) == before + 3


def wait_for(condition: Callable[[], bool], seconds: float = 5) -> bool:
    """Wait until a condition holds; tell whether it does."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


CELLS = (
    "x = x * 3 + 1",
    "print(x)",
    "handle = display(x, display_id='d')",
    "handle.update(x)",
    "random.random()",
    "x, len(Out), _",
    "1 / 0",
    "open('kept.txt', 'a').write(str(x))",
    "open('kept.txt').read()",
    "from warnings import warn\nwarn('careful')",
)
EDIT = st.tuples(st.integers(0, 4), st.sampled_from(CELLS), st.sampled_from(["put", "change", "remove"]))


@given(st.lists(st.sampled_from(CELLS), min_size=2, max_size=4), st.lists(EDIT, min_size=2, max_size=4))
@settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_whatever_is_edited_the_record_is_that_of_a_whole_run(
    executor: WarmExecutor, plain: WarmExecutor, cells: list[str], edits: list[tuple[int, str, str]]
) -> None:
    lesson = list(cells)
    for place, source, kind in [(9, "", ""), *edits]:
        lesson[place : place + (kind != "put")] = [] if kind in ("", "remove") else [source]
        written = job("import random\nrandom.seed(0)\nx = 1\nhandle = display(x, display_id='d')", *lesson)
        assert result(executor, written) == result(plain, written)


@pytest.mark.parametrize("lesson", ["display_ids", "context", "clear_output", "streams", "warnings"])
def test_odd_lessons_go_on_as_they_were(lesson: str, executor: WarmExecutor, plain: WarmExecutor) -> None:
    whole = read_job(lesson)
    expected = without_chance(result(plain, whole))
    assert without_chance(result(executor, whole)) == expected

    for number in (len(whole.steps) - 1, len(whole.steps) // 2):
        step = whole.steps[number]
        assert isinstance(step, Cell)
        tagged = replace(step, tags=frozenset({*step.tags, Tag.HIDE_INPUT}))
        edited = replace(whole, steps=(*whole.steps[:number], tagged, *whole.steps[number + 1 :]))
        assert without_chance(result(executor, edited)) == expected
