"""What each kind of recipe makes of the answers of its service."""

from __future__ import annotations

import bz2
import csv
import datetime as dt
import gzip
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.support.refreshing import CARDS, COUNTS, Serve, recipe, run, small_course, views
from tests.support.replay_server import Asked, Reply, as_json
from wikiskills.recipe import KEYS

ROOT = Path(__file__).parents[1]
REPLAYS = Path(__file__).parent / "replays"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return small_course(tmp_path, monkeypatch)


def from_csv(path: Path) -> Callable[[Asked], Reply]:
    """Answer as the pageviews API would, had it counted what stands in a file; with days in any order."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))

    def answer(asked: Asked) -> Reply:
        parts = [unquote(part) for part in asked.path.split("/")]
        column = "wiki_all" if "aggregate" in parts else parts[7]
        first, last = (f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" for stamp in parts[-2:])
        return as_json(
            {
                "items": [
                    {"timestamp": row["date"].replace("-", "") + "00", "views": int(row[column])}
                    for row in reversed(rows)
                    if first <= row["date"] <= last
                ]
            }
        )

    return answer


def test_the_recipe_of_pageviews_daily_gives_the_very_file(tmp_path: Path, course: Path, serve: Serve) -> None:
    """The real card, against a server that has the numbers of the committed file: not a byte differs."""
    shutil.rmtree(course / "curriculum" / "data")
    shutil.copytree(ROOT / "curriculum" / "data", course / "curriculum" / "data")
    shutil.copy(ROOT / CARDS, course / CARDS)
    file = course / "curriculum/data/pageviews-daily.csv"
    before, card = file.read_bytes(), (course / CARDS).read_text(encoding="utf-8")
    replay = serve(from_csv(file))

    result = run(course, "pageviews-daily")

    assert result.exit_code == 0, result.output
    assert file.read_bytes() == before
    assert len(replay.asked) == 21
    assert "  rows: 2,869\n  rows added: 0, removed: 0, changed: 0\n" in result.output
    changed = [
        line for line in (course / CARDS).read_text(encoding="utf-8").splitlines() if line not in card.splitlines()
    ]
    assert changed in ([], [f'      date: "{dt.datetime.now(dt.UTC).date()}"'])


def test_a_day_without_views_is_empty_and_not_zero(course: Path, serve: Serve) -> None:
    recipe(
        course,
        "{kind: pageviews-per-article, project: en.wikipedia, articles: [A, B b], start: 2024-01-01, end: 2024-01-02}",
    )
    serve(lambda asked: views(5, 6) if "/A/" in asked.path else views(7))

    assert run(course, "edit-counts").exit_code == 0
    assert (course / COUNTS).read_text(encoding="utf-8") == "date,A,B b\n2024-01-01,5,7\n2024-01-02,6,\n"


FOUND = {
    "/metrics/pageviews/top": ("pageviews-top.json", "application/json"),
    "/models/": ("lift-wing-revert-risk.json", "application/json"),
    "/recentchange": ("event-stream.txt", "text/event-stream"),
    "/swwiki/": ("dump-0.10.xml", "application/octet-stream"),
    "/other/clickstream/": ("clickstream.tsv", "application/octet-stream"),
    "/country_project_page/": ("private-gbc.csv", "text/csv"),
}
PACKERS: dict[str, Callable[[bytes], bytes]] = {"dump-0.10.xml": bz2.compress, "clickstream.tsv": gzip.compress}


def replayed(asked: Asked) -> Reply:
    """Answer from the files of the replays, by what is asked."""
    asked_sparql = ("sparql.json", "application/sparql-results+json")
    usual = (
        asked_sparql if "SELECT" in asked.parameters.get("query", "") else ("action-members-2.json", "application/json")
    )
    name, kind = next((each for start, each in FOUND.items() if asked.path.startswith(start)), usual)
    return Reply(PACKERS.get(name, bytes)((REPLAYS / name).read_bytes()), kind=kind)


KINDS = [
    (
        "{kind: pageviews-top, project: sw.wikipedia, date: 2024-11-01}",
        "article,rank,views\nMwanzo,1,5000\nMaalum:Tafuta,2,1200\nTanzania,3,900\n",
    ),
    (
        "{kind: action-query, wiki: sw.wikipedia.org, query: list=categorymembers, columns: [pageid, title]}",
        "pageid,title\n2,Kampala\n3,Nairobi\n",
    ),
    (
        "{kind: sparql, query: 'SELECT ?item {} LIMIT 2'}",
        "item,itemLabel,born\nQ7259,Ada Lovelace,1815-12-10T00:00:00Z\nQ1,universe,\n",
    ),
    (
        "{kind: lift-wing, model: revertrisk-language-agnostic, language: en, revisions: [12345]}",
        """\
revision,model,version,prediction,probability_false,probability_true
12345,revertrisk-language-agnostic,3,false,0.75,0.25
""",
    ),
    (
        "{kind: event-stream, stream: recentchange, count: 2, columns: [meta.domain, type, length.new]}",
        "meta.domain,type,length.new\nsw.wikipedia.org,edit,25\nwww.wikidata.org,new,7\n",
    ),
    (
        "{kind: xml-dump, project: swwiki, date: 2024-11-01}",
        """\
page,revision,namespace,title,redirect,timestamp,characters
1,11,0,Kigali,,2005-01-01T00:00:00Z,4
1,12,0,Kigali,,2006-01-01T00:00:00Z,0
2,21,10,Kigezo:Mji,Kigezo:Miji,2007-01-01T00:00:00Z,25
""",
    ),
    (
        "{kind: clickstream, project: swwiki, date: 2024-11, least: 100}",
        "source,target,kind,readers\nother-search,Kigali,external,1234\nRwanda,Kigali,link,321\n",
    ),
    (
        "{kind: private-pageviews, date: 2024-11-01, project: sw.wikipedia}",
        'country,project,page,title,item,views\nKenya,sw.wikipedia,77,"Nairobi, Kenya",,93\n',
    ),
]


@pytest.mark.parametrize(("text", "expected"), KINDS, ids=[text.split(",")[0][7:] for text, _ in KINDS])
def test_each_kind_of_recipe(course: Path, serve: Serve, text: str, expected: str) -> None:
    recipe(course, text)
    serve(replayed)

    result = run(course, "edit-counts")

    assert result.exit_code == 0, result.output
    assert (course / COUNTS).read_text(encoding="utf-8") == expected
    assert "rows added: " in result.output


def test_the_manual_lists_the_keys_of_each_kind() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (.*?) \| (.*?)\| .* \|$",
        (ROOT / "docs/format.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    shown = {kind: tuple(frozenset(re.findall("`([a-z]+)`", keys)) for keys in both) for kind, *both in rows}

    assert {kind: shown.get(kind) for kind in KEYS} == KEYS
