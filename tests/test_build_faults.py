"""A build stopped or killed at any moment: no process stays, no file is half-written, the next build is right."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.courses import LESSON, copy_course, edit
from tests.support.fake_executor import FakeExecutor, NoProgress
from tests.support.processes import processes_with, wait_until_gone
from wikiskills.build import build
from wikiskills.config import load_project

SLEEP = "__import__('os').system('sleep 100 & sleep 100')\ncounts = [int"


def start(root: Path, marker: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "wikiskills", "--project", str(root), "build", "--jobs", "2"]
    environment = {**os.environ, "TMPDIR": str(marker)}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True)


def finish(root: Path, marker: Path) -> str:
    with start(root, marker) as process:
        message = process.communicate(timeout=100)[1]
    assert process.returncode == 0, message
    return message


def site_of(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}


def wait_for_cells(marker: Path) -> None:
    """Wait until the lesson's program sleeps."""
    deadline = time.monotonic() + 30
    while not any(Path(f"/proc/{pid}/comm").read_text() == "sleep\n" for pid in processes_with(str(marker))):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, built once, then changed so that its lesson sleeps."""
    root = copy_course("minimal", tmp_path_factory.mktemp("built"))
    finish(root, tmp_path_factory.mktemp("marker"))
    return root


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("when", ["while cells run", "while the parent starts"])
def test_a_stopped_build_leaves_nothing(built: Path, tmp_path: Path, how: signal.Signals, when: str) -> None:
    marker = tmp_path / "marker"
    marker.mkdir()
    before = site_of(built)
    edit(built / LESSON, "counts = [int", SLEEP)
    process = start(built, marker)
    try:
        if when == "while cells run":
            wait_for_cells(marker)
        else:
            while len(processes_with(str(marker))) < 2:
                time.sleep(0.02)
        stopped = time.monotonic()
        if how is signal.SIGINT:
            os.killpg(process.pid, how)  # as a terminal does
        else:
            process.send_signal(how)
        message = process.communicate(timeout=20)[1]
        assert time.monotonic() - stopped < 3
    finally:
        edit(built / LESSON, SLEEP, "counts = [int")

    assert process.returncode == (130 if how is signal.SIGINT else -how), message
    assert "Traceback" not in message
    assert wait_until_gone(str(marker)) == []
    assert site_of(built) == before
    time.sleep(0.3)
    assert list(marker.iterdir()) == []
    assert "0 lessons run; 1 from the store" in finish(built, marker)
    assert site_of(built) == before


def test_a_site_is_old_or_new_at_whatever_moment_its_build_is_killed(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    project = load_project(root)
    chance = random.Random(7)

    def build_once() -> None:
        build(project, FakeExecutor(), 1, NoProgress(), lambda _: None)

    versions, took = [], 0.0
    for old, new in (("How many", "So how many"), ("So how many", "How many")):
        edit(root / LESSON, old, new)
        started = time.monotonic()
        build_once()
        took = time.monotonic() - started
        versions.append(site_of(root))

    for round_ in range(50):
        old, new = (("How many", "So how many"), ("So how many", "How many"))[round_ % 2]
        edit(root / LESSON, old, new)
        child = os.fork()
        if child == 0:
            os.setsid()
            build_once()
            os._exit(0)
        time.sleep(chance.uniform(0, took))
        os.killpg(child, signal.SIGKILL) if os.getpgid(child) == child else os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert site_of(root) in versions, f"round {round_}"

    build_once()
    assert site_of(root) == versions[1]
    leftovers = [path.name for path in root.iterdir() if path.name.startswith((".site.new", ".site.old"))]
    assert leftovers == []


def test_a_full_disk_is_said_and_the_site_stays(built: Path, tmp_path: Path) -> None:
    before = site_of(built)
    edit(built / LESSON, "How many", "Well, how many")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "wikiskills", "--project", str(built), "build"],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
        )
    finally:
        edit(built / LESSON, "Well, how many", "How many")

    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert site_of(built) == before
    finish(built, tmp_path)
    assert site_of(built) == before


def test_two_projects_build_at_once(tmp_path: Path) -> None:
    roots = [copy_course("minimal", tmp_path / f"{name} {'long-name-' * 12}") for name in ("one", "two")]
    running = [start(root, tmp_path) for root in roots]
    for process in running:
        message = process.communicate(timeout=100)[1]
        assert process.returncode == 0, message
        assert "1 lesson run" in message

    assert site_of(roots[0]) == site_of(roots[1])
    assert wait_until_gone(str(tmp_path)) == []
