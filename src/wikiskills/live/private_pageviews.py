"""Pageviews by country and page, published with differential privacy: the counts have noise in them.

Source of the formats and dates: the READMEs at https://analytics.wikimedia.org/published/datasets/country_project_page/,
`country_project_page_historical/` and `country_project_page_historical_pre_2017/`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from wikiskills.live.packed import opened, unreadable
from wikiskills.live.service import PUBLISHED, Request

NOISY = ("gbc", "private_count")
"""Names that the column of noisy counts has had."""
_NEEDED = ("country", "project", "page_id", "page_title")
_ERAS = (
    (dt.date(2017, 2, 8), "country_project_page_historical_pre_2017"),
    (dt.date(2023, 2, 5), "country_project_page_historical"),
    (dt.date.max, "country_project_page"),
)
"""The last day of each release. They differ in noise and threshold, so do not compare days across them."""


class NoisyViews(NamedTuple):
    """Views of a page from a country on one day, with noise. `item` is the Wikidata item, or '' in older files."""

    country: str
    project: str
    page: int
    title: str
    item: str
    views: int


def private_request(day: dt.date) -> Request:
    """Ask for the file of one day. Its name has no zeros in front: 2023-2-6.csv."""
    folder = next(folder for last, folder in _ERAS if day <= last)
    return Request(PUBLISHED, (folder, f"{day.year}-{day.month}-{day.day}.csv"), accept="text/csv, */*")


def read_private(path: Path) -> Iterator[NoisyViews]:
    """Give the rows of a file, plain or packed, under either name of the noisy column; `WikiskillsError`."""
    with opened(path) as stream:
        rows = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline=""))
        names = rows.fieldnames or []
        noisy = next((name for name in NOISY if name in names), None)
        if noisy is None or not set(_NEEDED) <= set(names):
            needed = f"{', '.join(_NEEDED)}, and {' or '.join(NOISY)}"
            what = f"the columns are {', '.join(names) or 'absent'}; needed: {needed}"
            raise unreadable(path, 1, what, "look at the README beside the file")
        for row in rows:
            try:
                count = float(row[noisy])
                views = NoisyViews(row["country"], row["project"], int(row["page_id"]), row["page_title"],
                                   row.get("item_id") or "", round(count))  # fmt: skip
            except (TypeError, ValueError, OverflowError) as error:
                raise unreadable(
                    path, rows.line_num, f"this row is not as documented: {error}", "fetch it again"
                ) from error
            yield views
