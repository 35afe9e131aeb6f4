"""Put the whole site together: pages, figures, data files, notebooks and navigation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wikiskills.browser.course import NOTHING, InBrowser
from wikiskills.config import Settings
from wikiskills.curriculum import Curriculum
from wikiskills.errors import raise_if_any
from wikiskills.execution.record import ExecutionRecord
from wikiskills.render.fragment import Asset
from wikiskills.site.addresses import (
    ABOUT,
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
from wikiskills.site.exercise_pages import make_all_exercises_page, make_exercise_pages
from wikiskills.site.lesson_page import make_lesson_page
from wikiskills.site.model import NavItem, Page, Site
from wikiskills.site.notebooks import learner_notebook
from wikiskills.site.run_file import make_run_file
from wikiskills.site.sheets import make_sheets


def make_notebooks(curriculum: Curriculum) -> tuple[Page, ...]:
    """Make the learner notebook of every written lesson."""
    return tuple(learner_notebook(curriculum, entry) for entry in curriculum.written)


def make_site(
    curriculum: Curriculum,
    settings: Settings,
    records: Mapping[str, ExecutionRecord],
    data: Mapping[str, Path],
    browser: InBrowser = NOTHING,
) -> Site:
    """Make the site from a checked course, the records of its lessons and the paths of its data files by name.

    Data files of frozen lessons may be away. `browser` says which exercises learners can run on the page.

    Raises `WikiskillsError` with everything that cannot be shown, such as figures without alt text.
    """
    context = Context(curriculum, settings, records, data.keys(), browser)
    pages: list[Page] = [*make_course_pages(context), make_all_exercises_page(context), *make_sheets(context)]
    assets: list[Asset] = [
        Asset(data_file(dataset.id, file.name), data[file.name])
        for dataset in curriculum.datasets
        for file in dataset.files
        if file.name in data
    ]
    for dataset in curriculum.datasets:
        page, figures = make_dataset_page(context, dataset)
        pages.append(page)
        assets.extend(figures)
    notebooks = make_notebooks(curriculum)
    for entry, notebook in zip(curriculum.written, notebooks, strict=True):
        page, figures = make_lesson_page(context, entry)
        pages.append(page)
        assets.extend(figures)
        assets.append(Asset(published_notebook(entry), notebook.text.encode()))
        if entry.exercises:
            both, figures = make_exercise_pages(context, entry)
            pages.extend(both)
            assets.extend([*figures, *make_run_file(curriculum, browser, entry)])
    raise_if_any(context.problems)
    return Site(tuple(pages), tuple(assets), _navigation(curriculum), notebooks)


def _navigation(curriculum: Curriculum) -> tuple[NavItem, ...]:
    """List every page once: the lessons by track, then the exercises with their solutions last, data, words."""
    practised = [entry for entry in curriculum.written if entry.exercises]
    with_exercises = [track for track in curriculum.tracks if track in [entry.track for entry in practised]]
    tracks = tuple(
        NavItem(
            track.title,
            track_page(track.id),
            tuple(NavItem(e.plan.title, lesson_page(e)) for e in curriculum.lessons_of(track) if e.lesson),
        )
        for track in curriculum.tracks
        if track.lessons
    )
    exercises = (
        NavItem("All exercises", ALL_EXERCISES),
        *_section("For printing", [NavItem(f"Sheet: {track.title}", sheet_page(track.id)) for track in with_exercises]),
        *(NavItem(entry.plan.title, exercise_page(entry)) for entry in practised),
        *_section(
            "Solutions",
            [NavItem(f"Solutions: {e.plan.title}", solution_page(e)) for e in practised if e.shows_solutions],
        ),
    )
    data = (
        NavItem("All datasets", ALL_DATASETS),
        *(NavItem(dataset.title, dataset_page(dataset.id)) for dataset in curriculum.datasets),
    )
    return (
        NavItem("Home", HOME),
        *((NavItem("Start here", START_HERE),) if curriculum.course.paths else ()),
        *_section("Lessons", list(tracks)),
        NavItem("Exercises", children=exercises),
        NavItem("My progress", PROGRESS),
        NavItem("Data", children=data),
        *((NavItem("Glossary", GLOSSARY),) if curriculum.terms else ()),
        NavItem("About", ABOUT),
    )


def _section(title: str, children: list[NavItem]) -> tuple[NavItem, ...]:
    return (NavItem(title, children=tuple(children)),) if children else ()
