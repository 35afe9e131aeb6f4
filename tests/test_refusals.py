"""Files that the system refuses are problems with a place and a way out."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from tests.support.courses import copy_course
from wikiskills.config import load_project
from wikiskills.errors import Problem
from wikiskills.preview.background import Engine
from wikiskills.preview.display import Display
from wikiskills.preview.session import Session
from wikiskills.refusals import refusal
from wikiskills.text_file import read_text_file
from wikiskills.whole_file import TEMPORARY

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path("/course")


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "/course/lessons/a.py"), "lessons/a.py"),
        (PermissionError(errno.EACCES, "Permission denied", f"/course/curriculum/{TEMPORARY}1f"), "curriculum"),
        (OSError(errno.ENOSPC, "No space left on device", b"/elsewhere/data.csv"), "/elsewhere/data.csv"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory", "new"), "new"),
    ],
)
def test_a_refused_file_is_named_as_seen_from_the_course(error: OSError, place: str) -> None:
    found = refusal(error, ROOT)

    assert found is not None
    assert (str(found.where), found.code) == (place, "E812")
    assert found.message.endswith(str(error.strerror).lower())


@pytest.mark.parametrize(
    "error", [FileNotFoundError(2, "No such file", "a"), BrokenPipeError(32, "Broken pipe"), KeyError()]
)
def test_other_errors_are_not_refusals(error: Exception) -> None:
    assert refusal(error, ROOT) is None


def test_the_preview_shows_a_refusal_without_a_traceback(tmp_path: Path) -> None:
    project = load_project(copy_course("minimal", tmp_path))
    told: list[str] = []
    shown: list[Problem] = []

    def note(problems: Sequence[Problem]) -> None:
        shown.extend(problems)

    display = Display(project, tmp_path / "site", "http://127.0.0.1:1/", note)
    session = Session(project, cast("Engine", None), told.append, display)

    def refuse() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(project.root / "lessons"))

    session._safely(refuse)  # noqa: SLF001 - whatever it does may be refused

    assert [(str(problem.where), problem.code) for problem in shown] == [("lessons", "E812")]
    assert told == []


def test_a_file_that_may_not_be_read_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problems: list[Problem] = []

    assert read_text_file(tmp_path / "a.py", "a.py", problems) is None
    assert [(problem.code, problem.hint) for problem in problems] == [("E101", "give your user the right to read it")]
