"""What frames the text of pages, in a real browser: names of boxes, facts, sentences for readers without scripts."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

from wikiskills.interface.files import shipped

ASSETS = Path(__file__).parents[1] / "src" / "wikiskills" / "theme" / "files" / "assets"
WORDS = shipped("en")
NARROW: ViewportSize = {"width": 320, "height": 640}
SENTENCES = "<p class=ws-with-scripts>Run it here.</p><p class=ws-without-scripts>Take the notebook.</p>"
FACTS = "<div class=md-typeset><ul class=ws-facts><li>18 lessons</li><li>81 exercises</li><li>Free</li></ul></div>"
WIDE_TITLE = (
    "document.querySelectorAll('.md-header__topic .md-ellipsis').forEach(e => e.textContent = 'long '.repeat(40))"
)
PAGE_WIDTH = "document.documentElement.scrollWidth"


def test_blocks_of_code_have_a_name(browser: Browser, runner_address: str) -> None:
    page = browser.new_page(viewport=NARROW)
    page.goto(f"{runner_address}numbers/sums/exercises/")

    expect(page.locator(".highlight pre > code").first).to_have_attribute("aria-label", WORDS.say("code.label"))
    expect(page.locator(".highlight pre > code").first).to_have_attribute("role", "group")
    page.close()


def test_long_title_does_not_widen_a_page_without_scripts(browser: Browser, runner_address: str) -> None:
    context = browser.new_context(viewport=NARROW, java_script_enabled=False)
    page = context.new_page()
    page.goto(runner_address)
    page.evaluate(WIDE_TITLE)

    assert page.evaluate(PAGE_WIDTH) == NARROW["width"]
    context.close()


def test_mark_of_a_link_to_a_heading_does_not_widen_a_page(browser: Browser, runner_address: str) -> None:
    page = browser.new_page(viewport=NARROW)
    page.goto(runner_address)
    page.locator("h1 .headerlink").evaluate("node => node.style.letterSpacing = '20rem'")

    assert page.evaluate(PAGE_WIDTH) == NARROW["width"]
    page.close()


def test_readers_without_scripts_are_not_told_to_run_code(browser: Browser) -> None:
    for scripts, seen, unseen in ((True, "Run it here.", "Take"), (False, "Take the notebook.", "Run")):
        context = browser.new_context(java_script_enabled=scripts)
        page = _styled(context.new_page(), SENTENCES)
        assert page.get_by_text(seen).is_visible()
        assert not page.get_by_text(unseen, exact=False).is_visible()
        context.close()


def test_dot_before_the_first_fact_of_a_line_is_cut_off(browser: Browser) -> None:
    page = browser.new_page()
    for direction in ("ltr", "rtl"):
        _styled(page, f'<body dir="{direction}">{FACTS}</body>')
        page.locator("ul").evaluate("list => list.style.width = '10rem'")  # room for two
        shot = page.locator("body").screenshot()
        tops = page.locator("li").evaluate_all("items => items.map(item => item.offsetTop)")
        assert tops[0] == tops[1] < tops[2]
        page.add_style_tag(content="li:last-child::before { margin-inline-start: 3rem; }")
        assert page.locator("body").screenshot() != shot  # there is a dot
        page.add_style_tag(content="li:last-child::before { content: none !important; }")
        assert page.locator("body").screenshot() == shot  # it did not show
        page.add_style_tag(content="li:nth-child(2)::before { content: none !important; }")
        assert page.locator("body").screenshot() != shot  # the one between two facts did
    page.close()


def _styled(page: Page, body: str) -> Page:
    style = (ASSETS / "wikiskills.css").read_text(encoding="utf-8")
    page.set_content(f"<style>html {{ font-size: 20px }} {style}</style>{body}")
    return page
