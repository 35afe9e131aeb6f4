"""Each learner notebook of the course in a plain kernel: up to each unsolved exercise, then with its solution."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from wikiskills.config import Project, load_project
from wikiskills.curriculum import CourseLesson, Curriculum, load_curriculum
from wikiskills.errors import WikiskillsError
from wikiskills.runs import find_data
from wikiskills.site.notebooks import learner_notebook

ROOT = Path(__file__).parents[1]
LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("*/*.py"))


@cache
def course() -> tuple[Project, Curriculum]:
    project = load_project(ROOT)
    return project, load_curriculum(project)


def put_data_beside(entry: CourseLesson, folder: Path) -> None:
    """Put the lesson's data where the notebook looks for them before it fetches any."""
    project, curriculum = course()
    (folder / "data").mkdir()
    try:
        data = find_data(curriculum, project)
    except WikiskillsError as error:
        pytest.skip(f"data are away: {error}")
    for file in (file for dataset in curriculum.datasets_of(entry) for file in dataset.files):
        if file.name not in data:
            pytest.skip(f"{file.name} is away")
        shutil.copyfile(data[file.name], folder / "data" / file.name)


class Kernel:
    """A kernel that runs the cells of a notebook one by one, as a learner does."""

    def __init__(self, notebook: NotebookNode, folder: Path) -> None:
        self.client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})

    def run(self, cell: NotebookNode) -> str:
        """Run a cell; give the error that it raises, empty where it raises none."""
        try:
            self.client.execute_cell(cell, self.client.nb.cells.index(cell))
        except CellExecutionError as error:
            return str(error)
        raised = [output.evalue for output in cell.outputs if output.output_type == "error"]
        return f"raised: {raised[0]}" if raised else ""


def exercises_of(notebook: NotebookNode) -> Iterator[list[NotebookNode]]:
    """Give the code cells in order: each by itself, those of an exercise (its starter and its checks) together."""
    group: list[NotebookNode] = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if group and "check" not in cell.metadata.get("tags", []):
                yield group
                group = []
            group.append(cell)
    if group:
        yield group


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_runs_up_to_each_exercise_and_on_once_that_is_solved(lesson: str, tmp_path: Path) -> None:
    _, curriculum = course()
    entry = curriculum.lesson(lesson)
    if entry.lesson is None:
        pytest.skip("a draft has no notebook")
    put_data_beside(entry, tmp_path)
    notebook = nbformat.reads(learner_notebook(curriculum, entry).text, as_version=4)
    solutions = iter(entry.exercises)
    kernel = Kernel(notebook, tmp_path)

    with kernel.client.setup_kernel():
        for first, *checks in exercises_of(notebook):
            tags = first.metadata.get("tags", [])
            error = kernel.run(first)
            if "exercise" not in tags:
                assert bool(error) == ("raises-exception" in tags), f"{first.source}\n\n{error}"
                continue
            exercise = next(solutions)
            assert any([error, *map(kernel.run, checks)]), f"the starter of {exercise.id} passes every check"
            first.source = exercise.solution.source
            assert [kernel.run(first), *map(kernel.run, checks)] == ["", *([""] * len(checks))], exercise.id
    assert next(solutions, None) is None


def test_every_kind_of_cell_is_there() -> None:
    """Should no lesson be published, or no exercise be in one, the tests above would test nothing."""
    _, curriculum = course()

    assert len(curriculum.written) >= 3
    assert sum(len(entry.exercises) for entry in curriculum.written) >= 10
