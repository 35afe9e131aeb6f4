"""Say why a lesson would run or not: which parts of its cache key changed since its last record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wikiskills.errors import Location
from wikiskills.execution.key import CacheKey, KeyPart

_BY_VERSION = ("package ", "python", "platform", "kernel", "record format")


@dataclass(frozen=True, order=True)
class Change:
    """One thing that differs from what the lesson's last record was made from."""

    where: Location | None
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


@dataclass(frozen=True)
class Explanation:
    """Whether the next build would run a lesson, why, and what changed."""

    lesson: str
    runs: bool
    why: str
    changes: tuple[Change, ...] = ()

    def __str__(self) -> str:
        verb = "would run" if self.runs else "would not run"
        return "\n".join([f"{self.lesson} {verb}: {self.why}", *(f"  {change}" for change in self.changes)])


def explain_key(lesson: str, key: CacheKey, last: CacheKey | None, *, known: bool) -> Explanation:
    """Explain what a build would do with the lesson that has this key now and had `last` before.

    `known` says that there is a record of `key`.
    """
    if known:
        return Explanation(lesson, runs=False, why="the store has its record")
    if last is None:
        return Explanation(lesson, runs=True, why="the store has never had a record of it")
    if last.digest == key.digest:
        return Explanation(lesson, runs=True, why="nothing changed, but its record is damaged or was removed")
    return Explanation(lesson, runs=True, why="this changed since its last record:", changes=changes(last, key))


def changes(old: CacheKey, new: CacheKey) -> tuple[Change, ...]:
    """List what differs between two keys of a lesson: code by its place now, then the rest."""
    old_rest, new_rest = ({part.name: part.digest for part in key.parts if not part.is_code} for key in (old, new))
    found = [*changed_code(old.code, new.code), *_changed_values(old_rest, new_rest)]
    return tuple(dict.fromkeys(found))


def changed_code(old: Sequence[KeyPart], new: Sequence[KeyPart]) -> Iterator[Change]:
    """Name the cells that are new or changed, and how many are gone; `new` has places."""
    before = [(part.name, part.digest) for part in old]
    after = [(part.name, part.digest) for part in new]
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind in ("replace", "insert"):
            said = "is new" if kind == "insert" else "changed"
            yield from (Change(part.where, f"{_the(part.name)} {said}") for part in new[new_from:new_to])
        gone = old_to - old_from - (new_to - new_from)
        if gone > 0:
            where = new[new_to].where if new_to < len(new) else None
            cells = f"{gone} cell{'s' if gone > 1 else ''}"
            yield Change(where, f"{cells} before this place went away" if where else f"{cells} at the end went away")


def _the(name: str) -> str:
    return f"a {name}" if name.startswith("wrong answer") else f"the {name}"


def _changed_values(old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        shown = name.startswith(_BY_VERSION)
        if before is None:
            yield Change(None, f"{name} {after} is new" if shown else f"{name} is new")
        elif after is None:
            yield Change(None, f"{name} {before} is no longer needed" if shown else f"{name} is no longer needed")
        else:
            yield Change(None, f"{name} changed: {before} -> {after}" if shown else f"{name} changed")
