"""Files that were fetched before, in the user's cache, each under the hash that its card gives it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from wikiskills.dataset import DataFile
from wikiskills.lock import exclusive
from wikiskills.sources.content import Unavailable, WrongContent, check_content

_PATIENCE = 3600
"""How many seconds one process waits for another one that fetches the same file."""


@dataclass(frozen=True)
class Cache:
    """A folder of verified files. A file stands there whole, or not at all; what is on its way has another name."""

    folder: Path

    def get(self, file: DataFile) -> Path:
        """Give a file that was fetched before, verified again; raise `Unavailable` where it is not there or damaged."""
        path = self._place(file) / file.name
        if not path.is_file():
            raise Unavailable("not fetched yet (run 'wikiskills data fetch')")
        try:
            check_content(path, file, "the cache")
        except WrongContent as error:
            raise Unavailable(f"the copy in the cache is damaged ({path})") from error
        return path

    def partial(self, file: DataFile) -> Path:
        """Name the file that holds what has arrived so far; its folder is there."""
        self._place(file).mkdir(parents=True, exist_ok=True)
        return self._place(file) / f"{file.name}.part"

    def keep(self, partial: Path, file: DataFile) -> Path:
        """Make a verified partial file the cached one, in one step."""
        return partial.replace(self._place(file) / file.name)

    def reserved(self, file: DataFile, tell: Callable[[str], None]) -> AbstractContextManager[int]:
        """Let only one process at a time fetch a file."""
        return exclusive(self._place(file) / ".lock", tell=tell, patience=_PATIENCE, what="download")

    def wheels(self) -> Path:
        """Name the folder of downloaded distributions."""
        return self.folder / "wheels"

    def _place(self, file: DataFile) -> Path:
        return self.folder / "data" / file.sha256
