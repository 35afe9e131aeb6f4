"""The warm executor: lessons run in forks of one process that has imported their libraries already."""

from __future__ import annotations

import ast
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.failure import checked_outputs
from wikiskills.execution.job import Attempt, Job, Report, Step
from wikiskills.execution.record import ExecutionRecord, Output, normalised
from wikiskills.execution.workspace import environment, workspace
from wikiskills.percent import Cell, Tag

_GRACE = 3.0
"""Seconds that an interrupted cell has to end before its process is killed."""


class WarmExecutor:
    """Runs lessons in forks of a warm parent, which ends with the `with` block.

    `cache` is a folder for what libraries compute once.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.resources = ExitStack()
        self.control: socket.socket | None = None
        self.lock = threading.Lock()

    def __enter__(self) -> Self:
        """Begin; the parent starts when the first job comes."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the parent and all that still runs."""
        self.resources.close()

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Start the parent with what two or more of these jobs import."""
        if jobs:
            self._start(shared_imports(jobs))

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        """Run a job in a fork; raise `WikiskillsError` with the place of what failed."""
        with self.lock:
            control = self.control or self._start([])
        started = time.perf_counter()
        connection, theirs = socket.socketpair()
        with workspace(job.data) as folder, connection:
            socket.send_fds(control, [b"j"], [theirs.fileno()])
            theirs.close()
            connection.sendall(_request(job, folder, self.cache))
            outputs = _Run(job, connection, report).outputs()
        return ExecutionRecord(outputs, round(time.perf_counter() - started, 3))

    def _start(self, modules: list[str]) -> socket.socket:
        self.cache.mkdir(parents=True, exist_ok=True)
        self.control, theirs = socket.socketpair()
        folder = self.resources.enter_context(workspace(()))
        command = [sys.executable, "-P", "-m", "wikiskills.execution.zygote", str(theirs.fileno()), *modules]
        parent = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, pass_fds=[theirs.fileno()], env=environment(folder, self.cache), stdin=subprocess.DEVNULL
        )
        theirs.close()
        self.resources.callback(parent.wait)
        self.resources.callback(self.control.close)
        return self.control


def _request(job: Job, folder: Path, cache: Path) -> bytes:
    steps = [
        {
            "cells": [cell.source for cell in step.cells] if isinstance(step, Attempt) else [step.source],
            "attempt": isinstance(step, Attempt),
            "may_fail": isinstance(step, Cell) and Tag.RAISES_EXCEPTION in step.tags,
        }
        for step in job.steps
    ]
    request = {
        "steps": steps,
        "folder": str(folder),
        "environment": environment(folder, cache),
        "memory": job.memory_limit,
    }
    return json.dumps(request).encode() + b"\n"


@dataclass
class _Run:
    job: Job
    connection: socket.socket
    report: Report
    current: int = 0

    def outputs(self) -> tuple[tuple[Output, ...], ...]:
        found = []
        self.report(0)
        with self.connection.makefile("rb") as lines:
            for number, step in enumerate(self.job.steps):
                self.current = number
                found.append(checked_outputs(step, [normalised(outputs) for outputs in self.results(lines)]))
                self.report(self.current + 1)
        return tuple(found)

    def results(self, lines: Any) -> list[list[dict[str, Any]]]:
        """Wait for the results of the current step; interrupt it when its time is up, then kill it."""
        try:
            self.connection.settimeout(self.job.cell_timeout)
            message = json.loads(lines.readline() or "{}")
        except TimeoutError:
            self.connection.sendall(b"i")
            raise WikiskillsError([self.timeout()]) from None
        except ConnectionError:
            message = {}
        if "results" in message:
            results: list[list[dict[str, Any]]] = message["results"]
            return results
        raise WikiskillsError([self.death(message.get("ended"))])

    def timeout(self) -> Problem:
        message = f"the cell ran for more than {self.job.cell_timeout} s and was stopped"
        hint = "make it faster, or raise 'cell_timeout' under extra.wikiskills in mkdocs.yml"
        return Problem(self.place(), "E701", message, hint)

    def death(self, status: int | None) -> Problem:
        hint = "look for a crash in compiled code, too much memory, or an exit in the cell"
        how = "" if status is None else f" ({_explain(status)})"
        return Problem(self.place(), "E702", f"the process died while it ran this cell{how}", hint)

    def place(self) -> Location:
        step = self.job.steps[self.current]
        return step.answer.where if isinstance(step, Attempt) else step.where


def _explain(status: int) -> str:
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return f"exit code {os.WEXITSTATUS(status)}"


def shared_imports(jobs: Sequence[Job]) -> list[str]:
    """List the modules that two or more jobs import, most common first."""
    counts = Counter(module for job in jobs for module in {name for step in job.steps for name in _imports(step)})
    return [module for module, count in counts.most_common() if count > 1]


def _imports(step: Step) -> Iterator[str]:
    cells = step.cells if isinstance(step, Attempt) else (step,)
    for cell in cells:
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module
