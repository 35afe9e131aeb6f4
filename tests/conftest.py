"""Options of the test run."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import launched
from tests.support.data_files import CONTENT, part_of
from tests.support.learner import Learner
from tests.support.preview import Preview, started
from tests.support.real_site import PREFIX, make_real_site
from tests.support.refreshing import Serve, all_services
from tests.support.replay_server import Replay, Reply, replaying
from tests.support.runner_site import make_runner_site
from tests.support.runtime import hide_runtime
from tests.support.site_server import free_port, serving
from tests.support.web_packages import web_copy
from wikiskills.execution.snapshots import Snapshots
from wikiskills.execution.warm import WarmExecutor


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`, which records what comes out now as what is expected: read the diff before you commit it."""
    parser.addoption("--update", action="store_true", help="record the present results as the expected ones")


def pytest_configure() -> None:
    """Take Ctrl-C as a terminal sends it: a run in the background ignores it, and so would all that the tests start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hide_runtime()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: a process can have only one Playwright."""
    with launched() as started:
        yield started


@pytest.fixture(scope="session")
def runner_port() -> int:
    """Find a port that is free, for the small course."""
    return free_port()


@pytest.fixture(scope="session")
def runner_site(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory, runner_port: int) -> Path:
    """Build the small course whose exercises run on Pyodide's core; give its site, which stands in the course."""
    assert pytestconfig.cache
    pyodide = web_copy(pytestconfig.cache.mkdir("web")) / "node_modules" / "pyodide"
    folder = tmp_path_factory.mktemp("runner") / "course"
    return make_runner_site(folder, pyodide, f"http://127.0.0.1:{runner_port}/course/")


@pytest.fixture(scope="session")
def runner_address(runner_site: Path, runner_port: int) -> Iterator[str]:
    """Serve that course; give its address."""
    with serving(runner_site, "course/", runner_port) as url:
        yield url


@pytest.fixture
def learner(browser: Browser, runner_address: str) -> Iterator[Learner]:
    """Somebody at the small course; fails at the end where the page had a fault."""
    learner = Learner(browser, runner_address)
    yield learner
    learner.close()


@pytest.fixture(scope="session")
def port() -> int:
    """Find a port that is free, for the real course."""
    return free_port()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """Build the real course; give its site, which stands in the course."""
    return make_real_site(tmp_path_factory.mktemp("course"), port)


@pytest.fixture(scope="session")
def address(site: Path, port: int) -> Iterator[str]:
    """Serve the real course; give its address."""
    with serving(site, PREFIX, port) as url:
        yield url


@pytest.fixture(scope="session")
def paths(site: Path) -> list[str]:
    """Every page of the real course, relative to its address."""
    return sorted(path.parent.relative_to(site).as_posix().removeprefix(".") for path in site.rglob("index.html"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Start one preview of the smallest course, for the tests of a module."""
    preview = started(tmp_path_factory.mktemp("serve"))
    preview.shows("How many")
    preview.until(lambda: not preview.state()["running"])
    yield preview
    preview.end()


@pytest.fixture
def preview(running: Preview) -> Iterator[Preview]:
    """Give that preview, and its course as it was."""
    yield running
    running.restore()


@pytest.fixture(scope="module")
def marker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder for temporary files: its name stands in the environment of every process of these lessons."""
    folder = tmp_path_factory.mktemp("snapshots")
    tempfile.tempdir = str(folder)
    yield folder
    tempfile.tempdir = None


@pytest.fixture(scope="module")
def keeping(marker: Path) -> Iterator[WarmExecutor]:
    """Start one executor that keeps snapshots, for the tests of a module."""
    with WarmExecutor(marker / "cache", snapshots=Snapshots(count=30)) as executor:
        yield executor


@pytest.fixture
def executor(keeping: WarmExecutor) -> Iterator[WarmExecutor]:
    """Give that executor, with a warm parent and no snapshots."""
    yield keeping
    for name in tuple(keeping.album.trails):
        keeping.album.trails.pop(name).end()


@pytest.fixture
def answers() -> list[Reply]:
    """What the server of a data file says first; then it sends the file as asked."""
    return []


@pytest.fixture
def server(answers: list[Reply]) -> Iterator[Replay]:
    """A server that has a data file."""
    with replaying(lambda asked: answers.pop(0) if answers else part_of(CONTENT, asked)) as replay:
        yield replay


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start a server that stands for all of Wikimedia's services."""
    with all_services(monkeypatch) as start:
        yield start
