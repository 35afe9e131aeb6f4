"""The exercise page of a lesson, the solution page that stands apart from it, and the list of all exercises."""

from __future__ import annotations

from dataclasses import dataclass

from wikiskills.curriculum import CourseLesson
from wikiskills.exercise import Exercise
from wikiskills.render.code import render_code
from wikiskills.render.fragment import Asset, Fragment
from wikiskills.render.outputs import render_outputs
from wikiskills.site.addresses import (
    ALL_EXERCISES,
    colab_link,
    exercise_page,
    lesson_folder,
    paws_link,
    solution_page,
)
from wikiskills.site.context import Context, track_number
from wikiskills.site.model import Page


@dataclass(frozen=True)
class ShownExercise:
    """An exercise with its parts rendered for one page."""

    exercise: Exercise
    prompt: str
    starter: str
    hints: tuple[str, ...]
    checks: str
    solution: str
    explanation: str
    result: str
    notebook_only: str
    """Why it cannot run in the browser's Python; empty where it can."""


def make_exercise_pages(context: Context, entry: CourseLesson) -> tuple[tuple[Page, ...], tuple[Asset, ...]]:
    """Make the exercise page of a lesson, its solution page where solutions are released, and the figures on them."""
    outputs = context.outputs(entry)
    results = {
        exercise.id: render_outputs(
            outputs.get(exercise.solution.where.line, ()),
            exercise.solution,
            f"{lesson_folder(entry)}/figures",
            f"solution-{exercise.id}",
            context.problems,
            context.words,
            href="../figures",
        )
        for exercise in entry.exercises
    }
    templates = {"exercises": exercise_page(entry)}
    if entry.shows_solutions:
        templates["solutions"] = solution_page(entry)
    file = entry.exercises[0].where.path
    pages = tuple(Page(path, _page(context, entry, name, path, results), file) for name, path in templates.items())
    shown = (exercise for exercise in entry.exercises if entry.shows_solutions or exercise.shows_expected)
    return pages, tuple(asset for exercise in shown for asset in results[exercise.id].assets)


def _page(context: Context, entry: CourseLesson, template: str, path: str, results: dict[str, Fragment]) -> str:
    reasons = {str(exception.exercise): str(exception.reason) for exception in entry.plan.notebook_only}
    shown = [
        _shown(context, path, exercise, results[exercise.id], reasons.get(exercise.id, ""))
        for exercise in entry.exercises
    ]
    return context.page(
        template,
        path,
        entry=entry,
        plan=entry.plan,
        track_number=track_number(context.curriculum, entry.track.id),
        exercises=shown,
        runnable={planned.exercise.id for planned in context.browser.exercises_of(entry)},
        paws=paws_link(context.curriculum, context.settings, entry),
        colab=colab_link(context.curriculum, context.settings, entry),
    )


def _shown(context: Context, path: str, exercise: Exercise, result: Fragment, reason: str) -> ShownExercise:
    return ShownExercise(
        exercise=exercise,
        prompt=context.prose(path, exercise.prompt.source),
        starter=render_code(exercise.starter.source),
        hints=tuple(context.prose(path, hint.source) for hint in exercise.hints),
        checks="\n\n".join(render_code(check.source) for check in exercise.checks),
        solution=render_code(exercise.solution.source),
        explanation=context.prose(path, exercise.explanation.source) if exercise.explanation else "",
        result=result.markdown,
        notebook_only=context.inline(path, reason) if reason else "",
    )


def make_all_exercises_page(context: Context) -> Page:
    """Make the list of all exercises of the course, by track and lesson."""
    groups = [
        (track, track_number(context.curriculum, track.id), entries)
        for track in context.curriculum.tracks
        if (entries := [entry for entry in context.curriculum.lessons_of(track) if entry.exercises])
    ]
    return Page(ALL_EXERCISES, context.page("all-exercises", ALL_EXERCISES, groups=groups, levels=(1, 2, 3)))
