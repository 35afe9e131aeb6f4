"""The reference executor: one fresh Jupyter kernel for each lesson, driven by nbclient."""

from __future__ import annotations

import json
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat.v4
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.failure import cell_problem, checked_outputs, exit_problem
from wikiskills.execution.job import Attempt, Job, Report, Step
from wikiskills.execution.record import ExecutionRecord, Output, normalised
from wikiskills.execution.workspace import environment, workspace

_LONGEST_FOLDER = 50
"""Of the sockets' folder: a socket's path has at most 104 characters on macOS, 108 on Linux."""
_RUN_ATTEMPT = "__import__('wikiskills.execution.attempt', fromlist=['run']).run({request!r}, {answer!r}, {seconds})"


class IpcKernelManager(AsyncKernelManager):  # type: ignore[misc]  # the library has no types
    """Talks over Unix sockets: kernels that start at the same time cannot take each other's TCP ports."""

    def __init__(self, **settings: Any) -> None:
        folder = tempfile.gettempdir()
        if len(folder) > _LONGEST_FOLDER:
            folder = "/tmp"  # noqa: S108 - with a name that nobody guesses
        sockets = Path(folder) / f"wikiskills-{uuid.uuid4().hex}"
        super().__init__(transport="ipc", ip=str(sockets), **settings)


@dataclass(frozen=True)
class KernelExecutor:
    """Runs each lesson in its own kernel. `cache` is a folder for what libraries compute once."""

    cache: Path

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Nothing is to prepare: each lesson has a kernel of its own."""

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        """Run a job; raise `WikiskillsError` with the place of what failed."""
        self.cache.mkdir(parents=True, exist_ok=True)
        started = time.perf_counter()
        with workspace(job.data) as folder:
            outputs = _Run(job, folder, report).outputs(environment(folder, self.cache))
        return ExecutionRecord(outputs, round(time.perf_counter() - started, 3))


@dataclass
class _Run:
    job: Job
    folder: Path
    report: Report
    current: int = 0

    def outputs(self, env: dict[str, str]) -> tuple[tuple[Output, ...], ...]:
        notebook = nbformat.v4.new_notebook(cells=[self.cell(n, step) for n, step in enumerate(self.job.steps)])
        client = NotebookClient(
            notebook,
            kernel_name=self.job.kernel,
            kernel_manager_class=IpcKernelManager,
            timeout=self.job.cell_timeout,
            coalesce_streams=False,
            resources={"metadata": {"path": str(self.folder)}},
            on_cell_start=self.enter,
            on_cell_executed=self.leave,
        )
        self.report(0)
        try:
            client.execute(env=env)
        except CellExecutionError:
            raise WikiskillsError([self.failure(notebook)]) from None
        except (CellTimeoutError, TimeoutError):
            raise WikiskillsError([self.timeout()]) from None
        except DeadKernelError:
            raise WikiskillsError([self.death()]) from None
        except NoSuchKernel:
            hint = "install it, or set 'kernel' under extra.wikiskills in mkdocs.yml"
            message = f"there is no Jupyter kernel called '{self.job.kernel}'"
            raise WikiskillsError([Problem(Location("mkdocs.yml"), "E705", message, hint)]) from None
        return tuple(self.collect(number, step, notebook.cells[number]) for number, step in enumerate(self.job.steps))

    def cell(self, number: int, step: Step) -> NotebookNode:
        if isinstance(step, Attempt):
            request, answer = self.files(number)
            request.write_text(json.dumps([cell.source for cell in step.cells]), encoding="utf-8")
            seconds = self.job.cell_timeout + 1  # the cell's own timeout comes first
            source = _RUN_ATTEMPT.format(request=str(request), answer=str(answer), seconds=seconds)
            return nbformat.v4.new_code_cell(source, id=f"step-{number}")
        return nbformat.v4.new_code_cell(step.source, id=f"step-{number}", metadata={"tags": sorted(step.tags)})

    def files(self, number: int) -> tuple[Path, Path]:
        home = self.folder.parent
        return home / f"attempt-{number}.json", home / f"attempt-{number}-answer.json"

    def enter(self, *, cell_index: int, **_: object) -> None:
        self.current = cell_index

    def leave(self, *, cell_index: int, execute_reply: dict[str, Any], **_: object) -> None:
        asked = execute_reply["content"].get("payload", ())
        if any(item.get("source") == "ask_exit" and not item.get("keepkernel") for item in asked):
            raise WikiskillsError([exit_problem(self.place())])
        self.report(cell_index + 1)

    def collect(self, number: int, step: Step, cell: NotebookNode) -> tuple[Output, ...]:
        if isinstance(step, Attempt):
            _, answer = self.files(number)
            results = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else []
            return checked_outputs(step, [normalised(outputs) for outputs in results])
        return checked_outputs(step, [normalised(cell.outputs)])

    def failure(self, notebook: NotebookNode) -> Problem:
        step = self.job.steps[self.current]
        outputs = normalised(notebook.cells[self.current].outputs)
        if isinstance(step, Attempt):
            return Problem(step.answer.where, "E702", f"an attempt at exercise '{step.exercise}' could not be run")
        return cell_problem(step, outputs) or Problem(step.where, "E700", "the cell failed")

    def timeout(self) -> Problem:
        message = f"the cell ran for more than {self.job.cell_timeout} s and was stopped"
        hint = "make it faster, or raise 'cell_timeout' under extra.wikiskills in mkdocs.yml"
        return Problem(self.place(), "E701", message, hint)

    def death(self) -> Problem:
        hint = "look for a crash in compiled code, too much memory, or an exit in the cell"
        return Problem(self.place(), "E702", "the process died while it ran this cell", hint)

    def place(self) -> Location:
        step = self.job.steps[self.current]
        return step.answer.where if isinstance(step, Attempt) else step.where
