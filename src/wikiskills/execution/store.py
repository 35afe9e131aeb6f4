"""Execution records on disk, found by the key of what produced them."""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from wikiskills.execution.job import Attempt, Job
from wikiskills.execution.record import FORMAT_VERSION, ExecutionRecord
from wikiskills.percent import Cell, Tag

_EXECUTION_TAGS = (Tag.RAISES_EXCEPTION, Tag.SKIP_EXECUTION)


def cache_key(job: Job) -> str:
    """Hash all that can change a job's outputs: code, execution tags, data, kernel, packages, format; not prose."""
    digest = hashlib.sha256()
    for part in _key_parts(job):
        encoded = part.encode()
        digest.update(f"{len(encoded)}:".encode())
        digest.update(encoded)
    return digest.hexdigest()


def _key_parts(job: Job) -> Iterator[str]:
    yield f"format {FORMAT_VERSION}"
    yield f"kernel {job.kernel} {platform.python_implementation()} {platform.python_version()}"
    yield from installed_distributions()
    for mount in job.data:
        yield f"data {mount.name} {mount.sha256}"
    for step in job.steps:
        if isinstance(step, Attempt):
            yield f"attempt {step.exercise} {step.must_pass} {len(step.cells)}"
            yield from (part for cell in step.cells for part in _cell_parts(cell))
        else:
            yield from _cell_parts(step)


def _cell_parts(cell: Cell) -> Iterator[str]:
    yield "cell " + " ".join(tag for tag in _EXECUTION_TAGS if tag in cell.tags)
    yield cell.source


def installed_distributions() -> list[str]:
    """List the installed distributions as name-version, read from the names of their folders."""
    folders = (Path(entry) for entry in dict.fromkeys(sys.path) if entry)
    return sorted(item.name.removesuffix(".dist-info") for folder in folders for item in folder.glob("*.dist-info"))


class Store:
    """A folder of gzipped records, each with the hash of its key and its text; safe for several builds at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> ExecutionRecord | None:
        """Give the record of `key`; None where there is none or where it is damaged."""
        try:
            digest, text = gzip.decompress(self._path(key).read_bytes()).decode().split("\n", 1)
            return ExecutionRecord.from_json(text) if digest == _digest(key, text) else None
        except (OSError, EOFError, ValueError, KeyError, TypeError, gzip.zlib.error):  # type: ignore[attr-defined]
            return None

    def put(self, key: str, record: ExecutionRecord) -> None:
        """Keep a record: written beside its place, then moved there in one step."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = record.to_json()
        data = gzip.compress(f"{_digest(key, text)}\n{text}".encode(), compresslevel=6, mtime=0)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".record-")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json.gz"


def _digest(key: str, text: str) -> str:
    return hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()
