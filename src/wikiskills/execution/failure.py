"""Say what went wrong in a cell: the line of the lesson file, the error, and what the cell printed last."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.job import Attempt, Step
from wikiskills.execution.record import Output
from wikiskills.percent import Cell, Tag

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_FRAME = re.compile(
    r"(?:Cell In\[\d+\]|File <ipython-input[^>]*>|Input In \[\d+\])[,:]? line (\d+)|^-+> (\d+) ", re.MULTILINE
)
_LONGEST = 200
_WORKSPACE = re.compile(r"/wikiskills-[a-z0-9_]{8}/")
_ADDRESS = re.compile(r" at 0x[0-9a-f]{6,}")


def checked_outputs(step: Step, results: Sequence[tuple[Output, ...]]) -> tuple[Output, ...]:
    """Give the outputs to keep of a step: a cell's own, or those of a solution.

    `results` are the outputs of the step's cells, up to the first that failed. Raises `WikiskillsError` where the
    step did not do what it must.
    """
    if isinstance(step, Attempt):
        problem, kept = attempt_problem(step, results), results[0] if results and step.must_pass else ()
    else:
        problem, kept = cell_problem(step, results[0]), results[0]
    if problem:
        raise WikiskillsError([problem])
    return kept


def cell_problem(cell: Cell, outputs: Sequence[Output]) -> Problem | None:
    """Find what is wrong with the outputs of a cell of the lesson's text; None where all is well."""
    error = _error(outputs)
    if error and Tag.RAISES_EXCEPTION not in cell.tags:
        return _error_problem(cell, "E700", "", error, outputs)
    if not error and Tag.RAISES_EXCEPTION in cell.tags:
        hint = "let it raise the error that the lesson shows, or drop the tag"
        return Problem(cell.where, "E703", "the cell is tagged raises-exception, but raised nothing", hint)
    return _chance_problem(cell, outputs)


def attempt_problem(attempt: Attempt, results: Sequence[Sequence[Output]]) -> Problem | None:
    """Find what is wrong with an attempt at an exercise; None where it passed or failed as it must.

    `results` are the outputs of its cells, up to the first that failed.
    """
    if not results:
        message = f"an attempt at exercise '{attempt.exercise}' ended its process"
        return Problem(attempt.answer.where, "E702", message, "look for an exit or a crash in its cells")
    error = _error(results[-1])
    if attempt.must_pass:
        if error:
            cell = attempt.cells[len(results) - 1]
            prefix = f"the solution of exercise '{attempt.exercise}' fails: "
            return _error_problem(cell, "E704", prefix, error, results[-1])
        return _chance_problem(attempt.answer, results[0])
    if error:
        return None
    kind = attempt.answer.role or "starter"
    message = f"the {kind} of exercise '{attempt.exercise}' passes every check"
    return Problem(attempt.answer.where, "E706", message, "add a check that tells it from a right answer")


def exit_problem(where: Location) -> Problem:
    """Say that a cell asked its kernel to end, which Jupyter does some time later: often after the next cells."""
    message = "the cell ends the process that runs the lesson"
    return Problem(where, "E702", message, "take out 'quit' or 'exit'; to show it only, tag the cell skip-execution")


def last_line(text: str) -> str:
    """Give the last line of a text that says anything, shortened."""
    lines = [line for line in _ANSI.sub("", text).splitlines() if line.strip()]
    return lines[-1].strip()[-_LONGEST:] if lines else ""


def _error(outputs: Sequence[Output]) -> Output | None:
    return next((output for output in outputs if output["output_type"] == "error"), None)


def _error_problem(cell: Cell, code: str, prefix: str, error: Mapping[str, Any], outputs: Sequence[Output]) -> Problem:
    line = _failing_line(cell, error["traceback"])
    source = cell.source.splitlines()[line - 1].strip() if line else ""
    message = f"{prefix}{error['ename']}: {_ANSI.sub('', str(error['evalue']))}".rstrip(": ")
    printed = [text for text in map(last_line, _streams(outputs)) if text]
    hints = [f"the line is: {source}"] if line else []
    hints += [f"the cell printed last: {printed[-1]}"] if printed else []
    if "MemoryError" in error["ename"]:
        hints.append("the lesson used all the memory that it may have: take less data, or smaller types")
    where = cell.line(line) if line else cell.where
    return Problem(where, code, message, "\n  ".join(hints))


def _failing_line(cell: Cell, traceback: Sequence[str]) -> int | None:
    """Read the line of this cell from IPython's traceback: the first frame is the cell itself. None where none is."""
    match = _FRAME.search(_ANSI.sub("", "\n".join(traceback)))
    line = int(match[1] or match[2]) if match else 0
    return line if 1 <= line <= len(cell.source.splitlines()) else None


def _streams(outputs: Sequence[Output]) -> list[str]:
    return [output["text"] for output in outputs if output["output_type"] == "stream"]


def _chance_problem(cell: Cell, outputs: Sequence[Output]) -> Problem | None:
    if Tag.REMOVE_OUTPUT in cell.tags or Tag.REMOVE_CELL in cell.tags:
        return None
    texts = [
        output["data"].get("text/plain", "") for output in outputs if "data" in output and len(output["data"]) == 1
    ]
    shown = "\n".join([*texts, *_streams(outputs)])
    if _ADDRESS.search(shown):
        message = "the output shows a memory address, which differs at every run"
        return Problem(cell.where, "E707", message, "end the cell with ';' or plt.show(), or print something readable")
    if _WORKSPACE.search(shown):
        message = "the output shows the lesson's temporary folder, which differs at every run"
        return Problem(cell.where, "E708", message, "print a path relative to the lesson, as in data/edits.csv")
    return None
