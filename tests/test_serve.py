"""The preview: it follows edits, reports bad ones, keeps the last good page, and stops when told."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.bad_cases import MINIMAL

LESSON = "lessons/basics/first-counts.py"
PATIENCE = 60


class Preview:
    def __init__(self, course: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.course, self.log = course, course / "log.txt"
        command = [sys.executable, "-m", "wikiskills", "--project", str(course), "serve", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stderr=log, stdout=log, start_new_session=True)

    def page(self) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/basics/first-counts/", timeout=5) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait_for(self, text: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while text not in self.page() + self.log.read_text(encoding="utf-8"):
            assert time.monotonic() < deadline, self.log.read_text(encoding="utf-8")
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            time.sleep(0.1)

    def edit(self, old: str, new: str) -> None:
        path = self.course / LESSON
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    course = tmp_path / "course"
    shutil.copytree(MINIMAL, course)
    started = Preview(course)
    yield started
    if started.process.poll() is None:
        os.killpg(started.process.pid, signal.SIGKILL)
        started.process.wait()


def test_preview_follows_edits_and_survives_bad_ones(preview: Preview) -> None:
    preview.wait_for("How many")
    assert "livereload" in preview.page(), "the page does not reload itself"
    preview.edit("How many", "How very many")
    preview.wait_for("How very many")
    preview.edit("int(edits)", "int(edts)")
    preview.wait_for("first-counts.py:21: E700 NameError: name 'edts' is not defined")
    assert "How very many" in preview.page()
    preview.edit("int(edts)", "int(edits)")
    preview.edit("very many", "many, in all,")
    preview.wait_for("How many, in all,")
    (preview.course / LESSON).unlink()
    preview.wait_for("E502")
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=10) == 0


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(MINIMAL, course)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "wikiskills", "--project", str(course), "serve", "--port", port]
        finished = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    assert finished.returncode == 1
    assert f"E905 port {port} cannot be used: address already in use" in finished.stderr
    assert "Traceback" not in finished.stderr
