"""Quizzes, My progress and the filters in a real browser, on the small course of tests/support/runner_course."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.support.learner import RIGHT, Learner


def test_quiz_keeps_its_state_and_can_be_tried_again(learner: Learner) -> None:
    page = learner.open("numbers/sums/")
    quiz = page.locator("form.ws-quiz")
    quiz.get_by_label("The mean.").check()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.locator(".ws-quiz__result")).to_contain_text("Not right yet.")
    expect(quiz.locator(".ws-quiz__result")).to_contain_text("divided by the number of days")
    expect(quiz.locator(".ws-tick")).to_have_count(0)
    quiz.get_by_role("button", name="Try again").click()
    expect(quiz.get_by_label("The mean.")).not_to_be_checked()
    expect(quiz.get_by_label("The mean.")).to_be_focused()
    quiz.get_by_label("The sum.").check()
    quiz.get_by_role("button", name="Check my answer").click()
    expect(quiz.locator(".ws-tick")).to_be_visible()
    page.reload()
    expect(quiz.get_by_label("The sum.")).to_be_checked()
    expect(quiz.locator(".ws-quiz__result")).to_contain_text("Right.")
    assert learner.violations() == []
    learner.open("progress/")
    expect(page.get_by_text("0 of 2 exercises passed, 1 of 1 question answered right").first).to_be_visible()


def test_progress_moves_to_another_browser_as_a_file(learner: Learner, browser: Browser, tmp_path: Path) -> None:
    learner.open()
    learner.check("total", RIGHT, "All checks passed.")
    learner.open("progress/")
    with learner.page.expect_download() as download:
        learner.page.get_by_role("button", name="Download my progress").click()
    file = tmp_path / "my-progress.json"
    download.value.save_as(file)
    other = Learner(browser, learner.address)
    page = other.open("progress/")
    status = page.locator(".ws-my-progress__status")
    picker = page.get_by_label("Add progress from a file")
    picker.set_input_files(file)
    expect(status).to_have_text(re.compile("Added: 1 exercise passed and 0 questions answered"))
    picker.set_input_files(file)
    expect(status).to_contain_text("nothing that is not here already")
    for content, words in (
        ("{", "cannot be read"),
        ('{"cells": []}', "no progress of a course"),
        ('{"format": "wikiskills-progress", "version": 99}', "newer version"),
    ):
        picker.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": content.encode()})
        expect(status).to_contain_text(words)
    assert other.violations() == []
    other.open()
    expect(other.exercise("total").locator(".cm-content")).to_contain_text("return sum(numbers)")
    other.open("progress/")
    page.get_by_role("button", name="Forget everything").click()
    assert other.violations() == []
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("1 of 2 exercises passed").first).to_be_visible()
    page.get_by_role("button", name="Forget everything").click()
    page.locator("dialog").get_by_role("button", name="Forget everything").click()
    expect(page.get_by_text("0 of 2 exercises passed").first).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('wikiskills:'))") == []
    other.close()


def test_two_tabs_agree(learner: Learner) -> None:
    page = learner.open("progress/")
    other = learner.context.new_page()
    other.goto(f"{learner.address}numbers/sums/")
    other.get_by_label("The sum.").check()
    other.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_text("1 of 1 question answered right").first).to_be_visible()


def test_blocked_storage_is_told_and_nothing_breaks(learner: Learner) -> None:
    learner.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked') } })"
    )
    page = learner.open()
    learner.check("total", RIGHT, "All checks passed.")
    expect(learner.said("total")).to_contain_text("does not let this site keep your answer")
    page.locator(".md-nav--primary a[href*='/progress/']").first.evaluate("link => link.click()")
    expect(page.locator(".ws-notice")).to_contain_text("does not let this site keep anything")
    expect(page.get_by_text("1 of 2 exercises passed").first).to_be_visible()
    learner.faults = [fault for fault in learner.faults if fault != "blocked"]  # Material's own script meets it too


def test_filters_stand_in_the_address(learner: Learner) -> None:
    page = learner.open("exercises/")
    count, items = page.locator(".ws-filters__count"), page.locator(".ws-exercise-list li").filter(visible=True)
    expect(count).to_have_text("All 3 exercises")
    page.get_by_label("Level").select_option("1")
    expect(count).to_have_text("2 of 3 exercises")
    page.get_by_label("Time").select_option("5")
    expect(count).to_have_text("1 of 3 exercises")
    assert items.all_inner_texts() == ["Add them up 5 min"]
    assert page.url.endswith("?level=1&minutes=5")
    page.reload()
    expect(count).to_have_text("1 of 3 exercises")
    expect(page.get_by_label("Level")).to_have_value("1")
    page.get_by_label("Track").select_option("texts")
    expect(count).to_contain_text("No exercise fits.")
    assert learner.violations() == []
    page.get_by_role("button", name="Show all").click()
    expect(count).to_have_text("All 3 exercises")
    assert "?" not in page.url
    learner.open("exercises/?level=9&track=%3Cb%3E")
    expect(count).to_have_text("All 3 exercises")


def test_nothing_is_kept_but_under_our_name(learner: Learner) -> None:
    page = learner.open()
    learner.check("total", RIGHT, "All checks passed.")
    kept = json.loads(page.evaluate("JSON.stringify({ ...localStorage })"))
    assert sorted(key for key in kept if key.startswith("wikiskills")) == [
        "wikiskills:/course/:answer:sums/total",
        "wikiskills:/course/:progress",
    ]
    assert learner.context.cookies() == []


def test_who_did_a_lesson_before_it_was_renamed_finds_all_again(learner: Learner) -> None:
    page = learner.open("about/")
    done = {"exercises": {"adding/total": "2026-01-01T00:00:00.000Z"}, "quizzes": {}}
    kept = {"format": "wikiskills-progress", "version": 1, **done}
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", ["wikiskills:/course/:progress", json.dumps(kept)]
    )
    learner.open("numbers/adding/exercises/")
    expect(page).to_have_url(f"{learner.address}numbers/sums/exercises/")
    expect(page.locator("h2#total .ws-tick")).to_be_visible()
    expect(page.locator("h2#share .ws-tick")).to_have_count(0)
