"""What `new course` writes: it passes check, asks for what is missing, and is really built."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.support.bad_cases import TESTS
from tests.support.command import committed_course, wikiskills
from tests.support.new_course import CARD, FACTS, checked, run
from wikiskills.cli import asking, scaffolding
from wikiskills.scaffold.course import course_files, usual_address

ROOT = TESTS.parent


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


def test_a_new_course_passes_check(tmp_path: Path) -> None:
    result = run("new", "course", str(tmp_path / "counting"), *FACTS)

    assert result.exit_code == 0, result.output
    course = checked(tmp_path / "counting").course
    assert (course.title, course.authors, course.language) == ("Counting: edits", ("Ada, A.",), "en")
    assert (course.repository, course.site_url) == (FACTS[-1], "https://example.github.io/counting/")
    assert f"wrote {tmp_path.as_posix()}/counting/README.md" in result.stderr


@pytest.mark.parametrize("title", ["yes", "# b", "{title}", "a: b", "'", "数据 Ää", "{x} [y], z"])
def test_any_title_of_a_course_comes_out_as_it_was_typed(tmp_path: Path, title: str) -> None:
    assert run("new", "course", str(tmp_path), *FACTS, "--title", title).exit_code == 0

    assert checked(tmp_path).course.title == title
    assert yaml.load((tmp_path / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)["site_name"] == title


@pytest.mark.parametrize("left_out", ["--title", "--author", "--repository"])
def test_without_a_terminal_a_missing_fact_is_named(tmp_path: Path, left_out: str) -> None:
    facts = dict(zip(FACTS[::2], FACTS[1::2], strict=True))
    del facts[left_out]

    result = run("new", "course", str(tmp_path / "new"), *(word for pair in facts.items() for word in pair))

    assert result.exit_code == 2
    assert f"'{left_out}' is missing" in result.stderr
    assert not (tmp_path / "new").exists()


def test_at_a_terminal_all_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "somebody_there", lambda: True)
    monkeypatch.chdir(tmp_path)
    typed = ["counting", "Counting", "Ada", "https://example.org/code", "https://example.org/site/", "", "", ""]

    result = run("new", "course", typed="\n".join([*typed, ""]))

    assert result.exit_code == 0, result.output
    course = checked(tmp_path / "counting").course
    assert (course.title, course.site_url, course.language) == ("Counting", "https://example.org/site/", "en")
    assert (course.licence.text, course.licence.code) == ("CC-BY-SA-4.0", "MIT")


def test_at_a_terminal_the_rest_of_each_new_thing_is_asked_for(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "somebody_there", lambda: True)
    monkeypatch.setattr(scaffolding, "somebody_there", lambda: True)
    (course / "hours.csv").write_text("hour\n1\n")
    dialogues = {
        ("track",): ["more", "More of it"],
        ("lesson",): ["third", "bsics", "basics", ""],
        ("exercise", "third"): [""],
        ("dataset",): [
            "hours",
            str(course / "hours.csv"),
            "third",
            "CC0-1.0",
            "Us",
            "Hours",
            "One row an hour.",
            "",
            "",
        ],
    }

    for arguments, typed in dialogues.items():
        command = ["--project", str(course), "new", *arguments]
        result = run(*command, typed="\n".join([*typed, ""]))
        assert result.exit_code == 0, result.output

    curriculum = checked(course)
    assert [track.title for track in curriculum.tracks] == ["Basics", "More of it"]
    assert curriculum.lesson("third").plan.title == "Third"
    assert [exercise.title for exercise in curriculum.lesson("third").exercises][1:] == ["A share of a list"]
    assert curriculum.dataset("hours").provenance.source == "Us"
    assert curriculum.lesson("third").plan.datasets == ("hours",)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine too")

    result = run("new", "course", str(tmp_path), *FACTS)

    assert result.exit_code == 1
    assert "README.md: E903 the file exists already" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "notes.txt"]


def test_a_new_course_looks_and_pairs_as_this_one() -> None:
    made = course_files_of_nobody()
    (own, theirs) = (
        yaml.load(text, _Loader) for text in ((ROOT / "mkdocs.yml").read_text("utf-8"), made["mkdocs.yml"])
    )

    for key in ("theme", "plugins", "markdown_extensions", "use_directory_urls"):
        assert own[key] == theirs[key], f"change src/wikiskills/scaffold/files/mkdocs.yml.txt too: {key}"
    assert made["jupytext.toml"] == (ROOT / "jupytext.toml").read_text("utf-8")
    assert json.loads(made[".vscode/settings.json"])["yaml.customTags"] == vscode("settings")["yaml.customTags"]
    assert json.loads(made[".vscode/extensions.json"]) == vscode("extensions")


class _Loader(yaml.SafeLoader):
    """Reads the tags of extensions as their texts."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _, suffix, __: suffix)


