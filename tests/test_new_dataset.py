"""What `new dataset` writes on a card: the file measured, its columns, and the lesson that uses it."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from tests.support.command import committed_course, wikiskills
from tests.support.files import contents
from tests.support.new_course import CARD, checked
from wikiskills.scaffold.columns import columns_of

OUTLINE = "curriculum/basics.yml"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


def test_a_file_of_another_folder_is_measured_and_copied(course: Path, tmp_path: Path) -> None:
    file = tmp_path / "hours.csv"
    file.write_bytes(b'hour,"edits, all"\n0,40\n')

    result = wikiskills(
        course, "new", "dataset", "hours", "--file", str(file), *CARD, "--simulated", "--date", "2024-11-08"
    )

    assert result.exit_code == 0, result.output
    card = checked(course).dataset("hours")
    assert [column.name for column in card.columns] == ["hour", "edits, all"]
    assert (card.licence.id, card.licence.attribution, card.provenance.date) == ("CC0-1.0", CARD[-1], "2024-11-08")
    assert (card.simulated, card.title, card.files[0].bytes) == (True, "Hours", 23)
    assert card.files[0].sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (course / "curriculum/data/hours.csv").read_bytes() == file.read_bytes()


def test_a_file_of_the_course_stays_where_it_is_and_a_second_card_follows(course: Path) -> None:
    for name in ("one.csv", "two.csv"):
        (course / name).write_text(f"{name}\n1\n")
        assert wikiskills(course, "new", "dataset", name[:3], "--file", str(course / name), *CARD).exit_code == 0

    cards = checked(course).datasets[-2:]
    assert [card.files[0].sources[0].path for card in cards] == ["one.csv", "two.csv"]


def test_a_file_with_an_address_is_not_copied(course: Path, tmp_path: Path) -> None:
    (tmp_path / "far.csv").write_text("hour\n1\n")
    address = "https://example.org/v1/far.csv"

    wikiskills(course, "new", "dataset", "far", "--file", str(tmp_path / "far.csv"), "--source", address, *CARD)

    assert checked(course).dataset("far").files[0].sources[0].url == address
    assert not list(course.rglob("far.csv"))


@pytest.mark.parametrize(
    ("name", "content", "columns"),
    [
        ("a.csv", b"\xef\xbb\xbfx,,z\n", ("x", "column 2", "z")),
        ("a.tsv", b"x\ty\n", ("x", "y")),
        ("a.csv.gz", gzip.compress(b"x,y\n", mtime=0), ("x", "y")),
        ("a.json", b'[{"x": 1, "y": 2}]', ("x", "y")),
        ("a.json", b'{"x": [1]}', ("x",)),
        ("a.json", b"[1, 2]", ()),
        ("a.jsonl", b'{"x": 1}\n{"y": 1}\n', ("x",)),
        ("a.bin", b"\x00", ()),
        ("a.csv", b"", ()),
    ],
)
def test_the_columns_of_a_file(tmp_path: Path, name: str, content: bytes, columns: tuple[str, ...]) -> None:
    (tmp_path / name).write_bytes(content)

    assert columns_of(tmp_path / name) == columns


@pytest.mark.parametrize(
    ("name", "content", "more", "code"),
    [
        ("none.csv", None, [], "E912"),
        ("bad.json", b"{", [], "E913"),
        ("bad.csv", b"\xff\xfe\x00", [], "E913"),
        ("bad.csv.gz", b"x,y", [], "E913"),
        ("page.html", b"x", [], "E524"),
        ("fine.csv", b"x\n", ["--source", "example.org/fine.csv"], "E520"),
    ],
)
def test_a_file_that_is_no_data_file_changes_nothing(  # noqa: PLR0913, PLR0917 - one for each part of the case
    course: Path, tmp_path: Path, name: str, content: bytes | None, more: list[str], code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = contents(course)

    result = wikiskills(course, "new", "dataset", "new-one", "--file", str(tmp_path / name), *CARD, *more)

    assert (result.exit_code, f" {code} " in result.stderr) == (1, True), result.stderr
    assert contents(course) == before


def test_a_dataset_and_its_file_stand_once_in_a_course(course: Path, tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text("x\n")
    add = ("--file", str(tmp_path / "hours.csv"), *CARD)
    wikiskills(course, "new", "dataset", "hours", *add)
    before = contents(course)

    results = [wikiskills(course, "new", "dataset", name, *add) for name in ("hours", "other")]

    assert [result.exit_code for result in results] == [1, 1]
    assert all("E903" in result.stderr for result in results)
    assert contents(course) == before


def test_a_file_that_lies_where_the_new_one_would_is_not_written_over(course: Path, tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text("x\n")
    (course / "curriculum/data/hours.csv").write_text("another\n")
    before = contents(course)

    result = wikiskills(course, "new", "dataset", "hours", "--file", str(tmp_path / "hours.csv"), *CARD)

    assert "curriculum/data/hours.csv: E903 the file exists already" in result.stderr
    assert contents(course) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    datasets: []\n", "    datasets: [hours]\n"),
        ("    datasets:\n      - other\n", "    datasets:\n      - other\n      - hours\n"),
        ("", ""),
    ],
)
def test_the_plan_of_the_lesson_declares_it(course: Path, tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "hours.csv").write_text("x\n")
    text = (course / OUTLINE).read_text("utf-8") + before
    (course / OUTLINE).write_text(text, "utf-8")

    wikiskills(course, "new", "dataset", "hours", "--file", str(tmp_path / "hours.csv"), *CARD)

    expected = text.removesuffix(before) + after
    if not before:
        expected = text.replace("  - id: second-counts\n", "  - id: second-counts\n    datasets: [hours]\n")
    assert (course / OUTLINE).read_text("utf-8") == expected
