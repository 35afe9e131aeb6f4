"""The exercise sheet of a track: everything for working on paper, no answer, and a print that holds it all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.courses import LESSON, copy_course, edit, fake_site, write_fake_site
from tests.support.site_server import serving
from wikiskills.renderer import render_site
from wikiskills.site.model import Site

SHEET = "basics/sheet/index.md"
SITE = "https://example.org/course/"
SECOND = """
# %% [markdown] exercise="mean" minutes=7
# **The mean**
#
# As in [the sum](exercise:total), see [a lesson](lesson:first-counts) and [edits](term:edit).

# %% exercise="mean" role="starter"
mean = ...

# %% exercise="mean" role="solution"
mean = sum(counts) / len(counts)

# %% exercise="mean" role="check"
assert mean == 4, "Divide the sum by the number of days."
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with two exercises."""
    root = copy_course("minimal", tmp_path_factory.mktemp("sheet"))
    edit(root / LESSON, "\n# %% [markdown]\n# ## On your own wiki", f"{SECOND}\n# %% [markdown]\n# ## On your own wiki")
    edit(root / "curriculum/basics.yml", "exercises: 5}", "exercises: 12}")
    return root


def text_of(site: Site, path: str = SHEET) -> str:
    return next(page.text for page in site.pages if page.path == path)


def test_footnotes_of_each_lesson_keep_their_own_names(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    edit(root / LESSON, "the sum of all counts.", "the sum[^1] of `[^1]` and `[^a-z]`.\n#\n# [^1]: What you get.")

    text = text_of(fake_site(root)[2])

    assert "the sum[^first-counts-1] of" in text
    assert "[^first-counts-1]: What you get." in text
    assert "[^a-z]" in text


def test_it_has_prompt_starter_checks_minutes_and_data_of_each_exercise(course: Path) -> None:
    text = text_of(fake_site(course)[2])

    assert re.findall("^### .*$", text, re.MULTILINE) == [
        "### Add them up { #first-counts-total }",
        "### The mean { #first-counts-mean }",
    ]
    assert "Write `total(counts)`, the sum of all counts." in text
    assert '"""Give the sum of the counts."""\n    ...' in text
    assert 'assert mean == 4, "Divide the sum by the number of days."' in text
    assert "About 7 min" in text
    assert "12 min" in text
    assert "<code>data/edit-counts.csv</code>" in text


def test_it_has_no_answer_and_no_hint(course: Path) -> None:
    text = text_of(fake_site(course)[2])

    assert not any(
        answer in text for answer in ("return sum", "len(counts)", "empty list", "No days", "items of a list")
    )


def test_its_links_carry_whole_addresses(course: Path) -> None:
    text = text_of(fake_site(course)[2])

    assert f"[the sum]({SITE}basics/first-counts/#exercise-total)" in text
    assert f"[a lesson]({SITE}basics/first-counts/)" in text
    assert f"[edits]({SITE}glossary/#edit)" in text
    assert f'href="{SITE}data/edit-counts/"' in text


def test_track_page_and_exercise_page_lead_to_it(course: Path) -> None:
    site = fake_site(course)[2]

    assert 'href="sheet/"' in text_of(site, "basics/index.md")
    assert 'href="../../sheet/"' in text_of(site, "basics/first-counts/exercises/index.md")


def test_a_track_without_exercises_has_none(tmp_path: Path) -> None:
    site = fake_site(copy_course("bare", tmp_path))[2]

    assert [page.path for page in site.pages if page.path.endswith("sheet/index.md")] == []
    assert not any("sheet/" in page.text for page in site.pages)


# On paper


@pytest.fixture(scope="module")
def opened(course: Path, browser: Browser) -> Iterator[Page]:
    """The sheet in a browser, at night, with the look and the Markdown of this repository's course."""
    shutil.copy(Path(__file__).parents[1] / "mkdocs.yml", course)
    write_fake_site(course)
    render_site(course / "build/mkdocs.yml", course / "site")
    with serving(course / "site") as address:
        page = browser.new_page(color_scheme="dark")
        page.goto(f"{address}basics/sheet/")
        yield page
        page.close()


@pytest.fixture
def sheet(opened: Page) -> Page:
    """The same, as on a screen."""
    opened.emulate_media(media="screen")
    return opened


def test_on_paper_there_are_no_menus_and_addresses_are_written_out(sheet: Page) -> None:
    sheet.emulate_media(media="print")

    for part in (".md-header", ".md-sidebar", ".md-footer", ".md-clipboard", ".md-top", ".headerlink"):
        assert not any(found.is_visible() for found in sheet.locator(part).all()), part
    written = "link => getComputedStyle(link, '::after').content"
    link = sheet.locator(".ws-sheet a[href$='/glossary/#edit']")
    assert link.evaluate(written) == f'" ({SITE}glossary/#edit)"'


def test_each_exercise_begins_a_page_with_room_for_the_answer(sheet: Page) -> None:
    sheet.emulate_media(media="print")
    breaks = sheet.locator(".ws-sheet__exercise").evaluate_all(
        "all => all.map(one => getComputedStyle(one).breakBefore)"
    )
    room = sheet.locator(".ws-sheet__answer").evaluate_all("all => all.map(one => one.offsetHeight)")

    assert breaks == ["auto", "page"]
    assert len(re.findall(rb"/Type\s*/Page\b", sheet.pdf(prefer_css_page_size=True))) == 2
    assert len(room) == 2
    assert min(room) > 100


def test_on_a_phone_it_does_not_scroll_sideways(sheet: Page) -> None:
    sheet.set_viewport_size({"width": 360, "height": 740})

    assert sheet.evaluate("document.documentElement.scrollWidth") == 360
