"""Snapshots are processes: what cannot be copied is made again, and none is left, whatever is killed or full."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.edited_runs import CLOCK, failure, run
from tests.support.processes import processes_with, wait_until_gone
from wikiskills.execution import snapshots
from wikiskills.execution.job import DataMount
from wikiskills.execution.snapshots import Snapshots
from wikiskills.execution.warm import WarmExecutor


@pytest.fixture
def data(tmp_path: Path) -> DataMount:
    path = tmp_path / "t.csv"
    path.write_text("one\ntwo\nthree\n")
    return DataMount("t.csv", path, "0")


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
