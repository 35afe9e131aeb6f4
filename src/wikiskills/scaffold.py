"""First versions of tracks and lessons, which pass `check` and build as they stand."""

from __future__ import annotations

import re
from importlib.resources import files

import yaml

from wikiskills.config import Project
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean
from wikiskills.yaml_nodes import child, compose

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
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
    course, outline = f"{project.settings.curriculum}/course.yml", _outline(project, track_id)
    _refuse_bad_id(track_id, outline)
    _refuse_existing(project, outline)
    text = _read(project, course)
    changed = _with_track(text, _tracks_node(text, course), track_id)
    project.path(outline).write_text(
        _TRACK.format(id=track_id, title=_quoted(title or _title(track_id))), encoding="utf-8"
    )
    project.path(course).write_text(changed, encoding="utf-8")
    return [outline, course]


def scaffold_lesson(project: Project, name: str, title: str | None) -> list[str]:
    """Write a lesson named track/id and add it to its track's outline; give the names of the files written."""
    track_id, separator, lesson_id = name.partition("/")
    if not separator:
        hint = f"write wikiskills new lesson <track>/{name}"
        raise WikiskillsError([Problem(Location(name), "E901", "a lesson is named track/id", hint)])
    outline, lesson = _outline(project, track_id), f"{project.settings.lessons}/{track_id}/{lesson_id}.py"
    _refuse_bad_id(lesson_id, lesson)
    if not project.path(outline).is_file():
        tracks = [path.stem for path in project.path(project.settings.curriculum).glob("*.yml")]
        hint = f"{did_you_mean(track_id, tracks)} or run 'wikiskills new track {track_id}'"
        raise WikiskillsError([Problem(Location(outline), "E902", f"there is no track '{track_id}'", hint)])
    _refuse_existing(project, lesson)
    text = _with_lesson(
        _read(project, outline), outline, _LESSON.format(id=lesson_id, title=_quoted(title or _title(lesson_id)))
    )
    path = project.path(lesson)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((files("wikiskills") / "lesson_template.py.txt").read_text(encoding="utf-8"), encoding="utf-8")
    project.path(outline).write_text(text, encoding="utf-8")
    return [lesson, outline]


def _outline(project: Project, track_id: str) -> str:
    return f"{project.settings.curriculum}/{track_id}.yml"


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _quoted(title: str) -> str:
    """Write a title as a YAML scalar, with quotes where it needs them."""
    return str(yaml.safe_dump(title, allow_unicode=True, width=10_000)).splitlines()[0]


def _refuse_bad_id(name: str, path: str) -> None:
    if not _ID.fullmatch(name):
        hint = "use lower-case letters, digits and single hyphens, as in 'sampling-and-surveys'"
        raise WikiskillsError([Problem(Location(path), "E901", f"'{name}' is not a valid id", hint)])


def _refuse_existing(project: Project, path: str) -> None:
    if project.path(path).exists():
        message, hint = "the file exists already", "choose another id, or edit the file"
        raise WikiskillsError([Problem(Location(path), "E903", message, hint)])


def _read(project: Project, name: str) -> str:
    try:
        return project.path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WikiskillsError([Problem(Location(name), "E101", f"the file cannot be read: {error}")]) from error


def _tracks_node(text: str, name: str) -> yaml.SequenceNode:
    problems: list[Problem] = []
    node = child(compose(text, name, problems), "tracks")
    if problems or not isinstance(node, yaml.SequenceNode):
        missing = Problem(Location(name), "E206", "course lacks the key 'tracks'", "add tracks: []")
        raise WikiskillsError(problems or [missing])
    return node


def _with_track(text: str, tracks: yaml.SequenceNode, track_id: str) -> str:
    """Add an id to the list of tracks, in the style in which the list is written; all else stays as it is."""
    if tracks.flow_style:
        end = tracks.end_mark.index - 1
        comma = ", " if tracks.value else ""
        return f"{text[:end].rstrip()}{comma}{track_id}{text[end:]}"
    last = tracks.value[-1]
    indent = " " * (tracks.start_mark.column)
    line_end = text.find("\n", last.end_mark.index)
    head, tail = (text, "") if line_end < 0 else (text[:line_end], text[line_end:])
    return f"{head}\n{indent}- {track_id}{tail}"


def _with_lesson(text: str, name: str, entry: str) -> str:
    """Add a lesson behind the last one of a track."""
    problems: list[Problem] = []
    root = compose(text, name, problems)
    if problems:
        raise WikiskillsError(problems)
    lessons = child(root, "lessons")
    if lessons is None:
        return f"{text.rstrip()}\nlessons:\n{entry}"
    if not isinstance(lessons, yaml.SequenceNode) or lessons.flow_style:
        start = Location(name, lessons.start_mark.line + 1, lessons.start_mark.column + 1)
        hint = "write the lessons one below the other, each with '- id: ...'"
        raise WikiskillsError([Problem(start, "E904", "a lesson cannot be added to this list", hint)])
    indent = " " * lessons.start_mark.column
    lines = text.splitlines(keepends=True)
    at = _last_line(lessons) + 1
    block = "".join(f"{indent}{line[2:]}" for line in entry.splitlines(keepends=True))
    head = "".join(lines[:at])
    return f"{head.rstrip(chr(10))}\n\n{block}" + "".join(lines[at:])


def _last_line(node: yaml.Node) -> int:
    """Give the last line, from 0, on which something of a node stands."""
    if isinstance(node, yaml.ScalarNode):
        last = node.end_mark.line - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line)
        return int(last)
    if not isinstance(node, yaml.CollectionNode) or not node.value or node.flow_style:
        return int(node.end_mark.line)
    item = node.value[-1]
    return _last_line(item[1] if isinstance(item, tuple) else item)
