"""A new course: a small whole one, with a track, a lesson, and what editors and Git need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.scaffold.lesson import Plan, lesson_text
from wikiskills.scaffold.naming import refuse_twice, scalar
from wikiskills.scaffold.track import track_text
from wikiskills.schema import FOLDER, schemas
from wikiskills.writer import write_file

TRACK, LESSON = "first-steps", "first-lesson"
"""The track and the lesson that a new course has."""
_FILES = {  # as they are called in the package, where no tool takes them for its own, and in the course
    "mkdocs.yml.txt": "mkdocs.yml",
    "course.yml.txt": "curriculum/course.yml",
    "readme.md.txt": "README.md",
    "gitignore.txt": ".gitignore",
    "jupytext.toml.txt": "jupytext.toml",
    "vscode-settings.json.txt": ".vscode/settings.json",
    "vscode-extensions.json.txt": ".vscode/extensions.json",
}
_NAME = re.compile(r"\{(\w+)\}")
_HOSTS = {"github.com": "{owner}.github.io", "gitlab.com": "{owner}.gitlab.io"}


@dataclass(frozen=True)
class CourseFacts:
    """What only a person can say about a course. `address` is the URL at which the site will be published."""

    title: str
    language: str
    text_licence: str
    code_licence: str
    author: str
    repository: str
    address: str


def scaffold_course(folder: Path, facts: CourseFacts) -> list[str]:
    """Write a course into a folder; give the names of the files written, relative to it.

    Other files may be there already. Raises `WikiskillsError`, before anything is written, where one of these is.
    """
    texts = course_files(facts)
    refuse_course(folder)
    refuse_twice(
        (name for name in texts if (folder / name).exists()),
        "move the file away, and put it back when the course is written",
    )
    for name, text in texts.items():
        write_file(folder / name, text.encode())
    return list(texts)


def refuse_course(folder: Path) -> None:
    """Raise where a folder holds a course."""
    name = "mkdocs.yml"
    if (folder / name).exists():
        hint = "choose another folder; 'wikiskills new track' and 'wikiskills new lesson' add to a course"
        where = Location((folder / name).as_posix())
        raise WikiskillsError([Problem(where, "E903", "the folder holds a course already", hint)])


def course_files(facts: CourseFacts) -> dict[str, str]:
    """Write each file of a new course, by its name."""
    values = {name: scalar(value) for name, value in vars(facts).items()}
    values |= {"heading": " ".join(facts.title.split()), "contact": scalar(f"{facts.repository.rstrip('/')}/issues")}
    values |= {"track": TRACK, "lesson": LESSON}
    shipped = files("wikiskills.scaffold") / "files"
    texts = {
        target: _NAME.sub(lambda match: values.get(match[1], match[0]), (shipped / source).read_text("utf-8"))
        for source, target in _FILES.items()
    }
    outline = f"{track_text(TRACK, 'First steps')}lessons:\n{Plan(LESSON, 'A first lesson').block()}"
    return {
        **texts,
        f"curriculum/{TRACK}.yml": outline,
        f"lessons/{TRACK}/{LESSON}.py": lesson_text(),
        **{f"curriculum/{FOLDER}/{name}": text for name, text in schemas().items()},
    }


def usual_address(repository: str) -> str:
    """Give the address at which the pages of a repository are published; empty where its host is not known."""
    match = re.fullmatch(r"https?://(?P<host>[^/]+)/(?P<owner>[^/]+)/(?P<name>[^/]+?)(?:\.git)?/?", repository)
    if not match or match["host"] not in _HOSTS:
        return ""
    return f"https://{_HOSTS[match['host']].format(owner=match['owner'].lower())}/{match['name']}/"
