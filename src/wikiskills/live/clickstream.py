"""The clickstream: how often readers went from one page to another in a month.

Source of the format: https://meta.wikimedia.org/wiki/Research:Wikipedia_clickstream
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from wikiskills.live.packed import opened, unreadable
from wikiskills.live.service import DUMPS, Request

_FIELDS = 4


class Step(NamedTuple):
    """Readers who went from `source` (a page, or a word such as `other-search`) to the page `target`.

    `kind` is link, external or other. Steps with 10 readers or fewer are not published.
    """

    source: str
    target: str
    kind: str
    readers: int


def clickstream_request(wiki: str, month: str) -> Request:
    """Ask for the file of a wiki, as in `enwiki`, and a month, as in 2024-11."""
    return Request(DUMPS, ("other", "clickstream", month, f"clickstream-{wiki}-{month}.tsv.gz"), accept="*/*")


def read_clickstream(path: Path) -> Iterator[Step]:
    """Give the rows of a file, plain or packed; `WikiskillsError` with the line where one is not as documented."""
    with opened(path) as stream:
        for number, line in enumerate(stream, 1):
            fields = line.decode(errors="replace").rstrip("\r\n").split("\t")
            if len(fields) != _FIELDS or not fields[3].isdecimal():
                what = f"this row is not 'source, target, kind, readers' with tabs between: {line[:80]!r}"
                raise unreadable(path, number, what, "is the file whole, and of 2018 or later?")
            yield Step(fields[0], fields[1], fields[2], int(fields[3]))
