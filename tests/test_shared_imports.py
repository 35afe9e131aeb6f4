"""What lessons have in common is imported in an order that does not change from run to run."""

from __future__ import annotations

from tests.support.cells import code_cell
from wikiskills.execution.imports import shared_imports
from wikiskills.execution.job import Job

MODULES = ["zlib", "csv", "math", "bz2", "json", "ast", "random", "html", "gzip", "calendar"]


def job(lesson: str, modules: list[str]) -> Job:
    cell = code_cell("\n".join(f"import {module}" for module in modules))
    return Job(lesson=lesson, steps=(cell,), data=(), kernel="python3", cell_timeout=1)


def test_modules_that_are_as_common_stand_as_in_the_code() -> None:
    assert shared_imports([job("one", MODULES), job("two", MODULES[::-1])]) == MODULES


def test_the_most_common_modules_come_first() -> None:
    jobs = [job("one", MODULES), job("two", MODULES), job("three", ["gzip"])]

    assert shared_imports(jobs) == ["gzip", *(module for module in MODULES if module != "gzip")]
