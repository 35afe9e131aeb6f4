"""What is known of lessons before they run: which are sure to, and which may change without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.courses import LESSON, copy_course, edit
from tests.support.fake_executor import FakeExecutor, NoProgress
from wikiskills.config import Project, load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.execution.job import Job
from wikiskills.execution.run import run_jobs
from wikiskills.execution.store import Store
from wikiskills.execution.warm import WarmExecutor
from wikiskills.runs import find_data, import_loose_modules, open_store, plan_jobs, sure_to_run


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The minimal course, whose lesson has run."""
    project = load_project(copy_course("minimal", tmp_path))
    run_jobs(jobs_of(project), FakeExecutor(), store_of(project), 1, NoProgress())
    return project


def jobs_of(project: Project) -> list[Job]:
    curriculum = load_curriculum(project)
    return plan_jobs(curriculum, project, find_data(curriculum, project))


def store_of(project: Project) -> Store:
    return open_store(project, print)


def test_a_lesson_that_has_run_is_not_sure_to_run(project: Project) -> None:
    assert sure_to_run(jobs_of(project), store_of(project)) == []


def test_a_lesson_that_never_ran_is_sure_to_run(project: Project, tmp_path: Path) -> None:
    assert sure_to_run(jobs_of(project), Store(tmp_path / "empty")) == jobs_of(project)


def test_an_edit_of_code_makes_a_run_sure_and_one_of_prose_does_not(project: Project) -> None:
    edit(project.root / LESSON, "How many", "So how many")
    assert sure_to_run(jobs_of(project), store_of(project)) == []

    edit(project.root / LESSON, "[int(edits)", "[1 * int(edits)")
    assert [job.lesson for job in sure_to_run(jobs_of(project), store_of(project))] == ["first-counts"]


def test_nothing_is_sure_where_a_shared_store_may_know_it(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIKISKILLS_SHARED_STORE", str(tmp_path / "shared"))
    edit(project.root / LESSON, "[int(edits)", "[1 * int(edits)")

    assert sure_to_run(jobs_of(project), store_of(project)) == []


def test_a_module_of_no_distribution_may_change_without_a_trace(project: Project, tmp_path: Path) -> None:
    assert not import_loose_modules(jobs_of(project), store_of(project))
    assert import_loose_modules(jobs_of(project), Store(tmp_path / "empty"))

    edit(project.root / LESSON, "    rows = [", "    import nowhere_installed\n    rows = [")
    run_jobs(jobs_of(project), FakeExecutor(), store_of(project), 1, NoProgress())
    assert import_loose_modules(jobs_of(project), store_of(project))


def test_a_parent_serves_again_unless_more_is_to_be_imported(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [["json"], ["json"], ["json", "csv"], []]
    monkeypatch.setattr("wikiskills.execution.warm.shared_imports", lambda _: wanted.pop(0))
    parents = []
    with WarmExecutor(tmp_path / "cache") as executor:
        for _ in range(4):
            executor.prepare(jobs_of(project))
            parents.append(executor.parent)

    assert parents[0] is parents[1]
    assert parents[1] is not parents[2]
    assert parents[2] is parents[3]
