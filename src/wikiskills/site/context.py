"""What every page maker needs: the course, its settings, the records of its lessons, and the templates."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

import jinja2

from wikiskills.browser.course import NOTHING, InBrowser
from wikiskills.config import Settings
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.errors import Problem
from wikiskills.execution.job import Attempt, shown_cell, steps_of
from wikiskills.execution.record import ExecutionRecord, Output
from wikiskills.render.prose import inline_html, render_prose
from wikiskills.site import addresses
from wikiskills.site.addresses import html_link, markdown_link, own_links
from wikiskills.site.model import TRACK_COLOURS
from wikiskills.wording import duration, file_size


@dataclass(frozen=True)
class Context:
    """The course with what came out of its lessons. Page makers add what they find wrong to `problems`."""

    curriculum: Curriculum
    settings: Settings
    records: Mapping[str, ExecutionRecord]
    data: Collection[str]
    """Names of the data files that can be had."""
    browser: InBrowser = NOTHING
    problems: list[Problem] = field(default_factory=list)

    def outputs(self, entry: CourseLesson) -> dict[int, tuple[Output, ...]]:
        """Give the outputs of a lesson's cells and solutions by the line of their marker."""
        assert entry.lesson is not None  # noqa: S101 - only written lessons have outputs
        pairs = zip(steps_of(entry.lesson), self.records[entry.id].outputs, strict=True)
        return {
            shown_cell(step).where.line: found
            for step, found in pairs
            if not isinstance(step, Attempt) or step.must_pass  # a starter can stand in the cell of its solution
        }

    def prose(self, page: str, text: str) -> str:
        """Render a lesson's Markdown for the page at `page`."""
        return render_prose(text, own_links(self.curriculum, page, markdown_link))

    def inline(self, page: str, text: str) -> str:
        """Render a short text as inline HTML for the page at `page`."""
        return inline_html(render_prose(text, own_links(self.curriculum, page, html_link)))

    def page(self, template: str, path: str, **values: Any) -> str:
        """Fill a template for the page at `path`."""
        text = (
            _templates()
            .get_template(f"{template}.md.jinja")
            .render(
                course=self.curriculum.course,
                data_of=self.curriculum.datasets_of,
                inline=lambda text: self.inline(path, text),
                prose=lambda text: self.prose(path, text),
                to=lambda target: html_link(path, target),
                **values,
            )
        )
        return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n") + "\n"


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(  # noqa: S701 - the templates make Markdown; what needs escaping is escaped with |e
        loader=jinja2.PackageLoader("wikiskills.site"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        ALL_DATASETS=addresses.ALL_DATASETS,
        ALL_EXERCISES=addresses.ALL_EXERCISES,
        PROGRESS=addresses.PROGRESS,
        START_HERE=addresses.START_HERE,
        data_file=addresses.data_file,
        dataset_page=addresses.dataset_page,
        exercise_page=addresses.exercise_page,
        lesson_page=addresses.lesson_page,
        published_notebook=addresses.published_notebook,
        run_file=addresses.run_file,
        sheet_page=addresses.sheet_page,
        solution_page=addresses.solution_page,
        track_page=addresses.track_page,
    )
    environment.filters["e"] = lambda text: escape(str(text))
    environment.filters["contents"] = _contents
    environment.filters["minutes"] = duration
    environment.filters["bytes"] = file_size
    environment.filters["code"] = _as_code
    return environment


def _contents(entry: CourseLesson) -> str:
    """Write what there is to do in a written lesson as attributes, by which the script of the pages counts."""
    assert entry.lesson is not None  # noqa: S101 - drafts hold nothing
    exercises = " ".join(exercise.id for exercise in entry.exercises)
    quizzes = " ".join(quiz.id for quiz in entry.lesson.quizzes)
    return f'data-lesson="{entry.id}" data-exercises="{exercises}" data-quizzes="{quizzes}"'


_NAME = re.compile(r"[\w/]+")


def _as_code(name: str) -> str:
    """Write the name of a column as code, in Markdown; one that says more than a name stays as it is."""
    return f"`{name}`" if _NAME.fullmatch(name) else name


LEVELS = {1: "first steps", 2: "some experience", 3: "advanced"}


def track_number(curriculum: Curriculum, track_id: str) -> int:
    """Give the number of a track from 1, which chooses its colour; tracks beyond the last colour begin again."""
    return [str(track.id) for track in curriculum.tracks].index(track_id) % TRACK_COLOURS + 1
