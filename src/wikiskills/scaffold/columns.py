"""The columns of a data file, read from its first lines: CSV, TSV, JSON and lines of JSON, packed with gzip or not."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any, TextIO

_TABLES = {".csv": ",", ".tsv": "\t"}
_LARGEST_JSON = 50_000_000


def columns_of(path: Path) -> tuple[str, ...]:
    """Name the columns or fields of a file, by the ending of its name; none where the format is another one.

    Raises `ValueError` where the file is not what its name says, and `OSError`.
    """
    packed = path.suffix == ".gz"
    kind = Path(path.stem).suffix.lower() if packed else path.suffix.lower()
    if kind not in {*_TABLES, ".json", ".jsonl", ".ndjson"}:
        return ()
    with gzip.open(path, "rt", encoding="utf-8-sig") if packed else path.open(encoding="utf-8-sig") as stream:
        return _columns(stream, kind)


def _columns(stream: TextIO, kind: str) -> tuple[str, ...]:
    if kind in _TABLES:
        names = next(csv.reader(stream, delimiter=_TABLES[kind]), [])
        return tuple(name.strip() or f"column {number}" for number, name in enumerate(names, 1))
    if kind == ".json":
        text = stream.read(_LARGEST_JSON + 1)
        return _fields(json.loads(text)) if len(text) <= _LARGEST_JSON else ()
    return _fields(json.loads(stream.readline() or "{}"))


def _fields(value: Any) -> tuple[str, ...]:
    """Name the keys of an object, or of the first object of a list."""
    first = value[0] if isinstance(value, list) and value else value
    return tuple(map(str, first)) if isinstance(first, dict) else ()
