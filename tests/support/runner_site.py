"""A small site whose exercises run on the core of Pyodide: what the runtime supply puts there, by hand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COURSE = Path(__file__).parent / "runner_course"
CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
_STARTER = (
    r'(<h2 id="{id}">.*?<p class="ws-exercise__label">[^<]*</p>\s*)'
    r'(<div class="language-python highlight">.*?</div>)'
)
_EXERCISES = {
    "numbers/sums": {
        "total": [
            "assert total(counts) == 600, 'Add all four counts.'",
            "assert total([]) == 0, 'A list without numbers has the sum 0.'",
        ],
        "share": ["assert share([1, 3]) == 0.75, 'Divide by the sum.'"],
    },
    "texts/words": {"count": ["assert count('a b') == 2, 'Split the text.'"]},
}
_STARTERS = {
    "total": 'def total(numbers):\n    """Give the sum."""\n    ...\n\n\nprint(total(counts))',
    "share": "def share(numbers):\n    ...",
    "count": "def count(text):\n    ...",
}
_SETUP = (
    "import csv\n\nwith open('data/edits.csv') as file:\n"
    "    counts = [int(row['edits']) for row in csv.DictReader(file)]"
)
_FURTHER = "edits_doubled = [2 * count for count in counts]"


def make_runner_site(folder: Path, pyodide: Path, address: str) -> Path:
    """Build the small course in `folder` for an address; `pyodide` is the npm package. Give the site."""
    shutil.copytree(COURSE, folder)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    outline = folder / "curriculum" / "course.yml"
    text = re.sub(r"site_url: .*", f"site_url: {address}", outline.read_text(encoding="utf-8"))
    outline.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "wikiskills", "--project", str(folder), "build"]
    built = subprocess.run(command, check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    add_runner(folder / "site", pyodide)
    return folder / "site"


def add_runner(site: Path, pyodide: Path) -> None:
    """Let the exercises of the small course's site run."""
    (site / "core").mkdir()
    for name in CORE:
        shutil.copy(pyodide / name, site / "core")
    lock = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))
    (site / "core" / LOCK).write_text(json.dumps({**lock, "packages": {}}), encoding="utf-8")
    for lesson in _EXERCISES:
        _add_to_lesson(site, lesson)


def _add_to_lesson(site: Path, lesson: str) -> None:
    size = sum((site / "core" / name).stat().st_size for name in CORE)
    data = site / "data" / "edits" / "edits.csv"
    has_data = lesson == "numbers/sums"
    files = [{"name": "edits.csv", "url": "../../data/edits/edits.csv", "bytes": data.stat().st_size}]
    exercises = {
        name: {
            "setup": [0] if has_data else [],
            "starter": _STARTERS[name],
            "checks": [{"code": check} for check in checks],
            "packages": [],
            "names": {"edits_doubled": {"setup": [0, 1], "packages": []}} if has_data else {},
        }
        for name, checks in _EXERCISES[lesson].items()
    }
    parts = {"packages": {}, "cells": [_SETUP, _FURTHER], "exercises": exercises}
    content = {"version": 1, "runtime": "../../core/", "lock": LOCK, "core": size, **parts}
    run_file = json.dumps({**content, "files": files if has_data else []})
    (site / lesson / "run.json").write_text(run_file, encoding="utf-8")
    page = site / lesson / "exercises" / "index.html"
    text = page.read_text(encoding="utf-8")
    for name in exercises:
        wrapper = f'<div class="ws-runner" data-exercise="{lesson.split("/")[1]}/{name}" data-run="../run.json">'
        if wrapper not in text:
            text, found = re.subn(_STARTER.format(id=name), rf"\1{wrapper}\2</div>", text, count=1, flags=re.DOTALL)
            assert found == 1, name
    page.write_text(text, encoding="utf-8")
