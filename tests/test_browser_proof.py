"""Exercises in the browser's Python, run by Node: those of the real course pass, and what does not work is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.courses import LESSON, copy_course, edit
from tests.support.runtime import real_runtime
from wikiskills.browser.course import InBrowser, plan_course
from wikiskills.browser_proof.node_python import NodePython
from wikiskills.browser_proof.prove import Prover, _read, prove, trials_of
from wikiskills.browser_proof.trial import Trial
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.errors import Location, Problem
from wikiskills.runs import find_data
from wikiskills.runtime.node import find_node
from wikiskills.runtime.offer import Runtime

ROOT = Path(__file__).parents[1]
SOLUTION = "    return sum(counts)\n"


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Runtime:
    return real_runtime(monkeypatch)


@pytest.fixture
def course(tmp_path: Path, runtime: Runtime) -> Path:
    return copy_course("minimal", tmp_path)


def planned(root: Path) -> tuple[list[Trial], InBrowser]:
    project = load_project(root)
    curriculum = load_curriculum(project)
    data = find_data(curriculum, project, lambda _: None)
    problems: list[Problem] = []
    browser = plan_course(curriculum, project.settings, data, problems)
    assert problems == []
    return trials_of(curriculum, browser, data), browser


def proved(root: Path, memory: Path, told: list[str] | None = None, seconds: int = 120) -> list[Problem]:
    trials, browser = planned(root)
    node = find_node()
    assert node is not None
    return prove(trials, browser, Prover(node, memory, seconds, (told if told is not None else []).append))


def line_of(root: Path, text: str) -> int:
    lines = (root / LESSON).read_text(encoding="utf-8").splitlines()
    (found,) = [number for number, line in enumerate(lines, 1) if text in line]
    return found


def test_every_exercise_of_the_real_course_works_in_the_browser(runtime: Runtime) -> None:
    assert proved(ROOT, ROOT / ".wikiskills" / "browser-proofs.json") == []


def test_all_that_learners_may_look_at_is_there_in_the_browser(runtime: Runtime, tmp_path: Path) -> None:
    """Of each lesson, the cells of all names together, before its last exercise."""
    trials, browser = planned(ROOT)
    lasts = {trial.lesson: trial for trial in trials}
    browser.place(tmp_path)
    python = NodePython(find_node() or "", tmp_path / runtime.folder, browser.lock[0])
    failed = {}
    for lesson, trial in lasts.items():
        runs = trial.planned.names.values()
        cells = [cell.source for cell in trial.planned.before if any(cell in run.setup for run in runs)]
        packages = sorted({name for run in runs for name in run.packages})
        (failed[lesson],) = python.ask({**trial.request(), "packages": packages, "attempts": [cells]}, 120)
    python.end()
    assert {lesson: failure for lesson, failure in failed.items() if failure} == {}


def test_an_exercise_that_works_is_proved_once(course: Path, tmp_path: Path) -> None:
    told: list[str] = []

    assert proved(course, tmp_path / "memory.json", told) == []
    assert told == ["proving 1 exercise in the browser's Python"]
    assert proved(course, tmp_path / "memory.json", told) == []
    assert len(told) == 1


def test_proving_some_does_not_forget_the_others(course: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    memory.write_text('{"proved": ["an exercise of another lesson"]}')

    proved(course, memory)

    first, second = json.loads(memory.read_text())["proved"]
    assert first == "an exercise of another lesson"
    assert len(second) == 64


@pytest.mark.parametrize("content", ["", "[]", '{"proved": 1}', "{"])
def test_a_damaged_memory_remembers_nothing(course: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "memory.json").write_text(content)

    assert _read(tmp_path / "memory.json") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SOLUTION, "    return sum(list(counts))\n"),
        ("assert total([]) == 0", "assert total([]) < 1"),
        ("counts = [int(edits) for", "counts = [+int(edits) for"),
    ],
    ids=["solution", "hidden check", "set-up"],
)
def test_what_changed_is_proved_again(course: Path, tmp_path: Path, old: str, new: str) -> None:
    trials, browser = planned(course)
    edit(course / LESSON, old, new)
    assert browser.runtime is not None

    assert trials[0].key("runtime") != planned(course)[0][0].key("runtime")
    assert trials[0].key("runtime") != trials[0].key("another runtime")


def test_all_that_goes_wrong_is_told_with_its_line(course: Path, tmp_path: Path) -> None:
    """One Python runs all of these, so the course has one exercise for each."""
    lesson = course / LESSON
    text = lesson.read_text(encoding="utf-8")
    head, _, exercise = text.partition('# %% [markdown] exercise="total"')
    exercise, _, tail = exercise.partition("# %% [markdown]\n## On your own")
    parts = {
        "fails": exercise.replace(SOLUTION, "    import sys\n    return sum(counts) + ('pyodide' in sys.modules)\n"),
        "passes": exercise.replace("    ...\n", "    return 12\n"),
        "ends": exercise.replace(
            SOLUTION, "    import sys\n    while 'pyodide' in sys.modules:\n        pass\n    return sum(counts)\n"
        ),
        "works": exercise.replace("== 12", "== sum(counts)"),
    }
    copies = [f'# %% [markdown] exercise="total"{part}'.replace('"total"', f'"{name}"') for name, part in parts.items()]
    lesson.write_text(head + "".join(copies) + tail, encoding="utf-8")
    plan = course / "curriculum" / "basics.yml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("exercises: 5", "exercises: 20"), encoding="utf-8")

    found = {problem.message.split("'")[1]: problem for problem in proved(course, tmp_path / "memory.json", seconds=15)}

    assert {name: problem.code for name, problem in found.items()} == {
        "fails": "E561",
        "passes": "E562",
        "ends": "E563",
    }
    check = (
        lesson.read_text(encoding="utf-8").splitlines().index('assert total(counts) == 12, "Add all three counts."') + 1
    )
    assert found["fails"].where == Location(LESSON, check)
    assert "AssertionError: Add all three counts." in found["fails"].message
    assert "notebook_only: [{exercise: fails" in found["fails"].hint
    assert found["passes"].where.line == line_of(course, 'exercise="passes" role="starter"')


def test_exercises_share_nothing(course: Path, tmp_path: Path) -> None:
    """What one attempt binds, writes or changes is not there for the next: its starter would pass."""
    edit(
        course / LESSON,
        SOLUTION,
        SOLUTION + "\n\nopen('left.txt', 'w').close()\nopen('data/edit-counts.csv', 'w').close()\n",
    )
    edit(
        course / LESSON,
        'assert total(counts) == 12, "Add all three counts."',
        'import os\nassert total(counts) == 12 or os.path.exists("left.txt"), "Add all three counts."',
    )

    assert proved(course, tmp_path / "memory.json") == []


def test_a_cell_that_runs_before_is_told_too(course: Path, tmp_path: Path) -> None:
    edit(
        course / LESSON, "counts = [int(edits)", "import sys\nassert 'pyodide' not in sys.modules\ncounts = [int(edits)"
    )

    (problem,) = proved(course, tmp_path / "memory.json")

    assert problem.code == "E561"
    assert problem.where == Location(LESSON, line_of(course, "assert 'pyodide' not in"))
    assert "a cell that runs before" in problem.message


def test_a_runtime_that_does_not_start_is_told(course: Path, tmp_path: Path) -> None:
    trials, browser = planned(course)
    (tmp_path / "node").write_text("#!/bin/sh\necho 'Error: no memory left' >&2\nexit 1\n")
    (tmp_path / "node").chmod(0o755)

    (problem,) = prove(trials, browser, Prover(str(tmp_path / "node"), tmp_path / "memory.json", 60, lambda _: None))

    assert problem.code == "E563"
    assert "no memory left" in problem.message
