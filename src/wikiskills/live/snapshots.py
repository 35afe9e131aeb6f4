"""What a recipe gives: the rows of a snapshot, from whichever service it names."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.live import action_api, lift_wing, pageviews, sparql
from wikiskills.live.clickstream import clickstream_request, read_clickstream
from wikiskills.live.client import Client
from wikiskills.live.dumps import dump_request, read_revisions
from wikiskills.live.event_streams import fetch_events, parts, stream_request
from wikiskills.live.private_pageviews import private_request, read_private
from wikiskills.live.service import Request
from wikiskills.recipe import Refresh, RefreshKind, day

_MOST_BYTES = 100 * 10**9
_LARGEST = 50_000_000


@dataclass(frozen=True)
class Snapshot:
    """A table: the names of its columns, how many of the first name a row, and its rows."""

    columns: tuple[str, ...]
    key: int
    rows: Iterable[tuple[Any, ...]]


@dataclass(frozen=True)
class Means:
    """What taking a snapshot needs: the client, and a folder for what is downloaded on the way."""

    client: Client
    scratch: Path

    def fetched(self, request: Request) -> Path:
        """Download a file; whoever owns the folder removes it."""
        target = self.scratch / Path(request.path[-1]).name
        self.client.tell(f"fetching {request.path[-1]}")
        return self.client.download(request, target, _MOST_BYTES)


def take_snapshot(recipe: Refresh, means: Means) -> Snapshot:
    """Ask for what a recipe names that has no problems and, with a `start`, an `end`.

    Rows of files are read while they are taken. Raises `WikiskillsError`.
    """
    return _BY_KIND[recipe.kind](recipe, means)


def as_csv(snapshot: Snapshot, name: str) -> bytes:
    """Write a snapshot as the file of this name: with tabs for `.tsv`, else commas; nothing for None.

    Raises `WikiskillsError` where it becomes larger than what belongs into a repository.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t" if name.endswith(".tsv") else ",", lineterminator="\n")
    writer.writerow(snapshot.columns)
    for row in snapshot.rows:
        writer.writerow(row)
        if text.tell() > _LARGEST:
            message = f"the snapshot has more than {_LARGEST:,} characters"
            raise WikiskillsError([Problem(Location(name), "E634", message, "ask for less, or set 'least' higher")])
    return text.getvalue().encode()


def _days(recipe: Refresh) -> tuple[dt.date, dt.date]:
    assert recipe.start is not None and recipe.end is not None  # noqa: S101, PT018 - see `take_snapshot`
    first, last = day(recipe.start), day(recipe.end)
    if first > last:
        message = f"the first day, {first}, comes after the last, {last}"
        raise WikiskillsError([Problem(recipe.where, "E638", message, "choose a later end")])
    return first, last


def _articles(recipe: Refresh, means: Means) -> Snapshot:
    project, agent, days = str(recipe.project), recipe.agent or "all-agents", _days(recipe)
    requests = {str(title): pageviews.article_request(project, title, days, agent) for title in recipe.articles}
    if recipe.total:
        requests[str(recipe.total)] = pageviews.project_request(pageviews.ALL_PROJECTS, days, agent)
    views: dict[dt.date, dict[str, int]] = {}
    for number, (column, request) in enumerate(requests.items(), 1):
        means.client.tell(f"{number} of {len(requests)}: {column}")
        for each in pageviews.fetch_views(means.client, request):
            views.setdefault(each.day, {})[column] = each.views
    rows = ((date, *(views[date].get(column) for column in requests)) for date in sorted(views))
    return Snapshot(("date", *requests), 1, rows)


def _project(recipe: Refresh, means: Means) -> Snapshot:
    days, agent = _days(recipe), recipe.agent or "all-agents"
    request = pageviews.project_request(str(recipe.project), days, agent)
    return Snapshot(("date", "views"), 1, pageviews.fetch_views(means.client, request))


