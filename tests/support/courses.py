"""Whole courses in a temporary folder: copies of those in tests/courses, and small ones made of a lesson's text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.support.fake_executor import FakeExecutor, NoProgress, Recorded
from wikiskills.browser.course import NOTHING, InBrowser
from wikiskills.build import write_site
from wikiskills.config import Project, load_project
from wikiskills.curriculum import Curriculum, load_curriculum
from wikiskills.execution.run import run_jobs
from wikiskills.execution.store import Store
from wikiskills.history import lesson_dates
from wikiskills.runs import find_data, plan_first_looks, plan_jobs
from wikiskills.site.assemble import make_site
from wikiskills.site.model import Site

COURSES = Path(__file__).parents[1] / "courses"
LESSON = "lessons/basics/first-counts.py"


def copy_course(case: str, folder: Path) -> Path:
    """Copy the sources of a course; give the folder of the copy."""
    return Path(shutil.copytree(COURSES / case / "source", folder / "course"))


def recorded_outputs(case: str) -> Recorded:
    """Read what the cells of a course give out."""
    recorded: Recorded = json.loads((COURSES / case / "outputs.json").read_text(encoding="utf-8"))
    return recorded


def fake_site(
    root: Path, recorded: Recorded | None = None, browser: InBrowser = NOTHING
) -> tuple[Project, Curriculum, Site]:
    """Make the site of the course in `root` without a kernel and without writing it."""
    project = load_project(root)
    curriculum = load_curriculum(project)
    data = find_data(curriculum, project)
    jobs = [*plan_jobs(curriculum, project, data), *plan_first_looks(curriculum, project, data)]
    store = Store(project.path(project.settings.store))
    results = run_jobs(jobs, FakeExecutor(recorded or {}), store, 1, NoProgress())
    dates = lesson_dates(curriculum, project)
    return project, curriculum, make_site(curriculum, project.settings, results.records, data, browser, dates=dates)


def write_fake_site(root: Path, recorded: Recorded | None = None) -> Site:
    """Make the site of the course in `root` without a kernel, and write its Markdown tree and its notebooks."""
    project, curriculum, site = fake_site(root, recorded)
    write_site(site, curriculum, project)
    return site


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
