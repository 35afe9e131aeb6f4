"""Exercises that run in a real browser: what learners do, and what may go wrong on the way.

The small course of tests/support/runner_course runs on Pyodide's core, which comes from npm.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.support.learner import DESKTOP, PHONE, RIGHT, SLOW, Learner


def test_wrong_answer_hint_right_answer_and_progress_after_a_reload(learner: Learner) -> None:
    page = learner.open()
    expect(learner.exercise("total").locator(".ws-runner__note")).to_have_text(
        "The next run downloads up to 14 MB, unless your browser has them already."
    )
    assert not [url for url in learner.asked if "/core/" in url]
    learner.check("total", "def total(numbers):\n    return 3\n", "Add all four counts.")
    expect(learner.exercise("total").locator(".ws-runner__note")).to_be_hidden()
    expect(learner.exercise("total").locator("details.ws-fold--hint").first).to_be_hidden()
    learner.press("total", "Show hint 1 of 2")
    expect(page.get_by_text("Python has a function for it.")).to_be_visible()
    expect(page.get_by_text("It is sum.")).to_be_hidden()
    learner.press("total", "Show hint 2 of 2")
    expect(page.get_by_text("It is sum.")).to_be_visible()
    expect(learner.exercise("total").get_by_role("button", name="Show hint")).to_have_count(0)
    learner.check("total", RIGHT, "All checks passed.")
    page.reload()
    expect(learner.exercise("total").locator(".cm-content")).to_contain_text("return sum(numbers)")
    expect(page.locator("h2#total .ws-tick")).to_be_visible()
    expect(page.locator("h2#share .ws-tick")).to_have_count(0)
    for path in ("numbers/sums/", "exercises/", "numbers/", "progress/"):
        learner.open(path)
        assert "passed" in page.locator("article").inner_text() + page.locator("article").inner_html()
    expect(page.locator("[data-track=numbers] .ws-ring")).to_have_attribute("aria-label", "Numbers: 33% done")


def test_outputs_of_a_run(learner: Learner) -> None:
    learner.open()
    code = """
import sys
print("printed")
print("warned", file=sys.stderr)
class Table:
    def _repr_html_(self):
        return ("<style>x</style><script>window.bad = 1</script><img src=x onerror='window.bad = 1'>"
                "<table class='dataframe' style='color:red'><thead><tr><th></th><th>edits</th></tr></thead>"
                "<tbody><tr><th>0</th><td onclick='window.bad = 1'>40</td></tr></tbody></table>"
                "<a href='javascript:window.bad = 1'>go</a>")
