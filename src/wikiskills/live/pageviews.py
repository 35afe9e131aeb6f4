"""Pageview counts from the analytics API: of one article, of a project, and the most viewed pages.

Source of the shapes: https://doc.wikimedia.org/generated-data-platform/aqs/analytics-api/
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from wikiskills.live.answer import unexpected
from wikiskills.live.client import Client
from wikiskills.live.service import AQS, Request

ALL_PROJECTS = "all-projects"


class DayViews(NamedTuple):
    """Views on one day. A day without views is not in the answers of the API: absent is not the same as measured 0."""

    day: dt.date
    views: int


class TopPage(NamedTuple):
    """A page in the list of the most viewed; its title has underscores."""

    rank: int
    article: str
    views: int


def article_request(project: str, article: str, days: tuple[dt.date, dt.date], agent: str = "all-agents") -> Request:
    """Ask for the daily views of an article, as in `en.wikipedia` and `Elizabeth II`; last day included."""
    path = ("metrics", "pageviews", "per-article", project, "all-access", agent, article.replace(" ", "_"), "daily")
    return Request(AQS, (*path, *_stamps(days)))


def project_request(project: str, days: tuple[dt.date, dt.date], agent: str = "all-agents") -> Request:
    """Ask for the daily views of all pages of a project, or of `ALL_PROJECTS`."""
    return Request(AQS, ("metrics", "pageviews", "aggregate", project, "all-access", agent, "daily", *_stamps(days)))


def top_request(project: str, day: dt.date) -> Request:
    """Ask for the most viewed pages of a project on one day; the API names up to 1,000."""
    date = (f"{day.year:04}", f"{day.month:02}", f"{day.day:02}")
    return Request(AQS, ("metrics", "pageviews", "top", project, "all-access", *date))


def fetch_views(client: Client, request: Request) -> list[DayViews]:
    """Get the views of an article or project, in the order of the days; `WikiskillsError` where there are none."""
    return sorted(parse_views(client.json(request), request.address(client.bases)))


def fetch_top(client: Client, request: Request) -> list[TopPage]:
    """Get the most viewed pages, the most viewed first."""
    return sorted(parse_top(client.json(request), request.address(client.bases)))


def parse_views(answer: Any, address: str) -> Iterator[DayViews]:
    """Read the answer about an article or a project."""
    try:
        for item in answer["items"]:
            yield DayViews(dt.datetime.strptime(item["timestamp"], "%Y%m%d%H").date(), int(item["views"]))  # noqa: DTZ007 - a day in UTC
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise unexpected(address, f"the answer has no list of views by day: {error!r}") from error


def parse_top(answer: Any, address: str) -> Iterator[TopPage]:
    """Read the answer about the most viewed pages."""
    try:
        for page in answer["items"][0]["articles"]:
            yield TopPage(int(page["rank"]), str(page["article"]), int(page["views"]))
    except (KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
        raise unexpected(address, f"the answer has no list of pages: {error!r}") from error


def _stamps(days: tuple[dt.date, dt.date]) -> tuple[str, str]:
    first, last = days
    return f"{first:%Y%m%d}00", f"{last:%Y%m%d}00"
