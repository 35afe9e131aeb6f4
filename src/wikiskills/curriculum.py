"""The whole course, read and checked once: nothing later reads a source again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wikiskills.coherence import coherence_problems
from wikiskills.config import Project
from wikiskills.dataset import Dataset, Datasets
from wikiskills.errors import Location, Problem, raise_if_any
from wikiskills.exercise import Exercise
from wikiskills.first_looks import FOLDER as FIRST_LOOKS
from wikiskills.first_looks import read_first_looks
from wikiskills.interface.files import FOLDER as WORDS
from wikiskills.interface.files import words_of
from wikiskills.interface.words import Words
from wikiskills.lesson import Lesson, read_lesson
from wikiskills.located_yaml import read, texts_in
from wikiskills.outline import Course, Glossary, LearningPath, LessonPlan, Solutions, Status, Term, Track
from wikiskills.policy.linter import policy_problems
from wikiskills.policy.waivers import Waiver, waivers_in

RESERVED = frozenset({"course", "datasets", "glossary"})
"""Outlines that are no tracks, by the names of their files without `.yml`."""


@dataclass(frozen=True)
class CourseLesson:
    """A lesson in its place: its plan, its track and what stands in its file.

    `lesson` is None for a draft: what is written of it is checked, but not published.
    """

    plan: LessonPlan
    track: Track
    lesson: Lesson | None

    @property
    def id(self) -> str:
        """The lesson's id."""
        return self.plan.id

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of what is written; a draft has none."""
        return self.lesson.exercises if self.lesson else ()

    @property
    def shows_solutions(self) -> bool:
        """Whether a page shows the solutions of its exercises."""
        return bool(self.exercises) and self.plan.solutions is Solutions.RELEASED


@dataclass(frozen=True)
class Curriculum:
    """A course that was checked whole: every id that it names exists."""

    course: Course
    tracks: tuple[Track, ...]
    lessons: tuple[CourseLesson, ...]
    datasets: tuple[Dataset, ...]
    terms: tuple[Term, ...]
    words: Words
    """What the site says around the course, in its language."""
    first_looks: Mapping[str, Lesson] = field(default_factory=dict)
    """Cells that show a dataset on its page, by the id of the dataset."""
    drafts: Mapping[str, Lesson] = field(default_factory=dict)
    """What is written of lessons that are not published yet, by their ids."""

    @property
    def written(self) -> tuple[CourseLesson, ...]:
        """The lessons that have a page, in course order."""
        return tuple(entry for entry in self.lessons if entry.lesson is not None)

    def lessons_of(self, track: Track) -> tuple[CourseLesson, ...]:
        """Give the lessons of a track in its order, drafts included."""
        return tuple(entry for entry in self.lessons if entry.track.id == track.id)

    def lesson(self, lesson_id: str) -> CourseLesson:
        """Give the lesson with this id; raise `KeyError` where there is none."""
        return {entry.id: entry for entry in self.lessons}[lesson_id]

    def dataset(self, dataset_id: str) -> Dataset:
        """Give the dataset with this id; raise `KeyError` where there is none."""
        return {str(dataset.id): dataset for dataset in self.datasets}[dataset_id]

    def texts(self) -> Iterator[tuple[str, Location]]:
        """Give every Markdown text of the course, of outlines and lessons, with the place of its first character."""
        outlines = (self.course, *self.tracks, *self.datasets, *self.terms)
        yield from ((text, text.where) for text in texts_in(outlines))
        for entry in self.written:
            yield from entry.lesson.texts() if entry.lesson else ()
        for look in self.first_looks.values():
            yield from look.texts()

    def waivers(self) -> tuple[Waiver, ...]:
        """Give the exceptions from policies that lessons and first looks make, each with its reason."""
        lessons = [*(entry.lesson for entry in self.written if entry.lesson), *self.first_looks.values()]
        return tuple(waiver for lesson in lessons for waiver in waivers_in(lesson.written, []))

    def prerequisites_of(self, entry: CourseLesson) -> tuple[CourseLesson, ...]:
        """Give the lessons to take before a lesson, in its order."""
        return tuple(self.lesson(name) for name in entry.plan.prerequisites)

    def lessons_on(self, path: LearningPath) -> tuple[CourseLesson, ...]:
        """Give the lessons of a path in course order: its goals and all that these need, but what is known already."""
        known, needed = set(path.known), set[str]()
        ahead: list[str] = list(path.goals)
        while ahead:
            name = ahead.pop()
            if name not in needed | known:
                needed.add(name)
                ahead.extend(self.lesson(name).plan.prerequisites)
        return tuple(entry for entry in self.lessons if entry.id in needed)

    def datasets_of(self, entry: CourseLesson) -> tuple[Dataset, ...]:
        """Give the datasets that a lesson declares, in its order."""
        return tuple(self.dataset(name) for name in entry.plan.datasets)


def load_curriculum(project: Project) -> Curriculum:
    """Read all outlines and lessons of a project; raise `WikiskillsError` with everything that is wrong."""
    problems: list[Problem] = []
    folder = project.path(project.settings.curriculum)

    def outline(name: str) -> tuple[Path, str]:
        return folder / name, f"{project.settings.curriculum}/{name}"

    course = read(*outline("course.yml"), Course, problems)
    words = words_of(course.language, *outline(WORDS), problems) if course else None
    datasets = (
        read(*outline("datasets.yml"), Datasets, problems) if (folder / "datasets.yml").exists() else Datasets(())
    )
    glossary = (
        read(*outline("glossary.yml"), Glossary, problems) if (folder / "glossary.yml").exists() else Glossary(())
    )
    names = dict.fromkeys(course.tracks if course else outline_names(folder))
    tracks = {name: _read_track(*outline(f"{name}.yml"), name, problems) for name in names}
    problems.extend(_unlisted_outlines(project, folder, set(tracks)))
    known = tuple(track for track in tracks.values() if track)
    lessons = _read_lessons(project, known, problems)
    problems.extend(problem for lesson in lessons.values() if lesson for problem in policy_problems(lesson.written))
    looks = read_first_looks(*outline(FIRST_LOOKS), datasets.datasets if datasets else (), problems)
    problems.extend(problem for look in looks.values() for problem in policy_problems(look.written))
    _check_unplanned(project, tracks, problems)
    problems.extend(_unlisted_lessons(project, tracks, lessons))
    if not course or not words or not datasets or not glossary or len(known) < len(tracks):
        raise_if_any(problems)
    assert course and words and datasets and glossary  # noqa: S101, PT018 - else raised above
    entries = tuple(
        CourseLesson(plan, track, None if plan.status is Status.DRAFT else lessons.get((track.id, plan.id)))
        for track in known
        for plan in track.lessons
    )
    drafts = _drafts(known, lessons)
    curriculum = Curriculum(course, known, entries, datasets.datasets, glossary.terms, words, looks, drafts)
    more = [text for look in looks.values() for text in look.texts()]
    problems.extend(coherence_problems(course, known, lessons, datasets.datasets, glossary.terms, more))
    raise_if_any(problems)
    return curriculum


def _drafts(tracks: tuple[Track, ...], lessons: Mapping[tuple[str, str], Lesson | None]) -> dict[str, Lesson]:
    plans = [(track.id, plan) for track in tracks for plan in track.lessons if plan.status is Status.DRAFT]
    return {plan.id: lesson for track, plan in plans if (lesson := lessons.get((track, plan.id)))}


def outline_names(folder: Path) -> list[str]:
    """Name the outlines of tracks that lie there, whether course.yml lists them or not."""
    return sorted(path.stem for path in folder.glob("*.yml") if path.stem not in RESERVED)


def _read_track(path: Path, shown: str, name: str, problems: list[Problem]) -> Track | None:
    """Read the outline of the track `name`; None where it is wrong or belongs to another track."""
    track = read(path, shown, Track, problems)
    if track is None or track.id == name:
        return track
    message = f"the file of track '{name}' has the id '{track.id}'"
    problems.append(Problem(track.id.where, "E513", message, f"write id: {name}, or rename the file"))
    return None


def _unlisted_outlines(project: Project, folder: Path, tracks: set[str]) -> list[Problem]:
    listed = {f"{name}.yml" for name in RESERVED | tracks}
    hint = "add its id to 'tracks' in course.yml, or remove the file; outlines end in .yml"
    return [
        Problem(Location(project.shown(path)), "E512", "this outline belongs to no track of the course", hint)
        for path in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
        if path.name not in listed and tracks
    ]


def _read_lessons(
    project: Project, tracks: tuple[Track, ...], problems: list[Problem]
) -> Mapping[tuple[str, str], Lesson | None]:
    """Read every lesson file that a track plans; report those that are missing."""
    folder = project.path(project.settings.lessons)
    lessons: dict[tuple[str, str], Lesson | None] = {}
    for track in tracks:
        for plan in track.lessons:
            path = folder / track.id / f"{plan.id}.py"
            if path.is_file():
                lessons[track.id, plan.id] = read_lesson(path, project.shown(path), problems)
            elif plan.status is not Status.DRAFT:
                message = f"lesson '{plan.id}' has no file {project.shown(path)}"
                hint = f"run 'wikiskills new lesson {track.id}/{plan.id}', or set its status to draft"
                problems.append(Problem(plan.id.where, "E502", message, hint))
    return lessons


def _check_unplanned(project: Project, tracks: Mapping[str, Track | None], problems: list[Problem]) -> None:
    """Report what is wrong in the lessons of a track whose outline is broken: all is told in one go."""
    folder = project.path(project.settings.lessons)
    for name in (name for name, track in tracks.items() if track is None):
        for path in sorted((folder / name).glob("*.py")):
            read_lesson(path, project.shown(path), problems)


def _unlisted_lessons(
    project: Project, tracks: Mapping[str, Track | None], lessons: Mapping[tuple[str, str], Lesson | None]
) -> list[Problem]:
    """Report lesson files that no track plans; those of a track whose outline is broken are left alone."""
    folder = project.path(project.settings.lessons)
    planned = {folder / track / f"{lesson}.py" for track, lesson in lessons}
    unreadable = {folder / name for name, track in tracks.items() if track is None}
    hint = "add it to the outline of its track, or remove the file"
    return [
        Problem(Location(project.shown(path)), "E503", "this lesson file is in no outline", hint)
        for path in sorted(set(folder.rglob("*.py")) - planned)
        if tracks and path.parent not in unreadable
    ]
