"""A course in a language that runs from right to left, in a real browser: its pages, its exercises, its errors."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.support.courses import edit, write_fake_site
from tests.support.learner import PHONE, RIGHT, SLOW, Learner
from tests.support.runner_site import COURSE, ROOT, add_runner
from tests.support.site_server import free_port, serving
from tests.support.web_packages import web_copy
from wikiskills.interface.files import shipped
from wikiskills.interface.scripts import words_script
from wikiskills.renderer import render_site

ARABIC, FRENCH = shipped("ar"), shipped("fr")
PAGES = ("", "numbers/", "numbers/sums/", "numbers/sums/exercises/", "exercises/", "data/edits/", "progress/", "about/")


@pytest.fixture(scope="module")
def address(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small course in Arabic; give its address."""
    assert pytestconfig.cache
    pyodide = web_copy(pytestconfig.cache.mkdir("web")) / "node_modules" / "pyodide"
    port = free_port()
    root = shutil.copytree(COURSE, tmp_path_factory.mktemp("arabic") / "course")
    shutil.copy(ROOT / "mkdocs.yml", root)
    edit(root / "curriculum" / "course.yml", "language: en", "language: ar")
    edit(root / "curriculum" / "course.yml", "127.0.0.1:1/", f"127.0.0.1:{port}/")
    write_fake_site(root)
    render_site(root / "build" / "mkdocs.yml", root / "site", docs="build/docs", tell=lambda _: None)
    add_runner(root / "site", pyodide)
    with serving(root / "site", "course/", port) as url:
        yield url


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Learner]:
    """Somebody at the Arabic course with a phone; fails at the end where the page had a fault."""
    learner = Learner(browser, address, viewport=PHONE)
    yield learner
    learner.close()


def test_pages_run_from_right_to_left_and_fit_a_phone(reader: Learner) -> None:
    for path in PAGES:
        page = reader.open(path)
        assert page.locator("html").get_attribute("lang") == "ar"
        assert page.locator("body").get_attribute("dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        assert reader.violations() == [], path
        directions = "nodes => [...new Set(nodes.map(node => getComputedStyle(node).direction))]"
        assert page.locator("article pre, article pre > code, .ws-html").evaluate_all(directions) in ([], ["ltr"])
        assert page.locator("article h1").evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_lines_of_tracks_stand_at_the_right(reader: Learner) -> None:
    for path, mark in (("numbers/sums/", ".ws-hero"), ("numbers/", ".ws-lessons__item")):
        side = "node => [getComputedStyle(node).paddingLeft, getComputedStyle(node).paddingRight].map(parseFloat)"
        left, right = reader.open(path).locator(mark).first.evaluate(side)
        assert left < right, path


def test_a_page_that_is_missing(reader: Learner) -> None:
    page = reader.open("nothing/")

    expect(page.get_by_role("heading", level=1)).to_have_text(ARABIC.say("not_found.title"))
    assert reader.violations() == []


def test_exercise_quiz_and_progress(reader: Learner) -> None:
    page = reader.open()
    expect(reader.exercise("total").locator(".ws-runner__note")).to_have_text(
        ARABIC.say("runner.size", size=ARABIC.say("units.megabytes", count=14))
    )
    assert reader.exercise("total").locator(".cm-content").evaluate("node => getComputedStyle(node).direction") == "ltr"
    reader.write("total", "def total(numbers):\n    return 3\n")
    reader.press("total", ARABIC.say("runner.check"))
    expect(reader.said("total")).to_contain_text(ARABIC.say("runner.failed"), timeout=SLOW)
    assert reader.violations() == []
    reader.write("total", RIGHT)
    reader.press("total", ARABIC.say("runner.check"))
    expect(reader.said("total")).to_contain_text(ARABIC.say("runner.passed"), timeout=SLOW)
    reader.write("total", "def total(numbers):\n    return suma(numbers)\n")
    reader.press("total", ARABIC.say("runner.check"))
    expect(reader.said("total")).to_contain_text(ARABIC.say("errors.NameError"), timeout=SLOW)
    expect(reader.said("total")).to_contain_text("السطر 2: \u2068NameError: name 'suma'")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    reader.open("numbers/sums/").locator(".ws-quiz button[type=submit]").first.click()
    expect(page.locator(".ws-quiz__result").first).to_have_text(ARABIC.say("answers.choose_first"))
    reader.open("progress/")
    expect(page.locator("[data-track=numbers] .ws-ring")).to_have_attribute(
        "aria-label", re.compile(ARABIC.say("progress.ring", track="Numbers", percent="33.*%"))
    )


def test_scripts_speak_the_language_of_their_words(reader: Learner) -> None:
    def speak_french(route: Route) -> None:
        route.fulfill(body=words_script(FRENCH), content_type="text/javascript")

    reader.context.route("**/assets/interface.js", speak_french)
    page = reader.open()
    exercise = reader.exercise("total")
    expect(exercise.get_by_role("button")).to_have_text(
        [
            *(FRENCH.say(f"runner.{name}") for name in ("run", "check", "reset")),
            FRENCH.say("runner.hint", number=1, total=2),
        ]
    )
    expect(exercise.locator(".ws-runner__note")).to_contain_text("14 Mo")
    reader.press("total", "Exécuter")
    expect(reader.said("total")).to_have_text(re.compile("Chargement|Exécution"))
    reader.press("total", "Arrêter")
    expect(reader.said("total")).to_have_text(FRENCH.say("runner.stopped"))
    reader.open("exercises/")
    expect(page.locator(".ws-filters__count")).to_have_text("3 exercices en tout")


def test_without_its_words_a_page_stays_as_it_reads_without_scripts(reader: Learner) -> None:
    reader.context.route("**/assets/interface.js", lambda route: route.abort())

    page = reader.open("numbers/sums/")

    expect(page.locator(".ws-quiz button[type=submit]").first).to_be_hidden()
    expect(page.locator(".ws-quiz__answers summary").first).to_have_text(ARABIC.say("quiz.show"))
