"""Options of the test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`, which records what comes out now as what is expected: read the diff before you commit it."""
    parser.addoption("--update", action="store_true", help="record the present results as the expected ones")
