"""Get the runtime's files onto this machine."""

from __future__ import annotations

import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wikiskills.runtime.cache import Cache
from wikiskills.runtime.catalogue import Catalogue
from wikiskills.runtime.compiled import compile_packages, compiled_hashes, damaged_compiled
from wikiskills.runtime.sources import Source
from wikiskills.runtime.stock import note_origins

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Supply:
    """What a look at all sources gave."""

    missing: tuple[str, ...]
    """Files that no source had."""
    reasons: tuple[str, ...]
    """What each source that failed had to say."""


def fetch_runtime(catalogue: Catalogue, cache: Cache, sources: Sequence[Source], tell: Tell) -> Supply:
    """Ask the sources in turn for the files that the cache lacks, then compile the packages where that can be done.

    Raises `OSError` where the cache cannot be written.
    """
    cache.folder.mkdir(parents=True, exist_ok=True)
    cache.drop(cache.damaged())
    reasons = []
    for source in sources:
        missing = cache.missing(cache.hashes)
        if not missing:
            break
        reason = _ask(source, missing, cache)
        came = set(missing) - set(cache.missing(missing))
        if came:
            tell(f"{len(came)} files from {source.name}")
            note_origins(cache, came, source.name)
        if reason:
            reasons.append(f"{source.name}: {reason}")
    missing = cache.missing(cache.hashes)
    if not missing:
        _compile(catalogue, cache, tell)
    return Supply(tuple(missing), tuple(reasons))


def _compile(catalogue: Catalogue, cache: Cache, tell: Tell) -> None:
    """Compile the packages, unless that is done."""
    if damaged_compiled(catalogue, cache):
        cache.drop_compiled()
    if compiled_hashes(catalogue, cache) is None:
        tell("compiling packages, so that they start faster")
        problem = compile_packages(catalogue, cache)
        if problem:
            tell(f"not compiled ({problem}): the runtime works, and starts more slowly")


def _ask(source: Source, missing: Sequence[str], cache: Cache) -> str:
    with tempfile.TemporaryDirectory(prefix="wikiskills-runtime-") as folder:
        try:
            return source.fetch(missing, cache, Path(folder))
        except (zipfile.BadZipFile, tarfile.TarError) as error:
            return f"what came is no archive ({error})"
