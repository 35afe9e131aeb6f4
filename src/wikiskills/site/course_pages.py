"""The pages about the course as a whole: home, tracks, datasets, glossary, about."""

from __future__ import annotations

from unicodedata import normalize

from wikiskills.outline import Track
from wikiskills.site.addresses import (
    ABOUT,
    ACCESSIBILITY,
    ALL_DATASETS,
    GLOSSARY,
    HOME,
    PROGRESS,
    START_HERE,
    html_link,
    lesson_page,
    track_page,
)
from wikiskills.site.context import Context, track_number
from wikiskills.site.graph import Line, Station, curriculum_svg
from wikiskills.site.model import Page
from wikiskills.site.structured_data import course_data, with_data

MANY_TERMS = 30  # a shorter glossary needs no letters to jump to


def make_course_pages(context: Context) -> tuple[Page, ...]:
    """Make all pages that belong to no single lesson."""
    curriculum = context.curriculum
    return (
        _home(context),
        *((_start_here(context),) if curriculum.course.paths else ()),
        *(_track(context, track) for track in curriculum.tracks if track.lessons),
        _datasets(context),
        *((_glossary(context),) if curriculum.terms else ()),
        _progress(context),
        _about(context),
        _accessibility(context),
    )


def _home(context: Context) -> Page:
    curriculum = context.curriculum
    tracks = [(track, track_number(curriculum, track.id), curriculum.lessons_of(track)) for track in curriculum.tracks]
    text = context.page(
        "home",
        HOME,
        map=_map(context),
        tracks=[group for group in tracks if group[2]],
        coming=[group for group in tracks if not group[2]],
        prerequisites=curriculum.prerequisites_of,
        first=next(iter(curriculum.written), None),
        lessons=curriculum.written,
        exercises=sum(len(entry.exercises) for entry in curriculum.written),
        minutes=sum(entry.plan.minutes.total for entry in curriculum.written),
    )
    return Page(HOME, with_data(text, course_data(context)))


def _start_here(context: Context) -> Page:
    curriculum = context.curriculum
    text = context.page(
        "start-here",
        START_HERE,
        paths=[(path, curriculum.lessons_on(path)) for path in curriculum.course.paths],
        lesson=curriculum.lesson,
    )
    return Page(START_HERE, text)


def _map(context: Context) -> str:
    order = [track.id for track in context.curriculum.tracks]
    stations = [
        Station(
            id=entry.id,
            title=entry.plan.title,
            url=html_link(HOME, lesson_page(entry)) if entry.lesson else "",
            track=order.index(entry.track.id),
            minutes=entry.plan.minutes.total,
            level=entry.plan.level,
            needs=tuple(entry.plan.prerequisites),
        )
        for entry in context.curriculum.lessons
    ]
    return curriculum_svg([Line(track.id, track.title) for track in context.curriculum.tracks], stations, context.words)


def _track(context: Context, track: Track) -> Page:
    path = track_page(track.id)
    text = context.page(
        "track",
        path,
        track=track,
        track_number=track_number(context.curriculum, track.id),
        entries=context.curriculum.lessons_of(track),
        prerequisites=context.curriculum.prerequisites_of,
    )
    return Page(path, text)


def _datasets(context: Context) -> Page:
    text = context.page("datasets", ALL_DATASETS, datasets=context.curriculum.datasets)
    return Page(ALL_DATASETS, text)


def _glossary(context: Context) -> Page:
    terms = sorted(context.curriculum.terms, key=lambda term: normalize("NFD", term.term).casefold())
    first = {_initial(term.term): term.id for term in reversed(terms)} if len(terms) >= MANY_TERMS else {}
    return Page(GLOSSARY, context.page("glossary", GLOSSARY, terms=terms, first_of_letter=dict(sorted(first.items()))))


def _initial(term: str) -> str:
    """Give the letter under which a dictionary lists the term: "É" stands under "E"."""
    return normalize("NFD", term)[0].upper()


def _progress(context: Context) -> Page:
    """Make the page on which the script shows what a learner has done: a list of what there is to do."""
    groups = [
        (track, track_number(context.curriculum, track.id), entries)
        for track in context.curriculum.tracks
        if (entries := [entry for entry in context.curriculum.lessons_of(track) if entry.lesson])
    ]
    return Page(PROGRESS, context.page("progress", PROGRESS, groups=groups))


def _about(context: Context) -> Page:
    text = context.page("about", ABOUT, datasets=context.curriculum.datasets)
    return Page(ABOUT, text)


def _accessibility(context: Context) -> Page:
    """Make the statement on who can use the site: what holds for all courses, and what was checked of this one."""
    return Page(ACCESSIBILITY, context.page("accessibility", ACCESSIBILITY))
