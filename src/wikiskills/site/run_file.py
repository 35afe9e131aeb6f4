"""run.json: all that the script of an exercise page needs to run a lesson's exercises in the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from wikiskills.browser.course import InBrowser
from wikiskills.browser.plan import BrowserExercise
from wikiskills.curriculum import CourseLesson, Curriculum
from wikiskills.percent import Cell
from wikiskills.render.fragment import Asset
from wikiskills.runtime.catalogue import Package
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
    numbers = _cells(planned)
    content = {
        "version": 1,
        "runtime": f"{_link(here, runtime.folder)}/",
        "lock": browser.lock[0],
        "core": runtime.core_bytes,
        "files": files,
        "packages": {package.name: _package(package, runtime) for package in browser.whole_packages},
        "cells": [cell.source for cell in numbers],
        "exercises": {one.exercise.id: _exercise(one, numbers) for one in planned},
    }
    return (Asset(here, (json.dumps(content, ensure_ascii=False) + "\n").encode()),)


def _link(source: str, target: str) -> str:
    return quote(markdown_link(source, target))


def _cells(planned: Sequence[BrowserExercise]) -> dict[Cell, int]:
    """Give what any set-up of a lesson runs, numbered in the order of the lesson."""
    used = {cell for one in planned for run in (one.public, *one.names.values()) for cell in run.setup}
    above = max((one.before for one in planned), key=len)
    return {cell: number for number, cell in enumerate(cell for cell in above if cell in used)}


def _package(package: Package, runtime: Runtime) -> dict[str, Any]:
    return {
        "bytes": runtime.files[package.file].bytes,
        "needs": list(package.depends),
        "modules": list(package.imports),
    }


def _exercise(planned: BrowserExercise, numbers: Mapping[Cell, int]) -> dict[str, Any]:
    return {
        "setup": [numbers[cell] for cell in planned.public.setup],
        "starter": planned.exercise.starter.source,
        "checks": [{"code": cell.source} for cell in planned.exercise.checks],
        "packages": list(planned.public.packages),
        "names": {
            name: {"setup": [numbers[cell] for cell in run.setup], "packages": list(run.packages)}
            for name, run in planned.names.items()
        },
    }
