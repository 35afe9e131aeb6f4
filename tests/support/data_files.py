"""Data files, their cards and what fetches them, for tests."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.replay_server import Asked, Reply
from wikiskills.dataset import DataFile, Source, SourceKind
from wikiskills.errors import Location
from wikiskills.located_yaml import Text
from wikiskills.sources.cache import Cache
from wikiskills.sources.fetch import Fetcher
from wikiskills.sources.http import Bounds

CONTENT = bytes(range(256)) * 40
HERE = Location("curriculum/datasets.yml", 12, 9)
QUICK = Bounds(silence=2, scale=0)
"""Bounds of a test that does not want to wait."""


def text(value: str) -> Text:
    """Write a text as on a card."""
    return Text(value, HERE)


def url_source(address: str, mirror: str = "") -> Source:
    """Name an address as a source."""
    return Source(HERE, SourceKind.URL, url=text(address), mirror=text(mirror) if mirror else None)


def wheel_source(path: str, *, version: str = "1.0", sha256: str = "", tags: str = "") -> Source:
    """Name a file in the distribution some-data as a source."""
    return Source(
        HERE, SourceKind.WHEEL, path=text(path), distribution=text("some-data"), version=text(version),
        sha256=text(sha256) if sha256 else None, tags=text(tags) if tags else None,
    )  # fmt: skip


def data_file(*sources: Source, content: bytes = CONTENT, name: str = "edits.csv") -> DataFile:
    """Describe a file that has this content."""
    digest = hashlib.sha256(content).hexdigest()
    return DataFile(HERE, text(name), len(content), text(digest), sources)


@dataclass
class Notes:
    """Remembers what was told of downloads."""

    lines: list[str] = field(default_factory=list)
    came: list[int] = field(default_factory=list)

    def begin(self, name: str, size: int, origin: str) -> None:
        """Remember that a file is fetched."""
        self.lines.append(f"begin {name} {size}")

    def advance(self, name: str, done: int) -> None:
        """Remember how many bytes came."""
        self.came.append(done)

    def end(self, name: str, seconds: float | None) -> None:
        """Remember how it ended."""
        self.lines.append(f"end {name} {'badly' if seconds is None else 'well'}")

    def tell(self, text: str) -> None:
        """Remember a line."""
        self.lines.append(text)


def fetcher(
    folder: Path, *, mirror: str = "", offline: bool = False, bounds: Bounds = QUICK, notes: Notes | None = None
) -> Fetcher:
    """Make what fetches into a cache in `folder`."""
    return Fetcher(
        Cache(folder / "cache"), mirror, offline, "wikiskills/0 (test@example.org)", notes or Notes(), bounds
    )


def files_in(folder: Path) -> list[str]:
    """Name the files in a cache, but for locks."""
    found = (folder / "cache").rglob("*")
    return sorted(path.name for path in found if path.is_file() and not path.name.endswith(".lock"))


def part_of(content: bytes, asked: Asked) -> Reply:
    """Answer as a server does that can go on in the middle of a file."""
    match = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("Range", ""))
    if not match:
        return Reply(content, kind="text/csv")
    begin = int(match[1])
    headers = {"Content-Range": f"bytes {begin}-{len(content) - 1}/{len(content)}"}
    return Reply(content[begin:], status=206, kind="text/csv", headers=headers)


_NEEDS = "Requires-Dist: no-such-distribution\n"


def make_wheel(folder: Path, files: dict[str, bytes], *, tags: str = "py3-none-any", version: str = "1.0") -> Path:
    """Write a wheel of the distribution some-data, which needs another one that does not exist."""
    folder.mkdir(exist_ok=True)
    info = f"some_data-{version}.dist-info"
    about = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: some-data\nVersion: {version}\n{_NEEDS}",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tags}\n",
        f"{info}/RECORD": "",
    }
    path = folder / f"some_data-{version}-{tags}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**files, **{key: value.encode() for key, value in about.items()}}.items():
            archive.writestr(name, content)
    return path
