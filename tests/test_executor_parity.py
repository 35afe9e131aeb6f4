"""The warm executor gives out what a Jupyter kernel gives out: small lessons through both, every output compared.

What is chance in a kernel too is made equal before: memory addresses, and ids that pandas draws for each table.
Lessons wait where a kernel would show text of another program at some later time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import pytest

from wikiskills.errors import Problem, WikiskillsError
from wikiskills.execution.job import Executor, Job, steps_of
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.warm import WarmExecutor
from wikiskills.lesson import read_lesson_text

FOLDER = Path(__file__).parent / "parity"
LESSONS = sorted(path.stem for path in FOLDER.glob("*.py"))
NEEDS = {"widgets": "ipywidgets"}
FAIL = ("custom_handler", "exception_group", "unannounced_error", "unannounced_exit", "usage_error")
CHANCE = (
    (re.compile(r"0x[0-9a-f]{6,}"), "ADDRESS"),
    (re.compile(r"\bT_[0-9a-f]{5}"), "T_TABLE"),  # a Styler draws an id for its table
    (re.compile(r"/\S*wikiskills-\w+/"), "/FOLDER/"),
)

Results = Mapping[str, Any]


def read_job(name: str) -> Job:
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
    if isinstance(value, str):
        for pattern, name in CHANCE:
            value = pattern.sub(name, value)
        return value
    if isinstance(value, Mapping):
        return {key: without_chance(item) for key, item in value.items()}
    return [without_chance(item) for item in value] if isinstance(value, Sequence) else value


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    return [read_job(name) for name in LESSONS if name not in NEEDS or find_spec(NEEDS[name])]


@pytest.fixture(scope="module")
def of_kernel(jobs: list[Job], tmp_path_factory: pytest.TempPathFactory) -> Results:
    executor = KernelExecutor(tmp_path_factory.mktemp("cache"))
    with ThreadPoolExecutor(2) as pool:
        outputs = pool.map(lambda job: result(executor, job), jobs)
        return dict(zip((job.lesson for job in jobs), outputs, strict=True))


@pytest.fixture(scope="module")
def of_warm(jobs: list[Job], tmp_path_factory: pytest.TempPathFactory) -> Results:
    with WarmExecutor(tmp_path_factory.mktemp("cache")) as executor, ThreadPoolExecutor(2) as pool:
        executor.prepare(jobs)
        outputs = pool.map(lambda job: result(executor, job), jobs)
        return dict(zip((job.lesson for job in jobs), outputs, strict=True))


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_outputs_are_those_of_a_kernel(lesson: str, of_warm: Results, of_kernel: Results) -> None:
    if lesson not in of_warm:
        pytest.skip(f"{NEEDS[lesson]} is not installed")

    assert without_chance(of_warm[lesson]) == without_chance(of_kernel[lesson])


def test_the_lessons_run_to_their_end(of_kernel: Results) -> None:
    failed = {name: text for name, text in of_kernel.items() if isinstance(text, str)}

    assert sorted(failed) == sorted(FAIL), failed
