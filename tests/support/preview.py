"""A preview of a course in a process of its own, as an instructor starts it, and an editor that changes its files."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.bad_cases import MINIMAL
from tests.support.site_server import free_port

LESSON = "lessons/basics/first-counts.py"
PAGE = "basics/first-counts/"
PATIENCE = 60
INSTANT = "  features: [navigation.instant]"


class Preview:
    def __init__(self, course: Path) -> None:
        self.port = free_port()
        self.course, self.log = course, course.with_suffix(".log")
        command = [sys.executable, "-m", "wikiskills", "--project", str(course), "serve", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stderr=log, stdout=log, start_new_session=True)

    def address(self, page: str = PAGE) -> str:
        return f"http://127.0.0.1:{self.port}/{page}"

    def page(self, page: str = PAGE) -> str:
        """Give a page, also one that says what is missing; empty while nobody answers."""
        try:
            with urllib.request.urlopen(self.address(page), timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return str(error.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def state(self, page: str = PAGE) -> dict[str, Any]:
        """Give what the server tells an open page now."""
        with urllib.request.urlopen(self.address(f"_preview/events?page=/{page}"), timeout=5) as stream:
            return dict(json.loads(stream.readline().decode().removeprefix("data: ")))

    def codes(self) -> list[str]:
        return [problem["code"] for problem in self.state()["problems"]]

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def until(self, done: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline, self.printed()
            assert self.process.poll() is None, self.printed()
            time.sleep(0.05)

    def shows(self, text: str, page: str = PAGE) -> None:
        self.until(lambda: text in self.page(page))

    def edit(self, old: str, new: str, name: str = LESSON) -> None:
        path = self.course / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def restore(self) -> None:
        """Bring all sources back, as another checkout does, and wait until they are shown."""
        for name in ("curriculum", "lessons"):
            shutil.rmtree(self.course / name, ignore_errors=True)
            shutil.copytree(MINIMAL / name, self.course / name)
        _settle(self.course)
        self.until(lambda: not self.state()["problems"] and not self.state()["running"])
        self.shows("How many")

    def end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def started(folder: Path) -> Preview:
    """Start a preview of a copy of the smallest course."""
    course = folder / "course"
    shutil.copytree(MINIMAL, course)
    _settle(course)
    return Preview(course)


def _settle(course: Path) -> None:
    """Let pages go to others without loading them, as those of the real course do."""
    text = (MINIMAL / "mkdocs.yml").read_text(encoding="utf-8")
    (course / "mkdocs.yml").write_text(text.replace("  font: false", f"  font: false\n{INSTANT}"), encoding="utf-8")
