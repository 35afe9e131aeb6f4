"""run.json: all that the script of an exercise page needs to run a lesson's exercises in the browser."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from wikiskills.browser.course import InBrowser
from wikiskills.browser.plan import BrowserExercise
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.render.fragment import Asset
from wikiskills.runtime.offer import Runtime
from wikiskills.site.addresses import data_file, markdown_link, run_file


def make_run_file(curriculum: Curriculum, browser: InBrowser, entry: CourseLesson) -> tuple[Asset, ...]:
    """Make the run.json of a lesson; nothing where none of its exercises runs in the browser.

    All addresses in it are relative to itself.
    """
    planned, runtime = browser.exercises_of(entry), browser.runtime
    if not planned or not runtime:
        return ()
    here = run_file(entry)
    files = [
        {"name": str(file.name), "url": _link(here, data_file(dataset.id, file.name)), "bytes": file.bytes}
        for dataset in curriculum.datasets_of(entry)
        for file in dataset.files
    ]
    data_bytes = sum(file.bytes for dataset in curriculum.datasets_of(entry) for file in dataset.files)
    content = {
        "version": 1,
        "runtime": f"{_link(here, runtime.folder)}/",
        "lock": browser.lock[0],
        "core": runtime.core_bytes,
        "files": files,
        "exercises": {one.exercise.id: _exercise(one, runtime, data_bytes) for one in planned},
    }
    return (Asset(here, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()),)


def _link(source: str, target: str) -> str:
    return quote(markdown_link(source, target))


def _exercise(planned: BrowserExercise, runtime: Runtime, data_bytes: int) -> dict[str, Any]:
    return {
        "setup": [cell.source for cell in planned.public.setup],
        "starter": planned.exercise.starter.source,
        "checks": [{"code": cell.source} for cell in planned.exercise.checks],
        "packages": list(planned.public.packages),
        "imports": dict(planned.public.spare_imports),
        "download": runtime.core_bytes + runtime.package_bytes(planned.public.packages) + data_bytes,
    }
