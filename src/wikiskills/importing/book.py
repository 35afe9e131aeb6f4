"""A whole source as lessons: which pages become which lesson of which track, under which id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from wikiskills.coherence import SHEET, TAKEN
from wikiskills.curriculum import RESERVED
from wikiskills.errors import Location
from wikiskills.importing.draft import Draft, DraftCell, draft_of, title_in
from wikiskills.importing.lesson_text import acceptable
from wikiskills.importing.links import Targets
from wikiskills.importing.markup import labels_in
from wikiskills.importing.naming import free, slug
from wikiskills.importing.notes import Note
from wikiskills.importing.pages import Part, Source
from wikiskills.importing.source_cells import SourceCell, read_source
from wikiskills.importing.twins import exercise_of, twin_key, twins_in

Cells = Mapping[Path, list[SourceCell]]


@dataclass(frozen=True)
class ImportedTrack:
    """A track with the lessons that are made for it, in their order."""

    id: str
    title: str
    lessons: tuple[Draft, ...]


@dataclass(frozen=True)
class Book:
    """All that is made of a source, and what needs a hand beyond single lessons."""

    tracks: tuple[ImportedTrack, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class _Chapter:
    """One lesson to be: its id, its page if it has one, and the pages with its exercises."""

    id: str
    page: Path | None
    exercises: tuple[Path, ...]


def read_book(source: Source, tracks: AbstractSet[str], lessons: AbstractSet[str], into: str) -> Book:
    """Convert all pages of a source; `tracks` and `lessons` are the ids that the course has already.

    With `into`, all lessons go into the track of that id.
    """
    notes = list(source.notes)
    cells = _read_all(source, notes)
    twins = twins_in(list(cells))
    taken = {*lessons, SHEET}
    parts = [part for part in source.parts if any(page in cells for page in part.pages)]
    chapters = [_chapters(part, cells, twins, source, taken) for part in parts]
    targets = _targets([chapter for part in chapters for chapter in part], cells, twins, source)
    drafted = [tuple(_draft(chapter, cells, twins, targets, source) for chapter in part) for part in chapters]
    if into:
        every = tuple(draft for part in drafted for draft in part)
        return Book((ImportedTrack(into, source.title, every),), tuple(notes))
    ids = {*tracks, *RESERVED, *TAKEN}
    return Book(tuple(_track(part, source, made, ids) for part, made in zip(parts, drafted, strict=True)), tuple(notes))


def _track(part: Part, source: Source, lessons: tuple[Draft, ...], ids: set[str]) -> ImportedTrack:
    title = part.title or source.title or source.root.resolve().name.replace("_", " ").replace("-", " ").capitalize()
    name = free(slug(title, "imported"), ids)
    ids.add(name)
    return ImportedTrack(name, title, lessons)


def _read_all(source: Source, notes: list[Note]) -> dict[Path, list[SourceCell]]:
    """Read each page once; one that cannot be read is left out, with a note."""
    cells: dict[Path, list[SourceCell]] = {}
    for page in (page for part in source.parts for page in part.pages if page not in cells):
        try:
            cells[page] = read_source(page, source.shown(page))
        except ValueError as error:
            notes.append(Note(Location(source.shown(page)), f"the page is left out: {error}"))
    return cells


def _chapters(part: Part, cells: Cells, twins: Mapping[Path, Path], source: Source, taken: set[str]) -> list[_Chapter]:
    """Put pages with exercises to the page that they belong to: the one before them in a book, or one named alike."""
    solutions, chapters = set(twins.values()), list[_Chapter]()
    for page in (page for page in part.pages if page in cells and page not in solutions):
        base = (twin_key(page) or ("",))[0] if page in twins else ""
        last = chapters[-1] if chapters else None
        belongs = last and (
            source.ordered or (last.page or last.exercises[0]).stem.startswith(base) or _alike(base, last)
        )
        if base and last and belongs:
            chapters[-1] = replace(last, exercises=(*last.exercises, page))
            continue
        name = free(slug(base or page.stem, "lesson"), taken)
        taken.add(name)
        chapters.append(_Chapter(name, None, (page,)) if base else _Chapter(name, page, ()))
    return chapters


def _alike(base: str, chapter: _Chapter) -> bool:
    return bool(chapter.page and base.startswith(chapter.page.stem))


def _targets(chapters: Sequence[_Chapter], cells: Cells, twins: Mapping[Path, Path], source: Source) -> Targets:
    """Say to which lesson each page and each label leads."""
    pages: dict[str, tuple[str, str]] = {}
    labels: dict[str, tuple[str, str]] = {}
    for chapter in chapters:
        own = (*([chapter.page] if chapter.page else []), *chapter.exercises)
        for page in (*own, *(twins[page] for page in chapter.exercises)):
            leads = (chapter.id, title_in(cells[page]) or chapter.id)
            pages[Path(source.shown(page)).with_suffix("").as_posix()] = leads
            texts = (cell.source for cell in cells[page] if cell.kind == "markdown")
            labels.update({label: leads for text in texts for label in labels_in(text)})
    return Targets(pages, labels)


def _draft(chapter: _Chapter, cells: Cells, twins: Mapping[Path, Path], targets: Targets, source: Source) -> Draft:
    """Make the lesson of a chapter: its page, then its exercises."""
    made = (
        draft_of(chapter.id, chapter.page, cells[chapter.page], targets)
        if chapter.page
        else Draft(chapter.id, "", (), ())
    )
    for page in chapter.exercises:
        base, number, _ = twin_key(page) or (page.stem, "", "")
        name = free(
            slug(f"{base}-{int(number or 1)}", "exercise"), [cell.options.get("exercise", "") for cell in made.cells]
        )
        exercise = draft_of(name, page, cells[page], targets)
        solution = draft_of(name, twins[page], cells[twins[page]], targets)
        members, todo = exercise_of(exercise, solution)
        known = {note.text for note in exercise.notes}
        more = (note for note in solution.notes if note.text not in known)
        made = replace(made, cells=(*made.cells, *members), notes=(*made.notes, *exercise.notes, *more, *todo))
    if not made.cells:
        where = Location(source.shown(chapter.page or chapter.exercises[0]))
        made = replace(
            made,
            cells=(DraftCell(is_code=False, source="This page was empty.", where=where),),
            notes=(*made.notes, Note(where, "the page is empty", blocks=True)),
        )
    return acceptable(made)
