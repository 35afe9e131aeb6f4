"""What every page maker needs: the course, its settings, the records of its lessons, and the templates."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from typing import Any

import jinja2

from wikiskills.browser.course import NOTHING, InBrowser
from wikiskills.config import Settings
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.errors import Problem
from wikiskills.execution.job import Attempt, shown_cell, steps_of
from wikiskills.execution.record import ExecutionRecord, Output
from wikiskills.history import UNKNOWN, LessonDates
from wikiskills.interface.words import Words
from wikiskills.render.prose import inline_html, render_prose
from wikiskills.site import addresses
from wikiskills.site.addresses import html_link, markdown_link, own_links
from wikiskills.site.model import TRACK_COLOURS


@dataclass(frozen=True)
class Context:
    """The course with what came out of its lessons. Page makers add what they find wrong to `problems`."""

    curriculum: Curriculum
    settings: Settings
    records: Mapping[str, ExecutionRecord]
    data: Collection[str]
    """Names of the data files that can be had."""
    browser: InBrowser = NOTHING
    dates: Mapping[str, LessonDates] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def address(self, path: str) -> str:
        """Give the whole URL of a page or file on the published site."""
        return f"{self.curriculum.course.site_url.rstrip('/')}/{addresses.url(path)}"

    def dates_of(self, entry: CourseLesson) -> LessonDates:
        """Give the days on which a lesson was published and changed."""
        return self.dates.get(entry.id, UNKNOWN)

    @property
    def words(self) -> Words:
        """What the site says in the language of the course."""
        return self.curriculum.words

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
        return render_prose(text, own_links(self.curriculum, page, markdown_link), self.words)

    def inline(self, page: str, text: str) -> str:
        """Render a short text as inline HTML for the page at `page`."""
        return inline_html(render_prose(text, own_links(self.curriculum, page, html_link), self.words))

    def plain(self, page: str, text: str) -> str:
        """Take the markup off a short text of the page at `page`."""
        return unescape(re.sub(r"<[^>]+>", "", self.inline(page, text)))

    def page(self, template: str, path: str, **values: Any) -> str:
        """Fill a template for the page at `path`."""
        text = (
            _templates()
            .get_template(f"{template}.md.jinja")
            .render(
                course=self.curriculum.course,
                data_of=self.curriculum.datasets_of,
                words=self.words,
                say=self.words.say,
                listed=self.words.listed,
                separator=self.words.listed(["", ""]),
                inline=lambda text: self.inline(path, text),
                described=lambda text: json.dumps(escape(self.plain(path, text)), ensure_ascii=False),
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
        ACCESSIBILITY=addresses.ACCESSIBILITY,
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
    environment.filters["minutes"] = _in_words(Words.duration)
    environment.filters["bytes"] = _in_words(Words.size)
    environment.filters["date"] = _in_words(Words.date)
    environment.filters["yaml"] = _as_yaml
    environment.filters["code"] = _as_code
    return environment


def _contents(entry: CourseLesson) -> str:
    """Write what there is to do in a written lesson as attributes, by which the script of the pages counts."""
    assert entry.lesson is not None  # noqa: S101 - drafts hold nothing
    exercises = " ".join(exercise.id for exercise in entry.exercises)
    quizzes = " ".join(quiz.id for quiz in entry.lesson.quizzes)
    return f'data-lesson="{entry.id}" data-exercises="{exercises}" data-quizzes="{quizzes}"'


def _in_words(write: Callable[[Words, Any], str]) -> Callable[[Any, Any], str]:
    """Make a filter that writes a value as the words of the page do."""
    return jinja2.pass_context(lambda context, value: write(context["words"], value))


_PLAIN = re.compile(r"[^\W\d_][\w ,.'\u2019()-]*(?<! )")


def _as_yaml(text: str) -> str:
    """Write a text as a value of YAML, without quotes where it needs none."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


_NAME = re.compile(r"[\w/]+")


def _as_code(name: str) -> str:
    """Write the name of a column as code, in Markdown; one that says more than a name stays as it is."""
    return f"`{name}`" if _NAME.fullmatch(name) else name


def track_number(curriculum: Curriculum, track_id: str) -> int:
    """Give the number of a track from 1, which chooses its colour; tracks beyond the last colour begin again."""
    return [str(track.id) for track in curriculum.tracks].index(track_id) % TRACK_COLOURS + 1
