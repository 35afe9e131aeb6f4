"""Where every page stands: paths in the Markdown tree, links between them, URLs on the published site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import quote, urlencode, urlsplit

from wikiskills.coherence import SHEET
from wikiskills.config import Settings
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.references import Link

HOME = "index.md"
GLOSSARY = "glossary.md"
ABOUT = "about.md"
START_HERE = "start-here.md"
ALL_EXERCISES = "exercises.md"
ALL_DATASETS = "data/index.md"
PROGRESS = "progress.md"


def lesson_folder(entry: CourseLesson) -> str:
    """Folder of a lesson's pages and figures."""
    return f"{entry.track.id}/{entry.id}"


def lesson_page(entry: CourseLesson) -> str:
    """Path of a lesson's page."""
    return f"{lesson_folder(entry)}/index.md"


def exercise_page(entry: CourseLesson) -> str:
    """Path of the page with a lesson's exercises."""
    return f"{lesson_folder(entry)}/exercises.md"


def solution_page(entry: CourseLesson) -> str:
    """Path of the page with the solutions of a lesson's exercises."""
    return f"{lesson_folder(entry)}/solutions.md"


def run_file(entry: CourseLesson) -> str:
    """Path of the file that says how a lesson's exercises run in the browser."""
    return f"{lesson_folder(entry)}/run.json"


def published_notebook(entry: CourseLesson) -> str:
    """Path at which a learner notebook can be downloaded."""
    return f"{lesson_folder(entry)}/{entry.id}.ipynb"


def notebook_file(entry: CourseLesson) -> str:
    """Path of a learner notebook in the notebooks folder."""
    return f"{entry.track.id}/{entry.id}.ipynb"


def track_page(track_id: str) -> str:
    """Path of a track's index page."""
    return f"{track_id}/index.md"


def sheet_page(track_id: str) -> str:
    """Path of the page on which a track's exercises stand for printing."""
    return f"{track_id}/{SHEET}.md"


def dataset_page(dataset_id: str) -> str:
    """Path of a dataset's page."""
    return f"data/{dataset_id}/index.md"


def data_file(dataset_id: str, name: str) -> str:
    """Path of a published data file."""
    return f"data/{dataset_id}/{name}"


def url(path: str) -> str:
    """URL of a page below the site's address, as directory URLs have it; other files keep their path. Both quoted."""
    if not path.endswith(".md"):
        return quote(path)
    stem = path.removesuffix(".md")
    folder = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    return f"{quote(folder)}/" if folder else ""


def markdown_link(source: str, target: str) -> str:
    """Link from one page's Markdown to another, which the renderer checks and rewrites."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


def html_link(source: str, target: str) -> str:
    """Link from one page's raw HTML to another page or file, relative to the page's URL."""
    start, end = url(source) or ".", url(target)
    link = posixpath.relpath(end or ".", start)
    return f"{link}/" if not end or end.endswith("/") else link


def own_links(curriculum: Curriculum, source: str, link: Callable[[str, str], str]) -> Link:
    """Make the function that resolves references such as lesson:id on the page `source`; drafts lead to their track.

    `link(source, target)` writes the link from a page to another, as `markdown_link` and `html_link` do.
    """

    def resolve(kind: str, name: str) -> str:
        if kind == "term":
            return f"{link(source, GLOSSARY)}#{name}"
        if kind == "dataset":
            return link(source, dataset_page(name))
        if kind == "exercise":
            page = posixpath.join(posixpath.dirname(source), "index.md")
            return f"{link(source, page)}#exercise-{name}"
        entry = curriculum.lesson(name)
        return link(source, lesson_page(entry) if entry.lesson else track_page(entry.track.id))

    return resolve


def paws_link(curriculum: Curriculum, settings: Settings, entry: CourseLesson) -> str:
    """Link that copies the course into the learner's PAWS and opens the lesson's notebook there (nbgitpuller)."""
    repository = str(curriculum.course.repository)
    folder = posixpath.basename(urlsplit(repository).path).removesuffix(".git")
    path = f"lab/tree/{folder}/{settings.notebooks}/{notebook_file(entry)}"
    query = urlencode({"repo": repository, "branch": settings.branch, "urlpath": path})
    return f"https://{settings.paws}/hub/user-redirect/git-pull?{query}"


def colab_link(curriculum: Curriculum, settings: Settings, entry: CourseLesson) -> str:
    """Link that opens the lesson's notebook in Colab; empty where the repository is not on GitHub."""
    parts = urlsplit(str(curriculum.course.repository))
    if parts.hostname != "github.com":
        return ""
    path = quote(f"{parts.path.strip('/')}/blob/{settings.branch}/{settings.notebooks}/{notebook_file(entry)}")
    return f"https://colab.research.google.com/github/{path}"
