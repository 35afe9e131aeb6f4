"""What changed between two versions of a table: rows, and the numbers of each column."""

from __future__ import annotations

import csv
import io
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Number = int | float


@dataclass(frozen=True)
class Summary:
    """The numbers of one column; empty fields are left out."""

    min: Number
    median: Number
    max: Number
    sum: Number


@dataclass(frozen=True)
class ColumnChange:
    """A column before and after; None where it is absent, has no numbers, or has more than numbers."""

    name: str
    before: Summary | None
    after: Summary | None


@dataclass(frozen=True)
class Changes:
    """Rows that came, went, or differ in a column that both versions have; and the columns with numbers."""

    before: int
    after: int
    added: int
    removed: int
    changed: int
    columns: tuple[ColumnChange, ...]


@dataclass(frozen=True)
class Table:
    """A table as text: the names of its columns and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> list[str] | None:
        """Give the fields of a column; None where there is none of this name."""
        if name not in self.columns:
            return None
        place = self.columns.index(name)
        return [row[place] if place < len(row) else "" for row in self.rows]


def read_table(data: bytes, name: str) -> Table:
    """Read the bytes of the file of this name: with tabs for `.tsv`, else commas."""
    text = io.StringIO(data.decode(errors="replace"), newline="")
    columns, *rows = [*csv.reader(text, delimiter="\t" if name.endswith(".tsv") else ",")] or [[]]
    return Table(tuple(columns), tuple(map(tuple, rows)))


def compare(before: Table, after: Table, key: int) -> Changes:
    """Compare two tables; the first `key` columns of the newer one name a row."""
    names = after.columns[:key]
    common = [name for name in after.columns if name in before.columns]
    old, new = _by_key(before, names, common), _by_key(after, names, common)
    return Changes(
        before=len(before.rows),
        after=len(after.rows),
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed=sum(old[row] != new[row] for row in old.keys() & new.keys()),
        columns=tuple(_column_changes(before, after)),
    )


def _by_key(table: Table, names: Sequence[str], common: Sequence[str]) -> dict[tuple[object, ...], tuple[str, ...]]:
    """Give the fields of each row by its key; where the table has no such key, a row is like no other."""
    keys = _fields(table, names) if set(names) <= set(table.columns) else [(row,) for row in range(len(table.rows))]
    return dict(zip(keys, _fields(table, common), strict=True))


def _fields(table: Table, names: Sequence[str]) -> list[tuple[str, ...]]:
    columns = [table.column(name) or [] for name in names]
    return list(zip(*columns, strict=True)) if columns else [()] * len(table.rows)


def _column_changes(before: Table, after: Table) -> Iterable[ColumnChange]:
    for name in dict.fromkeys((*after.columns, *before.columns)):
        change = ColumnChange(name, _summary(before.column(name)), _summary(after.column(name)))
        if change.before or change.after:
            yield change


def _summary(fields: list[str] | None) -> Summary | None:
    try:
        numbers = [_number(field) for field in fields or () if field]
    except ValueError:
        return None
    return Summary(min(numbers), statistics.median(numbers), max(numbers), sum(numbers)) if numbers else None


def _number(field: str) -> Number:
    return int(field) if field.lstrip("-").isdecimal() else float(field)
