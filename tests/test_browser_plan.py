"""What of a course runs in the browser: planned from its lessons, written to run.json, shown on the exercise page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.courses import LESSON, copy_course, edit, fake_site
from tests.support.runtime import FILES, VERSION, invented_runtime
from wikiskills.browser.course import InBrowser, plan_course
from wikiskills.browser.needs import pieces_of
from wikiskills.browser.plan import browser_problems
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum, load_curriculum
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.percent import Cell
from wikiskills.runs import find_data
from wikiskills.runtime.catalogue import load_catalogue
from wikiskills.site.model import Site

PAGE = "basics/first-counts/exercises/index.md"
RUN = "basics/first-counts/run.json"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_course("minimal", tmp_path)


def planned(root: Path) -> tuple[Curriculum, InBrowser, list[Problem]]:
    project = load_project(root)
    curriculum = load_curriculum(project)
    problems: list[Problem] = []
    return curriculum, plan_course(curriculum, project.settings, find_data(curriculum, project), problems), problems


def site_with(root: Path, browser: InBrowser) -> Site:
    """The site of a course whose exercises run in the browser."""
    return fake_site(root, browser=browser)[2]


def run_file(site: Site) -> dict[str, Any]:
    (asset,) = [asset for asset in site.assets if asset.path == RUN]
    assert isinstance(asset.content, bytes)
    found: dict[str, Any] = json.loads(asset.content)
    return found


def text_of(site: Site, path: str) -> str:
    (page,) = [page for page in site.pages if page.path == path]
    return page.text


def with_runtime(root: Path, folder: Path) -> InBrowser:
    folder.mkdir()
    return InBrowser(planned(root)[1].exercises, invented_runtime(folder))


def test_run_file_holds_what_learners_may_see(course: Path, tmp_path: Path) -> None:
    edit(course / LESSON, "assert total([]) == 0", "SECRET = 1\nassert total([]) == 0")
    site = site_with(course, with_runtime(course, tmp_path / "runtime"))

    found = run_file(site)

    assert found["version"] == 1
    exercise = found["exercises"]["total"]
    assert exercise["starter"].startswith("def total(counts):")
    assert exercise["checks"]
    assert all(set(check) == {"code"} for check in exercise["checks"])
    assert "SECRET" not in json.dumps(found)


def test_addresses_are_relative_to_the_run_file(course: Path, tmp_path: Path) -> None:
    browser = with_runtime(course, tmp_path / "runtime")
    found = run_file(site_with(course, browser))
    assert browser.runtime is not None

    assert found["runtime"] == f"../../{browser.runtime.folder}/"
    assert [file["url"] for file in found["files"]] == ["../../data/edit-counts/edit-counts.csv"]
    assert found["lock"] == browser.lock[0]


def test_run_file_holds_the_size_of_all_that_may_be_fetched(course: Path, tmp_path: Path) -> None:
    browser = with_runtime(course, tmp_path / "runtime")
    exercises = {lesson: tuple(replace(one, public=replace(one.public, packages=("tables",))) for one in planned)
                 for lesson, planned in browser.exercises.items()}  # fmt: skip
    found = run_file(site_with(course, replace(browser, exercises=exercises)))

    core = len(FILES["pyodide.mjs"]) + len(FILES["python_stdlib.zip"])
    assert found["core"] == core
    assert {name: (one["bytes"], one["needs"]) for name, one in found["packages"].items()} == {
        "numbers": (len(FILES["numbers-1.0-py3-none-any.whl"]), []),
        "tables": (len(FILES["tables-2.0-py3-none-any.whl"]), ["numbers"]),
    }
    assert [file["bytes"] for file in found["files"]] == [
        len((course / "curriculum/data/edit-counts.csv").read_bytes())
    ]


def test_page_wraps_the_starter_of_what_runs(course: Path, tmp_path: Path) -> None:
    text = text_of(site_with(course, with_runtime(course, tmp_path / "runtime")), PAGE)

    wrapper = text.partition('<div class="ws-runner"')[2].partition("</div>")[0]
    assert 'data-exercise="first-counts/total" data-run="../run.json"' in wrapper
    assert "```python\ndef total(counts):" in wrapper


def test_without_runtime_there_is_neither_file_nor_wrapper(course: Path) -> None:
    site = site_with(course, planned(course)[1])

    assert "ws-runner" not in text_of(site, PAGE)
    assert RUN not in {asset.path for asset in site.assets}


def test_notebook_only_exercises_stay_out(course: Path, tmp_path: Path) -> None:
    plan = course / "curriculum" / "basics.yml"
    text = plan.read_text(encoding="utf-8")
    indent = " " * (len(text.partition("objectives:")[0].rpartition("\n")[2]))
    plan.write_text(
        text.replace("objectives:", f"notebook_only: [{{exercise: total, reason: Slow.}}]\n{indent}objectives:", 1),
        encoding="utf-8",
    )
    site = site_with(course, with_runtime(course, tmp_path / "runtime"))

    assert "ws-runner" not in text_of(site, PAGE)
    assert RUN not in {asset.path for asset in site.assets}


def test_module_that_the_browser_lacks_is_an_error_at_the_exercise(course: Path) -> None:
    edit(course / LESSON, "return sum(counts)", "import distributed\n\n    return sum(counts)")

    curriculum, _, problems = planned(course)
    catalogue = load_catalogue(load_project(course).settings.runtime)

    assert [problem.code for problem in problems] == ["E560"]
    assert [one for entry in curriculum.written for one in browser_problems(entry, catalogue)] == problems
    assert "'distributed'" in problems[0].message
    assert problems[0].where.line > 0


def with_first_cell(course: Path, cell: str) -> None:
    lesson = course / LESSON
    text = lesson.read_text(encoding="utf-8")
    text = text.replace("# %%\n", f"# %%\n{cell}\n\n# %%\n", 1)
    lesson.write_text(text.replace("    return sum(", "    return BASE.sum() + sum(", 1), encoding="utf-8")


def test_imports_that_nothing_uses_do_not_run(course: Path) -> None:
    with_first_cell(course, "import matplotlib.pyplot as plt\nimport pandas as pd\n\nBASE = pd.Series([0])")

    (exercise,) = planned(course)[1].exercises["first-counts"]

    assert exercise.public.packages == ("pandas",)
    assert [cell.source.split("\n")[:4] for cell in exercise.public.setup[:2]] == [
        ["", "import pandas as pd"],
        ["", "", "", "BASE = pd.Series([0])"],
    ]
    assert [cell.source for cell in exercise.names["plt"].setup] == ["import matplotlib.pyplot as plt"]
    assert exercise.names["plt"].packages == ("matplotlib",)


def test_learners_can_look_at_what_the_lesson_made_so_far(course: Path, tmp_path: Path) -> None:
    with_first_cell(course, "import math\n\nBASE = math.ceil(.5)\nunused = BASE + 1\n\n# %%\nlen_of = unused")
    found = run_file(site_with(course, with_runtime(course, tmp_path / "runtime")))

    numbers = found["exercises"]["total"]["names"]["len_of"]["setup"]
    setup = [found["cells"][number].strip() for number in numbers]

    assert setup == ["import math", "BASE = math.ceil(.5)\nunused = BASE + 1", "len_of = unused"]


def test_names_of_an_exercise_need_no_package_that_the_browser_lacks(course: Path) -> None:
    with_first_cell(course, "import distributed\nimport pandas as pd\n\nBASE = pd.Series([0])")

    _, browser, problems = planned(course)

    assert problems == []
    assert "distributed" not in browser.exercises["first-counts"][0].names


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("import a\nfrom b import (\n    c,\n)\n\nx = 1", ["import a", "\nfrom b import (\n    c,\n)", "\n\n\n\n\nx = 1"]),  # noqa: E501
        ("x = 1\nimport a", ["x = 1\nimport a"]),
        ("import a; import b\nx = 1", ["import a; import b\nx = 1"]),
        ("import a; x = 1\ny = 2", ["import a; x = 1", "\ny = 2"]),
        ("from a import *", ["from a import *"]),
        ("from __future__ import annotations\nimport a", ["from __future__ import annotations\nimport a"]),
        ("%matplotlib inline\nimport a", ["%matplotlib inline\nimport a"]),
        ("import a", ["import a"]),
    ],
)  # fmt: skip
def test_imports_at_the_head_of_a_cell_are_cells_of_their_own(source: str, pieces: list[str]) -> None:
    cell = Cell(Location("x.py", 1), 2, is_code=True, source=source)

    assert [piece.source for piece in pieces_of(cell)] == pieces


def test_unknown_runtime_is_an_error_at_the_setting(course: Path) -> None:
    config = course / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "    runtime: 0.27.8\n", "utf-8")

    with pytest.raises(WikiskillsError, match=r"mkdocs\.yml:\d+.* E860 .*'0\.27\.8'"):
        planned(course)


def test_what_is_offered_has_all_that_it_needs() -> None:
    catalogue = load_catalogue(VERSION)

    assert {"numpy", "pandas", "matplotlib", "scikit-learn", "scipy", "mwxml", "mwparserfromhell"} <= set(
        catalogue.packages
    )
    assert {package.name for package in catalogue.closure(catalogue.packages)} == set(catalogue.packages)
    assert catalogue.package_of("sklearn") == "scikit-learn"
    assert catalogue.package_of("os") is None
