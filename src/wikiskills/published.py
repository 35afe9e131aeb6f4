"""The files of a finished site that hold text."""

from __future__ import annotations

import filecmp
from collections.abc import Container, Iterator
from importlib.util import find_spec
from pathlib import Path

_PICTURES = {".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_FONTS = {".otf", ".ttf", ".woff", ".woff2"}
_ARCHIVES = {".bz2", ".gz", ".mo", ".parquet", ".pdf", ".so", ".wasm", ".whl", ".xz", ".zip"}
_NO_TEXT = _PICTURES | _FONTS | _ARCHIVES


def text_files(site: Path, *, leave_out: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """Give the files below `site` that hold text, by name with forward slashes: name and text.

    Pictures, fonts and archives hold none. Files named in `leave_out` and those of the theme, unchanged, are not given.
    What is not UTF-8 is replaced.
    """
    themes = _theme_folder()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix.lower() in _NO_TEXT or name in leave_out or not path.is_file() or _same(path, themes / name):
            continue
        yield name, path.read_text(encoding="utf-8", errors="replace")


def _theme_folder() -> Path:
    found = find_spec("material")
    assert found and found.origin  # noqa: S101, PT018 - the renderer needs it
    return Path(found.origin).parent / "templates"


def _same(path: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(path, other, shallow=False)
