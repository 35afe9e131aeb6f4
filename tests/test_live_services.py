"""Each service that is asked: what goes out, and what is made of answers in the shapes that are documented."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.replay_server import Asked, FakeClock, Reply, as_json, client_of, in_turn, replaying
from wikiskills.errors import WikiskillsError
from wikiskills.live import action_api, event_streams, lift_wing, pageviews, sparql
from wikiskills.live.pageviews import DayViews, TopPage

REPLAYS = Path(__file__).parent / "replays"
DAYS = (dt.date(2022, 9, 7), dt.date(2022, 9, 10))
INFINITE = {"items": [{"timestamp": "2024010100", "views": float("inf")}]}
QUERY = {"list": "categorymembers", "cmtitle": "Category:Capitals"}


def replay(name: str, **more: Any) -> Reply:
    return Reply((REPLAYS / name).read_bytes(), **more)


def test_views_of_an_article_by_day() -> None:
    with replaying(in_turn(replay("pageviews-article.json"))) as server:
        request = pageviews.article_request("en.wikipedia", "Elizabeth II", DAYS, "user")
        views = pageviews.fetch_views(client_of(server, FakeClock()), request)

    path = "/metrics/pageviews/per-article/en.wikipedia/all-access/user/Elizabeth_II/daily/2022090700/2022091000"
    assert server.asked[0].path == path
    assert views == [
        DayViews(dt.date(2022, 9, 7), 52000),
        DayViews(dt.date(2022, 9, 8), 10312178),
        DayViews(dt.date(2022, 9, 10), 3000000),
    ]


def test_views_of_all_projects_and_the_most_viewed_pages() -> None:
    everything = pageviews.project_request(pageviews.ALL_PROJECTS, DAYS).address({})
    assert everything == (
        "https://wikimedia.org/api/rest_v1/metrics/pageviews/aggregate/all-projects/all-access/all-agents/daily/"
        "2022090700/2022091000"
    )
    with replaying(in_turn(replay("pageviews-top.json"))) as server:
        request = pageviews.top_request("sw.wikipedia", dt.date(2024, 11, 1))
        top = pageviews.fetch_top(client_of(server, FakeClock()), request)

    assert server.asked[0].path == "/metrics/pageviews/top/sw.wikipedia/all-access/2024/11/01"
    assert top == [TopPage(1, "Mwanzo", 5000), TopPage(2, "Maalum:Tafuta", 1200), TopPage(3, "Tanzania", 900)]


@pytest.mark.parametrize(
    "answer", [[], {}, {"items": [{}]}, {"items": [{"timestamp": "x", "views": 1}]}, None, INFINITE]
)
def test_views_in_another_shape_are_an_error(answer: Any) -> None:
    with pytest.raises(WikiskillsError, match="here: E633 the answer has no list of views by day"):
        list(pageviews.parse_views(answer, "here"))


@pytest.mark.parametrize("answer", [{}, {"items": []}, {"items": [{"articles": [{"rank": 1}]}]}, 7])
def test_top_pages_in_another_shape_are_an_error(answer: Any) -> None:
    with pytest.raises(WikiskillsError, match="E633 the answer has no list of pages"):
        list(pageviews.parse_top(answer, "here"))


def titles(answer: Callable[[Asked], Reply], fake: FakeClock, most: int = 500) -> tuple[list[str], list[Asked]]:
    with replaying(answer) as server:
        client = client_of(server, fake)
        found = [page["title"] for page in action_api.listed(client, "en.wikipedia.org", QUERY, most)]
    return found, server.asked


def test_a_list_is_continued_to_its_end_without_duplicates() -> None:
    found, asked = titles(in_turn(replay("action-members-1.json"), replay("action-members-2.json")), FakeClock())

    assert found == ["Kigali", "Kampala", "Nairobi"]
    usual = {"action": "query", "format": "json", "formatversion": "2", "maxlag": "5", **QUERY}
    assert [one.parameters for one in asked] == [usual, {**usual, "cmcontinue": "page|41|3", "continue": "-||"}]


def test_pages_are_put_together_from_their_parts() -> None:
    with replaying(in_turn(replay("action-pages-1.json"), replay("action-pages-2.json"))) as server:
        found = list(action_api.pages(client_of(server, FakeClock()), "w", {"prop": "categories", "titles": "Kigali"}))

    assert [(page["title"], len(page["categories"])) for page in found] == [("Kigali", 2), ("Kampala", 1)]


def test_a_list_that_goes_in_a_circle_is_an_error() -> None:
    with pytest.raises(WikiskillsError, match="E635 the service says to continue from a place where it was before"):
        titles(in_turn(replay("action-members-1.json")), FakeClock())


def test_a_list_without_end_is_an_error() -> None:
    def answer(asked: Asked) -> Reply:
        here = int(asked.parameters.get("cmcontinue", 0))
        member = {"pageid": here, "ns": 0, "title": f"Page {here}"}
        return as_json({"continue": {"cmcontinue": here + 1}, "query": {"categorymembers": [member]}})

    with pytest.raises(WikiskillsError, match="E635 the query did not end after 7 answers"):
        titles(answer, FakeClock(), most=7)


@pytest.mark.parametrize(("headers", "slept"), [({"Retry-After": "5"}, [5]), ({}, [1])], ids=["told", "not-told"])
def test_lagging_databases_are_waited_for(headers: dict[str, str], slept: list[float]) -> None:
    fake = FakeClock()

    found, asked = titles(in_turn(replay("action-maxlag.json", headers=headers), replay("action-members-2.json")), fake)

    assert (found, fake.slept, len(asked)) == (["Kampala", "Nairobi"], slept, 2)


def test_databases_that_lag_for_ever_are_an_error() -> None:
    with pytest.raises(WikiskillsError, match=r"E630 the service is too busy \(maxlag\) \(tried 5 times\)"):
        titles(in_turn(replay("action-maxlag.json")), FakeClock())


def test_an_error_of_the_api_is_told() -> None:
    fake = FakeClock()
    with pytest.raises(WikiskillsError, match="E632 the wiki refuses: Unrecognized value for parameter") as caught:
        titles(in_turn(replay("action-error.json")), fake)

    assert "action=query" in str(caught.value)
    assert fake.slept == []


def test_solutions_of_a_query_are_rows() -> None:
    query = "SELECT ?item ?itemLabel ?born WHERE { ?item wdt:P31 wd:Q5 } LIMIT 2"
    with replaying(in_turn(replay("sparql.json", kind="application/sparql-results+json;charset=utf-8"))) as server:
        names, rows = sparql.fetch_rows(client_of(server, FakeClock()), sparql.sparql_request(query))

    assert server.asked[0].parameters == {"query": query, "format": "json"}
    assert names == ("item", "itemLabel", "born")
    assert rows == [
        {"item": "Q7259", "itemLabel": "Ada Lovelace", "born": "1815-12-10T00:00:00Z"},
        {"item": "Q1", "itemLabel": "universe", "born": ""},
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a WHERE { ?a ?b ?c }",
        "SELECT ?a WHERE { ?a ?b ?c } # LIMIT 10",
        'SELECT ?a WHERE { ?a ?b "LIMIT 10" }',
        "SELECT ?limit WHERE { ?limit ?b 10 }",
    ],
)
def test_a_query_without_limit_is_not_asked(query: str) -> None:
    with pytest.raises(WikiskillsError, match="E638 the query has no LIMIT"):
        sparql.sparql_request(query)


@pytest.mark.parametrize(
    "query", ["SELECT ?a {?a ?b ?c} limit 5", "SELECT ?a\n{?a <http://x#y> 'it''s'}\nLIMIT\n5 # ok"]
)
def test_a_query_with_limit_is_asked(query: str) -> None:
    assert sparql.sparql_request(query).parameters["query"] == query


def test_predictions_of_both_kinds_of_models() -> None:
    def answer(asked: Asked) -> Reply:
        ours = "revertrisk" in asked.path
        return replay("lift-wing-revert-risk.json" if ours else "lift-wing-ores.json")

    with replaying(answer) as server:
        client = client_of(server, FakeClock())
        (risk,) = lift_wing.fetch_predictions(client, "revertrisk-language-agnostic", [12345], "en")
        (quality,) = lift_wing.fetch_predictions(client, "enwiki-articlequality", [12345])

    assert [asked.path for asked in server.asked] == [
        "/models/revertrisk-language-agnostic:predict",
        "/models/enwiki-articlequality:predict",
    ]
    assert [json.loads(asked.body) for asked in server.asked] == [{"lang": "en", "rev_id": 12345}, {"rev_id": 12345}]
    assert risk == lift_wing.Prediction(
        12345, "revertrisk-language-agnostic", "3", "false", {"true": 0.25, "false": 0.75}
    )
    assert (quality.chosen, quality.version, quality.probabilities["Start"]) == ("Start", "0.9.2", 0.8)


def test_predictions_keep_the_order_of_the_revisions() -> None:
    def answer(asked: Asked) -> Reply:
        revision = json.loads(asked.body)["rev_id"]
        output = {"prediction": False, "probabilities": {"true": revision / 100}}
        return as_json({"model_name": "m", "model_version": "1", "output": output})

    with replaying(answer) as server:
        found = list(lift_wing.fetch_predictions(client_of(server, FakeClock()), "m", range(20)))

    assert [one.probabilities["true"] for one in found] == [number / 100 for number in range(20)]


@pytest.mark.parametrize("answer", [{}, [], {"output": {}}, {"enwiki": {"scores": {}}}, {"error": "no such revision"}])
def test_a_prediction_in_another_shape_is_an_error(answer: Any) -> None:
    with pytest.raises(WikiskillsError, match="E633 the answer is no prediction"):
        lift_wing.parse_prediction(answer, 1, "here")


def test_canary_events_are_dropped() -> None:
    events = list(event_streams.parse_events((REPLAYS / "event-stream.txt").read_text(encoding="utf-8").splitlines()))

    assert [event["meta"]["id"] for event in events] == ["a", "c"]
    paths = ["meta.domain", "type", "length.old", "length.new", "bot.not.there"]
    assert event_streams.parts(events[0], paths) == ("sw.wikipedia.org", "edit", 10, 25, None)
    assert event_streams.parts(events[1], paths) == ("www.wikidata.org", "new", None, 7, None)


def test_a_sample_ends_when_there_is_enough() -> None:
    """The stream would go on: the server drips on after what was asked for, and is left."""
    stream = (REPLAYS / "event-stream.txt").read_bytes()
    endless = Reply(stream * 2 + b":\n" * 10**6, kind="text/event-stream; charset=utf-8")
    with replaying(in_turn(endless)) as server:
        events = event_streams.fetch_events(
            client_of(server, FakeClock()), event_streams.stream_request("recentchange"), 2
        )

    assert len(events) == 2
    assert (server.asked[0].path, server.asked[0].headers["Accept"]) == ("/recentchange", "text/event-stream")


def test_a_stream_that_breaks_off_is_listened_to_again() -> None:
    stream = (REPLAYS / "event-stream.txt").read_bytes()
    fake = FakeClock()
    with replaying(
        in_turn(Reply(stream, kind="text/event-stream", cut=300), Reply(stream, kind="text/event-stream"))
    ) as server:
        events = event_streams.fetch_events(client_of(server, fake), event_streams.stream_request("recentchange"), 2)

    assert (len(events), len(server.asked), fake.slept) == (2, 2, [1])


def test_a_stream_with_too_few_events_is_an_error() -> None:
    stream = replay("event-stream.txt", kind="text/event-stream")
    request = event_streams.stream_request("recentchange")
    with (
        replaying(in_turn(stream)) as server,
        pytest.raises(WikiskillsError, match=r"E630 the stream ended after 2 of 3 events \(tried 5 times\)"),
    ):
        event_streams.fetch_events(client_of(server, FakeClock()), request, 3)
