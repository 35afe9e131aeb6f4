"""What only `check` reports: parts that nothing uses, stated minutes that do not fit, text that is hard to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wikiskills.config import Settings
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.errors import Problem
from wikiskills.lesson import Lesson
from wikiskills.reading import Counts, count, reading_minutes
from wikiskills.references import find_references

FARTHEST, NEAR = 2, 10
"""How many times longer or shorter than the estimate a reading time may be; minutes by which it may be off at least."""
FEWEST_WORDS = 100
"""Shorter texts have no reading level: one long sentence would decide it."""
WITHOUT_SPACES = {"bo", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"}
"""Languages that do not put spaces between words, so that LIX says nothing."""


@dataclass(frozen=True)
class Figures:
    """What can be counted in a lesson: its words, and the minutes that it states and that it should take to read."""

    entry: CourseLesson
    lesson: Lesson
    counts: Counts
    minutes: float

    @property
    def stated(self) -> int:
        """The minutes to read that its plan states."""
        return self.entry.plan.minutes.reading


def figures_of(curriculum: Curriculum, seconds: Mapping[str, float]) -> tuple[Figures, ...]:
    """Count what is in the written lessons; `seconds` are those of their last runs, where they are known."""
    return tuple(
        Figures(
            entry,
            entry.lesson,
            count(text for text, _ in entry.lesson.texts()),
            reading_minutes(entry.lesson, seconds.get(entry.id, 0)),
        )
        for entry in curriculum.written
        if entry.lesson
    )


def editorial_problems(curriculum: Curriculum, settings: Settings, figures: tuple[Figures, ...]) -> Iterator[Problem]:
    """Find what a course has in vain, and lessons that take longer to read, or are harder to read, than they should."""
    yield from _unused(curriculum)
    has_level = settings.reading_level and str(curriculum.course.language).partition("-")[0] not in WITHOUT_SPACES
    for one in figures:
        yield from _minutes_problems(one)
        if has_level:
            yield from _level_problems(one, settings.reading_level)


def _unused(curriculum: Curriculum) -> Iterator[Problem]:
    drafts = (text for lesson in curriculum.drafts.values() for text, _ in lesson.texts())
    texts = (*(text for text, _ in curriculum.texts()), *drafts)
    linked = _links(texts)
    read = {str(name) for entry in curriculum.lessons for name in entry.plan.datasets}
    for dataset in curriculum.datasets:
        if dataset.id not in read and not linked["dataset", dataset.id]:
            hint = "name it in 'datasets' of a lesson, which may be a draft; or take its card and its files away"
            message = f"no lesson reads the dataset '{dataset.id}', and no text links to it"
            yield Problem(dataset.id.where, "E570", message, hint)
    for term in curriculum.terms:
        if linked["term", term.id] == _links([term.definition])["term", term.id]:
            hint = f"link it where a text first uses it: [{term.term}](term:{term.id}); or take it away"
            yield Problem(term.id.where, "E571", f"no text links to the term '{term.id}'", hint)


def _links(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """Count the links to each of the course's own things, by its kind and id."""
    return Counter((reference.kind, reference.id) for text in texts for reference in find_references(text))


def _minutes_problems(figures: Figures) -> Iterator[Problem]:
    stated, minutes = figures.stated, figures.minutes
    if abs(stated - minutes) > NEAR and not minutes / FARTHEST <= stated <= minutes * FARTHEST:
        plan = figures.entry.plan
        message = f"lesson '{plan.id}' plans {stated} minutes to read, but its words and code take about {minutes:.0f}"
        hint = "write what readers needed, or shorten or divide the lesson; 'check --figures' lists the counts"
        yield Problem(plan.minutes.where, "E572", message, hint)


def _level_problems(figures: Figures, highest: int) -> Iterator[Problem]:
    counts = figures.counts
    if counts.in_sentences < FEWEST_WORDS or counts.lix <= highest:
        return
    message = (
        f"the text is hard to read: LIX {counts.lix:.0f}, with {counts.in_sentences / counts.sentences:.0f} words in a "
        f"sentence and {100 * counts.long_words / counts.in_sentences:.0f} of 100 words long"
    )
    hint = f"shorten sentences and use common words, to at most {highest}; 'reading_level' in mkdocs.yml sets the bound"
    yield Problem(figures.lesson.written[0].where, "E573", message, hint)
