"""A small course whose snapshot is made anew from a server that stands in for all services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.courses import copy_course
from tests.support.replay_server import Asked, Replay, Reply, as_json, replaying
from wikiskills.cli.main import commands
from wikiskills.live.service import SERVICES

CARDS = "curriculum/datasets.yml"
COUNTS = "curriculum/data/edit-counts.csv"
OLD = b"day,edits\n2024-01-01,3\n2024-01-02,5\n2024-01-03,4\n"
VIEWS = "{kind: pageviews-aggregate, project: sw.wikipedia, start: 2024-01-01, end: 2024-01-03}"


Serve = Callable[[Callable[[Asked], Reply]], Replay]
"""Puts a server with these answers in the place of all services."""


def small_course(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the minimal course; its user has kept no answers yet."""
    monkeypatch.setenv("WIKISKILLS_CACHE", str(folder / "cache"))
    monkeypatch.delenv("WIKISKILLS_CONTACT", raising=False)
    monkeypatch.delenv("WIKISKILLS_OFFLINE", raising=False)
    return copy_course("minimal", folder)


@contextmanager
def all_services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Give a function that starts such servers; in the end they stop."""
    with ExitStack() as running:

        def start(answer: Callable[[Asked], Reply]) -> Replay:
            replay = running.enter_context(replaying(answer))
            for service in SERVICES:
                monkeypatch.setenv(service.variable, replay.address)
            return replay

        yield start


def recipe(course: Path, text: str) -> None:
    """Write a recipe on the card of the course."""
    with (course / CARDS).open("a", encoding="utf-8") as cards:
        cards.write(f"    refresh: {text}\n")


def run(course: Path, *arguments: str) -> Result:
    """Run `data refresh`."""
    return CliRunner().invoke(commands, ["--project", str(course), "data", "refresh", *arguments])


def views(*numbers: int) -> Reply:
    """Answer with the views of the first days of 2024."""
    items = [{"timestamp": f"202401{day:02}00", "views": number} for day, number in enumerate(numbers, 1)]
    return as_json({"items": items})
