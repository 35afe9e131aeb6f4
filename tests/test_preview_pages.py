"""The preview in a real browser: pages take over what changed, and show what runs and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import find_browser
from tests.support.preview import PAGE, Preview

pytestmark = pytest.mark.skipif(not find_browser(), reason="needs a Chromium")
FIGURE = """
# %% alt="Three bars."
import matplotlib.pyplot as plt

plt.bar([1, 2, 3], counts)
plt.show()

# %% [markdown] quiz"""
NEW = "\n# %% [markdown]\n# More text.\n#" + "\n#\n# And a line." * 60 + "\n\n# %% [markdown]\n# ## On your own wiki"


expect.set_options(timeout=30_000)


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(preview.address(PAGE))
    page.evaluate("window.here = true")
    yield page
    page.close()
    assert errors == []


def test_text_and_code_change_where_the_reader_is(page: Page, preview: Preview) -> None:
    preview.edit("\n# %% [markdown]\n# ## On your own wiki", NEW)
    expect(page.get_by_text("More text.")).to_be_visible()
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_function("scrollY === 900")

    preview.edit("How many", "How very many")
    expect(page.get_by_text("How very many")).to_be_attached()
    preview.edit("\ncounts\n", "\nsum(counts) * 1000\n")
    expect(page.get_by_text("12000")).to_be_attached()

    assert page.evaluate("window.here"), "the page was loaded anew"
    assert page.evaluate("scrollY") == 900
    expect(page.locator(".wsp-problems")).to_have_count(0)


def test_scripts_of_the_site_work_in_what_changed(page: Page, preview: Preview) -> None:
    preview.edit("What does the number 3", "What does this number 3")
    expect(page.get_by_text("What does this number 3")).to_be_visible()
    page.get_by_label("Three edits.").check()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("paragraph").filter(has_text="Yes, on the first day.")).to_be_visible()


def test_a_failing_cell_shows_its_error_below_itself(page: Page, preview: Preview) -> None:
    preview.edit("int(edits)", "int(edts)")
    box = page.locator(".wsp-problem")
    expect(box).to_contain_text("NameError: name 'edts' is not defined")
    assert "int(edts)" in str(box.evaluate("box => box.previousElementSibling.textContent"))
    expect(page.locator(".wsp-problems")).to_contain_text("first-counts.py:21")

    preview.edit("int(edts)", "int(edits)")
    expect(page.locator(".wsp-problems, .wsp-problem")).to_have_count(0)


def test_what_runs_is_told_until_it_ends(page: Page, preview: Preview) -> None:
    status = page.get_by_role("status").and_(page.locator(".wsp-status"))
    preview.edit("\ncounts\n", "\nimport time; time.sleep(2)\ncounts\n")
    expect(status).to_contain_text("running first-counts, cell 1 of 4")
    expect(status).to_be_empty()


def test_a_page_whose_address_went_says_so_and_comes_back(page: Page, preview: Preview) -> None:
    preview.edit("id: first-counts", "id: other-counts", "curriculum/basics.yml")
    preview.edit("prerequisites: [first-counts]", "prerequisites: [other-counts]", "curriculum/basics.yml")
    lesson = preview.course / "lessons/basics/first-counts.py"
    lesson.rename(lesson.with_name("other-counts.py"))
    expect(page.get_by_role("heading", name="This page does not exist")).to_be_visible()

    lesson.with_name("other-counts.py").rename(lesson)
    preview.edit("other-counts", "first-counts", "curriculum/basics.yml")
    expect(page.get_by_text("How many edits did we make in")).to_be_visible()


def test_going_to_another_page_follows_that_one(page: Page, preview: Preview) -> None:
    page.get_by_role("link", name="Go to the exercises").click()
    expect(page.get_by_role("heading", name="Exercises: First counts")).to_be_visible()
    preview.edit("Python has a function", "Surely Python has a function")
    expect(page.get_by_text("Surely Python has a function")).to_be_attached()
    assert page.evaluate("window.here"), "the page was loaded anew"


def test_a_new_figure_is_fetched(page: Page, preview: Preview) -> None:
    preview.edit("\n# %% [markdown] quiz", FIGURE)
    picture = page.get_by_alt_text("Three bars.")
    expect(picture).to_be_visible()
    first = str(picture.get_attribute("src"))

    preview.edit("plt.bar(", "plt.barh(")
    expect(picture).not_to_have_attribute("src", first)
    page.wait_for_function("document.querySelector('[alt=\"Three bars.\"]').naturalWidth > 0")
