"""Which data files of a course are at hand, whole and right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wikiskills.dataset import DataFile, Dataset
from wikiskills.errors import Problem
from wikiskills.sources.content import named
from wikiskills.sources.resolve import Found, Getter, resolve


class State(StrEnum):
    """How a file is."""

    OK = "ok"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True)
class Item:
    """A file of a dataset: the source that it is from, or all of its sources where it is missing; its size in bytes."""

    dataset: str
    file: str
    source: str
    bytes: int
    sha256: str
    state: State
    path: str = ""
    """Where it lies on this machine; empty where it does not."""
    problem: Problem | None = None


def take_stock(datasets: Iterable[Dataset], root: Path, getter: Getter) -> list[Item]:
    """Look for all files of datasets, in their order; `getter` decides whether what is missing is downloaded."""
    return [_item(dataset, file, resolve(file, root, getter)) for dataset in datasets for file in dataset.files]


def _item(dataset: Dataset, file: DataFile, result: Found | Problem) -> Item:
    known = str(dataset.id), str(file.name)
    if isinstance(result, Found):
        source = f"{result.source.kind} {named(result.source)}"
        return Item(*known, source, file.bytes, str(file.sha256), State.OK, str(result.path))
    sources = ", ".join(f"{source.kind} {named(source)}" for source in file.sources)
    state = State.MISSING if result.code == "E600" else State.WRONG
    return Item(*known, sources, file.bytes, str(file.sha256), state, problem=result)
