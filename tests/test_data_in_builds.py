"""What builds, checks and the data commands do about files that have to be downloaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.support.courses import copy_course, edit
from tests.support.data_files import part_of
from tests.support.fake_executor import FakeExecutor, NoProgress
from tests.support.replay_server import Replay, replaying
from wikiskills.build import build
from wikiskills.cli.main import commands
from wikiskills.config import load_project
from wikiskills.errors import WikiskillsError
from wikiskills.finished import Summary

CARDS, DATA = "curriculum/datasets.yml", "curriculum/data/edit-counts.csv"
COMMITTED = "{kind: committed, path: curriculum/data/edit-counts.csv}"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, and no mirror."""
    monkeypatch.setenv("WIKISKILLS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("WIKISKILLS_DATA_MIRROR", raising=False)
    monkeypatch.delenv("WIKISKILLS_OFFLINE", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The minimal course, whose file is at an address, and in no folder of it."""
    root = copy_course("minimal", tmp_path)
    (root / DATA).rename(tmp_path / "edit-counts.csv")
    edit(root / CARDS, COMMITTED, '{kind: url, url: "http://127.0.0.1:9/folder/edit-counts.csv"}')
    return root


@pytest.fixture
def server(course: Path) -> Iterator[Replay]:
    """A server that has the file of the course."""
    content = (course.parent / "edit-counts.csv").read_bytes()
    with replaying(lambda asked: part_of(content, asked)) as replay:
        edit(course / CARDS, "http://127.0.0.1:9", replay.address)
        yield replay


def wikiskills(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["--project", str(root), *arguments])


def built(root: Path) -> tuple[Summary, list[str]]:
    told: list[str] = []
    return build(load_project(root), FakeExecutor(), 1, NoProgress(), told.append), told


def test_a_build_fetches_what_its_lessons_read_once(course: Path, server: Replay) -> None:
    _, told = built(course)
    built(course)

    assert (course / "site/data/edit-counts/edit-counts.csv").read_bytes() == (
        course.parent / "edit-counts.csv"
    ).read_bytes()
    assert told[0] == f"fetching edit-counts.csv (49 bytes) from {server.address}/folder/edit-counts.csv"
    assert told[1].startswith("fetched edit-counts.csv in ")
    assert len(server.asked) == 1
    assert server.asked[0].headers["User-Agent"].startswith("wikiskills/")
    assert "(https://example.org/contact)" in server.asked[0].headers["User-Agent"]


def test_whom_to_contact_can_be_set(course: Path, server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIKISKILLS_CONTACT", "mailto:me@example.org")

    built(course)

    assert "(mailto:me@example.org)" in server.asked[0].headers["User-Agent"]


def test_a_check_fetches_nothing(course: Path, server: Replay) -> None:
    assert wikiskills(course, "notebooks").exit_code == 0

    assert wikiskills(course, "check").exit_code == 0
    assert server.asked == []


def test_a_check_finds_wrong_bytes_in_no_cache(course: Path, server: Replay, cache: Path) -> None:
    built(course)
    (copy,) = cache.rglob("edit-counts.csv")
    copy.write_bytes(b"damaged")

    assert wikiskills(course, "check").exit_code == 0  # a build will fetch it again
    assert len(server.asked) == 1


def test_offline_a_mirror_folder_seen_from_the_project_is_enough(
    course: Path, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIKISKILLS_OFFLINE", "1")
    monkeypatch.setenv("WIKISKILLS_DATA_MIRROR", "..")

    built(course)

    assert server.asked == []


def test_what_cannot_be_had_says_what_was_tried(course: Path, server: Replay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIKISKILLS_OFFLINE", "1")
    monkeypatch.setenv("WIKISKILLS_DATA_MIRROR", "nowhere")

    with pytest.raises(WikiskillsError) as caught:
        built(course)

    (problem,) = caught.value.problems
    assert problem.code == "E600"
    assert problem.hint == (
        f"tried url {server.address}/folder/edit-counts.csv: not on the mirror {course / 'nowhere'} "
        "(it has no file edit-counts.csv); the network is switched off"
    )


def test_a_dataset_that_no_lesson_reads_is_not_fetched_and_may_be_away(course: Path, server: Replay) -> None:
    edit(course / "curriculum/basics.yml", "    datasets: [edit-counts]\n", "")

    built(course)

    assert server.asked == []
    page = (course / "build/docs/data/edit-counts/index.md").read_text(encoding="utf-8")
    assert "edit-counts.csv, not published here" in page


def test_a_first_look_is_run_and_shown(course: Path, server: Replay) -> None:
    look(course, "# %%\nprint(open('data/edit-counts.csv').readline())\n")

    summary, _ = built(course)

    assert "first look at edit-counts" in dict(summary.executed)
    page = (course / "build/docs/data/edit-counts/index.md").read_text(encoding="utf-8")
    assert "## First look\n\n```python\nprint(open('data/edit-counts.csv').readline())\n```" in page


def test_a_first_look_without_its_data_is_left_out_with_a_word(
    course: Path, server: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(course / "curriculum/basics.yml", "    datasets: [edit-counts]\n", "")
    look(course, "# %%\n1\n")
    monkeypatch.setenv("WIKISKILLS_OFFLINE", "1")

    summary, told = built(course)

    assert "not at hand: edit-counts ('wikiskills data fetch' says why)" in told
    assert "first look at edit-counts" not in dict(summary.executed)
    page = (course / "build/docs/data/edit-counts/index.md").read_text(encoding="utf-8")
    assert "Run `wikiskills data fetch edit-counts`, then build again." in page


def look(course: Path, text: str) -> None:
    file = course / "curriculum/first_looks/edit-counts.py"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")


def rows(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_data_list(course: Path, server: Replay) -> None:
    before = rows(wikiskills(course, "data", "list", "--format", "json"))
    wikiskills(course, "data", "fetch", "--all")
    after = wikiskills(course, "data", "list")

    assert [(row["dataset"], row["bytes"], row["state"]) for row in before] == [("edit-counts", 49, "missing")]
    assert after.stdout.splitlines()[2].split()[:7] == ["edit-counts", "1", "49", "bytes", "CC0-1.0", "ok", "Edits"]


def test_data_list_needs_no_course_that_is_right(course: Path, server: Replay) -> None:
    (course / "lessons/basics/first-counts.py").write_text("# %% [markdwn]\n")

    assert wikiskills(course, "data", "list").exit_code == 0


def test_data_show(course: Path, server: Replay) -> None:
    shown = wikiskills(course, "data", "show", "edit-counts")
    card = json.loads(wikiskills(course, "data", "show", "edit-counts", "--format", "json").stdout)

    assert shown.stdout.startswith("Edits of three days\nMade-up daily edit counts.\n")
    assert "edits per day" in shown.stdout
    assert card["licence"]["id"] == "CC0-1.0"
    assert card["files"][0]["state"] == "missing"
    assert "where" not in card["columns"][0]


def test_data_fetch_and_verify(course: Path, server: Replay, cache: Path) -> None:
    before = wikiskills(course, "data", "verify")
    fetched = wikiskills(course, "data", "fetch", "edit-counts")
    after = wikiskills(course, "data", "verify", "--format", "json")

    assert before.exit_code == 1
    assert "E600" in before.stderr
    assert fetched.exit_code == 0
    assert "1 file: ok." in fetched.stderr
    assert after.exit_code == 0
    (row,) = rows(after)
    digest = hashlib.sha256((course.parent / "edit-counts.csv").read_bytes()).hexdigest()
    assert (row["state"], row["sha256"], row["source"]) == (
        "ok",
        digest,
        f"url {server.address}/folder/edit-counts.csv",
    )
    assert Path(row["path"]).is_relative_to(cache)


def test_data_verify_finds_a_file_that_changed(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    (root / DATA).write_text("day,edits\n")

    result = wikiskills(root, "data", "verify")
    as_json = wikiskills(root, "data", "verify", "--format", "json")

    assert result.exit_code == as_json.exit_code == 1
    assert "E602 'edit-counts.csv' from curriculum/data/edit-counts.csv has 10 bytes" in result.stderr
    assert rows(as_json)[0]["state"] == "wrong"


@pytest.mark.parametrize("command", ["show", "fetch", "verify"])
def test_an_unknown_dataset_is_told_with_the_nearest_one(course: Path, command: str) -> None:
    result = wikiskills(course, "data", command, "edit-count")

    assert result.exit_code == 1
    assert "E605 no dataset is called 'edit-count'\n  hint: did you mean 'edit-counts'?" in result.stderr


def test_fetch_wants_names_or_all(course: Path) -> None:
    result = wikiskills(course, "data", "fetch")

    assert result.exit_code == 2
    assert "name the datasets to fetch, or write --all" in result.stderr
