"""Tracks that are kept on a device, in a real browser: the small course of tests/support/runner_course."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.learner import PHONE, RIGHT, SLOW, Learner
from tests.support.site_server import serving
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum, load_curriculum
from wikiskills.offline.kept import write_lists


class Host:
    """A host of a site, with lists of what its tracks need; it can be away, and come back at the same address."""

    def __init__(self, site: Path, curriculum: Curriculum) -> None:
        self.site, self.curriculum = site, curriculum
        self.port = 0
        self.running = ExitStack()
        write_lists(site, curriculum)

    def start(self) -> str:
        address = self.running.enter_context(serving(self.site, "course/", self.port))
        self.port = int(address.split(":")[2].split("/")[0])
        return address

    def stop(self) -> None:
        self.running.close()

    def change(self, name: str, before: str, after: str) -> None:
        """Publish another build, in which one page differs."""
        text = (self.site / name).read_text(encoding="utf-8")
        assert before in text
        (self.site / name).write_text(text.replace(before, after), encoding="utf-8")
        write_lists(self.site, self.curriculum)


@pytest.fixture
def host(runner_site: Path, tmp_path: Path) -> Iterator[Host]:
    curriculum = load_curriculum(load_project(runner_site.parent))
    host = Host(shutil.copytree(runner_site, tmp_path / "site"), curriculum)
    yield host
    host.stop()


@pytest.fixture
def visitor(browser: Browser, host: Host) -> Iterator[Learner]:
    visitor = Learner(browser, host.start())
    yield visitor
    visitor.close()


def keep(visitor: Learner) -> Locator:
    box = visitor.open("numbers/").locator(".ws-keep")
    box.get_by_role("button", name="Keep this track on this device").click()
    expect(box).to_contain_text("Kept on this device: 15 MB.", timeout=SLOW)
    return box


def test_kept_track_is_read_and_practised_without_a_network(visitor: Learner, host: Host) -> None:
    page = visitor.page
    keep(visitor)
    assert visitor.violations() == []
    host.stop()
    visitor.open("numbers/sums/")
    expect(page.locator("h1")).to_contain_text("Sums")
    page.get_by_role("link", name="Go to the exercises").click()
    visitor.check("total", RIGHT, "All checks passed.")
    visitor.open("numbers")
    expect(page.locator(".ws-keep")).to_contain_text("Kept on this device")
    page.locator("a[href*='texts/words/']").first.evaluate("link => link.click()")
    expect(page.locator("h1")).to_have_text("You are offline")
    page.get_by_role("link", name="My progress: what is kept on this device").click()
    expect(page.locator(".ws-keep:visible")).to_have_count(1)
    expect(page.locator("[data-track=numbers] .ws-keep")).to_contain_text("Kept on this device")
    expect(page.locator("h2 + .ws-my-progress__sum").first).to_contain_text("1 of 2 exercises passed")
    visitor.open("texts/words/")
    expect(page.locator("h1")).to_have_text("You are offline")
    host.start()
    visitor.open("texts/words/")
    expect(page.locator("h1")).to_contain_text("Words")


def test_download_that_stops_goes_on_where_it_was(visitor: Learner, host: Host) -> None:
    page = visitor.page
    away = host.site / "core" / "pyodide.asm.wasm"
    away.rename(away.with_name("away"))
    box = visitor.open("numbers/").locator(".ws-keep")
    box.get_by_role("button", name="Keep this track on this device").click()
    expect(box.get_by_role("status")).to_have_text("The site has just changed. Reload the page and go on.")
    away.with_name("away").rename(away)
    page.reload()
    expect(box).to_contain_text("Not all is here yet:")
    visitor.asked.clear()
    box.get_by_role("button", name="Go on").click()
    expect(box).to_contain_text("Kept on this device", timeout=SLOW)
    assert [url for url in visitor.asked if url.endswith("pyodide.asm.wasm")]
    assert not [url for url in visitor.asked if url.endswith("/glossary/")]


def test_update_fetches_what_changed_and_nothing_old_is_shown_online(visitor: Learner, host: Host) -> None:
    page = visitor.page
    box = keep(visitor)
    host.change("numbers/sums/index.html", "The mean.", "The middle one.")
    visitor.open("numbers/sums/")
    expect(page.get_by_label("The middle one.")).to_be_visible()
    host.stop()
    page.reload()
    expect(page.get_by_label("The mean.")).to_be_visible()
    host.start()
    visitor.open("numbers/")
    expect(box).to_contain_text("The course has changed since then:")
    visitor.asked.clear()
    box.get_by_role("button", name="Update").click()
    expect(box.get_by_role("button")).to_have_text(["Remove from this device"])
    assert [url for url in visitor.asked if "assets/offline/" not in url] == [f"{visitor.address}numbers/sums/"]
    host.stop()
    visitor.open("numbers/sums/")
    expect(page.get_by_label("The middle one.")).to_be_visible()


def test_nothing_is_kept_unasked_and_nothing_stays_of_what_is_removed(visitor: Learner) -> None:
    page = visitor.page
    state = "async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"
    visitor.open("numbers/")
    expect(page.locator(".ws-keep")).to_contain_text("up to 15 MB are then kept")
    assert page.evaluate(state) == [0, 0]
    visitor.open("progress/")
    expect(page.locator(".ws-ring").first).to_be_visible()
    expect(page.locator(".ws-keep:visible")).to_have_count(0)
    keep(visitor)
    visitor.open("progress/")
    page.get_by_role("button", name="Remove from this device").click()
    expect(page.locator(".ws-keep:visible")).to_have_text("This track is no longer kept on this device.")
    assert page.evaluate(state) == [0, 0]


def test_nothing_is_offered_without_scripts(browser: Browser, host: Host) -> None:
    visitor = Learner(browser, host.start(), java_script_enabled=False, viewport=PHONE)
    visitor.open("numbers/")
    expect(visitor.page.locator(".ws-keep")).to_be_hidden()
    visitor.close()
