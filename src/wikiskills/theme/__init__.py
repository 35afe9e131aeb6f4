"""The course's own look on top of Material: templates, style sheet and scripts, shipped with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def theme_files() -> dict[str, bytes | Path]:
    """Give every file of the theme by its name in MkDocs' `custom_dir`."""
    folder = Path(str(files("wikiskills.theme"))) / "files"
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
