"""The course's own look on top of Material: templates, style sheet and scripts, shipped with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from wikiskills.interface.scripts import words_script
from wikiskills.interface.words import Words

_LANGUAGES = "partials/languages"


def theme_files(words: Words) -> dict[str, bytes | Path]:
    """Give every file of the theme by its name in MkDocs' `custom_dir`, with the words that its scripts show."""
    folder = Path(str(files("wikiskills.theme"))) / "files"
    found: dict[str, bytes | Path] = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    found["sw.js"] = found.pop("assets/sw.js")  # a service worker serves what lies below its own folder
    return {**found, "assets/interface.js": words_script(words), **_own_language(words)}


def _own_language(words: Words) -> dict[str, bytes | Path]:
    """Tell Material of a language that it does not know: it speaks the nearest one that it does, or English."""
    known = {path.stem for path in Path(str(files("material"))).glob(f"templates/{_LANGUAGES}/*.html")}
    if words.language in known:
        return {}
    base = words.language.partition("-")[0]
    text = (
        f'{{% import "{_LANGUAGES}/{base if base in known else "en"}.html" as base %}}'
        f'{{% set own = {{"language": "{words.language}", "direction": "{words.direction}"}} %}}'
        "{% macro t(key) %}{{ own[key] or base.t(key) }}{% endmacro %}\n"
    )
    return {f"{_LANGUAGES}/{words.language}.html": text.encode()}
