"""What of the runtime is on this machine: each file, its size, where it came from, whether its bytes are right."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from wikiskills.runtime.cache import COMPILED, Cache
from wikiskills.runtime.catalogue import Catalogue
from wikiskills.runtime.compiled import compiled_hashes, damaged_compiled
from wikiskills.whole_file import write_whole

_NOTE = "origins.json"


@dataclass(frozen=True)
class Item:
    """One file. `state` is ok, missing or damaged; `bytes` is 0 where it is missing."""

    file: str
    bytes: int
    source: str
    state: str


def note_origins(cache: Cache, files: Iterable[str], source: str) -> None:
    """Remember where files came from, where that is possible: it is only shown."""
    with suppress(OSError):
        write_whole(cache.folder / _NOTE, json.dumps({**_origins(cache), **dict.fromkeys(files, source)}).encode())


def stock_of(catalogue: Catalogue, cache: Cache) -> list[Item]:
    """List all files of a version, and read them all to see whether they are whole; compiled ones stand last."""
    damaged, origins = set(cache.damaged()), _origins(cache)
    found = [_item(cache, file, origins.get(file, ""), damaged) for file in sorted(cache.hashes)]
    changed = {f"{COMPILED}/{file}" for file in damaged_compiled(catalogue, cache)}
    made = sorted(compiled_hashes(catalogue, cache) or ())
    return found + [_item(cache, f"{COMPILED}/{file}", "compiled on this machine", changed) for file in made]


def _item(cache: Cache, file: str, source: str, damaged: set[str]) -> Item:
    if not cache.has(file):
        return Item(file, 0, "", "missing")
    return Item(file, (cache.folder / file).stat().st_size, source, "damaged" if file in damaged else "ok")


def _origins(cache: Cache) -> dict[str, str]:
    try:
        note = json.loads((cache.folder / _NOTE).read_bytes())
        return {str(file): str(source) for file, source in note.items()}
    except (OSError, ValueError, AttributeError):
        return {}
