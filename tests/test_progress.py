"""How the lessons get on: bars in a terminal, lines elsewhere."""

from __future__ import annotations

import io
import re

from rich.console import Console

from tests.support.cells import code_cell
from wikiskills.cli.progress import shown_progress
from wikiskills.execution.job import Job

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
JOBS = [Job(f"lesson-{number}", (code_cell("1"), code_cell("2")), (), "python3", 30) for number in range(30)]
EXPECTED = {"lesson-0": 12.3, "lesson-29": 4.6}


def shown(*, terminal: bool) -> list[str]:
    """Let all lessons but the last end, and give the lines that were shown."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=terminal, width=80, height=10)
    with shown_progress(console, EXPECTED) as progress:
        progress.find(["kept"], [])
        progress.begin(JOBS)
        for job in JOBS[:-1]:
            progress.advance(job, 0)
            progress.advance(job, 2)
            progress.finish(job, None if job.lesson == "lesson-3" else 1.25)
        progress.advance(JOBS[-1], 0)
        progress.advance(JOBS[-1], 1)
    return [line.rstrip() for line in re.split(r"[\r\n]+", _ESCAPES.sub("", stream.getvalue())) if line.strip()]


def test_outside_of_a_terminal_lines_say_what_begins_and_ends() -> None:
    lines = shown(terminal=False)

    assert lines[:2] == ["running lesson-0 (about 12 s)", "[1/30] lesson-0: 1.2 s"]
    assert "[4/30] lesson-3: failed" in lines
    assert lines[-1] == "running lesson-29 (about 5 s)"


def test_in_a_terminal_only_lessons_that_run_have_bars() -> None:
    lines = shown(terminal=True)

    assert "[4/30] lesson-3: failed" in lines
    assert re.fullmatch(r"lesson-29 \S+ 1/2 0:00:0\d of about 5 s", lines[-1])
    assert "[29/30] lesson-28: 1.2 s" in lines[-3:]
