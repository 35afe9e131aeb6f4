"""Whether links to a heading of a lesson find it: the anchors that its page will have, known before it is built."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.errors import Location, Problem, did_you_mean
from wikiskills.percent import Cell
from wikiskills.prose import headings_in
from wikiskills.references import CODE, FLAGS

_ANCHORED = re.compile(CODE + r"| \]\(\s*(?:lesson:(?P<lesson>[^)\#\s]*))?\#(?P<anchor>[^)\s]+)", FLAGS)
_FEW = re.compile(r"\]\(\s*(?:lesson:[^)\s]*)?\#")
_NAMED = re.compile(r"\{[^}]*\#(?P<id>[\w-]+)[^}]*\}\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_UNCLEAR = re.compile(r"[$<_&\\]|:[a-z]+-[a-z0-9-]+:|^\W*$")
"""What a heading may hold so that its anchor is known only when it is rendered."""
_MADE = re.compile(r"fn(?:ref)?:.*|ws-.*|_\d+")
"""Anchors that the site makes: footnotes, its own, and those of headings without a Latin letter."""


def anchor_problems(curriculum: Curriculum) -> Iterator[Problem]:
    """Find links to a heading that its lesson does not have; where a page's anchors are not clear, nothing is said."""
    anchors = {str(entry.id): _anchors(curriculum, entry) for entry in curriculum.written}
    for text, place, here in _texts(curriculum):
        for match in _ANCHORED.finditer(text) if _FEW.search(text) else ():
            known = anchors.get(match["lesson"] or here) if match["anchor"] else None
            if known is None or match["anchor"] in known or _MADE.fullmatch(match["anchor"]):
                continue
            position = match.start("anchor")
            where = Location(
                place.path,
                place.line + text.count("\n", 0, position),
                place.column + position - text.rfind("\n", 0, position) - 2,
            )
            message = f"lesson '{match['lesson'] or here}' has no heading '#{match['anchor']}'"
            yield Problem(where, "E575", message, did_you_mean(match["anchor"], known))


def _texts(curriculum: Curriculum) -> Iterator[tuple[str, Location, str]]:
    """Give every text with its place, and the lesson on whose page it stands, if there is one."""
    own = {cell.line(1, 1): str(entry.id) for entry in curriculum.written for cell in _cells(entry) if not cell.is_code}
    yield from ((text, place, own.get(place, "")) for text, place in curriculum.texts())


def _cells(entry: CourseLesson) -> tuple[Cell, ...]:
    return entry.lesson.cells if entry.lesson else ()


def _anchors(curriculum: Curriculum, entry: CourseLesson) -> set[str] | None:
    """Give the anchors of a lesson's page; None where one of them is not known."""
    headings = [text for cell in _cells(entry) if not cell.is_code for _, _, text in headings_in(cell.source)]
    headings += [
        str(entry.plan.title),
        *(curriculum.words.say(key) for key in ("lesson.keypoints", "lesson.references")),
    ]
    found = {f"exercise-{exercise.id}" for exercise in entry.exercises}
    for heading in headings:
        named = _NAMED.search(heading)
        if named is None and _UNCLEAR.search(heading):
            return None
        found |= _numbered(named["id"] if named else slug(_LINK.sub(r"\1", heading)), found)
    return found


def _numbered(anchor: str, taken: set[str]) -> set[str]:
    """Give an anchor, or for a heading that stands there already, all that MkDocs may call it."""
    return {anchor} if anchor not in taken else {f"{anchor}_{number}" for number in range(1, 10)}


def slug(heading: str) -> str:
    """Name a heading as Python-Markdown does, whose own function takes longer to import than all this takes to run."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