display(Table())
counts
"""
    learner.write("total", code)
    learner.press("total", "Run")
    expect(learner.said("total")).to_contain_text("The code ran.", timeout=SLOW)
    output = learner.exercise("total").locator(".ws-runner__output")
    assert output.locator("pre").all_inner_texts() == ["printed\n", "warned\n", "[40, 85, 210, 265]\n"]
    assert output.locator("td").all_inner_texts() == ["", "40"]
    assert output.locator("th[scope=row]").inner_text() == "0"
    assert output.locator("script, style, img, [style], [onclick], [href]").count() == 0
    assert learner.page.evaluate("window.bad") is None
    assert learner.violations() == []
    planted = [fault for fault in learner.faults if "Executing inline event handler" in fault]
    learner.faults = [
        fault for fault in learner.faults if fault not in planted
    ]  # the policy saw them as they were read


def test_error_has_its_line_in_words_and_in_the_editor(learner: Learner) -> None:
    learner.open()
    learner.check("total", "def total(numbers):\n    return suma(numbers)\n", "Line 2: NameError: name 'suma'")
    expect(learner.said("total")).to_contain_text("Is it spelt right")
    exercise = learner.exercise("total")
    assert exercise.locator(".cm-line.ws-editor__wrong").all_inner_texts() == ["    return suma(numbers)"]
    trace = exercise.locator(".ws-output--error").inner_text()
    assert 'File "your code", line 2, in total' in trace
    assert "ws_harness" not in trace
    learner.page.keyboard.press("ControlOrMeta+Home")
    learner.write("total", RIGHT)
    expect(exercise.locator(".ws-editor__wrong")).to_have_count(0)


def test_each_run_begins_anew(learner: Learner) -> None:
    learner.open()
    learner.write("total", "counts.clear()\nmine = 1\n'cleared'")
    learner.press("total", "Run")
    output = learner.exercise("total").locator(".ws-runner__output")
    expect(output).to_contain_text("cleared", timeout=SLOW)
    learner.write("total", "len(counts), 'mine' in globals()")
    learner.press("total", "Run")
    expect(output).to_contain_text("(4, False)")


def test_next_page_needs_no_second_start(learner: Learner) -> None:
    page = learner.open()
    learner.check("total", RIGHT, "All checks passed.")
    page.evaluate("window.sameDocument = true")
    page.locator(".md-nav--primary a[href*='texts/words/exercises']").first.evaluate("link => link.click()")
    expect(page.locator("h2#count")).to_be_visible()
    assert page.evaluate("window.sameDocument"), "the page was loaded anew"
    before = len([url for url in learner.asked if "/core/" in url])
    learner.check("count", "def count(text):\n    return len(text.split())\n", "All checks passed.")
    page.go_back()
    learner.check("share", "def share(numbers):\n    return 1\n", "Divide by the sum.")
    assert learner.boots == 1
    assert len([url for url in learner.asked if "/core/" in url]) == before


def test_endless_loop_is_stopped_and_the_answer_kept(learner: Learner) -> None:
    page = learner.open()
    learner.check("share", "def share(numbers):\n    return 1\n", "Divide by the sum.")
    learner.write("total", "print('before')\nwhile True:\n    pass\n")
    learner.press("total", "Run")
    expect(learner.exercise("total").locator(".ws-runner__output")).to_contain_text("before")
    assert learner.violations() == []
    learner.exercise("total").get_by_role("button", name="Stop").focus()
    page.keyboard.press("Enter")
    expect(learner.said("total")).to_have_text("Stopped. Your code is kept.")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    expect(learner.exercise("total").locator(".cm-content")).to_contain_text("while True:")
    learner.check("total", RIGHT, "All checks passed.")
    assert learner.boots == 2


def test_second_exercise_waits_for_the_first(learner: Learner) -> None:
    learner.open()
    learner.write("total", "import time\nfor _ in range(30): time.sleep(.1)\nprint('slept')")
    learner.press("total", "Run")
    learner.write("share", "def share(numbers):\n    return max(numbers) / sum(numbers)\n")
    learner.press("share", "Check")
    expect(learner.said("share")).to_have_text("Waiting for the other exercise to finish…")
    expect(learner.said("share")).to_have_text("All checks passed.", timeout=SLOW)
    expect(learner.exercise("total").locator(".ws-runner__output")).to_contain_text("slept")


def test_what_the_lesson_made_is_there_where_an_answer_uses_it(learner: Learner) -> None:
    learner.open()
    output = learner.exercise("total").locator(".ws-runner__output")
    learner.write("total", "edits_doubled[:2]")
    learner.press("total", "Run")
    expect(output).to_contain_text("[80, 170]", timeout=SLOW)
    learner.write("total", "'edits_doubled' in globals()")
    learner.press("total", "Run")
    expect(output).to_contain_text("False")


def test_keyboard_alone(learner: Learner) -> None:
    page = learner.open()
    editor = learner.exercise("total").locator(".cm-content")
    editor.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("def total(numbers):\nreturn sum(numbers)")  # the editor indents the second line
    page.keyboard.press("Control+Enter")
    expect(learner.said("total")).to_contain_text("The code ran", timeout=SLOW)
    expect(editor).to_be_focused()
    page.keyboard.press("Tab")
    expect(learner.exercise("total").get_by_role("button", name="Run")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(learner.said("total")).to_have_text("All checks passed.")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(learner.exercise("total").locator("details[open] summary")).to_be_focused()
    editor.focus()
    page.keyboard.press("Shift+Tab")
    expect(editor).not_to_be_focused()


def test_reset_brings_the_starter_back_and_can_be_undone(learner: Learner) -> None:
    page = learner.open()
    editor = learner.exercise("total").locator(".cm-content")
    learner.write("total", RIGHT)
    learner.press("total", "Reset")
    expect(editor).to_contain_text("...")
    learner.press("total", "Undo")
    expect(editor).to_contain_text("return sum(numbers)")
    learner.press("total", "Reset")
    page.wait_for_function("Object.keys(localStorage).every(key => !key.includes('answer'))")
    page.reload()
    expect(editor).to_contain_text("...")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_state_is_accessible_and_fits(
    browser: Browser, runner_address: str, viewport: dict[str, int], scheme: str
) -> None:
    learner = Learner(browser, runner_address, viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = learner.open()
    expect(learner.exercise("total").locator(".cm-content")).to_be_visible()
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        found[state] = learner.violations()
        if page.evaluate("document.scrollingElement.scrollWidth") > viewport["width"]:
            found[state].append("scrolls sideways")

    look("at first")
    learner.check("total", "def total(numbers):\n    return 3\n", "Add all four counts.")
    learner.press("total", "Show hint 1 of 2")
    look("wrong, with a hint")
    learner.check("total", "print('a' * 300)\ntotal = 1 / 0", "ZeroDivisionError")
    look("error")
    learner.check("total", RIGHT, "All checks passed.")
    look("right")
    learner.check("share", "def share(numbers):\n    return missing\n", "NameError")
    learner.write("total", "print(1)")
    learner.press("total", "Run")
    expect(learner.said("total")).to_contain_text("The code ran.")
    look("two exercises with outputs")
    learner.press("total", "Reset")
    look("reset")
    for path in ("exercises/", "progress/", "numbers/", "numbers/sums/"):
        learner.open(path)
        expect(page.get_by_text(re.compile("passed")).first).to_be_attached()
        look(path)
    learner.close()
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize("path", ["numbers/sums/exercises/", "exercises/", "progress/"])
def test_pages_are_whole_without_javascript(browser: Browser, runner_address: str, path: str) -> None:
    learner = Learner(browser, runner_address, java_script_enabled=False)
    page = learner.open(path)
    shown = page.locator("article").inner_text()
    assert {
        "numbers/sums/exercises/": "def total(numbers):",
        "exercises/": "Count words",
        "progress/": "does not run this site's script",
    }[path] in shown
    assert page.locator("form.ws-filters, .ws-runner button").filter(visible=True).count() == 0
    if path == "numbers/sums/exercises/":
        page.locator("details.ws-fold--hint summary").first.click()
        expect(page.get_by_text("Python has a function for it.")).to_be_visible()
    learner.close()


def test_all_works_under_the_headers_that_hosts_are_given(browser: Browser, runner_address: str) -> None:
    """Every test here runs under the policy that pages carry; as a header it binds the worker with Python too."""
    learner = Learner(browser, runner_address)
    lines = learner.context.request.get(f"{runner_address}_headers").text().splitlines()[1:]
    strict = {name.strip().lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    assert "'wasm-unsafe-eval'" in strict["content-security-policy"]

    def send(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, **strict})

    learner.context.route(re.compile(r"/course/.*(/|\.js)$"), send)
    learner.open()
    learner.check("total", RIGHT, "All checks passed.")
    learner.close()


def test_a_script_that_got_into_a_page_does_not_run(browser: Browser, runner_address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))

    def plant(route: Route) -> None:
        answer = route.fetch()
        text = answer.text().replace("<h1", "<script>window.bad = 1</script><img src=x onerror='window.bad = 1'><h1", 1)
        route.fulfill(response=answer, body=text)

    context.route(re.compile(r"/course/$"), plant)
    page.goto(runner_address)
    expect(page.locator("h1").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.bad") is None
    assert len([message for message in blocked if "Content Security Policy" in message]) == 2
    context.close()
