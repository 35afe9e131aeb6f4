"""The Dask executor: lessons are sent to the workers of a cluster, which may be other machines."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from wikiskills import __version__
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.imports import shared_imports
from wikiskills.execution.installed import installed_now
from wikiskills.execution.job import Job, Report, shown_cell
from wikiskills.execution.key import cache_key
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.worker import Order, differences, leave, run_order, survey

if TYPE_CHECKING:
    from distributed import Client, Future

_TRIES = 3
"""How often a lesson is sent, where the data that it needs got lost with a worker."""
_LOOK = 5.0
"""Seconds between looks at whether the cluster still has workers."""
_CONNECT = 10.0
"""Seconds that a scheduler has to answer."""
_HERE = Location("mkdocs.yml")


class DaskExecutor:
    """Sends lessons to the cluster of a scheduler; what the workers keep for a build ends with the `with` block.

    `cache` is a folder for what is computed once; `patience` how many seconds a cluster may be without a worker.
    A worker runs as many lessons at a time as it has threads.
    """

    def __init__(self, address: str, cache: Path, tell: Callable[[str], None], patience: float = 60) -> None:
        self.address, self.tell, self.patience = address, tell, patience
        self.client: Any = None
        self.over = False
        self.lock = threading.Lock()
        self.build = f"wikiskills-{uuid.uuid4().hex}"
        self.installed = installed_now(cache / "installed.json")
        self.modules: tuple[str, ...] = ()
        self.files: dict[str, Future[bytes]] = {}
        self.running: dict[str, _Run] = {}

    def __enter__(self) -> Self:
        """Begin; a build in which no lesson runs needs no cluster."""
        return self

    def __exit__(self, *_: object) -> None:
        """End what still runs, and disconnect."""
        self.over = True
        if self.client is not None:
            with suppress(OSError):  # the cluster may have gone
                self.client.cancel([run.future for run in tuple(self.running.values()) if run.future], force=True)
                if self.client.status == "running":
                    self.client.run(leave, self.build, on_error="ignore")
            self.client.close()

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Connect, and compare all workers with this machine.

        Raises `WikiskillsError` where there is no such scheduler or no worker, or where one would give other outputs.
        """
        if not jobs:
            return
        self.modules = tuple(shared_imports(jobs))
        if self.client is None:
            self.client = _connected(self.address)
            self.client.subscribe_topic(self.build, self._progress)
        self._await_worker()
        found = self.client.run(survey, __version__, [self._order(job) for job in jobs], on_error="return")
        said = {name: (str(result),) if isinstance(result, Exception) else result for name, result in found.items()}
        problems = [_different(name, texts) for name, texts in said.items() if texts]
        if problems:
            raise WikiskillsError(problems)

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        """Run a job on some worker; raise `WikiskillsError` with the place of what failed."""
        run = self.running[job.lesson] = _Run(job, report)
        order = self._order(job)
        try:
            for _ in range(_TRIES):
                run.begun, names = False, sorted({mount.sha256 for mount in job.data})
                run.future = self.client.submit(
                    run_on_worker, order, names, [self._file(job, name) for name in names],
                    key=f"{job.lesson}-{uuid.uuid4().hex}", pure=False,
                )  # fmt: skip
                result = self._result(run)
                if isinstance(result, ExecutionRecord):
                    return result
                if result is not None:
                    raise WikiskillsError(result)
            raise WikiskillsError([run.death()])
        finally:
            del self.running[job.lesson]

    def _order(self, job: Job) -> Order:
        return Order(self.build, job, cache_key(job, self.installed), self.modules)

    def _file(self, job: Job, sha256: str) -> Future[bytes]:
        """Give the bytes of a data file, which are sent once for all lessons, and again where they got lost."""
        with self.lock:
            known = self.files.get(sha256)
            if known is None or known.status in ("lost", "cancelled"):
                path = next(mount.path for mount in job.data if mount.sha256 == sha256)
                known = self.files[sha256] = self.client.scatter(path.read_bytes())
            return known

    def _result(self, run: _Run) -> ExecutionRecord | tuple[Problem, ...] | None:
        """Wait for a result; None where it has to be sent again."""
        from distributed import KilledWorker  # noqa: PLC0415 - as in `_connected`

        while True:
            try:
                result: ExecutionRecord | tuple[Problem, ...] = run.future.result(timeout=_LOOK)
            except TimeoutError:
                self._await_worker()
            except KilledWorker:
                return (run.death(),) if run.begun else None
            except ImportError as error:  # of a worker that came later than the others
                return (_different("a worker", (str(error),)),)
            except CancelledError:
                if self.over or self.client.status != "running":
                    raise WikiskillsError([self._gone("the connection to the scheduler was lost")]) from None
                return None
            else:
                return result

    def _await_worker(self) -> None:
        """Wait until the cluster has a worker; raise `WikiskillsError` where none comes."""
        with self.lock:  # one lesson asks for all
            if self.over or self.client.nthreads():
                return
            self.tell(f"the cluster has no worker; waiting for one to come to {self.address}")
            try:
                self.client.wait_for_workers(1, timeout=self.patience)
            except (TimeoutError, OSError):
                self.patience = 0.1
                raise WikiskillsError([self._gone("the cluster has no worker")]) from None

    def _gone(self, why: str) -> Problem:
        hint = f"start one: dask worker {self.address} --nthreads 1 --nworkers 2"
        return Problem(_HERE, "E726", f"the lessons cannot be run on {self.address}: {why}", hint)

    def _progress(self, event: tuple[float, Any]) -> None:
        lesson, done = event[1]
        if lesson in self.running:
            self.running[lesson].advance(done)


