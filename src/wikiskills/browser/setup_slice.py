"""Which of the cells before an exercise it needs: those that make, or may change, what its code uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from wikiskills.browser.effects import Effects, effects_of
from wikiskills.percent import Cell
from wikiskills.syntax import tree_of


@dataclass(frozen=True)
class History:
    """The code cells of a lesson's text, in order, with what each of their statements does."""

    cells: tuple[Cell, ...]
    effects: tuple[tuple[Effects, ...], ...]

    def before(self, line: int) -> History:
        """Give the cells that stand above a line of the file."""
        count = sum(cell.where.line < line for cell in self.cells)
        return History(self.cells[:count], self.effects[:count])

    @cached_property
    def touched(self) -> tuple[frozenset[str] | None, ...]:
        """Name for each cell what it binds or may change; None where it writes files, which any code may read."""
        known = _Known.of([effect for cell in self.effects for effect in cell])
        return tuple(known.touched_by(cell) for cell in self.effects)


def history_of(cells: Sequence[Cell]) -> History:
    """Read the code cells of a lesson's text; those that are not plain Python, such as magics, are left out."""
    parsed = [(cell, _effects(cell.source)) for cell in cells]
    return History(
        tuple(cell for cell, effects in parsed if effects is not None),
        tuple(effects for _, effects in parsed if effects is not None),
    )


def setup_of(history: History, sources: Sequence[str]) -> tuple[Cell, ...]:
    """Give the cells that code in `sources`, run in this order after all of `history`, needs."""
    wanted = [effect for source in sources for effect in _effects(source) or ()]
    needed = _needed_before(wanted, set())
    always = {name for effect in wanted for name in effect.later}
    while True:
        chosen = _chosen(history, needed, always)
        later = {name for number in chosen for effect in history.effects[number] for name in effect.later}
        if later <= always:
            return tuple(history.cells[number] for number in chosen)
        always |= later


@lru_cache(maxsize=4096)
def _effects(source: str) -> tuple[Effects, ...] | None:
    tree = tree_of(source)
    try:
        return tuple(map(effects_of, tree.body)) if tree else None
    except RecursionError:
        return None


def _needed_before(effects: Sequence[Effects], after: set[str]) -> set[str]:
    """Name what must be there before statements run, so that `after` is there when they have."""
    needed = set(after)
    for effect in reversed(effects):
        needed = (needed - effect.surely) | effect.loads
    return needed


def _chosen(history: History, needed: set[str], always: set[str]) -> list[int]:
    """Give the numbers of the cells to run, in order; `always` are names that functions may need at any time."""
    chosen: list[int] = []
    for number in reversed(range(len(history.cells))):
        touched = history.touched[number]
        if touched is None or touched & needed or touched & always:
            chosen.insert(0, number)
            needed = _needed_before(history.effects[number], needed)
    return chosen


@dataclass(frozen=True)
class _Known:
    """What all statements of a lesson tell about its names."""

    drawing_modules: frozenset[str]
    drawing: frozenset[str]
    """Names of figures, axes and what else drawing libraries make."""
    consumed: frozenset[str]
    functions: dict[str, frozenset[str]]
    """What the functions of the lesson change, by their names."""
    changing: frozenset[str]
    """Functions of the lesson that change what they are given."""
    parts: dict[str, frozenset[str]]
    """For each name, the names that may stand for a part of the same object."""

    @classmethod
    def of(cls, effects: Sequence[Effects]) -> _Known:
        modules = frozenset(name for effect in effects for name in effect.modules)
        drawing = set(modules)
        for effect in effects:
            drawing |= {name for name, roots in effect.made_by.items() if roots & drawing}
        functions = {name: frozenset(effect.changes) for effect in effects if effect.later for name in effect.surely}
        return cls(
            modules,
            frozenset(drawing),
            frozenset(name for effect in effects for name in effect.consumed),
            functions,
            frozenset(name for effect in effects for name in effect.changing_functions),
            _connected(effects),
        )

    def touched_by(self, effects: Sequence[Effects]) -> frozenset[str] | None:
        """Name what statements bind or may change, parts of the same objects included; None where they write files."""
        if any(effect.writes_files for effect in effects):
            return None
        changed = {name for effect in effects for name in self._changed(effect)}
        shared = {other for name in changed for other in self.parts.get(name, {name})}
        return frozenset(shared.union(*(effect.binds for effect in effects)))

    def _changed(self, effect: Effects) -> set[str]:
        changed = effect.changes | (effect.loads & self.consumed)
        for root, given in effect.bare.items():
            changed |= {root} - self.drawing_modules
            changed |= given if root not in self.drawing else set()
        for function, given in effect.given.items():
            changed |= self.functions.get(function, frozenset())
            changed |= given if function in self.changing else set()
        return changed


def _connected(effects: Sequence[Effects]) -> dict[str, frozenset[str]]:
    """Group names that may share an object, through any chain of assignments."""
    group: dict[str, frozenset[str]] = {}
    for effect in effects:
        for name, parts in effect.parts.items():
            members = frozenset[str]().union({name}, *(group.get(part, {part}) for part in {name, *parts}))
            group.update(dict.fromkeys(members, members))
    return group
