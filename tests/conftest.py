"""Options of the test run."""

from __future__ import annotations

import signal

import pytest

from tests.support.runtime import hide_runtime


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`, which records what comes out now as what is expected: read the diff before you commit it."""
    parser.addoption("--update", action="store_true", help="record the present results as the expected ones")


def pytest_configure() -> None:
    """Take Ctrl-C as a terminal sends it: a run in the background ignores it, and so would all that the tests start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hide_runtime()
