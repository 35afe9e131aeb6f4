"""The outline as written: the course, its tracks, the plan of each lesson, the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wikiskills.errors import Location
from wikiskills.located_yaml import Date, Slug, Text, described


class Status(StrEnum):
    """How far a lesson is: `draft` lessons are announced without a page, `retired` ones keep it with a reason."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Solutions(StrEnum):
    """Whether learners may see a lesson's solutions: `held` ones are not published at all."""

    RELEASED = "released"
    HELD = "held"


@dataclass(frozen=True)
class Licence:
    """Licences of the course by SPDX id, texts and code apart."""

    text: Text = described("SPDX id for texts and figures, as in CC-BY-SA-4.0")
    code: Text = described("SPDX id for code, as in MIT")


@dataclass(frozen=True)
class LearningPath:
    """A way through the course for somebody with a question: what it leads to, and what may be known already."""

    id: Slug = described("stable id, an anchor of the page 'Start here'")
    question: Text = described("what they want to find out, in their words")
    reader: Text = described("who asks, and what they know already (Markdown)")
    goals: tuple[Slug, ...] = described("ids of the lessons that answer the question; the path adds what these need")
    known: tuple[Slug, ...] = described("ids of lessons whose skills they have already", default=())


@dataclass(frozen=True)
class AccessibilityReview:
    """What was checked by hand of how accessible the site is: for its page 'Accessibility'."""

    date: Date = described("when that was")
    checked: tuple[Text, ...] = described("what was checked, and with what (Markdown)")
    limits: tuple[Text, ...] = described("what does not work for somebody yet (Markdown)", default=())


@dataclass(frozen=True)
class Course:
    """`course.yml`."""

    title: Text = described("the course's name")
    tagline: Text = described("one sentence under the title")
    description: Text = described("a paragraph: for whom, and what they can do afterwards (Markdown)")
    language: Text = described("language of the texts, as in en")
    licence: Licence = described("licences of texts and of code")
    authors: tuple[Text, ...] = described("who writes the course")
    contact: Text = described("a URL or address for questions and corrections")
    repository: Text = described("URL of the repository, for edit and launch links")
    site_url: Text = described("URL at which the site is published")
    tracks: tuple[Slug, ...] = described("track ids in course order")
    paths: tuple[LearningPath, ...] = described("ways through the course, for the page 'Start here'", default=())
    accessibility: AccessibilityReview | None = described(
        "what was checked by hand of how accessible the site is; without it, its page says that nothing was",
        default=None,
    )


@dataclass(frozen=True)
class Minutes:
    """How long a lesson takes a person."""

    where: Location
    reading: int = described("minutes to read it and run its cells")
    exercises: int = described("minutes for all its exercises, their sum")

    @property
    def total(self) -> int:
        """Reading and exercises together."""
        return self.reading + self.exercises


@dataclass(frozen=True)
class Reference:
    """A source that the lesson stands on."""

    where: Location
    title: Text = described("author, year, title")
    url: Text | None = described("its URL (or give doi)", default=None)
    doi: Text | None = described("its DOI, as in 10.1080/00031305.2016.1154108 (or give url)", default=None)

    @property
    def link(self) -> str:
        """Where the reader finds it."""
        return f"https://doi.org/{self.doi}" if self.doi else str(self.url)


@dataclass(frozen=True)
class NotebookOnly:
    """An exercise that cannot run in the browser's Python."""

    where: Location
    exercise: Slug = described("id of the exercise")
    reason: Text = described("why, as learners read it: one sentence (Markdown)")


@dataclass(frozen=True)
class LessonPlan:
    """One lesson as its track announces it."""

    where: Location
    id: Slug = described("stable id; the lesson stands in lessons/<track>/<id>.py")
    title: Text = described("the lesson's title")
    summary: Text = described("one sentence: what the learner gets (Markdown)")
    minutes: Minutes = described("how long it takes")
    objectives: tuple[Text, ...] = described("what the learner can do afterwards; each exercised or quizzed")
    level: int = described("1 (first steps) to 3 (advanced)", least=1, most=3, default=1)
    status: Status = described("draft, published or retired", default=Status.PUBLISHED)
    reason: Text | None = described("why it is retired", default=None)
    prerequisites: tuple[Slug, ...] = described("ids of lessons to take first", default=())
    datasets: tuple[Slug, ...] = described("ids of the datasets it reads", default=())
    questions: tuple[Text, ...] = described("opening questions that a community would ask", default=())
    keypoints: tuple[Text, ...] = described("what to remember (Markdown)", default=())
    references: tuple[Reference, ...] = described("sources", default=())
    authors: tuple[Text, ...] = described("who wrote it; the course's authors by default", default=())
    freeze: bool = described("true: publish the committed record where the data cannot be had", default=False)
    solutions: Solutions = described(
        "released: a page shows them; held: they are not published", default=Solutions.RELEASED
    )
    notebook_only: tuple[NotebookOnly, ...] = described("exercises that cannot run in the browser's Python", default=())
    aliases: tuple[Slug, ...] = described("ids that it had before, oldest first: old addresses lead here", default=())
    published: Date | None = described(
        "when it was published; the day of its first commit by default, where Git knows it", default=None
    )


@dataclass(frozen=True)
class Track:
    """`<track>.yml`."""

    id: Slug = described("stable id, the file's name")
    title: Text = described("the track's title")
    summary: Text = described("one or two sentences (Markdown)")
    icon: Text = described("an icon of Material's set, as in material/chart-bell-curve")
    lessons: tuple[LessonPlan, ...] = described("the lessons in course order", default=())
    aliases: tuple[Slug, ...] = described("ids that it had before: old addresses lead here", default=())


@dataclass(frozen=True)
class Term:
    """One entry of the glossary."""

    id: Slug = described("stable id; lessons link it as [text](term:id)")
    term: Text = described("the term as a heading")
    definition: Text = described("one or two short sentences (Markdown)")


@dataclass(frozen=True)
class Glossary:
    """`glossary.yml`."""

    terms: tuple[Term, ...] = described("the terms, in any order")
