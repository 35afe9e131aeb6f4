"""The command `links`: what it tells of links that are well, dead, moved, or could not be asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.courses import copy_course, edit
from tests.support.replay_server import Asked, Replay, Reply, moved, replaying
from wikiskills.cli.main import commands

GOOD = Reply(b"<p>A page.</p>", kind="text/html")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["--project", str(root), "links", *arguments], prog_name="wikiskills")


def site(asked: Asked) -> Reply:
    return {"/gone": Reply(b"", 404), "/old": moved("/new"), "/busy": Reply(b"", 500)}.get(asked.path, GOOD)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = copy_course("minimal", tmp_path)
    edit(root / "curriculum/basics.yml", 'url: "https://docs.python.org/3/"', "url: ADDRESS/page")
    return root


def link(root: Path, replay: Replay, path: str) -> None:
    file = root / "curriculum/basics.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("ADDRESS/page", replay.address + path), encoding="utf-8")


def test_links_that_are_well_leave_with_0_and_are_remembered(course: Path) -> None:
    with replaying(site) as replay:
        link(course, replay, "/page")
        results = [run(course), run(course), run(course, "--days", "0")]

    assert [result.exit_code for result in results] == [0, 0, 0]
    assert "1 link, none dead." in results[1].output
    assert len(replay.asked) == 2
    assert list(json.loads((course / ".wikiskills/links.json").read_text(encoding="utf-8"))) == [
        f"{replay.address}/page"
    ]


def test_a_dead_link_is_reported_at_its_place(course: Path) -> None:
    with replaying(site) as replay:
        link(course, replay, "/gone")
        result = run(course)
        report = json.loads(run(course, "--format", "json").stdout)

    assert result.exit_code == 1
    where = "curriculum/basics.yml:18:44: E650"
    assert f"{where} this link leads nowhere: {replay.address}/gone (404 Not Found)" in result.output
    assert [(row["code"], row["line"]) for row in report] == [("E650", 18)]


def test_a_link_that_moved_for_good_is_reported_with_its_new_address(course: Path) -> None:
    with replaying(site) as replay:
        link(course, replay, "/old")
        results = [run(course), run(course)]

    assert len(replay.asked) == 2
    for result in results:
        assert result.exit_code == 1
        assert (
            f"E651 this link has moved for good: {replay.address}/old\n  hint: write {replay.address}/new"
            in result.output
        )


def test_a_server_that_fails_is_a_problem_only_when_strict(course: Path) -> None:
    with replaying(site) as replay:
        link(course, replay, "/busy")
        mild, strict = run(course), run(course, "--strict")

    assert (mild.exit_code, strict.exit_code) == (0, 1)
    assert "note: curriculum/basics.yml:18:44: this link could not be asked" in mild.output
    assert "1 link, none dead; 1 could not be asked." in mild.output
    assert "E652 this link could not be asked" in strict.output


def test_nothing_is_asked_where_the_network_is_forbidden(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIKISKILLS_OFFLINE", "1")
    with replaying(site) as replay:
        link(course, replay, "/page")
        result = run(course)

    assert (result.exit_code, replay.asked) == (1, [])
    assert "E630 the network is not to be used" in result.output