@dataclass
class _Run:
    """A lesson that was sent; `done` counts its steps that ended."""

    job: Job
    report: Report
    future: Any = None
    begun: bool = False
    """Whether it began; a lesson that only waited for a worker is not why the worker died."""
    done: int = 0

    def advance(self, done: int) -> None:
        self.begun, self.done = True, done
        self.report(done)

    def death(self) -> Problem:
        """Say that the worker died, at the step that was reached last."""
        steps = self.job.steps
        where = shown_cell(steps[min(self.done, len(steps) - 1)]).where if steps else _HERE
        message = "each worker died that this lesson was sent to; the last one while it ran this cell"
        return Problem(where, "E725", message, "look at the worker's log: most often its machine had no memory left")


def run_on_worker(
    order: Order, names: Sequence[str], contents: Sequence[bytes]
) -> ExecutionRecord | tuple[Problem, ...]:
    """Run a job in a worker's thread, and report to the build; `contents` are data files, `names` their SHA-256."""
    from distributed import get_worker  # noqa: PLC0415 - as in `_connected`

    worker = get_worker()
    different = differences(order)
    if different:
        return (_different(worker.address, different),)
    lesson = order.job.lesson

    def report(done: int) -> None:
        worker.log_event(order.build, (lesson, done))

    return run_order(order, dict(zip(names, contents, strict=True)), report, worker.local_directory)


def _different(worker: str, texts: Sequence[str]) -> Problem:
    hint = "install the same versions on all machines, as from requirements.lock, and start the worker again"
    return Problem(Location(worker), "E724", f"this worker would give other outputs: {'; '.join(texts)}", hint)


def _connected(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - only who has a cluster needs it, and it takes a second
    except ModuleNotFoundError:
        hint = "pip install 'wikiskills[dask]'"
        raise WikiskillsError(
            [Problem(_HERE, "E931", "'--executor dask' needs the library 'distributed'", hint)]
        ) from None
    try:
        return Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        why = str(error).partition("\n")[0] or type(error).__name__
        message = f"no Dask scheduler answers at '{address}': {why}"
        hint = "write its address as 'dask scheduler' prints it, as in tcp://192.0.2.7:8786"
        raise WikiskillsError([Problem(_HERE, "E930", message, hint)]) from error
