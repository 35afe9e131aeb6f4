"""`data refresh`: a snapshot made anew from a server that answers like Wikimedia, its card, and what changed."""

from __future__ import annotations

import bz2
import csv
import datetime as dt
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from tests.support.courses import copy_course, edit
from tests.support.replay_server import Asked, Replay, Reply, as_json, replaying
from wikiskills.cli.main import commands
from wikiskills.config import load_project
from wikiskills.errors import WikiskillsError
from wikiskills.live import refresh as refreshing
from wikiskills.live import snapshots
from wikiskills.live.changes import Summary, compare, read_table
from wikiskills.live.service import SERVICES
from wikiskills.located_yaml import read
from wikiskills.outline import Course
from wikiskills.recipe import KEYS

ROOT = Path(__file__).parents[1]
REPLAYS = Path(__file__).parent / "replays"
CARDS = "curriculum/datasets.yml"
COUNTS = "curriculum/data/edit-counts.csv"
OLD = b"day,edits\n2024-01-01,3\n2024-01-02,5\n2024-01-03,4\n"
VIEWS = "{kind: pageviews-aggregate, project: sw.wikipedia, start: 2024-01-01, end: 2024-01-03}"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course, whose user has kept no answers yet."""
    monkeypatch.setenv("WIKISKILLS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("WIKISKILLS_CONTACT", raising=False)
    monkeypatch.delenv("WIKISKILLS_OFFLINE", raising=False)
    return copy_course("minimal", tmp_path)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[Asked], Reply]], Replay]]:
    """Give a function that puts a server in the place of all services."""
    running = []

    def start(answer: Callable[[Asked], Reply]) -> Replay:
        server = replaying(answer)
        replay = server.__enter__()
        running.append(server)
        for service in SERVICES:
            monkeypatch.setenv(service.variable, replay.address)
        return replay

    yield start
    for server in running:
        server.__exit__(None, None, None)


def recipe(course: Path, text: str) -> None:
    with (course / CARDS).open("a", encoding="utf-8") as cards:
        cards.write(f"    refresh: {text}\n")


def run(course: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["--project", str(course), "data", "refresh", *arguments])


def views(*numbers: int) -> Reply:
    items = [{"timestamp": f"202401{day:02}00", "views": number} for day, number in enumerate(numbers, 1)]
    return as_json({"items": items})


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


def test_the_recipe_of_pageviews_daily_gives_the_very_file(
    tmp_path: Path, course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]
) -> None:
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


def test_a_refresh_writes_the_file_and_its_card_and_nothing_else(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]
) -> None:
    edit(course / CARDS, "    simulated: true\n", "    # a comment that stays\n    simulated: true\n")
    recipe(course, VIEWS)
    before = (course / CARDS).read_text(encoding="utf-8")
    replay = serve(lambda _: views(120, 81, 45))

    result = run(course, "edit-counts")

    assert result.exit_code == 0, result.output
    data = b"date,views\n2024-01-01,120\n2024-01-02,81\n2024-01-03,45\n"
    assert (course / COUNTS).read_bytes() == data
    today = str(dt.datetime.now(dt.UTC).date())
    expected = (
        before.replace("bytes: 49", f"bytes: {len(data)}")
        .replace(hashlib.sha256(OLD).hexdigest(), hashlib.sha256(data).hexdigest())
        .replace("date: 2024-01-04", f'date: "{today}"')
    )
    assert (course / CARDS).read_text(encoding="utf-8") == expected
    assert replay.asked[0].headers["User-Agent"].split(" ")[1] == f"({contact(course)})"
    assert CliRunner().invoke(commands, ["--project", str(course), "data", "verify"]).exit_code == 0


def contact(course: Path) -> str:
    found = read(course / "curriculum/course.yml", "course.yml", Course, [])
    assert found is not None
    return str(found.contact)


def test_a_card_keeps_its_line_ends(course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]) -> None:
    recipe(course, VIEWS)
    cards = course / CARDS
    cards.write_bytes(cards.read_bytes().replace(b"\n", b"\r\n"))
    serve(lambda _: views(1, 2, 3))

    assert run(course, "edit-counts").exit_code == 0
    assert cards.read_bytes().count(b"\r\n") == cards.read_bytes().count(b"\n") > 10


def test_a_file_outside_of_the_project_is_not_written(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]
) -> None:
    edit(course / CARDS, "path: curriculum/data/edit-counts.csv", "path: ../outside.csv")
    recipe(course, VIEWS)
    serve(lambda _: views(1, 2, 3))

    assert "E525 '../outside.csv' leads out of its folder" in run(course, "edit-counts").output
    assert not (course.parent / "outside.csv").exists()


def test_a_snapshot_too_large_for_a_repository_is_an_error(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_LARGEST", 30)
    recipe(course, VIEWS)
    serve(lambda _: views(1, 2, 3))

    assert "E634 the snapshot has more than 30 characters" in run(course, "edit-counts").output
    assert (course / COUNTS).read_bytes() == OLD


def test_what_changed_is_shown(course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]) -> None:
    (course / COUNTS).write_bytes(b"date,views\n2023-12-31,7\n2024-01-01,120\n2024-01-02,80\n")
    recipe(course, VIEWS)
    serve(lambda _: views(120, 81, 45))

    lines = run(course, "edit-counts", "--dry-run").output.splitlines()

    assert f"{COUNTS}: would be written" in lines
    assert "  rows: 3" in lines
    assert "  rows added: 1, removed: 1, changed: 1" in lines
    assert lines[-3].split("  ")[0] == "column"
    assert [cell.strip() for cell in lines[-1].split("  ") if cell] == [
        "views",
        "7 → 45",
        "80 → 81",
        "120",
        "207 → 246",
    ]


def test_programs_read_it_as_json(course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]) -> None:
    recipe(course, VIEWS)
    serve(lambda _: views(1, 2, 6))

    result = CliRunner().invoke(
        commands, ["--project", str(course), "data", "refresh", "edit-counts", "--dry-run", "--format", "json"]
    )
    told = json.loads(result.stdout)

    assert (told["dataset"], told["path"], told["written"]) == ("edit-counts", COUNTS, False)
    assert (told["before"]["bytes"], told["after"]["bytes"]) == (49, 50)
    assert told["changes"]["columns"][0] == {
        "name": "views",
        "before": None,
        "after": {"min": 1, "median": 2, "max": 6, "sum": 9},
    }


def test_a_dry_run_writes_nothing(course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]) -> None:
    recipe(course, VIEWS)
    before = (course / CARDS).read_bytes()
    serve(lambda _: views(1, 2, 3))

    assert run(course, "edit-counts", "--dry-run").exit_code == 0
    assert ((course / CARDS).read_bytes(), (course / COUNTS).read_bytes()) == (before, OLD)


def test_another_last_day_is_written_on_the_card(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]
) -> None:
    edit(course / CARDS, "how: Typed.}", "how: Typed., period: 2024-01-01/2024-01-03}")
    recipe(course, VIEWS)
    replay = serve(lambda _: views(1, 2, 3, 4))

    assert run(course, "edit-counts", "--until", "2024-01-04").exit_code == 0

    assert replay.asked[0].path.endswith("/2024010100/2024010400")
    card = (course / CARDS).read_text(encoding="utf-8")
    assert "end: 2024-01-04}" in card
    assert "period: 2024-01-01/2024-01-04}" in card


def test_a_series_without_a_last_day_ends_two_days_ago(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]
) -> None:
    recipe(course, "{kind: pageviews-aggregate, project: sw.wikipedia, start: 2024-01-01}")
    replay = serve(lambda _: views(1))

    assert run(course, "edit-counts", "--dry-run").exit_code == 0
    last = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)
    assert replay.asked[0].path.endswith(f"/{last:%Y%m%d}00")


def test_a_day_without_views_is_empty_and_not_zero(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]
) -> None:
    recipe(
        course,
        "{kind: pageviews-per-article, project: en.wikipedia, articles: [A, B b], start: 2024-01-01, end: 2024-01-02}",
    )
    serve(lambda asked: views(5, 6) if "/A/" in asked.path else views(7))

    assert run(course, "edit-counts").exit_code == 0
    assert (course / COUNTS).read_text(encoding="utf-8") == "date,A,B b\n2024-01-01,5,7\n2024-01-02,6,\n"


def test_a_failure_in_the_middle_leaves_all_as_it_was(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay]
) -> None:
    recipe(
        course,
        "{kind: pageviews-per-article, project: en.wikipedia, articles: [A, Nobody], start: 2024-01-01}",
    )
    before = (course / CARDS).read_bytes()
    missing = as_json({"detail": "no data for this article"}, status=404, kind="application/problem+json")
    replay = serve(lambda asked: views(5, 6) if "/A/" in asked.path else missing)

    result = run(course, "edit-counts")

    assert result.exit_code == 1
    assert "E632 the service refuses (404 Not Found)\n  hint: no data for this article" in result.output
    assert ((course / CARDS).read_bytes(), (course / COUNTS).read_bytes()) == (before, OLD)
    assert sorted(path.name for path in (course / COUNTS).parent.iterdir()) == ["edit-counts.csv"]
    run(course, "edit-counts")
    assert [asked.path.split("/")[7] for asked in replay.asked] == ["A", "Nobody", "Nobody"], "what came in is kept"


ERRORS: list[tuple[str, str, tuple[str, ...], str]] = [
    ("", "edit-counts", (), "E637 'edit-counts' cannot be refreshed"),
    (VIEWS, "edit-count", (), "curriculum/datasets.yml: E605 no dataset is called 'edit-count'\n  hint: did you mean"),
    (
        VIEWS,
        "edit-counts",
        ("--until", "2023-12-31"),
        "E638 the first day, 2024-01-01, comes after the last, 2023-12-31",
    ),
    ("{kind: sparql, query: 'SELECT ?a { ?a ?b ?c }'}", "edit-counts", (), "E638 the query has no LIMIT"),
    (
        "{kind: sparql, query: x}",
        "edit-counts",
        ("--until", "2023-12-31"),
        "E637 a refresh of kind sparql has no last day",
    ),
    (
        "{kind: action-query, wiki: w, query: prop=info, columns: [a]}",
        "edit-counts",
        (),
        "E638 the query has no 'list'",
    ),
    ("{kind: sparql}", "edit-counts", (), "E638 a refresh of kind sparql lacks the key 'query'"),
    (VIEWS, "edit-counts", (), "E637 there is nothing in the new 'edit-counts.csv'"),
]


@pytest.mark.parametrize("case", ERRORS, ids=[case[3][:4] for case in ERRORS])
def test_what_cannot_be_refreshed_is_an_error(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay], case: tuple[str, str, tuple[str, ...], str]
) -> None:
    text, name, options, message = case
    if text:
        recipe(course, text)
    serve(lambda _: views())
    result = run(course, name, *options)

    assert (result.exit_code, message in result.output) == (1, True), result.output
    assert (course / COUNTS).read_bytes() == OLD


def test_a_file_that_is_not_in_the_repository_cannot_be_refreshed(course: Path) -> None:
    edit(
        course / CARDS,
        "{kind: committed, path: curriculum/data/edit-counts.csv}",
        "{kind: url, url: https://example.org/a}",
    )
    recipe(course, VIEWS)

    assert "E637 'edit-counts.csv' is not kept in this repository" in run(course, "edit-counts").output


def test_the_network_is_not_used_where_that_is_forbidden(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIKISKILLS_OFFLINE", "1")
    recipe(course, VIEWS)

    assert "E630 the network is not to be used" in run(course, "edit-counts").output


def test_addresses_of_services_are_settings(course: Path) -> None:
    edit(
        course / "mkdocs.yml",
        "    cell_timeout: 30\n",
        "    cell_timeout: 30\n    services: {lift_wing: https://new.example.org/lw}\n",
    )

    client = refreshing.course_client(load_project(course), lambda _: None)

    assert client.bases == {"lift_wing": "https://new.example.org/lw"}


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
def test_each_kind_of_recipe(
    course: Path, serve: Callable[[Callable[[Asked], Reply]], Replay], text: str, expected: str
) -> None:
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


def test_tables_with_other_columns_are_compared_by_what_they_share() -> None:
    before = read_table(b"id\tviews\told\n1\t10\t5\n2\t20\t\n2b\tx\n", "a.tsv")
    after = read_table(b"id\tviews\tnew\n1\t10\t1.5\n2\t21\t2.5\n3\t30\t\n", "a.tsv")

    changes = compare(before, after, 1)

    assert (changes.added, changes.removed, changes.changed) == (1, 1, 1)
    assert [(column.name, column.before, column.after) for column in changes.columns] == [
        ("id", None, Summary(1, 2, 3, 6)),
        ("views", None, Summary(10, 21, 30, 61)),
        ("new", None, Summary(1.5, 2.0, 2.5, 4.0)),
        ("old", Summary(5, 5, 5, 5), None),
    ]


def test_a_first_snapshot_is_all_new() -> None:
    changes = compare(read_table(b"", "a.csv"), read_table(b"a,b\n1,2\n", "a.csv"), 1)

    assert (changes.before, changes.after, changes.added, changes.removed, changes.changed) == (0, 1, 1, 0, 0)


def test_a_card_that_cannot_be_written_is_an_error_before_anything_changes(course: Path) -> None:
    (course / CARDS).write_text("datasets: [", encoding="utf-8")

    with pytest.raises(WikiskillsError, match="E201"):
        refreshing.refresh(
            load_project(course),
            "a",
            lambda: pytest.fail("asked"),
            today=dt.date(2024, 1, 1),
            until=None,
            dry_run=False,
        )
