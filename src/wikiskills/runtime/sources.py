"""Where the runtime's files can be had. None of these places is trusted: the cache takes only what the pins name."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from wikiskills.machine import is_offline
from wikiskills.runtime.cache import Cache
from wikiskills.runtime.catalogue import Catalogue
from wikiskills.runtime.packagers import CARRIED, Carrier, NpmCore, PythonIndex, refused

if TYPE_CHECKING:
    import requests

_RELEASES = "https://cdn.jsdelivr.net/pyodide"
"""Where the project's releases are served file by file."""
_CONNECT, _READ, _WHOLE = 5, 60, 900
"""Seconds to wait for a connection, for the next bytes, and for all files of a host."""
_CHUNK = 1 << 20


class Source(Protocol):
    """A place that may hold files of the runtime."""

    @property
    def name(self) -> str:
        """What people call it."""

    def fetch(self, wanted: Collection[str], cache: Cache, folder: Path) -> str:
        """Let `cache` take what there is of `wanted`, using the empty `folder`; give what went wrong, or nothing."""


def sources_for(catalogue: Catalogue) -> tuple[Source, ...]:
    """List the sources of a version, in the order in which they are asked."""
    address = os.environ.get("WIKISKILLS_RUNTIME_MIRROR")
    mirrors = (_mirror(address),) if address else ()
    if is_offline():
        return tuple(mirror for mirror in mirrors if isinstance(mirror, Folder))
    carried = CARRIED.get(catalogue.version)
    return (
        *mirrors,
        Website("the official release", f"{_RELEASES}/v{catalogue.version}/full"),
        NpmCore(catalogue),
        *([Carrier(catalogue, carried)] if carried else []),
        PythonIndex(catalogue),
    )


def _mirror(address: str) -> Source:
    return Website("the mirror", address) if "://" in address else Folder(Path(address))


@dataclass(frozen=True)
class Folder:
    """A folder with the files as they are."""

    path: Path
    name: str = "the mirror"

    def fetch(self, wanted: Collection[str], cache: Cache, folder: Path) -> str:  # noqa: ARG002 - nothing to unpack
        """Copy what the folder has."""
        if not self.path.is_dir():
            return f"no folder {self.path}"
        found = [file for file in wanted if (self.path / file).is_file()]
        return refused([file for file in found if not cache.take(file, self.path / file)])


@dataclass(frozen=True)
class Website:
    """A web folder with the files as they are."""

    name: str
    address: str

    def fetch(self, wanted: Collection[str], cache: Cache, folder: Path) -> str:
        """Download what is there; stop where the connection fails."""
        import requests  # noqa: PLC0415 - slow to import

        wrong, deadline = [], time.monotonic() + _WHOLE
        with requests.Session() as session:
            for file in wanted:
                try:
                    found = _download(session, f"{self.address.rstrip('/')}/{file}", folder / file, deadline)
                except (requests.RequestException, TimeoutError) as error:
                    return f"no whole answer from {self.address} ({type(error).__name__})"
                if found and not cache.take(file, folder / file):
                    wrong.append(file)
        return refused(wrong)


def _download(session: requests.Session, address: str, target: Path, deadline: float) -> bool:
    """Write what an address answers to `target`; False where it has nothing. Raises `TimeoutError` too late."""
    with session.get(address, stream=True, timeout=(_CONNECT, _READ)) as response:
        if response.status_code == 404:  # noqa: PLR2004 - not found
            return False
        response.raise_for_status()
        with target.open("wb") as stream:
            for chunk in response.iter_content(_CHUNK):
                stream.write(chunk)
                if time.monotonic() > deadline:
                    raise TimeoutError
    return True
