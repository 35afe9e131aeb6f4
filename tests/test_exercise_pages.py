"""What the exercise pages say: solutions that are held back, exercises that need a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cells import display
from tests.support.courses import LESSON, copy_course, edit, fake_site
from wikiskills import build as pipeline
from wikiskills.browser.course import NOTHING
from wikiskills.build import write_site
from wikiskills.leaks import guard_of
from wikiskills.site.model import NavItem, Site

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
PLAN = "curriculum/basics.yml"
EXERCISES, SOLUTIONS = "basics/first-counts/exercises/index.md", "basics/first-counts/solutions/index.md"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_course("minimal", tmp_path)


def held(root: Path) -> Path:
    edit(root / PLAN, "    keypoints: [A sum needs a unit.]", "    solutions: held")
    return root


def text_of(site: Site, path: str) -> str:
    return next(page.text for page in site.pages if page.path == path)


def titles(items: tuple[NavItem, ...]) -> list[str]:
    return [title for item in items for title in (item.title, *titles(item.children))]


def test_released_solutions_have_a_page(course: Path) -> None:
    site = fake_site(course)[2]

    assert "return sum(counts)" in text_of(site, SOLUTIONS)
    assert 'href="../solutions/#total"' in text_of(site, EXERCISES)
    assert "Solutions: First counts" in titles(site.nav)


def test_held_solutions_have_no_page_and_no_entry(course: Path) -> None:
    site = fake_site(held(course))[2]

    assert SOLUTIONS not in [page.path for page in site.pages]
    assert not any("Solutions" in title for title in titles(site.nav))
    assert "The solution is not published yet." in text_of(site, EXERCISES)


def test_nothing_in_a_site_leads_to_held_solutions(course: Path) -> None:
    project, curriculum, site = fake_site(held(course))
    write_site(site, curriculum, project)

    pipeline.render(project, curriculum, guard_of(curriculum), NOTHING, site.pages, lambda _: None)

    files = [path for path in (course / "site").rglob("*") if path.suffix in {".html", ".json", ".xml", ".ipynb"}]
    assert (course / "site/basics/first-counts/exercises/index.html") in files
    assert [path for path in files if "solutions/" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(("expected", "count"), [("", 0), ("expected ", 1)])
def test_a_figure_of_a_held_solution_is_published_only_as_the_expected_result(
    course: Path, expected: str, count: int
) -> None:
    edit(course / LESSON, 'role="solution" expected=true', f'role="solution" {expected}alt="Bars."')

    site = fake_site(held(course), {"total(counts)": [display(svg=SQUARE)]})[2]

    assert len([asset.path for asset in site.assets if "solution-total" in asset.path]) == count


def test_an_exercise_that_needs_a_notebook_says_why(course: Path) -> None:
    assert "Needs a notebook" not in text_of(fake_site(course)[2], EXERCISES)
    reason = "See [edits](term:edit): it starts *other* programs."
    edit(
        course / PLAN, "    keypoints:", f'    notebook_only: [{{exercise: total, reason: "{reason}"}}]\n    keypoints:'
    )

    text = text_of(fake_site(course)[2], EXERCISES)

    assert "<strong>Needs a notebook.</strong>" in text
    assert '<a href="../../../glossary/#edit">edits</a>: it starts <em>other</em> programs.' in text
