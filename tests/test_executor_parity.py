"""The warm executor gives out what a Jupyter kernel gives out: small lessons through both, every output compared.

What is chance in a kernel too is made equal before: memory addresses, and ids that pandas draws for each table.
Lessons wait where a kernel would show text of another program at some later time.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.parity import ALL, LESSONS, NEEDS, read_job, result, without_chance
from wikiskills.execution.job import Job
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.warm import WarmExecutor

FAIL = (
    "custom_handler",
    "exception_group",
    "quits",
    "quits_at_the_end",
    "unannounced_error",
    "unannounced_exit",
    "usage_error",
)

Results = Mapping[str, Any]


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    return [read_job(name) for name in LESSONS]


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


@pytest.mark.parametrize("lesson", ALL)
def test_the_outputs_are_those_of_a_kernel(lesson: str, of_warm: Results, of_kernel: Results) -> None:
    if lesson not in of_warm:
        pytest.skip(f"{NEEDS[lesson]} is not installed")

    assert without_chance(of_warm[lesson]) == without_chance(of_kernel[lesson])


def test_the_lessons_run_to_their_end(of_kernel: Results) -> None:
    failed = {name: text for name, text in of_kernel.items() if isinstance(text, str)}

    assert sorted(failed) == sorted(FAIL), failed
