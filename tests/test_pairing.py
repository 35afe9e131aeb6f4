"""A lesson goes through JupyterLab and comes back as the text that it was; only what was edited is another."""

from __future__ import annotations

import difflib
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from tests.support.bad_cases import MINIMAL, TESTS
from tests.support.lab import Notebook, open_and_save

ROOT = TESTS.parent
SETTINGS = ROOT / "jupytext.toml"
TEMPLATE = Path(str(files("wikiskills.scaffold"))) / "files/lesson.py.txt"
LESSONS = [*sorted(ROOT.glob("lessons/*/*.py")), TEMPLATE]
FIRST_LOOKS = sorted(ROOT.glob("curriculum/first_looks/*.py"))
LESSON = "lessons/track/lesson.py"


def paired(folder: Path, source: Path) -> Path:
    """Put a source into a project with the settings of this one; give its file."""
    file = folder / LESSON
    file.parent.mkdir(parents=True)
    shutil.copy(source, file)
    shutil.copy(SETTINGS, folder)
    return file


@pytest.mark.parametrize("source", [*LESSONS, *FIRST_LOOKS], ids=lambda path: path.stem)
def test_what_is_opened_run_and_saved_is_the_same_text(source: Path, tmp_path: Path) -> None:
    file = paired(tmp_path, source)

    open_and_save(tmp_path, LESSON)

    assert file.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("source", LESSONS, ids=lambda path: path.stem)
def test_only_an_edited_cell_is_another(source: Path, tmp_path: Path) -> None:
    file = paired(tmp_path, source)

    open_and_save(tmp_path, LESSON, edit_one_of_each)

    lines = difflib.ndiff(source.read_text("utf-8").splitlines(), file.read_text("utf-8").splitlines())
    assert [line for line in lines if line[0] in "+-"] == ["+ # A new line of text.", "+ a_new_line = 1"]


def edit_one_of_each(notebook: Notebook) -> None:
    """Add a line to a cell of text and to a cell of code."""
    for kind, line in (("markdown", "A new line of text."), ("code", "a_new_line = 1")):
        cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == kind)
        cell["source"] = f"{cell['source']}\n{line}"


def test_a_new_option_is_saved_and_other_settings_of_the_lab_are_not(tmp_path: Path) -> None:
    file = paired(tmp_path, TEMPLATE)

    open_and_save(tmp_path, LESSON, tag_the_first_code)

    lines = difflib.ndiff(TEMPLATE.read_text("utf-8").splitlines(), file.read_text("utf-8").splitlines())
    assert [line for line in lines if line[0] in "+-"] == ["- # %%", '+ # %% alt="A bar." tags=["hide-input"]']


def tag_the_first_code(notebook: Notebook) -> None:
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    cell["metadata"] |= {"alt": "A bar.", "tags": ["hide-input"], "jp-MarkdownHeadingCollapsed": True}


def test_a_lesson_and_the_notebook_beside_it_follow_each_other(tmp_path: Path) -> None:
    file = paired(tmp_path, TEMPLATE)

    open_and_save(
        tmp_path, LESSON, lambda notebook: notebook["metadata"]["jupytext"].update(formats="ipynb,py:percent")
    )
    assert file.read_bytes() == TEMPLATE.read_bytes()
    open_and_save(tmp_path, LESSON.replace(".py", ".ipynb"), edit_one_of_each)

    lines = difflib.ndiff(TEMPLATE.read_text("utf-8").splitlines(), file.read_text("utf-8").splitlines())
    assert [line for line in lines if line[0] in "+-"] == ["+ # A new line of text.", "+ a_new_line = 1"]
    assert "an output" in file.with_suffix(".ipynb").read_text("utf-8")


@pytest.mark.parametrize("source", [LESSONS[0], TEMPLATE], ids=lambda path: path.stem)
def test_a_notebook_made_by_the_command_and_turned_back_is_the_same_text(source: Path, tmp_path: Path) -> None:
    file = paired(tmp_path, source)

    jupytext(tmp_path, "--to", "ipynb", LESSON)
    file.unlink()
    jupytext(tmp_path, "--to", "py:percent", LESSON.replace(".py", ".ipynb"))

    assert file.read_bytes() == source.read_bytes()


def test_a_lesson_with_a_header_loses_it_and_nothing_else(tmp_path: Path) -> None:
    source = MINIMAL / "lessons/basics/first-counts.py"
    file = paired(tmp_path, source)

    open_and_save(tmp_path, LESSON)

    assert source.read_text("utf-8").endswith(f"# ---\n\n{file.read_text('utf-8')}")


def jupytext(root: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "jupytext", *arguments]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=60)
