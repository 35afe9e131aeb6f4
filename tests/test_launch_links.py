"""Links that open a notebook elsewhere: in the form that nbgitpuller and Colab read."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.courses import copy_course, edit
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.site.addresses import colab_link, paws_link

NOTEBOOK = "notebooks/basics/first-counts.ipynb"


def links(folder: Path, repository: str, settings: str = "") -> tuple[str, str]:
    """Give the links to PAWS and to Colab of the course in a repository."""
    course = copy_course("minimal", folder)
    edit(course / "curriculum/course.yml", "https://example.org/repository", repository)
    (course / "mkdocs.yml").write_text(f"extra:\n  wikiskills: {{{settings}}}\n", encoding="utf-8")
    project = load_project(course)
    curriculum = load_curriculum(project)
    arguments = curriculum, project.settings, curriculum.written[0]
    return paws_link(*arguments), colab_link(*arguments)


@pytest.mark.parametrize("end", ["", "/", ".git", ".git/"])
def test_paws_copies_the_course_and_opens_the_notebook(tmp_path: Path, end: str) -> None:
    parts = urlsplit(links(tmp_path, f"https://gitlab.wikimedia.org/repos/learn/skills{end}", "branch: v2/new")[0])
    assert (parts.scheme, parts.hostname, parts.path) == (
        "https",
        "hub-paws.wmcloud.org",
        "/hub/user-redirect/git-pull",
    )
    assert parse_qs(parts.query) == {
        "repo": ["https://gitlab.wikimedia.org/repos/learn/skills"],
        "branch": ["v2/new"],
        "urlpath": [f"lab/tree/skills/{NOTEBOOK}"],
    }


def test_another_hub_than_paws(tmp_path: Path) -> None:
    assert links(tmp_path, "https://example.org/a/b", "paws: hub.example.org")[0].startswith(
        "https://hub.example.org/hub/"
    )


@pytest.mark.parametrize("end", ["", "/", ".git"])
def test_colab_opens_notebooks_on_github(tmp_path: Path, end: str) -> None:
    link = links(tmp_path, f"https://github.com/learn/skills{end}", "branch: v2")[1]
    assert link == f"https://colab.research.google.com/github/learn/skills/blob/v2/{NOTEBOOK}"


@pytest.mark.parametrize(
    ("repository", "settings"), [("https://gitlab.com/a/b", ""), ("https://github.com/a/b", "colab: false")]
)
def test_no_link_to_colab(tmp_path: Path, repository: str, settings: str) -> None:
    assert links(tmp_path, repository, settings)[1] == ""
