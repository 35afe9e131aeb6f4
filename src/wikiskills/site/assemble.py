"""Put the whole site together: pages, figures, data files, notebooks and navigation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from wikiskills.browser.course import NOTHING, InBrowser
from wikiskills.config import Settings
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.errors import Problem, raise_if_any
from wikiskills.execution.record import ExecutionRecord
from wikiskills.first_looks import job_name
from wikiskills.history import LessonDates
from wikiskills.memory import Memory, recall
from wikiskills.outline import Track
from wikiskills.render.fragment import Asset
from wikiskills.site.addresses import (
    ABOUT,
    ACCESSIBILITY,
    ALL_DATASETS,
    ALL_EXERCISES,
    GLOSSARY,
    HOME,
    PROGRESS,
    START_HERE,
    data_file,
    dataset_page,
    exercise_page,
    lesson_page,
    published_notebook,
    sheet_page,
    solution_page,
    track_page,
)
from wikiskills.site.context import Context
from wikiskills.site.course_pages import make_course_pages
from wikiskills.site.dataset_page import make_dataset_page
from wikiskills.site.discovery import make_discovery
from wikiskills.site.exercise_pages import make_all_exercises_page, make_exercise_pages
from wikiskills.site.lesson_page import make_lesson_page
from wikiskills.site.metadata import site_metadata
from wikiskills.site.model import NavItem, Page, Site
from wikiskills.site.notebooks import learner_notebook
from wikiskills.site.redirects import make_redirects, notebook_copies
from wikiskills.site.run_file import make_run_file
from wikiskills.site.sheets import make_sheets
from wikiskills.site.social_card import make_cards
from wikiskills.site.web_app import make_web_app


@dataclass(frozen=True)
class LessonPart:
    """What a lesson adds to the site, and what of it cannot be shown."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    notebook: Page
    problems: tuple[Problem, ...]


def make_site(  # noqa: PLR0913 - each is its own thing
    curriculum: Curriculum,
    settings: Settings,
    records: Mapping[str, ExecutionRecord],
    data: Mapping[str, Path],
    browser: InBrowser = NOTHING,
    *,
    memory: Memory | None = None,
    unsure: Collection[str] = (),
    dates: Mapping[str, LessonDates] | None = None,
) -> Site:
    """Make the site from a checked course, the records of its lessons and the paths of its data files by name.

    Data files of frozen lessons may be away. `browser` says which exercises learners can run on the page.
    `dates` are those of the lessons, by their ids. `memory` keeps what
    lessons gave for a caller that makes the site again and again. What cannot be shown of the jobs `unsure`, whose
    records are not whole, is no problem.

    Raises `WikiskillsError` with everything that cannot be shown, such as figures without alt text.
    """
    context = Context(curriculum, settings, records, data.keys(), browser, dates or {})
    pages: list[Page] = [*make_course_pages(context), make_all_exercises_page(context), *make_sheets(context)]
    assets: list[Asset] = [
        Asset(data_file(dataset.id, file.name), data[file.name])
        for dataset in curriculum.datasets
        for file in dataset.files
        if file.name in data
    ]
    for dataset in curriculum.datasets:
        own = replace(context, problems=[])
        page, figures = make_dataset_page(own, dataset)
        pages.append(page)
        assets.extend(figures)
        context.problems.extend(own.problems if job_name(dataset.id) not in unsure else ())
    parts = {
        entry.id: recall(memory, ("lesson", entry.id), _source(context, entry), partial(_lesson_part, context, entry))
        for entry in curriculum.written
    }
    for lesson, part in parts.items():
        pages.extend(part.pages)
        assets.extend(part.assets)
        context.problems.extend(part.problems if lesson not in unsure else ())
    raise_if_any(context.problems)
    nav = _navigation(curriculum, curriculum.words.say)
    assets.extend([*make_cards(curriculum), *make_discovery(context), *make_redirects(context), make_web_app(context)])
    notebooks = tuple(part.notebook for part in parts.values())
    return Site(tuple(pages), tuple(assets), nav, notebooks, site_metadata(context))


def _source(context: Context, entry: CourseLesson) -> object:
    """Name all that a lesson's pages are made from: of other lessons, what outlines say, and if they are there."""
    curriculum, browser = context.curriculum, context.browser
    outlines = curriculum.course, curriculum.tracks, curriculum.datasets, curriculum.terms, curriculum.words
    others = tuple((other.id, other.lesson is None, bool(other.exercises)) for other in curriculum.lessons)
    own = entry, context.records[entry.id], context.dates_of(entry)
    return outlines, others, own, context.settings, set(context.data), browser.exercises_of(entry), browser.lock


def _lesson_part(context: Context, entry: CourseLesson) -> LessonPart:
    """Make all pages of a lesson, its figures, its notebook, and what its exercises run on."""
    own = replace(context, problems=[])
    page, figures = make_lesson_page(own, entry)
    notebook = learner_notebook(own.curriculum, entry)
    pages, assets = [page], [*figures, Asset(published_notebook(entry), notebook.text.encode())]
    assets.extend(notebook_copies(entry, notebook))
    if entry.exercises:
        both, figures = make_exercise_pages(own, entry)
        pages.extend(both)
        assets.extend([*figures, *make_run_file(own.curriculum, own.browser, entry)])
    return LessonPart(tuple(pages), tuple(assets), notebook, tuple(own.problems))


def _navigation(curriculum: Curriculum, say: Callable[..., str]) -> tuple[NavItem, ...]:
    """List every page once: the lessons by track, then the exercises with their solutions last, data, words."""
    practised = [entry for entry in curriculum.written if entry.exercises]
    solved = [entry for entry in practised if entry.shows_solutions]
    with_exercises = [track for track in curriculum.tracks if track in [entry.track for entry in practised]]
    tracks = tuple(_track_section(curriculum, track) for track in curriculum.tracks if track.lessons)
    exercises = (
        NavItem(say("navigation.all_exercises"), ALL_EXERCISES),
        *(NavItem(e.plan.title, exercise_page(e)) for e in practised),
        *(NavItem(say("navigation.sheet", track=track.title), sheet_page(track.id)) for track in with_exercises),
        *(NavItem(say("solutions.title", lesson=e.plan.title), solution_page(e)) for e in solved),
    )
    data = (
        NavItem(say("navigation.all_datasets"), ALL_DATASETS),
        *(NavItem(dataset.title, dataset_page(dataset.id)) for dataset in curriculum.datasets),
    )
    return (
        NavItem(say("navigation.home"), HOME),
        *((NavItem(say("navigation.start_here"), START_HERE),) if curriculum.course.paths else ()),
        *((NavItem(say("navigation.lessons"), children=tracks),) if tracks else ()),
        NavItem(say("navigation.exercises"), children=exercises),
        NavItem(say("navigation.progress"), PROGRESS),
        NavItem(say("navigation.data"), children=data),
        *((NavItem(say("navigation.glossary"), GLOSSARY),) if curriculum.terms else ()),
        NavItem(say("navigation.about"), ABOUT, (NavItem(say("footer.accessibility"), ACCESSIBILITY),)),
    )


def _track_section(curriculum: Curriculum, track: Track) -> NavItem:
    """List a track's page and lessons. Alone, the page would be taken for that of the section that holds the tracks."""
    lessons = (NavItem(e.plan.title, lesson_page(e)) for e in curriculum.lessons_of(track) if e.lesson)
    return NavItem(track.title, children=(NavItem(track.title, track_page(track.id)), *lessons))
