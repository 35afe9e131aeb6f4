"""The exercise sheet of a track: all its exercises on one page for printing, with room for answers and no solution."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wikiskills.curriculum import CourseLesson
from wikiskills.exercise import Exercise
from wikiskills.outline import Track
from wikiskills.render.code import render_code
from wikiskills.render.prose import render_prose
from wikiskills.site.addresses import exercise_page, own_links, sheet_page, url
from wikiskills.site.context import Context, track_number
from wikiskills.site.model import Page

_FOOTNOTE = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_SPARE_ROWS, _FEWEST_ROWS, _MOST_ROWS = 3, 5, 14


@dataclass(frozen=True)
class PrintedExercise:
    """An exercise with its parts rendered for paper; `rows` are the lines left for the answer."""

    exercise: Exercise
    prompt: str
    starter: str
    checks: str
    rows: int


def make_sheets(context: Context) -> tuple[Page, ...]:
    """Make a sheet for each track that has exercises."""
    return tuple(_sheet(context, track) for track in context.curriculum.tracks if practised(context, track))


def practised(context: Context, track: Track) -> list[CourseLesson]:
    """Give the lessons of a track that have exercises."""
    return [entry for entry in context.curriculum.lessons_of(track) if entry.exercises]


def _sheet(context: Context, track: Track) -> Page:
    entries = practised(context, track)
    path = sheet_page(track.id)
    text = context.page(
        "sheet",
        path,
        track=track,
        track_number=track_number(context.curriculum, track.id),
        minutes=sum(entry.plan.minutes.exercises for entry in entries),
        lessons=[(entry, [_printed(context, entry, exercise) for exercise in entry.exercises]) for entry in entries],
        datasets_of=context.curriculum.datasets_of,
        published=lambda page: _site(context) + url(page),
    )
    return Page(path, text)


def _printed(context: Context, entry: CourseLesson, exercise: Exercise) -> PrintedExercise:
    """Render an exercise; its links carry the whole address, which is written out on paper."""
    link = own_links(context.curriculum, exercise_page(entry), lambda _, target: _site(context) + url(target))
    return PrintedExercise(
        exercise=exercise,
        prompt=render_prose(_own_footnotes(exercise.prompt.source, entry.id), link, context.words),
        starter=render_code(exercise.starter.source),
        checks="\n\n".join(render_code(check.source) for check in exercise.checks),
        rows=min(_MOST_ROWS, max(_FEWEST_ROWS, exercise.solution.source.count("\n") + _SPARE_ROWS)),
    )


def _own_footnotes(text: str, lesson: str) -> str:
    """Put the lesson's name before those of footnotes: two lessons on the sheet may each have a footnote 1."""
    for name in _FOOTNOTE.findall(text):
        text = text.replace(f"[^{name}]", f"[^{lesson}-{name}]")
    return text


def _site(context: Context) -> str:
    return f"{context.curriculum.course.site_url.rstrip('/')}/"
