"""Dataset cards, and getting their files: what a dataset is, where its bytes come from, whether they are right."""

from __future__ import annotations

import hashlib
import importlib.metadata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wikiskills.errors import Location, Problem
from wikiskills.located_yaml import Date, Slug, Text, described


class SourceKind(StrEnum):
    """Where bytes may come from."""

    COMMITTED = "committed"
    PACKAGE = "package"


@dataclass(frozen=True)
class Source:
    """One place that holds a file's bytes."""

    where: Location
    kind: SourceKind = described("committed (in this repository) or package (inside an installed distribution)")
    path: Text = described("path of the file, in the repository or in the distribution")
    distribution: Text | None = described("name of the installed distribution, for kind: package", default=None)


@dataclass(frozen=True)
class DataFile:
    """One file of a dataset, as lessons see it under data/."""

    where: Location
    name: Text = described("file name under data/")
    bytes: int = described("size in bytes")
    sha256: Text = described("SHA-256 of its bytes, hexadecimal")
    sources: tuple[Source, ...] = described("where to get it, tried in this order")


@dataclass(frozen=True)
class Column:
    """One column or field."""

    name: Text = described("its name in the file")
    meaning: Text = described("what it says (Markdown)")
    unit: Text | None = described("its unit, as in views per day", default=None)


@dataclass(frozen=True)
class DataLicence:
    """Under which terms the data may be used."""

    id: Text = described("SPDX id, as in CC0-1.0")
    attribution: Text = described("whom to name, and how (Markdown)")


@dataclass(frozen=True)
class Provenance:
    """Where the data come from."""

    source: Text = described("who published them, with a link (Markdown)")
    date: Date = described("when they were retrieved, or the date of the dump")
    how: Text = described("what was done to them (Markdown)")


@dataclass(frozen=True)
class Dataset:
    """One card of `datasets.yml`."""

    where: Location
    id: Slug = described("stable id; lessons declare it and link it as [text](dataset:id)")
    title: Text = described("the dataset's name")
    description: Text = described("what it is (Markdown)")
    licence: DataLicence = described("licence and attribution")
    provenance: Provenance = described("source, date, how it was made")
    columns: tuple[Column, ...] = described("its columns or fields")
    files: tuple[DataFile, ...] = described("its files")
    caveats: tuple[Text, ...] = described("what it cannot tell, traps (Markdown)", default=())
    simulated: bool = described("true where the numbers are made, not observed", default=False)
    live: Text | None = described("how to get the newest data from Wikimedia (Markdown)", default=None)


@dataclass(frozen=True)
class Datasets:
    """`datasets.yml`."""

    datasets: tuple[Dataset, ...] = described("the cards")


def resolve(file: DataFile, root: Path) -> Path | Problem:
    """Find the bytes of a data file in the first source that has them, and verify their size and hash."""
    tried = []
    for source in file.sources:
        path = _committed(source, root) if source.kind is SourceKind.COMMITTED else _packaged(source)
        if path is not None and path.is_file():
            return _verified(file, source, path)
        tried.append(f"{source.kind} {source.distribution or ''} {source.path}".replace("  ", " "))
    hint = "tried: " + "; ".join(tried) if tried else "give it at least one source"
    return Problem(file.where, "E600", f"no source has the data file '{file.name}'", hint)


def _committed(source: Source, root: Path) -> Path:
    return root / source.path


def _packaged(source: Source) -> Path | None:
    try:
        distribution = importlib.metadata.distribution(source.distribution or "")
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return None
    return Path(str(distribution.locate_file(source.path)))


def _verified(file: DataFile, source: Source, path: Path) -> Path | Problem:
    size = path.stat().st_size
    if size != file.bytes:
        message = f"'{file.name}' from {source.path} has {size} bytes, but its card says {file.bytes}"
        return Problem(file.where, "E602", message, "restore the file, or put its new size and hash on the card")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != file.sha256:
        message = f"'{file.name}' from {source.path} has sha256 {digest}, but its card says {file.sha256}"
        return Problem(file.where, "E601", message, "restore the file, or put its new hash on the card")
    return path
