"""Whether a finished site is still what its Markdown tree makes, so that an unchanged course is not rendered again."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterator
from pathlib import Path

_RENDERERS = ("markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")


def is_rendered(build: Path, site: Path) -> bool:
    """Tell whether `site` was rendered from the tree in `build` as it stands, and was not touched since."""
    try:
        return _note(build).read_text(encoding="utf-8") == _state(build, site)
    except OSError:
        return False


def note_rendered(build: Path, site: Path) -> None:
    """Remember that `site` was just rendered from the tree in `build`."""
    _note(build).write_text(_state(build, site), encoding="utf-8")


def _note(build: Path) -> Path:
    return build / ".rendered"


def _state(build: Path, site: Path) -> str:
    """Name the versions of the renderer and every file with its size and time; unchanged files keep their time."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _RENDERERS]
    inputs = [build / "mkdocs.yml", *_files(build / "docs"), *_files(build / "theme")]
    lines = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in [*inputs, *_files(site)]]
    return hashlib.sha256("\n".join([*versions, *lines]).encode()).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
