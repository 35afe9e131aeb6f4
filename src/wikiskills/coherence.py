"""Whether the parts of a course fit together: ids, prerequisites, datasets, references, minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from wikiskills.dataset import Dataset
from wikiskills.dataset_cards import card_problems
from wikiskills.errors import Location, Problem, did_you_mean
from wikiskills.lesson import Lesson
from wikiskills.located_yaml import Text, texts_in
from wikiskills.outline import Course, LessonPlan, Status, Term, Track
from wikiskills.references import KINDS, find_references

Lessons = Mapping[tuple[str, str], Lesson | None]

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>?|<[!?]|&#?\w+;")
"""What browsers take for a tag, a comment or an entity."""


def coherence_problems(  # noqa: PLR0913, PLR0917 - the parts of a course
    course: Course,
    tracks: Sequence[Track],
    lessons: Lessons,
    datasets: Sequence[Dataset],
    terms: Sequence[Term],
    more: Sequence[tuple[str, Location]] = (),
) -> Iterator[Problem]:
    """Find everything in which outlines, lessons, dataset cards and glossary contradict one another.

    `more` are other texts of the course, each with its place, whose links are checked too.
    """
    entries = [(track.id, plan) for track in tracks for plan in track.lessons]
    unique = {plan.id: (track, plan) for track, plan in reversed(entries)}
    plans = [plan for _, plan in entries if unique[plan.id][1] is plan]
    yield from _duplicates("track", course.tracks, "E500")
    yield from _name_problems(course, plans)
    yield from _title_problems(course, tracks, datasets)
    yield from _alias_problems(tracks)
    yield from _duplicates("lesson", [plan.id for _, plan in entries], "E501")
    yield from _duplicates("dataset", [dataset.id for dataset in datasets], "E508")
    yield from _duplicates("data file", [file.name for dataset in datasets for file in dataset.files], "E514")
    yield from _duplicates("term", [term.id for term in terms], "E517")
    yield from _duplicates("path", [path.id for path in course.paths], "E540")
    renamed = {str(alias): str(plan.id) for plan in plans for alias in plan.aliases}
    yield from _path_problems(course, {str(plan.id) for plan in plans}, renamed)
    yield from card_problems(datasets)
    yield from _prerequisite_problems(plans, renamed)
    known = {str(dataset.id) for dataset in datasets}
    for plan in plans:
        yield from _plan_problems(plan, known)
    ids = {"lesson": {str(plan.id) for plan in plans}, "dataset": known, "term": {str(term.id) for term in terms}}
    for track, plan in unique.values():
        lesson = lessons.get((track, plan.id))
        if lesson:
            yield from _minutes_problems(plan, lesson)
            yield from _notebook_only_problems(plan, lesson)
            yield from _reference_problems(
                lesson.texts(), {**ids, "exercise": {e.id for e in lesson.exercises}}, renamed
            )
    outlines = [(text, text.where) for text in texts_in((course, *tracks, *datasets, *terms))]
    yield from _reference_problems([*outlines, *more], {**ids, "exercise": set()}, renamed)


TAKEN = frozenset(
    {
        "about",
        "accessibility",
        "assets",
        "data",
        "exercises",
        "glossary",
        "progress",
        "search",
        "start-here",
        "templates",
    }
)
"""Names that no track can have: the site's own pages and folders, and one that MkDocs leaves out."""

SHEET = "sheet"
"""A name that no lesson can have: in the folder of each track, the page of its exercises for printing."""


def _name_problems(course: Course, plans: Iterable[LessonPlan]) -> Iterator[Problem]:
    for plan in plans:
        if plan.id == SHEET:
            message = f"the site has a page of its own called '{SHEET}' in each track"
            yield Problem(plan.id.where, "E532", message, "give the lesson another id, and its file too")
    for name in course.tracks:
        if name in TAKEN:
            message = f"the site has a page or folder of its own called '{name}'"
            yield Problem(name.where, "E523", message, "give the track another id, and its file and folder too")


def _title_problems(course: Course, tracks: Sequence[Track], datasets: Sequence[Dataset]) -> Iterator[Problem]:
    """Find what browsers would take for HTML in titles: Material writes them as they are into menus and page heads."""
    plans = (plan.title for track in tracks for plan in track.lessons)
    titles = (course.title, course.tagline, *(track.title for track in tracks), *plans)
    for title in (*titles, *(dataset.title for dataset in datasets)):
        if found := _MARKUP.search(title):
            hint = "say it in words, without a tag: titles are plain text, in menus too"
            yield Problem(title.where, "E527", f"browsers would take '{found[0]}' in this title for HTML", hint)


