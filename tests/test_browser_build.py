"""A build with the runtime on this machine, and without: the site holds it or not, and is whole both times."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.courses import LESSON, copy_course, edit
from tests.support.runtime import VARIABLE, real_runtime
from wikiskills.cli.main import commands

NO_BUTTON = "the pages have no Run button"


def build(course: Path) -> str:
    result = CliRunner().invoke(commands, ["--project", str(course), "build", "--executor", "kernel"])
    assert result.exit_code == 0, result.output
    return result.output


def published(course: Path) -> dict[str, str]:
    """The files of the runtime in the site, with their hashes."""
    files = [path for path in (course / "site").glob("py/*/*") if path.is_file()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_site_holds_the_runtime_while_this_machine_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = real_runtime(monkeypatch)
    course = copy_course("minimal", tmp_path)
    edit(course / LESSON, "return sum(counts)", "import packaging\n\n    return sum(counts)")

    assert "proving 1 exercise" in build(course)

    files = published(course)
    run = json.loads((course / "site/basics/first-counts/run.json").read_text(encoding="utf-8"))
    (packaging,) = [name for name in files if name.startswith("packaging")]
    assert set(files) == {*runtime.catalogue.core, packaging, run["lock"]}
    assert {name: digest for name, digest in files.items() if name != run["lock"]} == {
        name: runtime.files[name].sha256 for name in files if name != run["lock"]
    }
    assert (course / "site/basics/first-counts" / run["runtime"] / "pyodide.mjs").is_file()
    assert run["packages"]["packaging"]["bytes"] == (course / "site" / runtime.folder / packaging).stat().st_size
    assert run["core"] == sum(
        (course / "site" / runtime.folder / name).stat().st_size for name in runtime.catalogue.core
    )

    monkeypatch.setenv(VARIABLE, str(tmp_path / "empty"))
    assert NO_BUTTON in build(course)
    assert published(course) == {}
    assert not (course / "site/basics/first-counts/run.json").exists()


def test_an_exercise_that_fails_in_the_browser_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_runtime(monkeypatch)
    course = copy_course("minimal", tmp_path)
    edit(course / LESSON, "return sum(counts)", "import sys\n\n    return sum(counts) + ('pyodide' in sys.modules)")

    result = CliRunner().invoke(commands, ["--project", str(course), "build", "--executor", "kernel"])

    assert result.exit_code == 1
    assert "E561 the solution of exercise 'total' fails in the browser's Python: AssertionError" in result.output
    assert not (course / "site").exists()
