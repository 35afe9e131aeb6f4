"""Pages on paper: what is left out, what is opened, what is written out; the sheets have tests of their own."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.support.learner import Learner


def printed(browser: Browser, address: str, path: str) -> tuple[Learner, Page]:
    learner = Learner(browser, address)
    page = learner.open(path)
    page.emulate_media(media="print")
    return learner, page


def test_lesson_on_paper_has_no_frame_and_gives_no_answer_away(browser: Browser, runner_address: str) -> None:
    learner, page = printed(browser, runner_address, "numbers/sums/")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")

    for away in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer", ".ws-quiz__answers", ".ws-next"):
        expect(page.locator(away).first).to_be_hidden()
    assert not [text for text in (".headerlink", ".ws-card__action") if page.locator(f"{text}:visible").count()]
    expect(page.get_by_label("The sum.")).to_be_visible()
    learner.close()


def test_exercise_on_paper_has_room_and_no_hints(browser: Browser, runner_address: str) -> None:
    learner, page = printed(browser, runner_address, "numbers/sums/")
    room = "getComputedStyle(document.querySelector('.ws-card--exercise'), '::after').height"
    assert float(page.evaluate(room).removesuffix("px")) > 150
    page.goto(f"{learner.address}numbers/sums/exercises/")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    expect(page.locator(".ws-fold--hint").first).to_be_hidden()
    expect(page.locator(".ws-exercise a[href*='solutions/']").first).to_be_hidden()
    learner.close()


def test_folded_checks_are_printed_and_code_is_wrapped(browser: Browser, runner_address: str) -> None:
    learner, page = printed(browser, runner_address, "numbers/sums/exercises/")
    fold = page.locator(".ws-exercise details.ws-fold:not(.ws-fold--hint)").first
    assert not fold.evaluate("each => each.open")
    assert fold.evaluate("each => each.querySelector('pre').checkVisibility({ contentVisibilityAuto: true })")
    assert page.locator("pre > code").first.evaluate("code => getComputedStyle(code).whiteSpace") == "pre-wrap"
    learner.close()


def test_addresses_of_references_are_written_out(browser: Browser, runner_address: str) -> None:
    learner, page = printed(browser, runner_address, "numbers/sums/")
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', "
        "'<ul class=ws-references><li><a href=https://doi.org/10.1/x>A source</a></li></ul>')"
    )
    content = "getComputedStyle(document.querySelector('.ws-references a'), '::after').content"
    assert "https://doi.org/10.1/x" in page.evaluate(content)
    learner.close()
