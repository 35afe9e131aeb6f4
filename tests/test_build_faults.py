"""A build stopped or killed at any moment: no process stays, no file is half-written, the next build is right."""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.support.courses import LESSON, copy_course, edit
from tests.support.fake_executor import NoProgress
from tests.support.processes import processes_with, wait_until_gone
from wikiskills.build import build
from wikiskills.config import load_project
from wikiskills.execution.warm import WarmExecutor

EDITS = (("How many", "So how many"), ("So how many", "How many"))
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


MOMENTS = 50


def test_a_site_is_old_or_new_at_whatever_moment_its_build_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each round begins without records, so that its lesson runs; rounds kill the build alone, or all its processes."""
    marker = tmp_path / "marker"
    marker.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(marker))
    root = copy_course("minimal", tmp_path)
    project = load_project(root)
    chance = random.Random(7)

    def build_once() -> None:
        shutil.rmtree(root / ".wikiskills/store", ignore_errors=True)
        with WarmExecutor(root / ".wikiskills/cache") as executor:
            build(project, executor, 1, NoProgress(), lambda _: None)

    versions, took = [], 0.0
    for old, new in EDITS:
        edit(root / LESSON, old, new)
        started = time.monotonic()
        build_once()
        took = time.monotonic() - started
        versions.append(site_of(root))

    for round_ in range(MOMENTS):
        edit(root / LESSON, *EDITS[round_ % 2])
        child = os.fork()
        if child == 0:
            os.setsid()
            build_once()
            os._exit(0)
        time.sleep(chance.uniform(0, took))
        kill = os.killpg if round_ % 4 >= 2 and os.getpgid(child) == child else os.kill
        kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = site_of(root)
        neither = [name for name in found.keys() | versions[0].keys() if found.get(name) != versions[0].get(name)]
        assert found in versions, f"round {round_}: {neither}"

    assert wait_until_gone(str(marker)) == []
    build_once()
    assert site_of(root) == versions[1]
    leftovers = [path.name for path in root.iterdir() if path.name.startswith((".site.new", ".site.old"))]
    assert leftovers == []


@pytest.mark.parametrize(
    ("old", "new"), [("How many", "Well, how many"), ("counts = [int", "pass\ncounts = [int")], ids=["prose", "code"]
)
def test_a_full_disk_is_said_and_the_site_stays(built: Path, tmp_path: Path, old: str, new: str) -> None:
    before = site_of(built)
    edit(built / LESSON, old, new)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "wikiskills", "--project", str(built), "build"],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
        )
    finally:
        edit(built / LESSON, new, old)

    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert site_of(built) == before
    finish(built, tmp_path)
    assert site_of(built) == before


def test_two_builds_of_one_course_at_once_run_its_lesson_once(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    running = [start(root, tmp_path) for _ in range(2)]
    messages = [process.communicate(timeout=100)[1] for process in running]

    assert [process.returncode for process in running] == [0, 0], messages
    assert sorted(re.findall(r"\d lessons? run", "".join(messages))) == ["0 lessons run", "1 lesson run"]
    assert any("another build is running" in message for message in messages)
    assert wait_until_gone(str(tmp_path)) == []


def test_two_projects_build_at_once(tmp_path: Path) -> None:
    roots = [copy_course("minimal", tmp_path / f"{name} {'long-name-' * 12}") for name in ("one", "two")]
    running = [start(root, tmp_path) for root in roots]
    for process in running:
        message = process.communicate(timeout=100)[1]
        assert process.returncode == 0, message
        assert "1 lesson run" in message

    assert site_of(roots[0]) == site_of(roots[1])
    assert wait_until_gone(str(tmp_path)) == []
