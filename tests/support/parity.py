"""The odd lessons in tests/parity, what comes of them, and what is chance in that."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from wikiskills.errors import Problem, WikiskillsError
from wikiskills.execution.job import Executor, Job, steps_of
from wikiskills.lesson import read_lesson_text

FOLDER = Path(__file__).parents[1] / "parity"
NEEDS = {"widgets": "ipywidgets"}
ALL = sorted(path.stem for path in FOLDER.glob("*.py"))
LESSONS = [name for name in ALL if name not in NEEDS or find_spec(NEEDS[name])]
"""Those whose libraries are installed."""
_CHANCE = (
    (re.compile(r"0x[0-9a-f]{6,}"), "ADDRESS"),
    (re.compile(r"\bT_[0-9a-f]{5}"), "T_TABLE"),  # a Styler draws an id for its table
    (re.compile(r"/\S*wikiskills-\w+/"), "/FOLDER/"),
)


def read_job(name: str) -> Job:
    """Read a lesson."""
    problems: list[Problem] = []
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    with catch_warnings():
        simplefilter("ignore")  # one lesson shows what Python says of a wrong escape
        lesson = read_lesson_text(text, f"lessons/parity/{name}.py", problems)
    assert lesson is not None, problems
    return Job(name, steps_of(lesson), (), "python3", cell_timeout=60)


def result(executor: Executor, job: Job) -> Any:
    """Give the outputs of all steps, or what the failure says."""
    try:
        return executor.execute(job, lambda _: None).outputs
    except WikiskillsError as error:
        return str(error)


def without_chance(value: Any) -> Any:
    """Make equal what is chance in a kernel too."""
    if isinstance(value, str):
        for pattern, name in _CHANCE:
            value = pattern.sub(name, value)
        return value
    if isinstance(value, Mapping):
        return {key: without_chance(item) for key, item in value.items()}
    return [without_chance(item) for item in value] if isinstance(value, Sequence) else value
