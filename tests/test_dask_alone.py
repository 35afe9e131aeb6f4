"""What a build says of a Dask cluster that is not there, has no workers, or goes away; a worker that is forgotten."""

from __future__ import annotations

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from tests.support.cluster import build, job
from tests.support.courses import copy_course
from wikiskills.errors import WikiskillsError
from wikiskills.execution import worker
from wikiskills.execution.dask import DaskExecutor
from wikiskills.execution.key import CacheKey
from wikiskills.execution.record import ExecutionRecord


def test_a_worker_forgets_a_build_from_which_nothing_comes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As where the build was killed."""
    monkeypatch.setattr(worker, "LINGER", 0.2)
    order = worker.Order("abandoned", job("one", "print(1)"), CacheKey(()), ())
    record = worker.run_order(order, {}, lambda _: None, str(tmp_path))

    assert isinstance(record, ExecutionRecord)
    folder = worker._HOSTS["abandoned"].folder  # noqa: SLF001 - what a worker keeps
    deadline = time.monotonic() + 10
    while worker._HOSTS:  # noqa: SLF001
        assert time.monotonic() < deadline
        time.sleep(0.05)
    while folder.exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "foo://x:1"])
def test_a_wrong_address_is_said(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wikiskills.execution.dask._CONNECT", 0.5)
    with DaskExecutor(address, tmp_path, print) as executor, pytest.raises(WikiskillsError, match=f"E930 .*{address}"):
        executor.prepare([job("one", "1")])


def test_a_missing_library_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        DaskExecutor("tcp://x:1", tmp_path, print) as executor,
        pytest.raises(WikiskillsError, match=r"E931 .*\n.*dask\]"),
    ):
        executor.prepare([job("one", "1")])


def test_a_build_in_which_nothing_runs_needs_no_cluster(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    build(root)

    done = build(root, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:1")

    assert "0 lessons run" in done.stderr


def test_a_cluster_without_workers_is_waited_for_and_then_given_up(tmp_path: Path) -> None:
    told: list[str] = []
    with (
        LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as cluster,
        DaskExecutor(cluster.scheduler_address, tmp_path, told.append, patience=0.5) as executor,
        pytest.raises(WikiskillsError, match=r"E726 .*no worker"),
    ):
        executor.prepare([job("one", "1")])

    assert len(told) == 1


def test_a_scheduler_that_goes_away_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()
    monkeypatch.setitem(dask.config.config["distributed"]["comm"]["timeouts"], "connect", "2s")
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0")
    with DaskExecutor(cluster.scheduler_address, tmp_path, print) as executor, ThreadPoolExecutor(1) as pool:
        slow = job("slow", "import time\ntime.sleep(30)")
        executor.prepare([slow])
        ended = pool.submit(executor.execute, slow, lambda _: begun.set())
        assert begun.wait(20)
        cluster.close()

        assert "E726" in str(ended.exception(timeout=60))
