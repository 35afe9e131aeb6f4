"""One exercise to try in the browser's Python: what runs, under which key it is remembered, what its failure says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from wikiskills.browser.plan import BrowserExercise
from wikiskills.errors import Problem
from wikiskills.execution.job import DataMount
from wikiskills.percent import Cell

_SCRIPTS = ("prove.mjs", "prove.py.txt")
Failure = Mapping[str, Any]
"""Number of the cell that failed, line in it from 1 (0: unknown), and the error in words."""


@dataclass(frozen=True)
class Trial:
    """An exercise with the data files of its lesson.

    As on its page, the starter must fail a check and the solution pass all; with what hidden checks need, these too.
    """

    lesson: str
    planned: BrowserExercise
    data: tuple[DataMount, ...]

    @property
    def attempts(self) -> tuple[tuple[Cell, ...], ...]:
        """All cells of each attempt: with the starter, with the solution, with the solution and hidden checks."""
        exercise, public, whole = self.planned.exercise, self.planned.public, self.planned.whole
        hidden = (*whole.setup, exercise.solution, *exercise.checks, *exercise.hidden_checks)
        starter = (*public.setup, exercise.starter, *exercise.checks)
        if whole.setup == public.setup:
            return starter, hidden
        return starter, (*public.setup, exercise.solution, *exercise.checks), hidden

    def request(self) -> dict[str, Any]:
        """Write what Node is asked for: the answer is one failure, or null, for each attempt."""
        return {
            "packages": self.planned.whole.packages,
            "files": [{"name": mount.name, "path": str(mount.path)} for mount in self.data],
            "attempts": [[cell.source for cell in cells] for cells in self.attempts],
        }

    def key(self, runtime: str) -> str:
        """Name all that the result may depend on."""
        scripts = [(files("wikiskills.browser_proof") / name).read_text(encoding="utf-8") for name in _SCRIPTS]
        request = {**self.request(), "files": [[mount.name, mount.sha256] for mount in self.data]}
        return hashlib.sha256(json.dumps([runtime, scripts, request], sort_keys=True).encode()).hexdigest()

    def problem(self, starter: Failure | None, *solutions: Failure | None) -> Problem | None:
        """Say what is wrong where an attempt did not do what it must: the first may not pass, the others must."""
        for cells, failure in zip(self.attempts[1:], solutions, strict=True):
            if failure:
                return self._failed(cells[failure["cell"]], failure)
        if starter is None:
            exercise = self.planned.exercise
            message = f"the starter of exercise '{exercise.id}' passes every public check in the browser's Python"
            hint = "add a public check that tells it from a right answer"
            return Problem(exercise.starter.where, "E562", message, hint)
        return None

    def _failed(self, cell: Cell, failure: Failure) -> Problem:
        exercise = self.planned.exercise
        part = "the solution" if cell.exercise else "a cell that runs before"
        message = f"{part} of exercise '{exercise.id}' fails in the browser's Python: {failure['error']}"
        line = int(failure["line"])
        return Problem(cell.line(line) if line else cell.where, "E561", message, self._way_out)

    def unanswered(self, reason: str, *, timed_out: bool) -> Problem:
        """Say that Python did not come to an end."""
        message = f"exercise '{self.planned.exercise.id}' does not end in the browser's Python: {reason}"
        hint = "let it take less time, or " if timed_out else "look for what stops Python in its cells, or "
        return Problem(self.planned.exercise.where, "E563", message, hint + self._listing)

    @property
    def _way_out(self) -> str:
        used = ", ".join(self.planned.whole.packages) or "the standard library"
        return f"write it so that it works in both; the packages there may be older ({used}). Or {self._listing}"

    @property
    def _listing(self) -> str:
        return f"list it in its track: notebook_only: [{{exercise: {self.planned.exercise.id}, reason: ...}}]"
