"""The hourly pageview files of the dumps: every page that was viewed in an hour.

Source of the format: https://dumps.wikimedia.org/other/pageviews/readme.html
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from wikiskills.live.packed import opened, unreadable

_FIELDS = 4


class HourViews(NamedTuple):
    """Views of a page in one hour. `project` is short: `en` is the English Wikipedia, `en.m` its mobile site."""

    project: str
    title: str
    views: int


def read_hour(path: Path) -> Iterator[HourViews]:
    """Give the rows of a file, plain or packed; `WikiskillsError` with the line where one is not as documented."""
    with opened(path) as stream:
        for number, line in enumerate(stream, 1):
            fields = line.decode(errors="replace").rstrip("\n").split(" ")
            if len(fields) != _FIELDS or not fields[2].isdecimal():
                what = f"this row is not 'project title views bytes': {line[:80]!r}"
                raise unreadable(path, number, what, "fetch the file again")
            yield HourViews(fields[0], fields[1], int(fields[2]))
