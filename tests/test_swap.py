"""The site is replaced in one step, whatever is killed meanwhile and whoever builds at the same time."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.files import contents
from tests.support.small_tree import CLEAN, beside, lay_out
from wikiskills import swap
from wikiskills.errors import WikiskillsError
from wikiskills.lock import exclusive
from wikiskills.renderer import render_site
from wikiskills.writer import write_file

RENDER = "import sys, pathlib; from wikiskills.renderer import render_site\n"
RENDER += "render_site(*map(pathlib.Path, sys.argv[1:]), tell=lambda message: print(message, flush=True))"


def start(config: Path, site: Path) -> subprocess.Popen[str]:
    """Start a build in a process group of its own."""
    command = [sys.executable, "-c", RENDER, str(config), str(site)]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_killed_build_leaves_the_old_site_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    config = lay_out(tmp_path, home="# Old\n")
    render_site(config, site)
    old = contents(site)
    lay_out(tmp_path, home="# New\n")
    moments = random.Random(7)

    for _ in range(10):
        build = start(config, site)
        time.sleep(moments.uniform(0.05, 1.3))
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        published = contents(site)
        assert published == old or b">New<" in published["index.html"]
        assert published.keys() == old.keys()
    render_site(config, site)

    fresh = tmp_path / "fresh"
    render_site(lay_out(fresh, home="# New\n"), fresh / "site")
    assert contents(site) == contents(fresh / "site")
    assert beside(site) == sorted([*CLEAN, "fresh"])


def test_a_build_waits_for_what_a_killed_one_left_running(tmp_path: Path) -> None:
    """Only the parent is killed: its MkDocs runs on, and holds the lock."""
    site = tmp_path / "site"
    config = lay_out(tmp_path)
    build = start(config, site)
    deadline = time.monotonic() + 20
    while not list(tmp_path.glob(".site.new-*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.1)
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    told: list[str] = []

    render_site(config, site, tell=told.append)

    assert told == [f"another build is running (process {build.pid}); waiting for it to end"]
    assert beside(site) == CLEAN
    build.communicate()


def test_two_builds_at_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    config = lay_out(tmp_path)
    with exclusive(tmp_path / ".site.lock"):  # released when both wait for it
        builds = [start(config, site) for _ in range(2)]
        for build in builds:
            assert build.stdout is not None
            assert "waiting for it to end" in build.stdout.readline()
    outputs = [build.communicate(timeout=60) for build in builds]

    assert [build.returncode for build in builds] == [0, 0], outputs
    assert (site / "index.html").is_file()
    assert beside(site) == CLEAN


def test_a_build_that_never_ends_is_an_error(tmp_path: Path) -> None:
    with exclusive(tmp_path / ".lock"):
        message = rf"\.lock: E801 another build is running \(process {os.getpid()}\)"
        with pytest.raises(WikiskillsError, match=message), exclusive(tmp_path / ".lock", patience=0.2):
            pass
    with exclusive(tmp_path / ".lock", patience=0):
        pass


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_file(tmp_path / "site/page", b"old")
    return tmp_path / "site"


def new_folder(site: Path) -> Path:
    folder = swap.fresh_folder(site)
    write_file(folder / "page", b"new")
    return folder


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)


def test_folders_change_places_in_one_step(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_rename_twice", lambda *_: pytest.fail("this system should exchange"))
    swap.replace_folder(new_folder(site), site)
    assert contents(site.parent) == {"site/page": b"new"}


@pytest.mark.usefixtures("no_exchange")
def test_two_renames(site: Path) -> None:
    swap.replace_folder(new_folder(site), site)
    assert contents(site.parent) == {"site/page": b"new"}


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize(("killed_at", "published"), [(1, b"old"), (2, b"old"), (3, b"new")])
def test_a_kill_between_two_renames_is_undone(
    site: Path, monkeypatch: pytest.MonkeyPatch, killed_at: int, published: bytes
) -> None:
    fresh, real, steps = new_folder(site), Path.rename, 0

    def step(action: object, *arguments: object) -> None:
        nonlocal steps
        steps += 1
        if steps == killed_at:
            raise KeyboardInterrupt
        action(*arguments)  # type: ignore[operator]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda path, target: step(real, path, target))
        patch.setattr(swap, "_remove", lambda folder: step(shutil.rmtree, folder))
        with pytest.raises(KeyboardInterrupt):
            swap.replace_folder(fresh, site)
    swap.recover(site)

    assert contents(site.parent) == {"site/page": published}


@pytest.mark.usefixtures("no_exchange")
def test_a_failed_second_rename_is_undone(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh, real = new_folder(site), Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path == fresh:
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="Input/output"):
        swap.replace_folder(fresh, site)
    assert (site / "page").read_bytes() == b"old"


def test_leftovers_go(site: Path) -> None:
    for name in (".site.new-1", ".site.old-1", ".site.old-2"):
        write_file(site.parent / name / "page", b"left")
    write_file(site.parent / ".sites.new-1/page", b"another's")
    swap.recover(site)
    assert contents(site.parent) == {"site/page": b"old", ".sites.new-1/page": b"another's"}
