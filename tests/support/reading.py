"""What the readers make of short texts, which have no mistakes."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from wikiskills.errors import Location, Problem
from wikiskills.lesson import Lesson, read_lesson_text
from wikiskills.located_yaml import Date, Slug, Text, described, read_text
from wikiskills.outline import Status


@dataclass(frozen=True)
class Part:
    """A part of a sample."""

    where: Location
    name: Text = described("its name")


@dataclass(frozen=True)
class Sample:
    """What a file of YAML may hold: a key of each kind."""

    id: Slug = described("its id")
    date: Date | None = described("when", default=None)
    size: int = described("how large", default=3)
    open: bool = described("whether it is open", default=False)
    status: Status = described("how far it is", default=Status.DRAFT)
    parts: tuple[Part, ...] = described("its parts", default=())


def dedent(text: str) -> str:
    """Take away the indent of a text in a test, and the line break that it begins with."""
    return textwrap.dedent(text).lstrip("\n")


def read_sample(source: str) -> Sample:
    """Read a sample that is right."""
    problems: list[Problem] = []
    sample = read_text(dedent(source), "sample.yml", Sample, problems)
    assert problems == []
    assert sample is not None
    return sample


def read_lesson(source: str) -> Lesson:
    """Read a lesson that is right."""
    problems: list[Problem] = []
    lesson = read_lesson_text(dedent(source), "lesson.py", problems)
    assert problems == []
    assert lesson is not None
    return lesson
