"""Whether a finished site is still what its Markdown tree makes, so that an unchanged course is not rendered again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path

from wikiskills.whole_file import write_whole

_RENDERERS = ("markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")
_READS_MORE = re.compile(r"^(hooks|INHERIT|watch):|!ENV|!relative|pymdownx\.snippets", re.MULTILINE)
_PLUGINS = re.compile(r"^plugins:(?P<names>.*(?:\n[ -].*)*)", re.MULTILINE)


def is_rendered(build: Path, site: Path) -> bool:
    """Tell whether `site` was rendered from the tree in `build` as it stands, and was not touched since.

    Where the configuration lets the renderer read anything else (hooks, snippets, plugins but `search`), nobody knows.
    """
    try:
        return _reads_the_tree_only(build) and _note(build).read_text(encoding="utf-8") == _state(build, site)
    except OSError:
        return False


def note_rendered(build: Path, site: Path) -> None:
    """Remember that `site` was just rendered from the tree in `build`."""
    write_whole(_note(build), _state(build, site).encode())


def _reads_the_tree_only(build: Path) -> bool:
    config = (build / "mkdocs.yml").read_text(encoding="utf-8")
    plugins = _PLUGINS.search(config)
    return not _READS_MORE.search(config) and plugins is not None and plugins["names"].split() == ["-", "search"]


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
