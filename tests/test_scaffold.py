"""What `new` writes: whole courses, exercises and dataset cards, which pass check, prove themselves, and ask nicely."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator

from tests.support.bad_cases import TESTS
from tests.support.courses import copy_course
from tests.test_cli import contents, wikiskills
from wikiskills.checking import check
from wikiskills.cli import asking, scaffolding
from wikiskills.cli.main import commands
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum
from wikiskills.scaffold.columns import columns_of
from wikiskills.scaffold.course import course_files, usual_address

ROOT = TESTS.parent
OUTLINE, LESSON, CARDS = "curriculum/basics.yml", "lessons/basics/first-counts.py", "curriculum/datasets.yml"
FACTS = ["--title", "Counting: edits", "--author", "Ada, A.", "--repository", "https://github.com/Example/counting"]
CARD = ["--lesson", "second-counts", "--licence", "CC0-1.0", "--attribution", "The team: all of it"]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the minimal course, with its notebooks."""
    root = copy_course("minimal", tmp_path)
    assert wikiskills(root, "notebooks").exit_code == 0
    return root


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(commands, arguments, input=typed, prog_name="wikiskills")


def checked(root: Path) -> Curriculum:
    assert wikiskills(root, "check").exit_code == 0, wikiskills(root, "check").stderr
    return check(load_project(root))


# A course


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


# An exercise


def test_a_new_exercise_stands_at_the_end_and_its_minutes_in_the_plan(course: Path) -> None:
    minutes = checked(course).lesson("first-counts").plan.minutes.exercises

    result = wikiskills(course, "new", "exercise", "first-counts", "share-above", "--minutes", "5")

    assert result.exit_code == 0, result.output
    lesson = checked(course).lesson("first-counts")
    assert (lesson.exercises[-1].id, lesson.exercises[-1].title) == ("share-above", "Share above")
    assert lesson.plan.minutes.exercises == minutes + 5
    assert (course / LESSON).read_text("utf-8").count("share-above") == 10


def test_an_exercise_without_an_id_gets_a_free_one(course: Path) -> None:
    for _ in range(2):
        assert wikiskills(course, "new", "exercise", "basics/first-counts", "--title", "A share").exit_code == 0

    exercises = checked(course).lesson("first-counts").exercises[-2:]
    assert [(exercise.id, exercise.title) for exercise in exercises] == [
        ("exercise-1", "A share"),
        ("exercise-2", "A share"),
    ]


def test_an_exercise_stands_at_the_end_of_a_section(course: Path) -> None:
    with (course / LESSON).open("a") as file:
        file.write(
            "\n# %% [markdown]\n# ## One\n\n# %% [markdown]\n# Text\n\n# %%\none = 1\n\n# %% [markdown]\n# ## Two\n"
        )
    before = (course / LESSON).read_text("utf-8")

    assert wikiskills(course, "new", "exercise", "first-counts", "between", "--after", "## one").exit_code == 0

    after = (course / LESSON).read_text("utf-8")
    start = after.index('# %% [markdown] exercise="between"')
    end = after.index("# %% [markdown]\n# ## Two")
    assert after[:start].endswith("one = 1\n\n")
    assert after[:start] + after[end:] == before
    checked(course)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["first-count"], "E906"),
        (["other/first-counts"], "E906"),
        (["first-counts", "total"], "E903"),
        (["first-counts", "Total"], "E901"),
        (["first-counts", "new-one", "--after", "No such heading"], "E910"),
    ],
)
def test_an_exercise_that_cannot_be_added_changes_nothing(course: Path, arguments: list[str], code: str) -> None:
    before = contents(course)

    result = wikiskills(course, "new", "exercise", *arguments)

    assert (result.exit_code, f" {code} " in result.stderr, "hint: " in result.stderr) == (1, True, True)
    assert contents(course) == before


def test_a_plan_without_minutes_is_told(course: Path) -> None:
    text = (course / OUTLINE).read_text("utf-8")
    (course / OUTLINE).write_text("\n".join(line for line in text.split("\n") if "minutes" not in line), "utf-8")
    before = contents(course)

    result = wikiskills(course, "new", "exercise", "first-counts")

    assert "E911" in result.stderr
    assert contents(course) == before


def test_the_line_ends_of_a_lesson_stay(course: Path) -> None:
    for name in (LESSON, OUTLINE):
        (course / name).write_bytes((course / name).read_bytes().replace(b"\n", b"\r\n"))

    assert wikiskills(course, "new", "exercise", "first-counts").exit_code == 0

    for name in (LESSON, OUTLINE):
        content = (course / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n")


# A dataset


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


# All of it, really built


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
