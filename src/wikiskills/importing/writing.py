"""What was imported as files of the course: outlines, lessons, and the list of what needs a hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from wikiskills.config import Project
from wikiskills.curriculum import RESERVED, outline_names
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.importing.book import Book, ImportedTrack, read_book
from wikiskills.importing.draft import Draft
from wikiskills.importing.lesson_text import text_of
from wikiskills.importing.naming import free
from wikiskills.importing.pages import find_pages
from wikiskills.prose import prose_lines
from wikiskills.scaffold.lesson import Plan, add_plans, planned_lessons
from wikiskills.scaffold.naming import refuse_bad_id, refuse_existing, spoken
from wikiskills.scaffold.track import outline_of, scaffold_track
from wikiskills.writer import write_file

_WORDS_A_MINUTE, _MINUTES_A_CELL = 180, 1
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_GENERAL = """\
In each lesson: say in the plan what it is about (`summary`), what learners can do afterwards (`objectives`), and how
many minutes it takes. A lesson with `status: draft` is announced and not published. When its list below is done, set
`status: published` and run `wikiskills build`.
"""


def import_source(project: Project, source: Path, into: str) -> tuple[Book, str]:
    """Read a source as lessons of a project; give them, and the list of what needs a hand. Nothing is written.

    Raises `WikiskillsError` where there is nothing to import, the source is this course, or `into` is no id.
    """
    _refuse_own(project, source)
    if into:
        refuse_bad_id(into, outline_of(project, into), RESERVED)
    tracks = set(outline_names(project.path(project.settings.curriculum)))
    book = read_book(find_pages(source), tracks, set(planned_lessons(project)), into)
    refuse_existing(project, *(lesson_file(project, track, lesson) for track, lesson in _lessons(book)))
    return book, "\n".join(_report(project, book, source))


def _refuse_own(project: Project, source: Path) -> None:
    """Raise where the source is the course itself: all its lessons would come in a second time."""
    settings, place = project.settings, source.resolve()
    folders = (settings.lessons, settings.notebooks, settings.curriculum, settings.build, settings.site)
    if place == project.root.resolve() or any(place.is_relative_to(project.path(name).resolve()) for name in folders):
        hint = "name the folder of another course or book; lessons of this one are here already"
        raise WikiskillsError([Problem(Location(str(source)), "E920", "this is a part of the course itself", hint)])


def write_import(project: Project, book: Book, report: str) -> list[str]:
    """Write the lessons, their plans and the report; give the names of the files written."""
    known = outline_names(project.path(project.settings.curriculum))
    written = []
    for track in book.tracks:
        if track.id not in known:
            written.extend(scaffold_track(project, track.id, track.title or None))
        for lesson in track.lessons:
            name = lesson_file(project, track, lesson)
            write_file(project.path(name), text_of(lesson.cells).encode())
            written.append(name)
        add_plans(project, track.id, [_plan(lesson) for lesson in track.lessons])
        written.append(outline_of(project, track.id))
    name = f"{free('IMPORT', {path.stem for path in project.root.glob('IMPORT*.md')})}.md"
    write_file(project.path(name), report.encode())
    return list(dict.fromkeys([*written, name]))


def lesson_file(project: Project, track: ImportedTrack, lesson: Draft) -> str:
    """Name the file of a lesson."""
    return f"{project.settings.lessons}/{track.id}/{lesson.id}.py"


def _lessons(book: Book) -> Iterator[tuple[ImportedTrack, Draft]]:
    yield from ((track, lesson) for track in book.tracks for lesson in track.lessons)


def _plan(lesson: Draft) -> Plan:
    words = sum(len(cell.source.split()) for cell in lesson.cells if not cell.is_code)
    codes = sum(cell.is_code and "exercise" not in cell.options for cell in lesson.cells)
    return Plan(
        lesson.id,
        lesson.title,
        summary=_summary(lesson) or "Say in one sentence what the learner gets.",
        reading=max(1, round(words / _WORDS_A_MINUTE + codes * _MINUTES_A_CELL)),
        exercises=sum(cell.options.get("minutes", 0) for cell in lesson.cells),
        status="draft" if lesson.blocked else "published",
        objectives=("Say what a learner can do afterwards",),
        questions=(),
        keypoints=(),
    )


def _summary(lesson: Draft) -> str:
    """Give the first sentence of a lesson's text, where it is a plain one."""
    for cell in (cell for cell in lesson.cells if not cell.is_code and "exercise" not in cell.options):
        for paragraph in re.split(r"\n\s*\n", "\n".join(line for _, line in prose_lines(cell.source))):
            text = _LINK.sub(r"\1", " ".join(paragraph.split()))
            sentence = re.match(r"[^\W_].{10,200}?[.!?](?=\s|$)", text)
            if sentence and not re.search(r"[$`<|\[\]]", sentence[0]):
                return sentence[0]
    return ""


def _report(project: Project, book: Book, source: Path) -> Iterator[str]:
    yield from (f"# Imported from {source.name or source}", "", _GENERAL)
    if book.notes:
        yield from ("## The source", "", *(f"- {note}" for note in sorted(book.notes)), "")
    for track, lesson in _lessons(book):
        state = "a draft" if lesson.blocked else "published"
        name = lesson_file(project, track, lesson)
        yield from (f"## {lesson.title or spoken(lesson.id)}", "", f"[{name}]({name}) is {state}.", "")
        notes = sorted(set(lesson.notes))
        yield from (f"- {note}" for note in notes)
        yield from [""] if notes else []
