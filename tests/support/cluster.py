"""Jobs and builds for a Dask cluster, and what is done to its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from distributed import Client

from tests.support.parity import result
from tests.support.processes import processes_with
from wikiskills.execution.dask import DaskExecutor
from wikiskills.execution.job import DataMount, Job, steps_of
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.warm import WarmExecutor
from wikiskills.lesson import read_lesson_text


def job(name: str, *sources: str, data: tuple[DataMount, ...] = (), timeout: int = 60) -> Job:
    """Make a job of cells with these sources."""
    text = "\n\n".join(f"# %%\n{source}" for source in sources)
    lesson = read_lesson_text(text, f"lessons/cluster/{name}.py", [])
    assert lesson is not None
    return Job(name, steps_of(lesson), data, "python3", timeout)


def text_of(record: ExecutionRecord) -> str:
    """Give all that was printed."""
    return "".join(output.get("text", "") for outputs in record.outputs for output in outputs)


def run_all(executor: DaskExecutor | WarmExecutor, jobs: list[Job]) -> list[Any]:
    """Run jobs at the same time; give the outputs of each, or what its failure says."""
    executor.prepare(jobs)
    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(lambda job: result(executor, job), jobs))


def kill_worker(address: str, lesson: str, but: int = 0) -> int:
    """Kill the worker that runs a lesson, unless its process is `but`, which was killed before; give its process."""
    with Client(address, set_as_default=False) as client:
        deadline = time.monotonic() + 60
        while True:
            assert time.monotonic() < deadline
            time.sleep(0.05)
            found = [name for name, keys in client.processing().items() if any(lesson in key for key in keys)]
            for pid in client.run(os.getpid, workers=found, on_error="ignore").values() if found else ():
                if pid != but:
                    os.kill(pid, signal.SIGKILL)
                    return int(pid)


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the course in `root`, in a process of its own."""
    command = [sys.executable, "-m", "wikiskills", "--project", str(root), "build", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def wait_for_sleep(marker: Path) -> None:
    """Wait until a lesson has started the program `sleep`."""
    deadline = time.monotonic() + 30
    while not any(comm(pid) == "sleep" for pid in processes_with(str(marker))):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def comm(pid: int) -> str:
    """Give the name of a process's program; it is empty where the process has ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""
