"""A new lesson: its plan in the outline of its track, and its file."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from wikiskills.config import Project
from wikiskills.curriculum import RESERVED, outline_names
from wikiskills.errors import Location, Problem, WikiskillsError, did_you_mean
from wikiskills.scaffold.naming import refuse_bad_id, refuse_existing, scalar, title_of
from wikiskills.scaffold.track import outline_of
from wikiskills.writer import write_file
from wikiskills.yaml_file import read_yaml_file
from wikiskills.yaml_lists import add_block, ids_in


@dataclass(frozen=True)
class Plan:
    """What the outline says of a new lesson; each text may be any one."""

    id: str
    title: str = ""
    summary: str = "Say in one sentence what the learner gets."
    reading: int = 10
    exercises: int = 5
    status: str = "published"
    objectives: tuple[str, ...] = ("Compute the mean of a list of numbers",)
    questions: tuple[str, ...] = ("What does a community ask that leads here?",)
    keypoints: tuple[str, ...] = ("Say what to remember.",)

    def block(self) -> str:
        """Write the plan as an item of the list of lessons."""
        lines = [
            f"  - id: {scalar(self.id)}",
            f"    title: {title_of(self.title, self.id)}",
            f"    summary: {scalar(self.summary)}",
            f"    minutes: {{reading: {self.reading}, exercises: {self.exercises}}}",
            "    level: 1",
            f"    status: {self.status}",
            *_list("objectives", self.objectives),
            "    prerequisites: []",
            "    datasets: []",
            *_list("questions", self.questions),
            *_list("keypoints", self.keypoints),
        ]
        return "\n".join(lines) + "\n"


def _list(key: str, texts: tuple[str, ...]) -> list[str]:
    return [f"    {key}:", *(f"      - {scalar(text)}" for text in texts)] if texts else [f"    {key}: []"]


def scaffold_lesson(project: Project, track_id: str, lesson_id: str, title: str | None) -> list[str]:
    """Write a lesson and add it to its track's outline; give the names of the files written.

    A lesson that the outline plans already gets its file only.
    """
    outline, lesson = outline_of(project, track_id), lesson_file(project, track_id, lesson_id)
    refuse_bad_id(track_id, outline, RESERVED)
    refuse_bad_id(lesson_id, lesson)
    tracks, planned = outline_names(project.path(project.settings.curriculum)), planned_lessons(project)
    if track_id not in tracks:
        hint = f"{did_you_mean(track_id, tracks)} ('wikiskills new track {track_id}' makes a new one)"
        raise WikiskillsError([Problem(Location(outline), "E902", f"there is no track '{track_id}'", hint)])
    refuse_existing(project, lesson)
    read_yaml_file(project, outline)
    if planned.get(lesson_id, track_id) != track_id:
        message = f"a lesson of track '{planned[lesson_id]}' has the id '{lesson_id}' already"
        raise WikiskillsError([Problem(Location(outline), "E903", message, "choose another id")])
    if lesson_id not in planned:
        add_plans(project, track_id, [Plan(lesson_id, title or "")])
    write_file(project.path(lesson), lesson_text().encode())
    return [lesson] if lesson_id in planned else [lesson, outline]


def lesson_file(project: Project, track_id: str, lesson_id: str) -> str:
    """Name the file of a lesson."""
    return f"{project.settings.lessons}/{track_id}/{lesson_id}.py"


def lesson_text() -> str:
    """Give a whole lesson, with an exercise and a quiz."""
    return (files("wikiskills.scaffold") / "files/lesson.py.txt").read_text("utf-8")


def planned_lessons(project: Project) -> dict[str, str]:
    """Give the track of each lesson that an outline plans; a broken outline, which `check` reports, plans none."""
    tracks = outline_names(project.path(project.settings.curriculum))
    return {lesson: track for track in tracks for lesson in _planned(project, track)}


def _planned(project: Project, track_id: str) -> list[str]:
    try:
        return ids_in(read_yaml_file(project, outline_of(project, track_id)).node("lessons"))
    except WikiskillsError:
        return []


def find_lesson(project: Project, lesson: str) -> tuple[str, str]:
    """Give the track and the id of a planned lesson, which is typed as its id or as track/id."""
    planned = planned_lessons(project)
    track_id, _, lesson_id = lesson.rpartition("/")
    if lesson_id not in planned or track_id not in {"", planned[lesson_id]}:
        known = {f"{track}/{name}" for name, track in planned.items()} if track_id else set(planned)
        message = f"no lesson is called '{lesson}'"
        raise WikiskillsError([Problem(Location(lesson), "E906", message, did_you_mean(lesson, known))])
    return planned[lesson_id], lesson_id


def add_plans(project: Project, track_id: str, plans: list[Plan]) -> None:
    """Add lessons at the end of a track's outline; all else in it stays as it is."""
    for plan in plans:
        source = read_yaml_file(project, outline_of(project, track_id))
        changed = add_block(source.text, source.root, "lessons", plan.block())
        if changed is None:
            hint = "write the lessons one below the other, each with '- id: ...'"
            raise WikiskillsError(
                [Problem(source.place("lessons"), "E904", "a lesson cannot be added to this list", hint)]
            )
        source.write(changed)
