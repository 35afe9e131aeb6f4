"""The real course in a real browser: every page, phone and desktop, light and dark, with and without JavaScript."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.axe import violations
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.percent import Role

ANSWERS = {Role.SOLUTION, Role.EXPLANATION, Role.CHECK_HIDDEN, Role.MUTANT}
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def one_of_each(paths: list[str]) -> list[str]:
    """One page of each type, the longest lesson among them."""
    wanted = ["", "start", "start/dumps-and-wikitext", "start/dumps-and-wikitext/exercises"]
    wanted += [
        "statistics/describe-and-plot/solutions",
        "statistics/sheet",
        "exercises",
        "progress",
        "data",
        "data/pageviews-daily",
        "glossary",
        "about",
        "accessibility",
    ]
    assert set(wanted) <= set(paths)
    return [f"{path}/" if path else "" for path in wanted] + ["404.html"]


class Visit:
    """A context that notes requests to other hosts, failed requests and script errors."""

    def __init__(self, browser: Browser, **settings: object) -> None:
        self.context: BrowserContext = browser.new_context(**settings)  # type: ignore[arg-type]
        self.faults: list[str] = []
        self.context.on("request", lambda request: self.note_foreign(request.url))
        self.context.on("response", lambda response: self.note_failed(response.status, response.url))
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.context.on("console", lambda message: self.note_blocked(message.text))
        self.page: Page = self.context.new_page()

    def note_foreign(self, url: str) -> None:
        if urlsplit(url).hostname not in ("127.0.0.1", None):
            self.faults.append(f"asks another host: {url}")

    def note_blocked(self, message: str) -> None:
        if "Content Security Policy" in message:
            self.faults.append(message)

    def note_failed(self, status: int, url: str) -> None:
        if status >= 400 and not url.endswith("404.html"):
            self.faults.append(f"{status}: {url}")

    def close(self) -> None:
        self.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_accessibility_violation(
    browser: Browser, address: str, paths: list[str], viewport: dict[str, int], scheme: str
) -> None:
    visit = Visit(browser, viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    found = []
    for path in one_of_each(paths):
        visit.page.goto(address + path)
        visit.page.wait_for_function("document.fonts.ready")
        visit.page.locator("details").evaluate_all("folds => folds.forEach(fold => fold.open = true)")
        found += [f"{path}: {fault}" for fault in violations(visit.page)]
    visit.close()
    assert found == []
    assert visit.faults == []


@dataclass(frozen=True)
class Seen:
    """What a phone shows of a page, and what the page names: its own places, and the addresses that it leads to."""

    width: float
    ids: frozenset[str]
    links: frozenset[str]


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str, paths: list[str]) -> dict[str, Seen]:
    """Every page by its address, on a phone that runs its scripts; nothing failed there."""
    visit = Visit(browser, viewport=PHONE)
    found = {}
    for path in [*(f"{path}/" if path else "" for path in paths), "404.html"]:
        visit.page.goto(address + path)
        evaluate = visit.page.evaluate
        links = evaluate(
            "[...document.querySelectorAll('[*|href], [src]')].map(n => n.href?.baseVal ?? n.href ?? n.src)"
        )
        found[address + path] = Seen(
            max(evaluate("document.scrollingElement.scrollWidth"), width_of_text(visit.page)),
            frozenset(evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")),
            frozenset(urljoin(address + path, link) for link in links),
        )
    visit.close()
    assert visit.faults == []
    return found


def width_of_text(page: Page) -> float:
    """Give where the text of a page ends, in pixels from its left edge."""
    box, inner = page.locator("main").bounding_box(), page.locator("article").bounding_box()
    return max(box["width"], inner["x"] + inner["width"]) if box and inner else 0


def test_phone_page_never_scrolls_sideways(seen: dict[str, Seen]) -> None:
    assert [page for page, found in seen.items() if found.width > PHONE["width"]] == []


def test_phone_page_never_scrolls_sideways_without_javascript(browser: Browser, address: str, paths: list[str]) -> None:
    visit = Visit(browser, viewport=PHONE, java_script_enabled=False)
    wide = []
    for path in paths:
        visit.page.goto(f"{address}{path}/" if path else address)
        if width_of_text(visit.page) > PHONE["width"]:
            wide.append(path)
    visit.close()
    assert wide == []
    assert visit.faults == []


def test_lesson_reads_without_javascript(browser: Browser, address: str) -> None:
    visit = Visit(browser, viewport=PHONE, java_script_enabled=False)
    visit.page.goto(f"{address}start/tables-with-pandas/")
    assert visit.page.locator("pre.ws-output").first.is_visible()
    assert visit.page.locator("figure img").first.is_visible()
    quiz = visit.page.locator("form.ws-quiz").first
    assert quiz.locator("button[type=submit]").is_hidden()
    quiz.locator("summary").click()
    assert quiz.locator(".ws-quiz__answers li").first.is_visible()
    visit.close()
    assert visit.faults == []


def test_quiz_from_the_keyboard(browser: Browser, address: str) -> None:
    visit = Visit(browser, viewport=DESKTOP)
    visit.page.goto(f"{address}start/tables-with-pandas/")
    quiz = visit.page.locator("form.ws-quiz:has(input[type=radio])").first
    correct = quiz.locator("li[data-correct=true]").get_attribute("data-option")
    quiz.locator("input").first.focus()
    for _ in range(1, int(correct or 1)):
        visit.page.keyboard.press("ArrowDown")
    if correct == "1":
        visit.page.keyboard.press("Space")
    visit.page.keyboard.press("Enter")
    result = quiz.locator("[aria-live]")
    assert result.inner_text().startswith("Right.")
    visit.page.keyboard.press("ArrowDown")
    assert result.inner_text() == ""
    visit.page.keyboard.press("Enter")
    assert result.inner_text().startswith("Not right yet.")
    visit.close()


def test_next_page_without_reload_keeps_quizzes_alive(browser: Browser, address: str) -> None:
    visit = Visit(browser, viewport=DESKTOP)
    visit.page.goto(address)
    visit.page.evaluate("window.sameDocument = true")
    visit.page.locator("article a[href*='tables-with-pandas']").first.click()
    quiz = visit.page.locator("form.ws-quiz").first
    quiz.locator("button[type=submit]").wait_for(state="visible")
    assert visit.page.evaluate("window.sameDocument"), "the page was loaded anew"
    quiz.locator("input").first.check()
    quiz.locator("button[type=submit]").click()
    assert quiz.locator("[aria-live]").inner_text()
    visit.close()
    assert visit.faults == []


def test_every_internal_link_resolves(browser: Browser, address: str, seen: dict[str, Seen]) -> None:
    visit = Visit(browser)
    own = {link: page for page, found in seen.items() for link in found.links if link.startswith(address)}
    broken = []
    for link, page in sorted(own.items()):
        target, anchor = urldefrag(link)
        if target in seen:
            resolves = not anchor or anchor in seen[target].ids or anchor.startswith("__")
        else:
            resolves = visit.page.request.get(target).ok
        if not resolves:
            broken.append(f"{page} -> {link.removeprefix(address)}")
    visit.close()
    assert len(own) > 100
    assert broken == []


def test_search_knows_lessons_but_no_solution_and_no_answer(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    locations = {document["location"].partition("#")[0] for document in index["docs"]}
    assert "start/tables-with-pandas/" in locations
    assert not [location for location in locations if location.endswith("solutions/")]
    text = " ".join(document["text"] for document in index["docs"])
    assert "Choose one answer" not in text


def test_search_knows_no_word_of_a_solution_and_no_feedback_of_a_quiz(site: Path) -> None:
    """Whatever the course holds: each line that stands there only, as it is written."""
    index = re.sub("<[^>]*>", "", (site / "search" / "search_index.json").read_text(encoding="utf-8"))
    known = " ".join(html.unescape(index).replace('\\"', '"').replace("\\n", " ").split())
    lessons = load_curriculum(load_project(site.parent)).written
    cells = [cell for entry in lessons if entry.lesson for cell in entry.lesson.written]
    public = [cell.source for cell in cells if cell.role not in ANSWERS and not cell.quiz]
    answers = [line for cell in cells if cell.role in ANSWERS for line in cell.source.splitlines()]
    feedback = [
        option.feedback for entry in lessons if entry.lesson for quiz in entry.lesson.quizzes for option in quiz.options
    ]
    secret = [line.strip() for line in [*answers, *feedback] if len(line.split()) > 4]
    told = [line for line in secret if line in known and not any(line in source for source in public)]

    assert len(secret) > 100
    assert told == []


def test_solutions_are_not_for_search_engines(browser: Browser, address: str) -> None:
    visit = Visit(browser)
    visit.page.goto(f"{address}start/tables-with-pandas/solutions/")
    assert visit.page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    visit.page.goto(f"{address}start/tables-with-pandas/")
    assert visit.page.locator("meta[name=robots]").count() == 0
    visit.close()


def test_figures_are_files_with_alt_text(browser: Browser, address: str, paths: list[str]) -> None:
    visit = Visit(browser)
    lessons = [path for path in paths if path.count("/") == 1 and not path.startswith("data/") and "sheet" not in path]
    for path in lessons:
        visit.page.goto(f"{address}{path}/")
        images = visit.page.locator("article img").all()
        assert images, path
        for image in images:
            assert len(image.get_attribute("alt") or "") > 30, path
            assert not (image.get_attribute("src") or "").startswith("data:"), path
    visit.close()


def test_exercise_runs_with_tables_and_figures(browser: Browser, address: str, site: Path) -> None:
    """An exercise that asks for labels lets learners look at the data: the page brings what their code uses."""
    if not list(site.glob("py/*/matplotlib-*")):
        pytest.skip("needs the browser's Python: run 'wikiskills runtime fetch'")
    visit = Visit(browser, viewport=PHONE)
    visit.page.goto(f"{address}start/tables-with-pandas/exercises/")
    exercise = visit.page.locator(".ws-exercise:has(> h2#what-the-data-shows)")
    exercise.locator(".cm-content").click()
    visit.page.keyboard.press("ControlOrMeta+a")
    code = "views['Cleopatra'].plot(title='One queen', ylabel='views')\nviews.iloc[:2, :2]"
    visit.page.keyboard.insert_text(code)
    visit.page.keyboard.press("Control+Enter")
    figure = exercise.get_by_role("img", name="Figure made by your code: One queen; date; views")
    figure.wait_for(timeout=120_000)
    assert figure.evaluate("image => image.naturalWidth") > 500
    assert exercise.locator("td.num").count() == 4
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]
    assert violations(visit.page) == []
    visit.close()
    assert visit.faults == []
