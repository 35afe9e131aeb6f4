"""A new track: its outline, and its place in the course."""

from __future__ import annotations

import yaml

from wikiskills.coherence import TAKEN
from wikiskills.config import Project
from wikiskills.curriculum import RESERVED
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.scaffold.naming import refuse_bad_id, refuse_existing, scalar, title_of
from wikiskills.schema import FOLDER, modeline, schemas
from wikiskills.writer import write_file
from wikiskills.yaml_file import read_yaml_file
from wikiskills.yaml_lists import add_id, ids_in
from wikiskills.yaml_nodes import is_null

_TRACK = """\
id: {id}
title: {title}
summary: Say in one sentence what this track is about.
icon: material/book-open-variant
"""


def scaffold_track(project: Project, track_id: str, title: str | None) -> list[str]:
    """Write the outline of a track and list it in course.yml; give the names of the files written."""
    outline = outline_of(project, track_id)
    refuse_bad_id(track_id, outline, RESERVED | TAKEN)
    refuse_existing(project, outline)
    course = read_yaml_file(project, f"{project.settings.curriculum}/course.yml")
    tracks = course.node("tracks")
    if not (isinstance(tracks, yaml.SequenceNode) or (tracks and is_null(tracks))):
        raise WikiskillsError(
            [Problem(Location(course.name), "E206", "course lacks the list 'tracks'", "add tracks: []")]
        )
    write_file(project.path(outline), track_text(track_id, title).encode())
    write_schemas(project)
    if track_id in ids_in(tracks):
        return [outline]
    course.write(add_id(course.text, tracks, scalar(track_id)))
    return [outline, course.name]


def track_text(track_id: str, title: str | None) -> str:
    """Write the outline of a track without lessons."""
    return modeline("track") + _TRACK.format(id=scalar(track_id), title=title_of(title, track_id))


def outline_of(project: Project, track_id: str) -> str:
    """Name the file of a track's outline."""
    return f"{project.settings.curriculum}/{track_id}.yml"


def write_schemas(project: Project) -> list[str]:
    """Write the JSON Schemas by which editors know the keys of outlines; give the names of those that changed."""
    folder = f"{project.settings.curriculum}/{FOLDER}"
    files = {f"{folder}/{name}": text.encode() for name, text in schemas().items()}
    return [name for name, content in files.items() if write_file(project.path(name), content)]