def vscode(name: str) -> Any:
    return json.loads((ROOT / f".vscode/{name}.json").read_text("utf-8"))


def course_files_of_nobody() -> dict[str, str]:
    from wikiskills.scaffold.course import CourseFacts

    return course_files(CourseFacts("T", "en", "CC0-1.0", "MIT", "A", "https://example.org/r", "https://example.org/"))


SLIPS = [("summary:", "sumary:"), ("level: 1", "level: 4"), ("status: published", "status: finished")]


@pytest.mark.parametrize("slip", [None, *SLIPS])
def test_each_outline_names_the_schema_that_it_fits(tmp_path: Path, slip: tuple[str, str] | None) -> None:
    run("new", "course", str(tmp_path), *FACTS)
    (tmp_path / "hours.csv").write_text("hour\n1\n")
    add = ("new", "dataset", "hours", "--file", str(tmp_path / "hours.csv"), *CARD, "--lesson", "first-lesson")
    assert wikiskills(tmp_path, *add).exit_code == 0
    if slip:
        outline = tmp_path / "curriculum/first-steps.yml"
        outline.write_text(outline.read_text("utf-8").replace(*slip), "utf-8")

    assert bool(mistakes_by_modeline(tmp_path)) == bool(slip)


def mistakes_by_modeline(root: Path) -> list[str]:
    """Say what each file's own schema finds wrong in it, as an editor would."""
    found = []
    files = [*sorted((root / "curriculum").glob("*.yml")), root / "mkdocs.yml"]
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        schema = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        validator = Draft7Validator(json.loads(schema.read_text("utf-8")))
        value: Any = yaml.load(file.read_text("utf-8"), _Loader)
        found += [error.message for error in validator.iter_errors(value)]
    assert len(files) > 2
    return found


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/Ada/counts", "https://ada.github.io/counts/"),
        ("https://github.com/ada/counts.git", "https://ada.github.io/counts/"),
        ("https://gitlab.com/ada/counts/", "https://ada.gitlab.io/counts/"),
        ("https://git.example.org/ada/counts", ""),
        ("git@github.com:ada/counts", ""),
    ],
)
def test_the_usual_address_of_a_repository(repository: str, address: str) -> None:
    assert usual_address(repository) == address


def test_what_new_writes_is_built_and_proved(tmp_path: Path) -> None:
    root = tmp_path / "counting"
    (tmp_path / "hours.csv").write_text("hour,edits\n0,40\n")
    run("new", "course", str(root), *FACTS)
    for arguments in (
        ("new", "track", "more", "--title", "More"),
        ("new", "lesson", "second", "--track", "more"),
        ("new", "exercise", "second", "share"),
        ("new", "exercise", "first-lesson", "share", "--after", "The first step"),
        ("new", "dataset", "hours", "--file", str(tmp_path / "hours.csv"), *CARD, "--lesson", "more/second"),
    ):
        assert wikiskills(root, *arguments).exit_code == 0
    with (root / "lessons/more/second.py").open("a") as file:
        file.write('\n# %%\nprint(open("data/hours.csv").read())\n')

    command = [sys.executable, "-m", "wikiskills", "--project", str(root), "build"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    assert done.returncode == 0, done.stderr
    assert "0,40" in (root / "site/more/second/index.html").read_text("utf-8")
    assert (root / "site/first-steps/first-lesson/exercises/index.html").is_file()
    assert wikiskills(root, "check").exit_code == 0
