"""Lessons on a real Dask cluster of two worker processes: the same as here, whatever happens to workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dask
import pytest
from distributed import Client, LocalCluster

from tests.support.cluster import build, job, kill_worker, run_all, text_of, wait_for_sleep
from tests.support.courses import LESSON, copy_course, edit
from tests.support.parity import LESSONS, read_job, result, without_chance
from tests.support.processes import processes_with, wait_until_gone
from wikiskills.errors import WikiskillsError
from wikiskills.execution import worker
from wikiskills.execution.dask import DaskExecutor
from wikiskills.execution.job import DataMount
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.warm import WarmExecutor


@pytest.fixture(scope="module")
def marker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for temporary files of the workers: its name is in the environment of all their processes."""
    return tmp_path_factory.mktemp("workers")


@pytest.fixture(scope="module")
def cluster(marker: Path) -> Iterator[LocalCluster]:
    settings = {"distributed.scheduler.allowed-failures": 1, "distributed.nanny.pre-spawn-environ.TMPDIR": str(marker)}
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=2, processes=True, threads_per_worker=1, dashboard_address=":0", local_directory=str(marker)
        ) as cluster,
    ):
        yield cluster


@pytest.fixture
def address(cluster: LocalCluster) -> str:
    """The address of the scheduler; two workers are there, and nothing of an earlier build runs."""
    with Client(cluster, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    address: str = cluster.scheduler_address
    return address


def test_the_outputs_are_those_of_the_warm_executor(address: str, tmp_path: Path) -> None:
    jobs = [read_job(name) for name in LESSONS[::3]]  # those two executors share all but how the job arrives
    with DaskExecutor(address, tmp_path, print) as executor:
        of_dask = run_all(executor, jobs)
    with WarmExecutor(tmp_path / "cache") as warm:
        of_warm = run_all(warm, jobs)

    for ran, there, here in zip(jobs, of_dask, of_warm, strict=True):
        assert without_chance(there) == without_chance(here), ran.lesson


def test_a_build_is_byte_for_byte_that_of_this_machine(address: str, tmp_path: Path) -> None:
    roots = [copy_course("minimal", tmp_path / name) for name in ("here", "there")]
    for root, options in zip(roots, ([], ["--executor", "dask", "--scheduler", address]), strict=True):
        done = build(root, *options)
        assert done.returncode == 0, done.stderr
        assert "1 lesson run" in done.stderr
        assert "running first-counts" in done.stderr

    here, there = ({str(f.relative_to(root)): f.read_bytes() for f in files_of(root)} for root in roots)
    assert here == there
    assert "0 lessons run; 1 from the store" in build(roots[1]).stderr  # the key is that of this machine


def files_of(root: Path) -> list[Path]:
    return [path for name in ("site", "notebooks") for path in sorted((root / name).rglob("*")) if path.is_file()]


def test_data_reach_workers_by_their_bytes(address: str, tmp_path: Path) -> None:
    (tmp_path / "big.csv").write_bytes(b"x" * 3_000_000)
    (tmp_path / "small.csv").write_text("a,b\n")
    mounts = (DataMount("t.csv", tmp_path / "small.csv", "1"), DataMount("big.csv", tmp_path / "big.csv", "2"))
    code = "import os\nprint(open('data/t.csv').read(), os.path.getsize('data/big.csv'), sorted(os.listdir('data')))"
    spoil = "open('data/t.csv', 'w').write('spoiled')"
    with DaskExecutor(address, tmp_path, print) as executor:
        records = run_all(executor, [job(f"reads-{number}", code, spoil, data=mounts) for number in range(6)])

        assert {text_of(ExecutionRecord(outputs, 0)) for outputs in records} == {"a,b\n 3000000 ['big.csv', 't.csv']\n"}
        assert len(executor.files) == 2


def test_a_failure_has_its_place_and_the_others_finish(address: str, tmp_path: Path) -> None:
    jobs = [
        job("good", "print('good')"),
        job("bad", "x = 1", "print('so far')\n1 / 0"),
        job("slow", "while True:\n    pass", timeout=1),
        job("dead", "import os\nos._exit(3)"),
    ]
    with DaskExecutor(address, tmp_path, print) as executor:
        good, bad, slow, dead = run_all(executor, jobs)

    assert text_of(ExecutionRecord(good, 0)) == "good\n"
    assert bad.startswith("lessons/cluster/bad.py:6: E700 ZeroDivisionError")
    assert "the cell printed last: so far" in bad
    assert slow.startswith("lessons/cluster/slow.py:1:1: E701")
    assert dead.startswith("lessons/cluster/dead.py:1:1: E702")


def test_progress_comes_from_the_worker(address: str, tmp_path: Path) -> None:
    told: list[int] = []
    with DaskExecutor(address, tmp_path, print) as executor:
        one = job("steps", *["import time\ntime.sleep(0.3)"] * 3)
        executor.prepare([one])
        executor.prepare([one, job("never", "1")])  # a build tells first what is sure to run
        executor.execute(one, told.append)

    assert told == [0, 1, 2, 3]


def test_a_lesson_survives_the_death_of_its_worker(address: str, tmp_path: Path) -> None:
    jobs = [job("survivor", "import time\ntime.sleep(3)", "print('made it')"), job("other", "print('other')")]
    with DaskExecutor(address, tmp_path, print) as executor, ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill_worker, address, "survivor")
        survivor, other = run_all(executor, jobs)
        killing.result()

    assert text_of(ExecutionRecord(survivor, 0)) == "made it\n"
    assert text_of(ExecutionRecord(other, 0)) == "other\n"


