"""Books, notebooks and scripts from elsewhere become lessons that pass check, and are really built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.bad_cases import TESTS
from tests.support.command import committed_course, wikiskills
from tests.support.files import contents
from wikiskills.checking import check
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum
from wikiskills.errors import Location
from wikiskills.importing.draft import draft_of
from wikiskills.importing.lesson_text import acceptable, text_of
from wikiskills.importing.links import Targets
from wikiskills.importing.naming import free, slug
from wikiskills.importing.pages import find_pages
from wikiskills.importing.source_cells import SourceCell, read_source
from wikiskills.lesson import read_lesson_text
from wikiskills.outline import Status

BOOKS = TESTS / "books"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


def imported(root: Path, *arguments: str) -> Curriculum:
    """Import a source, and check the course."""
    result = wikiskills(root, "import", *arguments)
    assert result.exit_code == 0, result.output
    again = wikiskills(root, "check")
    assert again.exit_code == 0, again.stderr
    return check(load_project(root))


def test_a_book_becomes_tracks_in_its_order(course: Path) -> None:
    curriculum = imported(course, str(BOOKS / "handbook"))

    assert [(track.id, track.title) for track in curriculum.tracks][1:] == [
        ("first-counts", "First counts"),
        ("data-2", "Data"),
    ]
    assert [(entry.id, entry.plan.title, entry.plan.status) for entry in curriculum.lessons][2:] == [
        ("welcome", "Welcome, everybody", Status.PUBLISHED),
        ("tables", "Tables without a library", Status.PUBLISHED),
        ("shares", "Shares", Status.PUBLISHED),
        ("hours", "Hours of the day", Status.DRAFT),
        ("notes-on-units", "Units", Status.PUBLISHED),
    ]


def test_each_note_of_a_book_has_its_line(course: Path) -> None:
    result = wikiskills(course, "import", str(BOOKS / "handbook"))

    report = (course / "IMPORT.md").read_text("utf-8")
    assert report.strip() in result.stderr
    notes = [re.sub(r"(E\d+) .*", r"\1", line[2:]) for line in report.splitlines() if line.startswith("- ")]
    assert notes == (BOOKS / "handbook.notes.txt").read_text("utf-8").splitlines()
    for name, line in re.findall(r"^- ([^:]+):(\d+):", report, re.MULTILINE):
        assert (BOOKS / "handbook" / name).read_text("utf-8").splitlines()[int(line) - 1].strip()


def test_a_page_is_written_as_a_lesson(course: Path) -> None:
    imported(course, str(BOOKS / "handbook"))

    made = (course / "lessons/first-counts/tables.py").read_text("utf-8")
    assert made == (BOOKS / "tables.expected.txt").read_text("utf-8")
    outputs = (course / "lessons/data-2/hours.py").read_text("utf-8")
    assert "iVBOR" not in outputs
    assert '# %% alt="TODO: say what the figure shows"\nhours = [0, 6, 12, 18]' in outputs


def test_a_book_is_really_built(course: Path) -> None:
    imported(course, str(BOOKS / "handbook"))

    result = wikiskills(course, "build", "--executor", "warm")

    assert result.exit_code == 0, result.output
    page = (course / "site/first-counts/tables/index.html").read_text("utf-8")
    assert "edits in all: 12" in page
    assert not list((course / "site/data-2/hours").glob("index.html"))


def test_a_second_import_finds_other_names(course: Path) -> None:
    imported(course, str(BOOKS / "handbook"))
    before = contents(course / "lessons")

    curriculum = imported(course, str(BOOKS / "handbook"))

    ids = [entry.id for entry in curriculum.lessons]
    assert len(set(ids)) == len(ids) == 12
    assert before.items() <= contents(course / "lessons").items()
    assert (course / "IMPORT-2.md").is_file()
    assert "(lesson:welcome-2)" in (course / "lessons/first-counts-2/shares-2.py").read_text("utf-8")


def test_a_dry_run_writes_nothing(course: Path) -> None:
    before = contents(course)

    result = wikiskills(course, "import", str(BOOKS / "handbook"), "--dry-run")

    assert "would write lessons/first-counts/tables.py" in result.stderr
    assert "part-one/tables.md:14: the reference to 'no-such-figure' is left out" in result.stderr
    assert contents(course) == before


TOCS = {
    "article": "format: jb-article\nroot: one\nsections:\n  - file: two\n    sections:\n      - file: three\n",
    "chapters": "format: jb-book\nroot: one\nchapters:\n  - file: two.md\n  - glob: thr*\n",
    "first form": "- file: one\n  sections:\n    - file: two\n- file: three\n",
}


@pytest.mark.parametrize("toc", TOCS.values(), ids=TOCS.keys())
def test_forms_of_the_table_of_contents(tmp_path: Path, toc: str) -> None:
    (tmp_path / "_toc.yml").write_text(toc)
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n")

    (part,) = find_pages(tmp_path / "_toc.yml").parts

    assert [page.stem for page in part.pages] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "E920"),
        ({"notes.docx": "x"}, "E920"),
        ({"_toc.yml": "root: nowhere"}, "E920"),
        ({"_toc.yml": "root: ["}, "E201"),
        ({"_toc.yml": "just a text"}, "E920"),
        ({"a.md": "# A", "_toc.yml": "{}"}, "E920"),
    ],
)
def test_what_is_no_source_changes_nothing(course: Path, tmp_path: Path, files: dict[str, str], code: str) -> None:
    (tmp_path / "source").mkdir()
    for name, text in files.items():
        (tmp_path / "source" / name).write_text(text)
    before = contents(course)

    result = wikiskills(course, "import", str(tmp_path / "source"))

    assert (result.exit_code, f" {code} " in result.stderr) == (1, True), result.output
    assert contents(course) == before


@pytest.mark.parametrize("track", ["Basics", "datasets", "a/b"])
def test_an_impossible_track_is_refused(course: Path, track: str) -> None:
    result = wikiskills(course, "import", str(BOOKS / "scripts"), "--into", track)

    assert (result.exit_code, " E901 " in result.stderr) == (1, True)


def test_a_page_that_cannot_be_read_is_left_out_and_the_rest_comes_in(course: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(BOOKS / "scripts", source)
    (source / "a.ipynb").write_text("{not json")
    (source / "b.md").write_bytes(b"# \xff\xfe")
    (source / "c.md").write_text("# In\u2028visible\n\nIt rings\u0007.", "utf-8")

    curriculum = imported(course, str(source))

    report = (course / "IMPORT.md").read_text("utf-8")
    assert "- a.ipynb: the page is left out: it cannot be read as a notebook" in report
    assert "- b.md: the page is left out: byte 0xff is not UTF-8" in report
    assert curriculum.lesson("c").plan.title == "Invisible"


def test_twins_become_an_exercise_of_the_page_before(course: Path) -> None:
    imported(course, str(BOOKS / "scripts"), "--into", "basics")

    found: list[object] = []
    text = (course / "lessons/basics/counting.py").read_text("utf-8")
    lesson = read_lesson_text(text, "counting.py", found)  # type: ignore[arg-type]
    assert lesson is not None, found
    (exercise,) = lesson.exercises
    assert (exercise.id, exercise.title, exercise.minutes) == ("counting-1", "Exercise 01", 10)
    assert "Write a function `edits_of(name)`." in exercise.prompt.source
    assert exercise.starter.source == "# Write your code here."
    assert exercise.solution.source.startswith("def edits_of(name):\n    return editors.count(name)")
    assert exercise.explanation
    assert exercise.explanation.source == "`count` goes through the list once."
    assert "TODO" in exercise.checks[0].source
    assert text.count("edits_of(name):") == 1
    before = [cell.source for cell in lesson.cells if cell.where < exercise.where and cell.is_code]
    assert before[-1] == 'editors = ["A", "B", "A", "C", "A"]'


def test_a_page_with_an_exercise_is_a_draft_and_its_minutes_add_up(course: Path) -> None:
    curriculum = imported(course, str(BOOKS / "scripts"), "--into", "basics")

    plan = curriculum.lesson("counting").plan
    assert (plan.status, plan.minutes.exercises) == (Status.DRAFT, 10)
    assert "counting_ex_01.py:2: write checks for the exercise 'counting-1'" in (course / "IMPORT.md").read_text(
        "utf-8"
    )


def test_a_finished_exercise_proves_itself(course: Path) -> None:
    imported(course, str(BOOKS / "scripts"), "--into", "basics")
    lesson, outline = course / "lessons/basics/counting.py", course / "curriculum/basics.yml"
    lesson.write_text(
        re.sub("assert False, .*", 'assert edits_of("A") == 3, "A made three."', lesson.read_text("utf-8"))
    )
    plans = outline.read_text("utf-8").split("  - id: ")
    outline.write_text(
        "  - id: ".join(p.replace("draft", "published") if p.startswith("counting") else p for p in plans)
    )

    result = wikiskills(course, "build", "--executor", "warm")

    assert result.exit_code == 0, result.output
    assert "edits_of" in (course / "site/basics/counting/solutions/index.html").read_text("utf-8")


def test_twins_without_code_stay_text(course: Path) -> None:
    imported(course, str(BOOKS / "scripts"))

    text = (course / "lessons/scripts/night.py").read_text("utf-8")
    assert "# Why do people edit at night? Say it in words." in text
    assert '# ??? success "Solution"\n#\n#     Nobody knows.' in text


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("import no_such_package", "the package of 'no_such_package' is not installed here"),
        ("from helper import x", "the module 'helper' stands beside the page"),
        ("rows = open('data.csv')", "the cell names the file 'data.csv'"),
        ("%pip install x", "the cell runs a command"),
        ("!ls", "the cell runs a command"),
        ("frame.plot()", "the cell seems to draw a figure"),
    ],
)
def test_code_that_would_not_build_makes_a_draft(tmp_path: Path, code: str, note: str) -> None:
    (tmp_path / "helper.py").write_text("x = 1")
    cell = SourceCell("code", f"a = 1\n{code}", Location("page.py", 5))

    draft = draft_of("page", tmp_path / "page.py", [cell], Targets())

    assert [note in found.text for found in draft.notes] == [True]
    assert draft.blocked


@pytest.mark.parametrize("code", ["import math", "print('a text')", "%matplotlib inline", "x = 5 % 2"])
def test_code_that_builds_makes_no_draft(tmp_path: Path, code: str) -> None:
    assert not draft_of(
        "page", tmp_path / "page.py", [SourceCell("code", code, Location("page.py", 1))], Targets()
    ).notes


@pytest.mark.parametrize("code", ["x = (", "import requests\nrequests.get('https://en.wikipedia.org/w/api.php')"])
def test_code_that_check_refuses_becomes_text(tmp_path: Path, code: str) -> None:
    cell = SourceCell("code", code, Location("page.ipynb", 7))

    draft = acceptable(draft_of("page", tmp_path / "page.ipynb", [cell], Targets()))

    assert text_of(draft.cells).startswith("# %% [markdown]\n# ```python\n# ")
    assert draft.notes[-1].where.line == 7
    assert "this is text now" in draft.notes[-1].text


def test_cells_that_begin_alike_have_their_own_lines(tmp_path: Path) -> None:
    cells = "# %%\nx = 1\n\n# %%\nx = 1\ny = 2\n\n# %% [markdown]\n# Text\n\n# %%\nx = 1\n"
    (tmp_path / "page.py").write_text(cells)

    assert [cell.where.line for cell in read_source(tmp_path / "page.py", "page.py")] == [2, 5, 9, 12]


def test_ids_are_valid_and_free() -> None:
    assert [slug(text, "x") for text in ("01_Über Ünits!", "日本", "--", "a__b")] == ["01-uber-units", "x", "x", "a-b"]
    assert [free("a", taken) for taken in ((), ("a",), ("a", "a-2"))] == ["a", "a-2", "a-3"]
