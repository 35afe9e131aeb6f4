"""What axe-core cannot see: the keyboard, zoom, space in the text, less motion, forced colours, headings and titles.

axe-core itself looks at the pages in tests/test_browser.py, and at their states where tests bring them about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import violations
from tests.support.keyboard import walk
from tests.support.learner import DESKTOP, PHONE, SLOW, Learner

PAGES = {
    "home": "",
    "start here": "start-here/",
    "track": "start/",
    "lesson": "start/tables-with-pandas/",
    "exercises": "start/dumps-and-wikitext/exercises/",
    "solutions": "statistics/describe-and-plot/solutions/",
    "sheet": "machine-learning/sheet/",
    "all exercises": "exercises/",
    "progress": "progress/",
    "datasets": "data/",
    "dataset": "data/pageviews-daily/",
    "glossary": "glossary/",
    "about": "about/",
    "accessibility": "accessibility/",
    "missing": "404.html",
}
ZOOMED = {"width": 640, "height": 450}
"""What a window of 1280 by 900 pixels has left at a zoom of 200 %."""
NARROW = {"width": 320, "height": 480}
SPACE = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
"""The space that WCAG 1.4.12 lets readers ask for."""

ADD_STYLE = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
TOO_WIDE = """() => {
  const box = node => {
    for (let at = node.parentElement; at; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') return at;
    }
    return document.body;
  };
  const named = place => place.matches('code, .cm-scroller, .ws-map-frame') || place.tabIndex >= 0 && place.ariaLabel;
  return [...document.querySelectorAll('.md-header *, .md-content *, .md-footer *')].filter(node => {
    const { left, right, width } = node.getBoundingClientRect();
    if (!width || !node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    if (node.closest('.md-search, .headerlink, .ws-visually-hidden')) return false;
    return (left < -1 || right > innerWidth + 1) && !named(box(node)) && !named(box(node).parentElement);
  }).map(node => node.outerHTML.slice(0, 90));
}"""
CUT = """() => [...document.querySelectorAll('article *, .md-footer *')].filter(node => {
  const style = getComputedStyle(node);
  if (node.clientWidth < 2 || !node.innerText?.trim() || !node.checkVisibility()) return false;
  if (node.closest('.ws-editor')) return false;
  return (style.overflowX === 'hidden' && node.scrollWidth > node.clientWidth + 2)
    || (style.overflowY === 'hidden' && node.scrollHeight > node.clientHeight + 2);
}).map(node => node.outerHTML.slice(0, 90))"""
MOVING = """() => [...document.querySelectorAll('*')].flatMap(node => [null, '::before', '::after'].filter(part => {
  const style = getComputedStyle(node, part);
  const times = `${style.transitionDuration},${style.animationDuration}`.split(',').map(parseFloat);
  return Math.max(...times) > 0 || style.scrollBehavior === 'smooth';
}).map(part => node.className + (part ?? '')))"""
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page of the real course with less motion; tests set its size."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce", base_url=address)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def opened(page: Page, path: str) -> Page:
    page.goto(path)
    page.wait_for_function("document.fonts.ready")
    if page.locator(".ws-runner").count():
        page.locator(".cm-content").last.wait_for()
    return page


@every_page
def test_all_is_reached_from_the_keyboard_in_order_and_seen(page: Page, path: str) -> None:
    forwards = walk(opened(page, path))
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    opened(page, path).locator(".md-footer a").last.focus()
    backwards = walk(page, backwards=True)

    assert forwards.faults == []
    assert backwards.faults == []
    assert min(len(forwards.stops), len(backwards.stops)) > 5
    if path != "404.html":
        assert "md-skip" in forwards.stops[0]


@every_page
def test_fits_a_narrow_window_with_more_space_in_the_text_and_does_not_move(page: Page, path: str) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    opened(page, path).locator("details").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROW["width"]
    for style in ("", SPACE):
        page.evaluate(ADD_STYLE, style)
        assert page.evaluate(TOO_WIDE) == []
        assert page.evaluate(CUT) == []


def test_skip_link_leads_to_the_text(page: Page) -> None:
    opened(page, PAGES["lesson"]).keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)  # the browser moves the focus some time after the link was followed
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_menu_of_a_phone_keeps_the_focus_and_gives_it_back(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opened(page, PAGES["lesson"]).locator(".ws-menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ws-menu")).to_have_attribute("aria-expanded", "true")
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.matches('.md-nav__title')"), "the first part of the open section"
    assert violations(page) == []
    section = walk(page)
    assert [fault for fault in section.faults if "md-nav__title" not in fault] == [], "the walk began behind it"
    assert 3 < len(section.stops) < 20
    page.locator(".md-nav__title:focus, .md-nav__title[for=__nav_3_1]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-nav__link", has_text="Statistics").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".ws-menu")).to_be_focused()
    expect(page.locator(".ws-menu")).to_have_attribute("aria-expanded", "false")
    assert page.locator("[inert]").count() == 0


def test_search_tells_what_it_finds_and_closes(page: Page) -> None:
    opened(page, PAGES["glossary"]).locator(".md-search__input").focus()
    page.keyboard.type("median")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d+ matching"))).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_forced_colours_hide_no_mark(browser: Browser, address: str) -> None:
    settings = {"viewport": DESKTOP, "reduced_motion": "reduce", "base_url": address}
    context = browser.new_context(forced_colors="active", **settings)  # type: ignore[arg-type]
    page = opened(context.new_page(), PAGES["lesson"])
    quiz = page.locator("form.ws-quiz:has(input[type=radio])").first
    for option in quiz.locator("li[data-correct]").all():
        quiz.locator("input").nth(int(option.get_attribute("data-option") or 1) - 1).check()
        quiz.locator("button[type=submit]").click()
        right = option.get_attribute("data-correct") == "true"
        expect(quiz.locator("[aria-live]")).to_contain_text("Right." if right else "Not right yet.")
    lines = "nodes => nodes.map(node => getComputedStyle(node)).filter(style => parseFloat(style.borderTopWidth) < 1)"
    assert page.locator(".ws-quiz .md-button:visible, .ws-quiz").evaluate_all(f"nodes => ({lines})(nodes).length") == 0
    faults = walk(opened(page, PAGES["about"])).faults
    page.goto("")
    drawn = "nodes => new Set(nodes.map(node => getComputedStyle(node).stroke)).size"
    assert page.locator(".ws-map .ws-map__edge").evaluate_all(drawn) == 1
    ground = page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor")
    assert page.locator(".ws-map .ws-map__edge").first.evaluate("node => getComputedStyle(node).stroke") != ground
    opened(page, PAGES["progress"])
    ring = page.locator(".ws-ring circle + circle").first
    assert ring.evaluate("node => getComputedStyle(node).stroke") != ground
    context.close()
    assert faults == []


def test_headings_titles_and_languages(site: Path) -> None:
    titles: dict[str, str] = {}
    for file in sorted(site.rglob("index.html")):
        text, name = file.read_text(encoding="utf-8"), file.relative_to(site).as_posix()
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", text)]
        jumps = [after for before, after in pairwise(levels) if after > before + 1]
        title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
        if 'http-equiv="refresh"' in text or not title:
            continue
        assert (levels[0], levels.count(1), jumps) == (1, 1, []), name
        assert titles.setdefault(title[1], name) == name
        assert '<html lang="en"' in text, name
    assert len(titles) > 70


def test_states_of_an_exercise(learner: Learner) -> None:
    """Loading, running, failed, an error, hints: what axe-core finds, and what is told to who does not see it."""
    page = learner.open()
    page.emulate_media(reduced_motion="reduce")  # what fades is pale for a moment
    exercise = learner.exercise("total")
    expect(exercise.locator(".cm-content")).to_have_attribute("aria-describedby", re.compile("."))
    assert learner.violations() == []
    exercise.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    expect(exercise.get_by_role("button", name="Run", exact=True)).to_be_focused()
    learner.press("total", "Run")
    expect(learner.said("total")).not_to_be_empty()
    assert learner.violations() == []
    expect(learner.said("total")).to_contain_text("The code ran", timeout=SLOW)
    learner.check("total", "def total(numbers):\n    return suma(numbers)\n", "NameError")
    learner.press("total", "Show hint 1 of 2")
    assert learner.violations() == []
    assert learner.said("total").get_attribute("role") == "status"
    page.goto(f"{learner.address}numbers/sums/exercises/")
    exercise.locator(".cm-content").wait_for()
    assert walk(page).faults == []
