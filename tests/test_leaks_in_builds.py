"""An answer that gets into a site stops the build, and the last site stays."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.answers import HIDDEN, SOLUTION, SOLUTIONS
from tests.support.courses import LESSON, copy_course, fake_site
from wikiskills import build as pipeline
from wikiskills import checking
from wikiskills.browser.course import NOTHING
from wikiskills.build import write_site
from wikiskills.errors import WikiskillsError
from wikiskills.leaks import guard_of, notebook_leaks
from wikiskills.render.fragment import Asset
from wikiskills.site.model import Page, Site
from wikiskills.theme import theme_files


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_course("minimal", tmp_path)


def plant_in_a_template(site: Site, _: pytest.MonkeyPatch) -> Site:
    """As where the template of the home page shows a solution."""
    home, *others = site.pages
    return replace(site, pages=(Page(home.path, f"{home.text}\n```python\n{SOLUTION}\n```\n"), *others))


def plant_in_the_search_index(site: Site, _: pytest.MonkeyPatch) -> Site:
    """As where the solution page is not excluded from the search."""
    pages = (Page(page.path, page.text.replace("search:\n  exclude: true\n", "")) for page in site.pages)
    return replace(site, pages=tuple(pages))


def plant_in_a_file(name: str, text: str) -> Callable[[Site, pytest.MonkeyPatch], Site]:
    return lambda site, _: replace(site, assets=(*site.assets, Asset(name, text.encode())))


def plant_in_the_theme(name: str, text: str) -> Callable[[Site, pytest.MonkeyPatch], Site]:
    def plant(site: Site, patch: pytest.MonkeyPatch) -> Site:
        patch.setattr(pipeline, "theme_files", lambda words: {**theme_files(words), name: text.encode()})
        return site

    return plant


FOOTER = f"<footer title='{html.escape(HIDDEN)}'></footer>"
BUNDLE = f"const answers={{total:{json.dumps(f'def total(counts):{chr(10)}    {SOLUTION}')}}};"
PLANTS = {
    "in a page": (plant_in_a_template, [45], "index.html (files in all: 2)"),
    "in the search index": (plant_in_the_search_index, [45, 50], "search/search_index.json"),
    "in JSON": (plant_in_a_file("basics/run.json", json.dumps({"x": f"\n{SOLUTION}\n"})), [45], "basics/run.json"),
    "in a bundle": (plant_in_the_theme("assets/editor.js", BUNDLE), [45], "assets/editor.js"),
    "escaped, in a partial": (plant_in_the_theme("partials/footer.html", FOOTER), [56], "404.html (files in all: "),
}


@pytest.mark.parametrize(("plant", "lines", "file"), PLANTS.values(), ids=PLANTS.keys())
def test_a_planted_leak_stops_the_build_and_the_last_site_stays(
    course: Path,
    monkeypatch: pytest.MonkeyPatch,
    plant: Callable[[Site, pytest.MonkeyPatch], Site],
    lines: list[int],
    file: str,
) -> None:
    project, curriculum, site = fake_site(course)
    write_site(plant(site, monkeypatch), curriculum, project)
    (course / "site").mkdir()
    (course / "site/sitemap.xml").write_text("the last site", encoding="utf-8")

    with pytest.raises(WikiskillsError) as caught:
        pipeline.render(project, curriculum, guard_of(curriculum), NOTHING, site.pages, lambda _: None)

    assert [(problem.where.path, problem.where.line) for problem in caught.value.problems] == [
        (LESSON, line) for line in lines
    ]
    assert all(problem.code == "E850" and f"site/{file}" in problem.message for problem in caught.value.problems)
    assert (course / "site/sitemap.xml").read_text(encoding="utf-8") == "the last site"


def test_without_a_leak_it_is_built(course: Path) -> None:
    project, curriculum, site = fake_site(course)
    write_site(site, curriculum, project)

    pipeline.render(project, curriculum, guard_of(curriculum), NOTHING, site.pages, lambda _: None)

    assert SOLUTION in "".join(text_in(course / "site" / SOLUTIONS))


def text_in(page: Path) -> Iterator[str]:
    yield html.unescape(re.sub("<[^>]*>", "", page.read_text(encoding="utf-8")))


def test_a_leak_in_a_learner_notebook_is_found_before_it_is_written(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, curriculum, site = fake_site(course)
    (page,) = site.notebooks
    told = Page(page.path, page.text.replace('"x = 1"', "").replace("    ...", f"    {SOLUTION}"))
    for module in (pipeline, checking):
        monkeypatch.setattr(module, "make_notebooks", lambda _: (told,))

    (found,) = notebook_leaks(guard_of(curriculum), (told,), "notebooks")
    for command in (pipeline.refresh_notebooks, checking.check):
        with pytest.raises(WikiskillsError, match=rf"{LESSON}:45: E850 .* in notebooks/basics/first-counts\.ipynb"):
            command(project)

    assert found.where.line == 45
    assert not (course / "notebooks").exists()