def test_a_lesson_whose_workers_die_again_and_again_is_given_up(address: str, tmp_path: Path) -> None:
    """The scheduler of these tests allows one death, and gives up at the next."""
    jobs = [job("fatal", "x = 1", "import time\ntime.sleep(60)"), job("other", "print('other')")]

    def kill_twice() -> None:
        while "fatal" not in executor.running or not executor.running["fatal"].done:
            time.sleep(0.05)
        kill_worker(address, "fatal", but=kill_worker(address, "fatal"))

    with DaskExecutor(address, tmp_path, print) as executor, ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill_twice)
        fatal, other = run_all(executor, jobs)
        killing.result()

    assert re.match(r"lessons/cluster/fatal\.py:[14]:1: E725 ", fatal), fatal
    assert text_of(ExecutionRecord(other, 0)) == "other\n"


def pretend(what: str) -> None:
    """Within a worker: be of another version, in one way or other."""
    import sys

    from wikiskills import __version__
    from wikiskills.execution.installed import Installed, read_installed

    def older() -> Installed:
        now = read_installed()
        return Installed({**now.versions, "numpy": "1.0"}, now.needs, now.owners)

    if what == "an older numpy":
        worker.read_installed = older  # type: ignore[attr-defined]
    elif what == "an older wikiskills":
        worker.__version__ = "0.0.1"  # type: ignore[attr-defined]
    elif what == "no wikiskills":
        sys.modules["wikiskills.execution.worker"] = None  # type: ignore[assignment]
    else:
        worker.read_installed, worker.__version__ = read_installed, __version__  # type: ignore[attr-defined]
        sys.modules["wikiskills.execution.worker"] = worker
    worker._installed.cache_clear()  # noqa: SLF001 - what a worker keeps


@pytest.fixture
def changed(address: str) -> Iterator[Client]:
    """A client by which workers are changed; in the end they are as they were."""
    with Client(address, set_as_default=False) as client:
        yield client
        client.run(pretend, "what it is")


def pretend_on_one(client: Client, what: str) -> str:
    name: str = min(client.scheduler_info()["workers"])
    client.run(pretend, what, workers=[name])
    return name


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("an older numpy", r"numpy [0-9.]+ here, 1\.0 there"),
        ("an older wikiskills", r"wikiskills [0-9.]+ here, 0\.0\.1 there"),
        ("no wikiskills", r"import of wikiskills\.execution\.worker"),
    ],
)
def test_a_worker_with_other_versions_is_refused(
    changed: Client, address: str, tmp_path: Path, what: str, said: str
) -> None:
    name = pretend_on_one(changed, what)
    jobs = [job("numbers", "import numpy"), job("numbers-too", "import numpy as np\nprint(np.arange(3))")]
    with DaskExecutor(address, tmp_path, print) as executor, pytest.raises(WikiskillsError) as caught:
        executor.prepare(jobs)

    (problem,) = caught.value.problems
    assert (problem.where.path, problem.code) == (name, "E724")
    assert re.search(said, problem.message), problem.message


def test_a_worker_that_changes_while_a_build_runs_gives_no_record(
    changed: Client, address: str, tmp_path: Path
) -> None:
    with DaskExecutor(address, tmp_path, print) as executor:
        numbers, plain = job("numbers", "import numpy"), job("plain", "print('plain')")
        executor.prepare([numbers])
        for name in changed.scheduler_info()["workers"]:
            changed.run(pretend, "an older numpy", workers=[name])

        assert re.match(r"tcp://\S+: E724 .*numpy \S+ here, 1\.0 there", result(executor, numbers))
        assert result(executor, plain)[0][0]["text"] == "plain\n"  # it cannot load numpy


def test_nothing_of_a_build_is_left_on_the_workers(address: str, marker: Path, tmp_path: Path) -> None:
    kept = set(marker.rglob("wikiskills-*"))  # of workers that were killed; Dask removes them some time
    before = set(processes_with(str(marker)))
    with DaskExecutor(address, tmp_path, print) as executor:
        run_all(executor, [job("one", "print(1)"), job("two", "print(2)")])
        assert set(processes_with(str(marker))) > before

    assert not set(wait_until_gone(str(marker), but=len(before))) - before
    assert not set(marker.rglob("wikiskills-*")) - kept


def test_the_executor_stops_what_still_runs(address: str, marker: Path, tmp_path: Path) -> None:
    """As at Ctrl-C, or where another lesson met a bug of ours."""
    before = set(processes_with(str(marker)))
    with ThreadPoolExecutor(1) as pool:
        with DaskExecutor(address, tmp_path, print) as executor:
            endless = job("endless", "import os\nos.system('sleep 1000')")
            executor.prepare([endless])
            ended = pool.submit(executor.execute, endless, lambda _: None)
            wait_for_sleep(marker)
        assert isinstance(ended.exception(timeout=10), WikiskillsError)

    assert not set(wait_until_gone(str(marker), but=len(before), seconds=10)) - before


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_build_ends_or_abandons_its_lessons(
    how: signal.Signals, address: str, marker: Path, tmp_path: Path
) -> None:
    root = copy_course("minimal", tmp_path)
    edit(root / LESSON, "counts = [int", "__import__('os').system('sleep 5')\ncounts = [int")
    before = set(processes_with(str(marker)))
    command = [sys.executable, "-m", "wikiskills", "--project", str(root), "build"]
    command += ["--executor", "dask", "--scheduler", address]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_for_sleep(marker)
    os.killpg(process.pid, how)
    message = process.communicate(timeout=20)[1]

    assert "Traceback" not in message
    if how is signal.SIGINT:
        assert process.returncode == 130
        assert not set(wait_until_gone(str(marker), but=len(before), seconds=4)) - before
    edit(root / LESSON, "__import__('os').system('sleep 5')\ncounts = [int", "counts = [int")
    assert "1 lesson run" in build(root, "--executor", "dask", "--scheduler", address).stderr
