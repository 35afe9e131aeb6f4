"""What `new` does with answers that cannot be right, and what commands say of files that the system refuses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.command import wikiskills
from tests.support.courses import copy_course
from tests.support.files import contents
from wikiskills.cli import asking
from wikiskills.cli.main import commands

FACTS = ["--title", "Counting", "--author", "Ada", "--repository", "https://github.com/example/counting"]
LESSON = "lessons/basics/first-counts.py"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_course("minimal", tmp_path)


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(asking, "somebody_there", lambda: True)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(commands, arguments, input=typed, prog_name="wikiskills")


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--repository", "github.com/example/counting", "is not a web address: begin it with https://"),
        ("--address", "ftp://example.org/", "is not a web address"),
        ("--language", "english", "Begin with one of ar, en, es, fr"),
    ],
)
def test_a_fact_that_cannot_be_right_is_refused(tmp_path: Path, option: str, value: str, message: str) -> None:
    result = run("new", "course", str(tmp_path / "new"), *FACTS, option, value)

    assert result.exit_code == 2
    assert f"'{option}'" in result.stderr
    assert message in result.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("at_a_terminal")
def test_a_fact_that_cannot_be_right_is_asked_for_again(tmp_path: Path) -> None:
    site = ["not a url", "https://example.org/code", "example.org", "https://example.org/site/"]

    result = run("new", "course", typed="\n".join(["new", "Counting", "Ada", *site, "english", "en", "", "", ""]))

    assert result.exit_code == 0, result.output
    assert wikiskills(tmp_path / "new", "check").exit_code == 0


@pytest.mark.usefixtures("at_a_terminal")
def test_a_folder_that_holds_a_course_is_refused_before_anything_is_asked(course: Path) -> None:
    result = run("new", "course", str(course), typed="")

    assert result.exit_code == 1
    assert "mkdocs.yml: E903 the folder holds a course already" in result.stderr
    assert "Title" not in result.output


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize(
    ("arguments", "typed", "code"),
    [
        (["exercise", "frist-counts"], "", "E906"),
        (["dataset", "survey"], "nowhere.csv\n", "E912"),
        (["dataset", "survey", "--file", LESSON], "frist-counts\n", "E906"),
    ],
)
def test_what_is_mistyped_is_said_before_the_next_question(
    course: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], typed: str, code: str
) -> None:
    monkeypatch.chdir(course)

    result = run("new", *arguments, typed=typed)

    assert (result.exit_code, f" {code} " in result.stderr) == (1, True), result.output


@pytest.mark.usefixtures("at_a_terminal")
def test_who_stops_at_a_question_learns_that_nothing_was_written(tmp_path: Path) -> None:
    result = run("new", "course", "new", typed="Counting\n")

    assert result.exit_code == 130
    assert result.stderr.endswith("\nstopped; nothing was written\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("folder", "command"), [("counting", "'cd counting'"), ("my course", "cd 'my course'"), ("été", "cd 'été'")]
)
def test_the_next_step_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, command: str
) -> None:
    monkeypatch.chdir(tmp_path)

    assert f"Next: {command}, then 'wikiskills check'" in run("new", "course", folder, *FACTS).stderr


def test_a_data_file_in_another_encoding_is_said_in_plain_words(course: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("café\n1\n".encode("latin-1"))
    options = ["--file", str(tmp_path / "latin.csv"), "--lesson", "second-counts", "--licence", "CC0-1.0"]

    result = wikiskills(course, "new", "dataset", "latin", *options, "--attribution", "Ada")

    assert "E913 the file is not what its name says: it is no text in UTF-8" in result.stderr


# Files that the system refuses


def test_a_file_in_the_place_of_a_new_course_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    result = run("new", "course", str(tmp_path / "taken/new"), *FACTS)

    assert result.exit_code == 1
    assert "taken/new: E812 the file or folder cannot be used: not a directory" in result.stderr


@pytest.mark.parametrize(
    ("closed", "arguments"),
    [
        ("curriculum", ["new", "lesson", "basics/third"]),
        ("lessons/basics", ["new", "exercise", "first-counts"]),
        ("curriculum", ["new", "track", "more"]),
    ],
)
@pytest.mark.skipif(os.geteuid() == 0, reason="the system refuses nothing to the superuser")
def test_a_folder_without_the_right_to_write_is_a_problem(course: Path, closed: str, arguments: list[str]) -> None:
    before = contents(course)
    (course / closed).chmod(0o555)

    result = wikiskills(course, *arguments)

    (course / closed).chmod(0o755)
    assert result.exit_code == 1
    assert f"{closed}: E812 the file or folder cannot be used: permission denied" in result.stderr
    assert contents(course) == before


def test_a_folder_in_the_place_of_a_notebook_is_a_problem(course: Path) -> None:
    wikiskills(course, "notebooks")
    notebook = course / "notebooks/basics/first-counts.ipynb"
    notebook.unlink()
    notebook.mkdir()

    result = wikiskills(course, "check")

    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
