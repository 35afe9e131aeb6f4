"""A kernel that is not there, and one that crashes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.lesson_text import cells
from wikiskills.errors import Problem, WikiskillsError
from wikiskills.execution.job import Job, steps_of
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.lesson import read_lesson_text


def test_a_kernel_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(WikiskillsError, match=r"^mkdocs.yml: E705 there is no Jupyter kernel called 'nowhere'"):
        KernelExecutor(tmp_path).execute(Job("l", (), (), "nowhere", 20), lambda _: None)


def test_a_kernel_that_crashes_is_reported_at_the_cell_and_leaves_no_process(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    killing = f"import os, pathlib, signal\npathlib.Path({str(pid)!r}).write_text(str(os.getpid()))\nos.abort()"
    problems: list[Problem] = []
    lesson = read_lesson_text(cells("x = 1", killing, "x"), "lessons/basics/l.py", problems)
    assert lesson is not None, problems
    done: list[int] = []
    with pytest.raises(
        WikiskillsError, match=r"^lessons/basics/l.py:4:1: E702 the process died while it ran this cell"
    ):
        KernelExecutor(tmp_path).execute(Job("l", steps_of(lesson), (), "python3", 20), done.append)
    assert done == [0, 1]
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
