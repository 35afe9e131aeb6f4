"""A course from its sources to its site with a real kernel and the real MkDocs; then broken, and the site stays."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.courses import LESSON, copy_course, edit


def wikiskills(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wikiskills", "--project", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def site_of(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minimal course, built once."""
    root = copy_course("minimal", tmp_path_factory.mktemp("built"))
    done = wikiskills(root, "build", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert "1 lesson run" in done.stderr
    return root


@pytest.fixture
def course(built: Path, tmp_path: Path) -> Path:
    """A copy of the built course, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "course"))


def test_the_site_shows_what_the_lesson_gave_out(built: Path) -> None:
    lesson = (built / "site/basics/first-counts/index.html").read_text(encoding="utf-8")
    exercises = (built / "site/basics/first-counts/exercises/index.html").read_text(encoding="utf-8")

    assert "[3, 5, 4]" in lesson
    assert ">12<" in exercises
    assert (built / "site/data/edit-counts/edit-counts.csv").is_file()
    assert (built / "site/basics/first-counts/first-counts.ipynb").is_file()
    assert (built / "site/404.html").is_file()


def test_solutions_are_in_no_search_index_and_no_search_engine(built: Path) -> None:
    assert "return sum" not in (built / "site/search/search_index.json").read_text(encoding="utf-8")
    assert "noindex" in (built / "site/basics/first-counts/solutions/index.html").read_text(encoding="utf-8")


def test_a_built_course_passes_check(built: Path) -> None:
    assert wikiskills(built, "check").returncode == 0


def test_a_second_build_runs_no_lesson_and_gives_the_same_bytes(course: Path) -> None:
    before = site_of(course)

    done = wikiskills(course, "build")

    assert done.returncode == 0
    assert done.stderr.splitlines()[-2].startswith("0 lessons run; 1 from the store; ")
    assert "0 files changed" in done.stderr
    assert site_of(course) == before


@pytest.fixture(scope="module")
def settled(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built course that another build would leave as it is."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("settled") / "course"))
    assert wikiskills(root, "build").returncode == 0
    return root


def test_an_unchanged_course_is_not_even_read(settled: Path) -> None:
    loaded = "import sys; from wikiskills.cli.main import commands; commands.main(['--project', sys.argv[1], 'build'], "
    asked = "'wikiskills.checking' in sys.modules, 'wikiskills.build' in sys.modules"
    code = f"{loaded}standalone_mode=False); print({asked})"

    done = subprocess.run([sys.executable, "-c", code, str(settled)], capture_output=True, text=True, check=True)
    again = subprocess.run([sys.executable, "-c", code, str(settled)], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["True", "True"]  # started in another way, so with another path for modules
    assert again.stdout.split() == ["False", "False"]
    assert again.stderr.startswith("0 lessons run; 1 from the store; ")


@pytest.mark.parametrize(
    "name",
    [
        "site/basics/first-counts/index.html",
        "build/docs/basics/first-counts/index.md",
        "build/theme/main.html",
        "build/mkdocs.yml",
        "notebooks/basics/first-counts.ipynb",
    ],
)
def test_what_was_damaged_after_a_build_is_repaired(settled: Path, name: str) -> None:
    good, site = (settled / name).read_bytes(), site_of(settled)
    (settled / name).write_bytes(good.replace(b"e", b"f", 1))

    done = wikiskills(settled, "build")

    assert done.returncode == 0, done.stderr
    assert (settled / name).read_bytes() == good
    assert site_of(settled) == site


def test_a_damaged_record_is_made_again(settled: Path) -> None:
    (record,) = (settled / ".wikiskills/store").glob("??/*.json.gz")
    good = record.read_bytes()
    record.write_bytes(good[:-9])

    done = wikiskills(settled, "build")

    assert "1 lesson run" in done.stderr
    assert len(record.read_bytes()) > len(good) - 9


def test_another_place_and_another_executor_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    elsewhere = copy_course("minimal", tmp_path / "a longer path, with spaces")

    done = wikiskills(elsewhere, "build", "--executor", "kernel")

    assert done.returncode == 0, done.stderr
    assert site_of(elsewhere) == site_of(built)
    for notebook in (built / "notebooks").rglob("*.ipynb"):
        assert (elsewhere / notebook.relative_to(built)).read_bytes() == notebook.read_bytes()


def test_an_edit_of_prose_runs_no_lesson_and_is_published(course: Path) -> None:
    edit(course / LESSON, "How many", "So how many")

    done = wikiskills(course, "build")

    assert "0 lessons run" in done.stderr
    assert b"So how many" in site_of(course)["site/basics/first-counts/index.html"]


BASICS = "curriculum/basics.yml"
COUNTS = "curriculum/data/edit-counts.csv"
BREAKS = {
    "a lesson": (
        LESSON,
        "[int(edits)",
        "[int(edits) / 0",
        f"{LESSON}:21: E700 ZeroDivisionError",
        "the line is: counts",
    ),
    "a solution": (LESSON, "return sum(counts)", "return 13", f"{LESSON}:53: E704", "Add all three counts"),
    "an outline": (BASICS, "keypoints", "keypoint", f"{BASICS}:16:5: E203", "did you mean 'keypoints'?"),
    "a prerequisite": (BASICS, "[first-counts]", "[frist-counts]", f"{BASICS}:25:21: E505", "mean 'first-counts'?"),
    "a dataset": (COUNTS, "03,4", "03,5", "curriculum/datasets.yml:11:9: E601", "restore the file"),
    "a formula": (LESSON, "Count the edits", "Count $\\frac{1$", f"{LESSON}:65: E713", "\\frac{1"),
    "a leak": (
        LESSON,
        "counts = [int",
        "print('return', 'sum(counts)')\ncounts = [int",
        f"{LESSON}:46: E850 this line of the solution of exercise 'total'",
        "is published in site/basics/first-counts/index.html",
    ),
    "the configuration": ("mkdocs.yml", "name: material", "name: materail", "mkdocs.yml: E800", "materail"),
}


@pytest.mark.parametrize(("file", "old", "new", "place", "hint"), BREAKS.values(), ids=BREAKS.keys())
def test_what_is_broken_is_said_with_its_place_and_the_last_site_stays(  # noqa: PLR0913, PLR0917 - a row of the table
    course: Path, file: str, old: str, new: str, place: str, hint: str
) -> None:
    before = site_of(course)
    edit(course / file, old, new)

    done = wikiskills(course, "build", "--jobs", "1")

    assert done.returncode == 1
    assert f"\n{place}" in f"\n{done.stderr}"
    assert hint in done.stderr
    assert "Traceback" not in done.stderr
    assert site_of(course) == before


def test_ctrl_c_stops_at_once_and_the_last_site_stays(course: Path) -> None:
    before = site_of(course)
    edit(course / LESSON, "counts = [int", "__import__('time').sleep(25)\ncounts = [int")
    command = [sys.executable, "-m", "wikiskills", "--project", str(course), "build"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as build:
        assert build.stderr is not None
        assert "running first-counts" in build.stderr.readline()
        time.sleep(1)
        started = time.monotonic()
        build.send_signal(signal.SIGINT)
        message = build.stderr.read()

    assert build.returncode == 130
    assert "the site is as it was" in message
    assert time.monotonic() - started < 10
    assert site_of(course) == before
