"""Old addresses lead to the present ones; no old id is two things; who names an old id is told the new one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.support.courses import copy_course, edit, recorded_outputs, write_fake_site
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.errors import WikiskillsError

SITE = "https://example.org/everything/"
LESSON = ["", "exercises/", "solutions/"]


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of a course with a track and a lesson that had other names."""
    root = copy_course("everything", tmp_path_factory.mktemp("renamed"))
    write_fake_site(root, recorded_outputs("everything"))
    return root / "build/docs"


@pytest.mark.parametrize("page", LESSON)
@pytest.mark.parametrize("old", ["counting/one-step", "counting/first-step", "sums/one-step", "sums/first-steps"])
def test_old_pages_of_a_lesson_lead_to_the_new_ones(docs: Path, old: str, page: str) -> None:
    assert target(docs, f"{old}/{page}") == f"{SITE}counting/first-steps/{page}"


@pytest.mark.parametrize("page", ["", "sheet/"])
def test_old_pages_of_a_track_lead_to_the_new_ones(docs: Path, page: str) -> None:
    assert target(docs, f"sums/{page}") == f"{SITE}counting/{page}"


def target(docs: Path, old: str) -> str:
    """Follow the page at an old address as a browser does, and compare with what it says to machines and people."""
    text = (docs / old / "index.html").read_text(encoding="utf-8")
    (refresh,) = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', text)
    canonical: str = re.findall(r'<link rel="canonical" href="([^"]+)">', text)[0]
    (link,) = re.findall(r'<a href="([^"]+)">', text)
    assert '<meta name="robots" content="noindex">' in text
    assert "<script" not in text
    assert urljoin(f"{SITE}{old}", refresh) == urljoin(f"{SITE}{old}", link) == canonical
    assert (docs / canonical.removeprefix(SITE) / "index.md").is_file()
    return canonical


def test_a_notebook_stays_where_it_was(docs: Path) -> None:
    notebook = (docs / "counting/first-steps/first-steps.ipynb").read_bytes()
    assert (docs / "sums/one-step/one-step.ipynb").read_bytes() == notebook


def test_no_other_page_is_made(docs: Path) -> None:
    folders = {path.relative_to(docs).parts[:2] for path in docs.rglob("*.html")}
    lessons = {("counting", "one-step"), ("counting", "first-step"), ("sums", "one-step"), ("sums", "first-step")}
    assert folders == {
        *lessons,
        ("sums", "first-steps"),
        ("sums", "old-ways"),
        ("sums", "index.html"),
        ("sums", "sheet"),
    }


def problems_of(course: Path) -> list[str]:
    with pytest.raises(WikiskillsError) as caught:
        load_curriculum(load_project(course))
    return [f"{problem.code} {problem.message} ({problem.hint})" for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("aliases: [one-step, first-step]", "aliases: [charts]"),
        ("aliases: [one-step, first-step]", "aliases: [one-step, one-step]"),
        ("aliases: [one-step, first-step]", "aliases: [sheet]"),
        ("aliases: [sums]", "aliases: [pictures]"),
        ("aliases: [sums]", "aliases: [exercises]"),
    ],
)
def test_an_old_id_that_is_in_use(tmp_path: Path, old: str, new: str) -> None:
    course = copy_course("everything", tmp_path)
    edit(course / "curriculum/counting.yml", old, new)
    (problem,) = problems_of(course)
    assert problem.startswith("E526 the old id '")


def test_who_names_an_old_id_is_told_the_new_one(tmp_path: Path) -> None:
    course = copy_course("everything", tmp_path)
    edit(course / "curriculum/course.yml", "known: [first-steps]", "known: [one-step]")
    edit(
        course / "curriculum/course.yml",
        "reader: You know [a first step](lesson:first-steps)",
        "reader: You know [a first step](lesson:one-step)",
    )
    edit(course / "curriculum/pictures.yml", "prerequisites: [first-steps]", "prerequisites: [one-step]")
    assert sorted(problem.partition(" ")[0] for problem in problems_of(course)) == ["E505", "E509", "E541"]
    assert all(problem.endswith("(it is called 'first-steps' now)") for problem in problems_of(course))
