"""First versions of tracks and lessons, which pass `check` and build as they stand."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from importlib.resources import files

import yaml

from wikiskills.coherence import TAKEN
from wikiskills.config import Project
from wikiskills.curriculum import RESERVED, outline_names
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean
from wikiskills.located_yaml import is_id
from wikiskills.schema import FOLDER, modeline, schemas
from wikiskills.writer import write_file
from wikiskills.yaml_file import read_yaml_file
from wikiskills.yaml_lists import add_block, add_id, ids_in
from wikiskills.yaml_nodes import is_null

_TRACK = """\
id: {id}
title: {title}
summary: Say in one sentence what this track is about.
icon: material/book-open-variant
"""
_LESSON = """\
  - id: {id}
    title: {title}
    summary: Say in one sentence what the learner gets.
    minutes: {{reading: 10, exercises: 5}}
    level: 1
    status: published
    objectives:
      - Compute the mean of a list of numbers
    prerequisites: []
    datasets: []
    questions:
      - What does a community ask that leads here?
    keypoints:
      - Say what to remember.
"""


def scaffold_track(project: Project, track_id: str, title: str | None) -> list[str]:
    """Write the outline of a track and list it in course.yml; give the names of the files written."""
    outline = _outline(project, track_id)
    _refuse_bad_id(track_id, outline, RESERVED | TAKEN)
    _refuse_existing(project, outline)
    course = read_yaml_file(project, f"{project.settings.curriculum}/course.yml")
    tracks = course.node("tracks")
    if not (isinstance(tracks, yaml.SequenceNode) or (tracks and is_null(tracks))):
        raise WikiskillsError(
            [Problem(Location(course.name), "E206", "course lacks the list 'tracks'", "add tracks: []")]
        )
    text = modeline("track") + _TRACK.format(id=_scalar(track_id), title=_title(title, track_id))
    write_file(project.path(outline), text.encode())
    write_schemas(project)
    if track_id in ids_in(tracks):
        return [outline]
    course.write(add_id(course.text, tracks, _scalar(track_id)))
    return [outline, course.name]


def write_schemas(project: Project) -> list[str]:
    """Write the JSON Schemas by which editors know the keys of outlines; give the names of those that changed."""
    folder = f"{project.settings.curriculum}/{FOLDER}"
    files = {f"{folder}/{name}": text.encode() for name, text in schemas().items()}
    return [name for name, content in files.items() if write_file(project.path(name), content)]


def scaffold_lesson(project: Project, name: str, title: str | None) -> list[str]:
    """Write a lesson named track/id and add it to its track's outline; give the names of the files written.

    A lesson that the outline plans already gets its file only.
    """
    track_id, separator, lesson_id = name.partition("/")
    if not separator:
        hint = f"write wikiskills new lesson <track>/{name}"
        raise WikiskillsError([Problem(Location(name), "E901", "a lesson is named track/id", hint)])
    outline, lesson = _outline(project, track_id), f"{project.settings.lessons}/{track_id}/{lesson_id}.py"
    _refuse_bad_id(track_id, outline, RESERVED)
    _refuse_bad_id(lesson_id, lesson)
    tracks = outline_names(project.path(project.settings.curriculum))
    if track_id not in tracks:
        hint = f"{did_you_mean(track_id, tracks)} or run 'wikiskills new track {track_id}'"
        raise WikiskillsError([Problem(Location(outline), "E902", f"there is no track '{track_id}'", hint)])
    _refuse_existing(project, lesson)
    source = read_yaml_file(project, outline)
    planned = {planned_id: track for track in tracks for planned_id in _planned(project, track)}
    if planned.get(lesson_id, track_id) != track_id:
        message = f"a lesson of track '{planned[lesson_id]}' has the id '{lesson_id}' already"
        raise WikiskillsError([Problem(Location(outline), "E903", message, "choose another id")])
    if lesson_id not in planned:
        entry = _LESSON.format(id=_scalar(lesson_id), title=_title(title, lesson_id))
        changed = add_block(source.text, source.root, "lessons", entry)
        if changed is None:
            hint = "write the lessons one below the other, each with '- id: ...'"
            raise WikiskillsError(
                [Problem(source.place("lessons"), "E904", "a lesson cannot be added to this list", hint)]
            )
        source.write(changed)
    write_file(project.path(lesson), (files("wikiskills") / "lesson_template.py.txt").read_bytes())
    return [lesson] if lesson_id in planned else [lesson, outline]


def _outline(project: Project, track_id: str) -> str:
    return f"{project.settings.curriculum}/{track_id}.yml"


def _planned(project: Project, track_id: str) -> list[str]:
    """List the lessons of a track; none where its outline is broken, which `check` reports."""
    try:
        return ids_in(read_yaml_file(project, _outline(project, track_id)).node("lessons"))
    except WikiskillsError:
        return []


def _title(title: str | None, name: str) -> str:
    """Write a title, or one made from an id, as a YAML scalar."""
    return _scalar(" ".join((title or "").split()) or name.replace("-", " ").capitalize())


def _scalar(text: str) -> str:
    """Write a text as a YAML scalar on one line, with quotes where it needs them."""
    return str(yaml.safe_dump(text, allow_unicode=True, width=float("inf"))).splitlines()[0]


def _refuse_bad_id(name: str, path: str, taken: AbstractSet[str] = frozenset()) -> None:
    if name in taken:
        message, hint = f"the course itself has something called '{name}'", "choose another id"
        raise WikiskillsError([Problem(Location(path), "E901", message, hint)])
    if not is_id(name):
        hint = "use lower-case letters, digits and single hyphens, as in 'sampling-and-surveys'"
        raise WikiskillsError([Problem(Location(path), "E901", f"'{name}' is not a valid id", hint)])


def _refuse_existing(project: Project, path: str) -> None:
    if project.path(path).exists():
        message, hint = "the file exists already", "choose another id, or edit the file"
        raise WikiskillsError([Problem(Location(path), "E903", message, hint)])
