"""Where every page stands: paths in the Markdown tree, links between them, URLs on the published site.

Every page is the `index.md` of a folder. So a link in its HTML is the same seen from its file and from its URL, and
renderers agree on it: MkDocs leaves such links as they are, Zensical takes them from the file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import quote, urlencode, urlsplit

from wikiskills.coherence import SHEET
from wikiskills.config import Settings
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.references import Link

HOME = "index.md"
GLOSSARY = "glossary/index.md"
ABOUT = "about/index.md"
ACCESSIBILITY = "accessibility/index.md"
START_HERE = "start-here/index.md"
ALL_EXERCISES = "exercises/index.md"
ALL_DATASETS = "data/index.md"
PROGRESS = "progress/index.md"
COURSE_CARD = "card.png"
FEED = "feed.xml"


def lesson_folder(entry: CourseLesson) -> str:
    """Folder of a lesson's pages and figures."""
    return f"{entry.track.id}/{entry.id}"


def lesson_page(entry: CourseLesson) -> str:
    """Path of a lesson's page."""
    return f"{lesson_folder(entry)}/index.md"


def exercise_page(entry: CourseLesson) -> str:
    """Path of the page with a lesson's exercises."""
    return f"{lesson_folder(entry)}/exercises/index.md"


def solution_page(entry: CourseLesson) -> str:
    """Path of the page with the solutions of a lesson's exercises."""
    return f"{lesson_folder(entry)}/solutions/index.md"


def run_file(entry: CourseLesson) -> str:
    """Path of the file that says how a lesson's exercises run in the browser."""
    return f"{lesson_folder(entry)}/run.json"


def published_notebook(entry: CourseLesson) -> str:
    """Path at which a learner notebook can be downloaded."""
    return f"{lesson_folder(entry)}/{entry.id}.ipynb"


def lesson_card(entry: CourseLesson) -> str:
    """Path of the picture that stands beside a link to a lesson where somebody shares it."""
    return f"{lesson_folder(entry)}/card.png"


def notebook_file(entry: CourseLesson) -> str:
    """Path of a learner notebook in the notebooks folder."""
    return f"{entry.track.id}/{entry.id}.ipynb"


def track_page(track_id: str) -> str:
    """Path of a track's index page."""
    return f"{track_id}/index.md"


def sheet_page(track_id: str) -> str:
    """Path of the page on which a track's exercises stand for printing."""
    return f"{track_id}/{SHEET}/index.md"


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
            page = posixpath.join(*source.split("/")[:2], "index.md")  # of the lesson that the page belongs to
            return f"{link(source, page)}#exercise-{name}"
        entry = curriculum.lesson(name)
        return link(source, lesson_page(entry) if entry.lesson else track_page(entry.track.id))

    return resolve


def paws_link(curriculum: Curriculum, settings: Settings, entry: CourseLesson) -> str:
    """Link that copies the course into the learner's PAWS and opens the lesson's notebook there (nbgitpuller)."""
    repository = _repository(curriculum)
    folder = posixpath.basename(urlsplit(repository).path)
    path = f"lab/tree/{folder}/{settings.notebooks}/{notebook_file(entry)}"
    query = urlencode({"repo": repository, "branch": settings.branch, "urlpath": path})
    return f"https://{settings.paws}/hub/user-redirect/git-pull?{query}"


def _repository(curriculum: Curriculum) -> str:
    """Give the URL of the repository without what some add to it: nbgitpuller would name the learner's folder by it."""
    return str(curriculum.course.repository).rstrip("/").removesuffix(".git")


def colab_link(curriculum: Curriculum, settings: Settings, entry: CourseLesson) -> str:
    """Link that opens the lesson's notebook in Colab; empty where none is wanted or the repository is not on GitHub."""
    parts = urlsplit(_repository(curriculum))
    if parts.hostname != "github.com" or not settings.colab:
        return ""
    path = quote(f"{parts.path.strip('/')}/blob/{settings.branch}/{settings.notebooks}/{notebook_file(entry)}")
    return f"https://colab.research.google.com/github/{path}"
