"""Whether a finished site is still what its Markdown tree makes, so that an unchanged tree is not rendered again."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

from wikiskills.snapshot import digest, stamp, stamps
from wikiskills.whole_file import write_whole

_RENDERERS = ("markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")
_READS_MORE = re.compile(r"^(hooks|INHERIT|watch):|!ENV|!relative|pymdownx\.snippets", re.MULTILINE)
_PLUGINS = re.compile(r"^plugins:(?P<names>.*(?:\n[ -].*)*)", re.MULTILINE)


def is_rendered(build: Path, site: Path, checked: str = "") -> bool:
    """Tell whether `site` was rendered from the tree in `build` as it stands, and was not touched since.

    `checked` says against what the finished site was checked; for something else it has to be checked again.
    Where the configuration lets the renderer read anything else (hooks, snippets, plugins but `search`), nobody knows.
    """
    try:
        return _reads_the_tree_only(build) and _note(build).read_text(encoding="utf-8") == _state(build, site, checked)
    except OSError:
        return False


def note_rendered(build: Path, site: Path, checked: str = "") -> None:
    """Remember that `site` was just rendered from the tree in `build`, and checked against `checked`."""
    write_whole(_note(build), _state(build, site, checked).encode())


def _reads_the_tree_only(build: Path) -> bool:
    config = (build / "mkdocs.yml").read_text(encoding="utf-8")
    plugins = _PLUGINS.search(config)
    names = plugins["names"].split() if plugins else ["-", "search"]  # which is the default
    return not _READS_MORE.search(config) and names == ["-", "search"]


def _note(build: Path) -> Path:
    return build / ".rendered"


def _state(build: Path, site: Path, checked: str) -> str:
    """Name the versions of the renderer and every file with its size and times; unchanged files keep these."""
    fixed = [checked, *(f"{name} {importlib.metadata.version(name)}" for name in _RENDERERS)]
    return digest(
        [*fixed, stamp(build / "mkdocs.yml"), *stamps(build / "docs"), *stamps(build / "theme"), *stamps(site)]
    )
