"""How the snapshot of a dataset is made anew: the key `refresh` of its card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from wikiskills.errors import Location, Problem
from wikiskills.located_yaml import Date, Text, described


class RefreshKind(StrEnum):
    """What Wikimedia is asked for."""

    PAGEVIEWS_PER_ARTICLE = "pageviews-per-article"
    PAGEVIEWS_AGGREGATE = "pageviews-aggregate"
    PAGEVIEWS_TOP = "pageviews-top"
    ACTION_QUERY = "action-query"
    SPARQL = "sparql"
    LIFT_WING = "lift-wing"
    EVENT_STREAM = "event-stream"
    XML_DUMP = "xml-dump"
    CLICKSTREAM = "clickstream"
    PRIVATE_PAGEVIEWS = "private-pageviews"


@dataclass(frozen=True)
class Refresh:
    """How `wikiskills data refresh` makes a file anew. Which keys it has depends on its kind, see `KEYS`."""

    where: Location
    kind: RefreshKind = described("what Wikimedia is asked for")
    file: Text | None = described("which file is made, by its name; the first of the card by default", default=None)
    project: Text | None = described("the project: en.wikipedia for pageviews, enwiki for dumps", default=None)
    articles: tuple[Text, ...] = described("titles; each becomes a column of this name", default=())
    total: Text | None = described("name of a further column, with the views of all projects", default=None)
    agent: Text | None = described("whose views count: all-agents (by default), user, spider, automated", default=None)
    start: Date | None = described("the first day", default=None)
    end: Date | None = described("the last day; two days before today by default", default=None)
    date: Date | None = described("the day, or the month of a clickstream", default=None)
    wiki: Text | None = described("host of the wiki, as in en.wikipedia.org", default=None)
    query: Text | None = described(
        "a SPARQL query, or the parameters of a query with `list` as in an address: list=random&rnlimit=5", default=None
    )
    columns: tuple[Text, ...] = described("parts of an item or event that are kept, as in meta.dt", default=())
    model: Text | None = described("name of the model", default=None)
    language: Text | None = described("language of the wiki, for models that need it", default=None)
    revisions: tuple[int, ...] = described("numbers of the revisions", default=())
    stream: Text | None = described("name of the stream, as in recentchange", default=None)
    count: int | None = described("how many events are kept", least=1, most=10_000, default=None)
    least: int | None = described("rows with smaller counts are left out", default=None)


_K = RefreshKind
KEYS: dict[RefreshKind, tuple[frozenset[str], frozenset[str]]] = {
    _K.PAGEVIEWS_PER_ARTICLE: (frozenset({"project", "articles", "start"}), frozenset({"end", "agent", "total"})),
    _K.PAGEVIEWS_AGGREGATE: (frozenset({"project", "start"}), frozenset({"end", "agent"})),
    _K.PAGEVIEWS_TOP: (frozenset({"project", "date"}), frozenset()),
    _K.ACTION_QUERY: (frozenset({"wiki", "query", "columns"}), frozenset()),
    _K.SPARQL: (frozenset({"query"}), frozenset()),
    _K.LIFT_WING: (frozenset({"model", "revisions"}), frozenset({"language"})),
    _K.EVENT_STREAM: (frozenset({"stream", "count", "columns"}), frozenset()),
    _K.XML_DUMP: (frozenset({"project", "date"}), frozenset()),
    _K.CLICKSTREAM: (frozenset({"project", "date"}), frozenset({"least"})),
    _K.PRIVATE_PAGEVIEWS: (frozenset({"date"}), frozenset({"project", "least"})),
}
"""The keys that each kind must have beside `kind`, and those that it may have beside `file`."""

_DAYS = {"start", "end", "date"}


def recipe_problems(refresh: Refresh, files: Collection[str]) -> Iterator[Problem]:
    """Say what is wrong with a recipe on the card of these files: keys that its kind lacks or does not know, dates."""
    needed, allowed = KEYS[refresh.kind]
    given = {each.name for each in fields(refresh) if getattr(refresh, each.name) not in (None, ())}
    given -= {"where", "kind", "file"}
    for name in sorted(needed - given):
        yield Problem(refresh.where, "E638", f"a refresh of kind {refresh.kind} lacks the key '{name}'", f"add {name}:")
    for name in sorted(given - needed - allowed):
        hint = f"take it away; {refresh.kind} knows {', '.join(sorted(needed | allowed))}"
        yield Problem(refresh.where, "E638", f"a refresh of kind {refresh.kind} has no key '{name}'", hint)
    for name in sorted(_DAYS & given):
        yield from _date_problems(getattr(refresh, name), name, refresh.kind)
    if refresh.file is not None and refresh.file not in files:
        hint = f"files of this dataset: {', '.join(sorted(files))}"
        yield Problem(refresh.file.where, "E638", f"the dataset has no file '{refresh.file}' to refresh", hint)


def _date_problems(date: Date, name: str, kind: RefreshKind) -> Iterator[Problem]:
    example = "2024-11" if kind is RefreshKind.CLICKSTREAM else "2024-11-08"
    if len(date) != len(example):
        yield Problem(date.where, "E638", f"'{name}' of a {kind} cannot be {date}", f"write it as {example}")


def day(date: Date) -> dt.date:
    """Give the day that a date of a recipe without problems names; the first one of a month."""
    return dt.date.fromisoformat(date + "2000-01-01"[len(date) :])
