"""`data refresh`: a snapshot made anew from a server that answers like Wikimedia, and its card, or nothing at all."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.courses import edit
from tests.support.refreshing import CARDS, COUNTS, OLD, VIEWS, Serve, recipe, run, small_course, views
from tests.support.replay_server import as_json
from wikiskills.cli.main import commands
from wikiskills.config import load_project
from wikiskills.errors import WikiskillsError
from wikiskills.live import refresh as refreshing
from wikiskills.live import snapshots
from wikiskills.located_yaml import read
from wikiskills.outline import Course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return small_course(tmp_path, monkeypatch)


def test_a_refresh_writes_the_file_and_its_card_and_nothing_else(course: Path, serve: Serve) -> None:
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


def test_a_card_keeps_its_line_ends(course: Path, serve: Serve) -> None:
    recipe(course, VIEWS)
    cards = course / CARDS
    cards.write_bytes(cards.read_bytes().replace(b"\n", b"\r\n"))
    serve(lambda _: views(1, 2, 3))

    assert run(course, "edit-counts").exit_code == 0
    assert cards.read_bytes().count(b"\r\n") == cards.read_bytes().count(b"\n") > 10


def test_a_file_outside_of_the_project_is_not_written(course: Path, serve: Serve) -> None:
    edit(course / CARDS, "path: curriculum/data/edit-counts.csv", "path: ../outside.csv")
    recipe(course, VIEWS)
    serve(lambda _: views(1, 2, 3))

    assert "E525 '../outside.csv' leads out of its folder" in run(course, "edit-counts").output
    assert not (course.parent / "outside.csv").exists()


def test_a_snapshot_too_large_for_a_repository_is_an_error(
    course: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "_LARGEST", 30)
    recipe(course, VIEWS)
    serve(lambda _: views(1, 2, 3))

    assert "E634 the snapshot has more than 30 characters" in run(course, "edit-counts").output
    assert (course / COUNTS).read_bytes() == OLD


def test_a_dry_run_writes_nothing(course: Path, serve: Serve) -> None:
    recipe(course, VIEWS)
    before = (course / CARDS).read_bytes()
    serve(lambda _: views(1, 2, 3))

    assert run(course, "edit-counts", "--dry-run").exit_code == 0
    assert ((course / CARDS).read_bytes(), (course / COUNTS).read_bytes()) == (before, OLD)


def test_another_last_day_is_written_on_the_card(course: Path, serve: Serve) -> None:
    edit(course / CARDS, "how: Typed.}", "how: Typed., period: 2024-01-01/2024-01-03}")
    recipe(course, VIEWS)
    replay = serve(lambda _: views(1, 2, 3, 4))

    assert run(course, "edit-counts", "--until", "2024-01-04").exit_code == 0

    assert replay.asked[0].path.endswith("/2024010100/2024010400")
    card = (course / CARDS).read_text(encoding="utf-8")
    assert "end: 2024-01-04}" in card
    assert "period: 2024-01-01/2024-01-04}" in card


def test_a_series_without_a_last_day_ends_two_days_ago(course: Path, serve: Serve) -> None:
    recipe(course, "{kind: pageviews-aggregate, project: sw.wikipedia, start: 2024-01-01}")
    replay = serve(lambda _: views(1))

    assert run(course, "edit-counts", "--dry-run").exit_code == 0
    last = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)
    assert replay.asked[0].path.endswith(f"/{last:%Y%m%d}00")


def test_a_failure_in_the_middle_leaves_all_as_it_was(course: Path, serve: Serve) -> None:
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
    course: Path, serve: Serve, case: tuple[str, str, tuple[str, ...], str]
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
