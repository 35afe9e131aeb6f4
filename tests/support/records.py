"""Records and their keys, for tests of the store."""

from __future__ import annotations

from pathlib import Path

from tests.support.cells import display, stream
from wikiskills.execution.key import CacheKey, KeyPart
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.store import Store

KEY = CacheKey((KeyPart("kernel", "python3"), KeyPart("cell", "1")))
OTHER = CacheKey((KeyPart("kernel", "python3"), KeyPart("cell", "2")))
RECORD = ExecutionRecord(((stream("Zürich\n"), display(plain="12")), ()), 1.5)


def entry(folder: Path) -> Path:
    """The only file of a store that holds `RECORD` under `KEY`."""
    Store(folder).put("counts", KEY, RECORD)
    (path,) = folder.rglob("*.gz")
    return path


def numbered(number: int) -> CacheKey:
    """Give one of many keys."""
    return CacheKey((KeyPart("cell", str(number)),))
