"""What exercises in a real browser fetch: nothing when offline later, once more after a failure, with the size shown.

The small course of tests/support/runner_course runs on Pyodide's core, which comes from npm.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.support.learner import RIGHT, SLOW, Learner


def test_offline_after_the_first_load(learner: Learner) -> None:
    learner.open()
    learner.check("total", "def total(numbers):\n    return 3\n", "Add all four counts.")
    learner.context.set_offline(True)
    learner.check("total", RIGHT, "All checks passed.")
    learner.check("share", "def share(numbers):\n    return max(numbers) / sum(numbers)\n", "All checks passed.")


@pytest.mark.parametrize("lost", ["**/python_stdlib.zip", "**/pyodide.mjs", "**/edits.csv", "**/worker.js"])
def test_failed_download_can_be_tried_again(learner: Learner, lost: str) -> None:
    page = learner.open()
    failures: list[str] = []

    def lose(route: Route) -> None:
        failures.append(route.request.url)
        route.abort()

    learner.context.route(lost, lose)
    learner.write("total", RIGHT)
    learner.press("total", "Check")
    expect(learner.said("total")).to_contain_text("Your code is kept.", timeout=SLOW)
    assert failures
    assert learner.violations() == []
    learner.faults.clear()  # Pyodide leaves a promise behind that nobody waits for
    learner.context.unroute(lost)
    learner.press("total", "Try again")
    expect(learner.said("total")).to_have_text("All checks passed.", timeout=SLOW)
    expect(page.locator("h2#total .ws-tick")).to_be_visible()


def test_lesson_file_that_fails_leaves_the_starter(learner: Learner) -> None:
    learner.context.route("**/run.json", lambda route: route.abort())
    page = learner.open()
    expect(page.get_by_text("The editor could not be loaded.").first).to_be_visible()
    expect(learner.exercise("total").locator(".highlight code").first).to_contain_text("def total")
    learner.context.unroute("**/run.json")
    learner.press("total", "Try again")
    expect(learner.exercise("total").locator(".cm-content")).to_contain_text("def total")


def test_size_of_a_download_is_shown_as_it_comes(learner: Learner) -> None:
    learner.open()
    learner.context.route("**/edits.csv", lambda _: None)  # the last file: the progress stays on the page
    learner.press("total", "Run")
    progress = learner.exercise("total").locator(".ws-runner__progress")
    expect(progress).to_have_text(re.compile(r"1[234] MB of 14 MB"), timeout=SLOW)
    assert learner.violations() == []
    learner.press("total", "Stop")
    expect(progress).to_be_hidden()


def test_size_is_not_told_again_after_a_stop(learner: Learner) -> None:
    learner.open()
    note = learner.exercise("total").locator(".ws-runner__note")
    learner.check("total", "def total(numbers):\n    return 3\n", "Add all four counts.")
    learner.write("total", "while True:\n    pass")
    learner.press("total", "Run")
    learner.press("total", "Stop")
    expect(learner.said("total")).to_have_text("Stopped. Your code is kept.")
    expect(note).to_be_hidden()
