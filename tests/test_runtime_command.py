"""`runtime fetch`, `status`, `clear` and `prove`, and what of the runtime a site publishes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.courses import copy_course
from tests.support.runtime import VARIABLE, VERSION, invented_runtime
from wikiskills.cli.main import commands
from wikiskills.errors import WikiskillsError
from wikiskills.runtime.cache import open_cache
from wikiskills.runtime.catalogue import load_catalogue
from wikiskills.runtime.offer import open_runtime, place_file

CORE = "pyodide.mjs"
NUMBERS = "numbers-1.0-py3-none-any.whl"


def test_other_bytes_have_another_folder(tmp_path: Path) -> None:
    one = invented_runtime(tmp_path)
    other = {**one.files, CORE: one.files[NUMBERS]}

    assert one.folder.startswith("py/1.0-")
    assert one.folder != type(one)(one.catalogue, other).folder


def test_the_lock_file_names_what_the_site_has(tmp_path: Path) -> None:
    runtime = invented_runtime(tmp_path)

    name, text = runtime.lock(["tables"])
    smaller, _ = runtime.lock(["numbers"])

    assert set(json.loads(text)["packages"]) == {"numbers", "tables"}
    assert set(runtime.published(["numbers"])) == {CORE, "python_stdlib.zip", NUMBERS}
    assert name != smaller


def test_a_file_that_changed_is_not_published(tmp_path: Path) -> None:
    runtime = invented_runtime(tmp_path)
    (tmp_path / CORE).write_bytes(b"tampered")

    with pytest.raises(WikiskillsError, match="E861"):
        place_file(runtime.files[CORE], tmp_path / "published")


def test_an_incomplete_runtime_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    assert open_runtime(VERSION) is None


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course on a machine without network, whose cache is empty."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("WIKISKILLS_OFFLINE", "1")
    monkeypatch.delenv("WIKISKILLS_RUNTIME_MIRROR", raising=False)
    return copy_course("minimal", tmp_path)


def run(course: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, ["--project", str(course), "runtime", *arguments])
    return result.exit_code, result.output


def test_fetch_without_any_source_fails_with_the_reason(course: Path) -> None:
    code, output = run(course, "fetch")

    assert code == 1
    assert "E862 27 files of runtime 0.27.7 cannot be had" in output
    assert "WIKISKILLS_OFFLINE" in output


def test_fetch_if_possible_goes_on_with_one_line(course: Path) -> None:
    code, output = run(course, "fetch", "--if-possible")

    assert code == 0
    assert output == "runtime: 27 files of runtime 0.27.7 cannot be had; the pages will have no Run button.\n"


def test_fetch_if_possible_goes_on_where_nothing_can_be_written(course: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")

    code, output = run(course, "fetch", "--if-possible")

    assert code == 0
    assert "no Run button" in output


def test_fetch_names_a_cache_that_cannot_be_written(course: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")

    code, output = run(course, "fetch")

    assert code == 1
    assert "E863" in output


def test_status_and_clear(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "para-0.0.8-py3-none-any.whl").write_bytes(b"tampered")
    monkeypatch.setenv("WIKISKILLS_RUNTIME_MIRROR", str(mirror))
    assert "not the official bytes: para-0.0.8-py3-none-any.whl" in run(course, "fetch")[1]

    code, output = run(course, "status", "--format", "json")
    assert code == 0
    files = json.loads(output)["files"]
    assert {item["state"] for item in files} == {"missing"}
    assert "27 files missing or damaged: run 'wikiskills runtime fetch'." in run(course, "status")[1]

    folder = open_cache(load_catalogue(VERSION)).folder
    assert folder.exists()
    run(course, "clear")
    assert not folder.exists()


def test_prove_needs_the_runtime(course: Path) -> None:
    assert "E864" in run(course, "prove")[1]


def test_prove_knows_the_lessons(course: Path) -> None:
    assert "E906" in run(course, "prove", "no-such-lesson")[1]
