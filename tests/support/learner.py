"""Somebody at a page with exercises, in a real browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.axe import violations

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
RIGHT = "def total(numbers):\n    return sum(numbers)\n"
SLOW = 90_000  # milliseconds that Python may take to start on a busy machine


class Learner:
    """Somebody at the page of exercises. Notes what the page asks of other hosts, errors, and each start of Python."""

    def __init__(self, browser: Browser, address: str, **settings: object) -> None:
        self.address = address
        self.context = browser.new_context(**{"viewport": DESKTOP, **settings})  # type: ignore[arg-type]
        self.context.set_default_timeout(20_000)
        self.faults: list[str] = []
        self.boots = 0
        self.asked: list[str] = []
        self.context.on("request", lambda request: self.note(request.url))
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.context.on("console", lambda message: self.note_blocked(message.text))
        self.page: Page = self.context.new_page()
        self.page.on("worker", lambda worker: self.count_boot(worker.url))

    def note(self, url: str) -> None:
        self.asked.append(url)
        if urlsplit(url).hostname not in ("127.0.0.1", None):
            self.faults.append(f"asks another host: {url}")

    def note_blocked(self, message: str) -> None:
        if "Content Security Policy" in message:
            self.faults.append(message)

    def count_boot(self, url: str) -> None:
        self.boots += url.endswith("/assets/worker.js")  # Material's search has a worker too

    def open(self, path: str = "numbers/sums/exercises/") -> Page:
        self.page.goto(self.address + path)
        return self.page

    def exercise(self, name: str) -> Locator:
        return self.page.locator(f".ws-exercise:has(> h2#{name})")

    def write(self, name: str, code: str) -> None:
        self.exercise(name).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)

    def press(self, name: str, button: str) -> None:
        self.exercise(name).get_by_role("button", name=button, exact=True).click()

    def said(self, name: str) -> Locator:
        return self.exercise(name).locator(".ws-runner__status")

    def check(self, name: str, code: str, verdict: str) -> None:
        self.write(name, code)
        self.press(name, "Check")
        expect(self.said(name)).to_contain_text(verdict, timeout=SLOW)

    def violations(self) -> list[str]:
        return violations(self.page)

    def close(self) -> None:
        self.context.close()
        assert self.faults == []