def _top(recipe: Refresh, means: Means) -> Snapshot:
    pages = pageviews.fetch_top(means.client, pageviews.top_request(str(recipe.project), _date(recipe)))
    return Snapshot(("article", "rank", "views"), 1, ((page.article, page.rank, page.views) for page in pages))


def _items(recipe: Refresh, means: Means) -> Snapshot:
    query = dict(parse_qsl(str(recipe.query), keep_blank_values=True))
    if "list" not in query:
        message, hint = "the query has no 'list'", "write list= and the name of a list, as in list=random"
        raise WikiskillsError([Problem(recipe.where, "E638", message, hint)])
    items = action_api.listed(means.client, str(recipe.wiki), query)
    columns = tuple(map(str, recipe.columns))
    return Snapshot(columns, 1, (parts(item, columns) for item in items))


def _solutions(recipe: Refresh, means: Means) -> Snapshot:
    names, rows = sparql.fetch_rows(means.client, sparql.sparql_request(str(recipe.query)))
    return Snapshot(names, 1, (tuple(row.values()) for row in rows))


def _predictions(recipe: Refresh, means: Means) -> Snapshot:
    language = str(recipe.language or "")
    found = list(lift_wing.fetch_predictions(means.client, str(recipe.model), recipe.revisions, language))
    classes = sorted({name for each in found for name in each.probabilities})
    columns = ("revision", "model", "version", "prediction", *(f"probability_{name}" for name in classes))
    rows = ((*each[:4], *(each.probabilities.get(name) for name in classes)) for each in found)
    return Snapshot(columns, 1, rows)


def _events(recipe: Refresh, means: Means) -> Snapshot:
    events = fetch_events(means.client, stream_request(str(recipe.stream)), recipe.count or 1)
    columns = tuple(map(str, recipe.columns))
    return Snapshot(columns, len(columns), (parts(event, columns) for event in events))


def _pages(recipe: Refresh, means: Means) -> Snapshot:
    path = means.fetched(dump_request(str(recipe.project), _date(recipe)))
    columns = ("page", "revision", "namespace", "title", "redirect", "timestamp", "characters")
    rows = (
        (each.page, each.revision, each.namespace, each.title, each.redirect, each.timestamp, len(each.text or ""))
        for each in read_revisions(path)
    )
    return Snapshot(columns, 2, rows)


def _steps(recipe: Refresh, means: Means) -> Snapshot:
    path, least = means.fetched(clickstream_request(str(recipe.project), str(recipe.date))), recipe.least or 0
    rows = (step for step in read_clickstream(path) if step.readers >= least)
    return Snapshot(("source", "target", "kind", "readers"), 3, rows)


def _private(recipe: Refresh, means: Means) -> Snapshot:
    path = means.fetched(private_request(_date(recipe)))
    columns = ("country", "project", "page", "title", "item", "views")
    return Snapshot(columns, 3, _chosen(recipe, path))


def _chosen(recipe: Refresh, path: Path) -> Iterator[tuple[Any, ...]]:
    for each in read_private(path):
        if each.views >= (recipe.least or 0) and recipe.project in (None, each.project):
            yield each


def _date(recipe: Refresh) -> dt.date:
    assert recipe.date is not None  # noqa: S101 - see `take_snapshot`
    return day(recipe.date)


_BY_KIND: dict[RefreshKind, Callable[[Refresh, Means], Snapshot]] = {
    RefreshKind.PAGEVIEWS_PER_ARTICLE: _articles,
    RefreshKind.PAGEVIEWS_AGGREGATE: _project,
    RefreshKind.PAGEVIEWS_TOP: _top,
    RefreshKind.ACTION_QUERY: _items,
    RefreshKind.SPARQL: _solutions,
    RefreshKind.LIFT_WING: _predictions,
    RefreshKind.EVENT_STREAM: _events,
    RefreshKind.XML_DUMP: _pages,
    RefreshKind.CLICKSTREAM: _steps,
    RefreshKind.PRIVATE_PAGEVIEWS: _private,
}
