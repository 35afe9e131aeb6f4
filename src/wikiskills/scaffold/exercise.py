"""A new exercise: a whole one that proves itself, put into a lesson, and its minutes into the lesson's plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

import yaml

from wikiskills.config import Project
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean, raise_if_any
from wikiskills.percent import Cell, read_cells
from wikiskills.prose import prose_lines
from wikiskills.scaffold.lesson import find_lesson, lesson_file
from wikiskills.scaffold.naming import refuse_bad_id
from wikiskills.scaffold.track import outline_of
from wikiskills.text_file import read_text_file
from wikiskills.writer import rewrite_text
from wikiskills.yaml_file import YamlFile, read_yaml_file
from wikiskills.yaml_nodes import child
from wikiskills.yaml_values import item_with, replace_values

_HEADING = re.compile(r"(?P<level>#+)\s+(?P<title>.*?)\s*#*")


def scaffold_exercise(  # noqa: PLR0913, PLR0917 - each is its own thing
    project: Project, lesson_id: str, exercise_id: str, title: str, minutes: int, after: str
) -> list[str]:
    """Add an exercise to a lesson, at its end or at the end of the section `after`; give the names of the files.

    The minutes are added to those of the lesson's plan. Raises `WikiskillsError` where the lesson, the section or a
    place for the minutes is not there, or the id is taken; nothing is written then.
    """
    track_id, plan_id = find_lesson(project, lesson_id)
    name, outline = lesson_file(project, track_id, plan_id), read_yaml_file(project, outline_of(project, track_id))
    problems: list[Problem] = []
    text = read_text_file(project.path(name), name, problems)
    raise_if_any(problems)
    cells = read_cells(text or "", name, [])
    exercise_id = exercise_id or _free_id(cells)
    _refuse_id(exercise_id, name, cells)
    line = _end_of(after, cells, name) if after else 0
    changed_text = _with_block(text or "", exercise_text(exercise_id, title, minutes), line)
    changed_plan = _with_minutes(outline, plan_id, minutes)
    rewrite_text(project.path(name), changed_text)
    outline.write(changed_plan)
    return [name, outline.name]


def exercise_text(exercise_id: str, title: str, minutes: int) -> str:
    """Write a whole exercise, which needs nothing that stands above it."""
    template = (files("wikiskills.scaffold") / "files/exercise.py.txt").read_text("utf-8")
    values = {"{id}": exercise_id, "{title}": " ".join(title.split()), "{minutes}": str(minutes)}
    for key, value in values.items():
        template = template.replace(key, value)
    return template


def _free_id(cells: Sequence[Cell]) -> str:
    taken = {cell.exercise for cell in cells}
    return next(name for name in (f"exercise-{number}" for number in range(1, len(cells) + 2)) if name not in taken)


def _refuse_id(exercise_id: str, name: str, cells: Sequence[Cell]) -> None:
    refuse_bad_id(exercise_id, name)
    there = next((cell for cell in cells if cell.exercise == exercise_id), None)
    if there:
        message = f"the lesson has an exercise '{exercise_id}' already"
        raise WikiskillsError([Problem(there.where, "E903", message, "choose another id")])


def _end_of(heading: str, cells: Sequence[Cell], name: str) -> int:
    """Give the line, from 1, before which a section ends: that of the next cell with a heading, or 0 for the end."""
    own = [cell for cell in cells if not (cell.is_code or cell.exercise or cell.quiz)]
    titles = {cell.where.line: [match["title"] for match in _headings(cell)] for cell in own}
    wanted = " ".join(heading.lstrip("# ").split()).casefold()
    found = [line for line, texts in titles.items() if wanted in map(str.casefold, texts)]
    if not found:
        hint = did_you_mean(heading, [text for texts in titles.values() for text in texts])
        message = f"the lesson has no heading '{heading}'"
        raise WikiskillsError([Problem(Location(name), "E910", message, hint)])
    return next((line for line, texts in titles.items() if line > found[0] and texts), 0)


def _headings(cell: Cell) -> list[re.Match[str]]:
    return [match for _, line in prose_lines(cell.source) if (match := _HEADING.fullmatch(line))]


def _with_block(text: str, block: str, line: int) -> str:
    """Put lines before line `line`, counted from 1, or at the end for 0."""
    if not line:
        return f"{text.rstrip()}\n\n{block}"
    lines = text.splitlines(keepends=True)
    above, below = "".join(lines[: line - 1]), "".join(lines[line - 1 :])
    return f"{above.rstrip()}\n\n{block}\n{below}"


def _with_minutes(outline: YamlFile, lesson_id: str, minutes: int) -> str:
    """Add minutes to those that the plan of a lesson states for its exercises."""
    plan = item_with(outline.node("lessons"), "id", lesson_id)
    node = child(child(plan, "minutes"), "exercises")
    if not isinstance(node, yaml.ScalarNode) or not node.value.isdecimal():
        place = plan or outline.root
        where = Location(outline.name, place.start_mark.line + 1, place.start_mark.column + 1)
        message = f"the plan of '{lesson_id}' does not say how many minutes its exercises take"
        raise WikiskillsError([Problem(where, "E911", message, "write minutes: {reading: 10, exercises: 0}")])
    return replace_values(outline.text, [(node, str(int(node.value) + minutes))])