def _duplicates(kind: str, names: Iterable[Text], code: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Problem(name.where, code, f"{kind} '{name}' stands twice", "take one away, or give it another name")
        seen.add(name)


def _alias_problems(tracks: Sequence[Track]) -> Iterator[Problem]:
    """Find old ids that something else has: their addresses would lead to two places."""
    plans = {plan.id: plan for track in tracks for plan in track.lessons}.values()
    yield from _taken("lesson", [plan.id for plan in plans], [old for plan in plans for old in plan.aliases], {SHEET})
    yield from _taken(
        "track", [track.id for track in tracks], [old for track in tracks for old in track.aliases], TAKEN
    )


def _taken(kind: str, ids: Iterable[Text], aliases: Iterable[Text], reserved: Iterable[str]) -> Iterator[Problem]:
    seen = {*map(str, ids), *reserved}
    for alias in aliases:
        if alias in seen:
            message = f"the old id '{alias}' of a {kind} is in use"
            yield Problem(alias.where, "E526", message, f"take it away: no other {kind} or page can have it")
        seen.add(str(alias))


def _meant(name: str, known: Iterable[str], renamed: Mapping[str, str]) -> str:
    """Say which lesson is meant: one that was renamed, or one with a similar id."""
    return f"it is called '{renamed[name]}' now" if name in renamed else did_you_mean(name, known)


def _path_problems(course: Course, lessons: set[str], renamed: Mapping[str, str]) -> Iterator[Problem]:
    for path in course.paths:
        for name in (*path.goals, *path.known):
            if name not in lessons:
                message = f"the path '{path.id}' names '{name}', which is no lesson"
                yield Problem(name.where, "E541", message, _meant(name, lessons, renamed))


def _prerequisite_problems(plans: Sequence[LessonPlan], renamed: Mapping[str, str]) -> Iterator[Problem]:
    order = {str(plan.id): number for number, plan in enumerate(plans)}
    cycles = find_cycles({str(plan.id): [str(name) for name in plan.prerequisites] for plan in plans})
    circles = [_from_first_mistake(cycle, order) for cycle in cycles]
    for plan in plans:
        for needed in plan.prerequisites:
            if needed not in order:
                message = f"lesson '{plan.id}' needs '{needed}', which is no lesson"
                yield Problem(needed.where, "E505", message, _meant(needed, order, renamed))
            elif circle := next((circle for circle in circles if circle[:2] == [plan.id, needed]), None):
                message = f"lesson '{plan.id}' needs itself in the end: {' -> '.join(circle)}"
                yield Problem(needed.where, "E504", message, "drop one prerequisite of this circle")
            elif order[needed] >= order[plan.id]:
                message = f"lesson '{plan.id}' needs '{needed}', which comes later in the course"
                yield Problem(needed.where, "E506", message, f"move '{plan.id}' behind '{needed}', or drop it")


def _from_first_mistake(cycle: list[str], order: Mapping[str, int]) -> list[str]:
    """Turn a circle so that it begins with a lesson that needs a later one, and reads 'needs' from left to right."""
    ring = cycle[:0:-1]
    start = next(n for n, lesson in enumerate(ring) if order[ring[(n + 1) % len(ring)]] >= order[lesson])
    return [*ring[start:], *ring[:start], ring[start]]


def find_cycles(needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Find the circles among prerequisites: lists of ids, each needed by the next, the first again at the end."""
    graph = {lesson: dict.fromkeys(needed) for lesson, needed in needs.items()}
    cycles: list[list[str]] = []
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            cycle = error.args[1]
            cycles.append(cycle)
            del graph[cycle[1]][cycle[0]]
        else:
            return cycles


def _plan_problems(plan: LessonPlan, datasets: set[str]) -> Iterator[Problem]:
    for name in plan.datasets:
        if name not in datasets:
            message = f"lesson '{plan.id}' reads the dataset '{name}', which has no card"
            yield Problem(name.where, "E507", message, did_you_mean(name, datasets))
    if plan.status is Status.RETIRED and not plan.reason:
        yield Problem(plan.where, "E515", f"retired lesson '{plan.id}' gives no reason", "write reason: ...")
    for reference in plan.references:
        if bool(reference.url) == bool(reference.doi):
            yield Problem(
                reference.where, "E518", f"reference '{reference.title}' needs one url or doi", "give one of them"
            )
        elif reference.url and not reference.url.startswith(("https://", "http://")):
            yield Problem(
                reference.url.where, "E520", f"'{reference.url}' is not a web address", "begin it with https://"
            )


def _minutes_problems(plan: LessonPlan, lesson: Lesson) -> Iterator[Problem]:
    total = sum(exercise.minutes for exercise in lesson.exercises)
    if total != plan.minutes.exercises:
        message = f"lesson '{plan.id}' plans {plan.minutes.exercises} minutes of exercises, but they add up to {total}"
        yield Problem(
            plan.minutes.where, "E516", message, f"write exercises: {total}, or change the exercises' minutes"
        )


def _notebook_only_problems(plan: LessonPlan, lesson: Lesson) -> Iterator[Problem]:
    exercises = {exercise.id for exercise in lesson.exercises}
    yield from _duplicates("exercise", [entry.exercise for entry in plan.notebook_only], "E531")
    for name in (entry.exercise for entry in plan.notebook_only):
        if name not in exercises:
            message = f"lesson '{plan.id}' has no exercise '{name}'"
            yield Problem(name.where, "E530", message, did_you_mean(name, exercises))


_UNKNOWN = {"lesson": "E509", "term": "E510", "dataset": "E511", "exercise": "E521"}


def _reference_problems(
    texts: Iterable[tuple[str, Location]], ids: Mapping[str, set[str]], renamed: Mapping[str, str]
) -> Iterator[Problem]:
    for text, place in texts:
        for reference in find_references(text):
            where = Location(place.path, place.line + reference.line - 1, place.column + reference.column - 1)
            if reference.kind not in KINDS:
                hint = did_you_mean(reference.kind, KINDS)
                yield Problem(where, "E522", f"no kind of link is called '{reference.kind}'", hint)
            elif reference.id not in ids[reference.kind]:
                old = renamed if reference.kind == "lesson" else {}
                hint = _meant(reference.id, ids[reference.kind], old)
                message = f"no {reference.kind} is called '{reference.id}'"
                yield Problem(where, _UNKNOWN[reference.kind], message, hint)
