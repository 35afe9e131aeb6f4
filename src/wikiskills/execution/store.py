"""Execution records on disk, found by the key of what produced them.

`ab/<key>.json.gz` holds the record of a key with the key's parts; `lessons/<id>.json` holds the parts of the key that a
lesson had last, so that it can be told what changed since.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import time
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from wikiskills.execution.installed import Installed, installed_now
from wikiskills.execution.key import CacheKey, KeyPart
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.remote import SharedStore
from wikiskills.whole_file import TEMPORARY, write_whole

_UNREADABLE = (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error)

_ABANDONED = 3600
"""Seconds after which a file that is still being written was left by a build that was killed."""


class Store:
    """A folder of gzipped records, each with the hash of its key and its text; safe for several builds at once.

    Behind it may stand a store that is shared: it is asked for what is not here, and given what is new. `limit` is in
    bytes; `trim` keeps to it.
    """

    def __init__(self, folder: Path, limit: int = 10**9, shared: SharedStore | None = None) -> None:
        self.folder, self.limit, self.shared = folder, limit, shared
        self.arrived: set[str] = set()
        """The lessons whose records came from the shared store."""

    def installed(self) -> Installed:
        """Read what is installed, as this folder remembers it while it stays the same."""
        return installed_now(self.folder / "installed.json")

    def find(self, keys: Mapping[str, CacheKey]) -> dict[str, ExecutionRecord]:
        """Give the records of the lessons whose keys are known, here or in the shared store."""
        found = {lesson: record for lesson, key in keys.items() if (record := self.get(key)) is not None}
        missing = {_name(key): key for lesson, key in keys.items() if lesson not in found}
        if self.shared and missing:
            arrived = self.shared.read_all(list(missing))
            for lesson, key in keys.items():
                record = _opened(key.digest, arrived.get(_name(key), b""))
                if record is not None:
                    found[lesson] = record
                    self.arrived.add(lesson)
                    with suppress(OSError):  # a store that may only be read still serves
                        write_whole(self.folder / _name(key), arrived[_name(key)])
        for lesson in found:
            self._note(lesson, keys[lesson])
        return found

    def get(self, key: CacheKey) -> ExecutionRecord | None:
        """Give the record of `key` from this folder; None where there is none or where it is damaged."""
        path = self.folder / _name(key)
        try:
            record = _opened(key.digest, path.read_bytes())
        except OSError:
            return None
        if record:
            with suppress(OSError):  # a store that may only be read still serves
                os.utime(path)
        return record

    def put(self, lesson: str, key: CacheKey, record: ExecutionRecord) -> None:
        """Keep a record, written whole or not at all."""
        data = _closed(key, record)
        write_whole(self.folder / _name(key), data)
        self._note(lesson, key)
        if self.shared:
            self.shared.write(_name(key), data)

    def last_key(self, lesson: str) -> CacheKey | None:
        """Give the key that a lesson had when its record was last made or used; without places."""
        try:
            parts = json.loads(self._index(lesson).read_text(encoding="utf-8"))
            return CacheKey(tuple(KeyPart(str(name), str(digest)) for name, digest in parts))
        except _UNREADABLE:
            return None

    def trim(self, keep: Sequence[CacheKey] = ()) -> None:
        """Remove the records that were used longest ago, but none of `keep`, until the rest keeps to the limit."""
        kept = {self.folder / _name(key) for key in keep}
        found = []
        for path in self.folder.glob("??/*.json.gz"):
            with suppress(OSError):  # another build may have removed it just now
                found.append((path.stat().st_mtime_ns, path.stat().st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total > self.limit and path not in kept:
                path.unlink(missing_ok=True)
                total -= size
        for path in self.folder.rglob(f"{TEMPORARY}*"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - _ABANDONED:
                    path.unlink()

    def close(self) -> None:
        """Let what is written to the shared store arrive."""
        if self.shared:
            self.shared.close()

    def _note(self, lesson: str, key: CacheKey) -> None:
        last = self.last_key(lesson)
        if last is None or last.digest != key.digest:
            parts = json.dumps([[part.name, part.digest] for part in key.parts], indent=0)
            with suppress(OSError):  # it only serves to explain
                write_whole(self._index(lesson), parts.encode())

    def _index(self, lesson: str) -> Path:
        return self.folder / "lessons" / f"{lesson}.json"


def _name(key: CacheKey) -> str:
    return f"{key.digest[:2]}/{key.digest}.json.gz"


def _closed(key: CacheKey, record: ExecutionRecord) -> bytes:
    parts = json.dumps([[part.name, part.digest] for part in key.parts])
    text = f"{parts}\n{record.to_json()}"
    return gzip.compress(f"{_digest(key.digest, text)}\n{text}".encode(), compresslevel=6, mtime=0)


def _opened(key: str, data: bytes) -> ExecutionRecord | None:
    """Give the record in `data`; None where it is damaged or belongs to another key."""
    try:
        digest, text = gzip.decompress(data).decode().split("\n", 1)
        return ExecutionRecord.from_json(text.split("\n", 1)[1]) if digest == _digest(key, text) else None
    except (*_UNREADABLE, IndexError):
        return None


def _digest(key: str, text: str) -> str:
    return hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()
