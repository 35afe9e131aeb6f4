"""The commands: exit codes, where help and problems are printed, what they import; notebooks that are out of date."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.support.command import committed_course, wikiskills
from tests.support.courses import edit
from tests.support.new_parts import BASICS
from wikiskills import __version__
from wikiskills.cli.main import commands


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return committed_course(tmp_path)


def in_a_process(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "wikiskills", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


def misspell(root: Path) -> None:
    edit(root / BASICS, "objectives: [Add", "objetives: [Add")


def test_a_good_course_leaves_with_0(course: Path) -> None:
    done = in_a_process("check", cwd=course)

    assert (done.returncode, done.stdout) == (0, "")
    assert "all is well" in done.stderr


def test_a_course_with_problems_leaves_with_1_and_says_them_on_stderr(course: Path) -> None:
    misspell(course)

    done = in_a_process("check", cwd=course)

    assert (done.returncode, done.stdout) == (1, "")
    assert f"{BASICS}:12:5: E203 unknown key 'objetives'" in done.stderr
    assert "hint: did you mean 'objectives'?" in done.stderr
    assert re.search(r"^\d+ problems? found\.$", done.stderr, re.MULTILINE)


def test_a_mistyped_command_leaves_with_2_and_a_suggestion(course: Path) -> None:
    done = in_a_process("chekc", cwd=course)

    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'check'?" in done.stderr


def test_without_a_command_the_help_is_shown() -> None:
    done = in_a_process()

    assert done.returncode == 2
    assert "Commands:" in done.stdout + done.stderr


def test_the_version_is_told() -> None:
    assert wikiskills(Path(), "--version").output == f"wikiskills, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["biuld"], "'build'"),
        (["new", "tracks", "x"], "'track'"),
        (["check", "--fromat", "json"], "--format"),
        (["build", "--job", "2"], "--jobs"),
        (["new", "lesson", "basic/next"], "'basics'"),
    ],
)
def test_what_is_mistyped_is_answered_with_the_nearest(course: Path, arguments: list[str], suggestion: str) -> None:
    result = wikiskills(course, *arguments)

    assert result.exit_code in (1, 2)
    assert suggestion in result.stderr


@pytest.mark.parametrize(
    "arguments", [["check", "--format", "xml"], ["build", "-j", "0"], ["new", "track"], ["check", "x"]]
)
def test_wrong_arguments_leave_with_2(course: Path, arguments: list[str]) -> None:
    assert wikiskills(course, *arguments).exit_code == 2


def test_a_folder_without_a_course_leaves_with_1_and_a_way_out(tmp_path: Path) -> None:
    result = wikiskills(tmp_path / "nowhere", "check")

    assert result.exit_code == 1
    assert "E900" in result.stderr
    assert "--project" in result.stderr


def test_checking_searches_nothing_for_garbage_and_leaves_the_search_on(course: Path) -> None:
    before = gc.get_freeze_count()

    assert wikiskills(course, "check").exit_code == 0

    assert gc.isenabled()
    assert gc.get_freeze_count() > before
    gc.unfreeze()


def all_commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(all_commands(commands)), ids=" ".join)
def test_every_help_shows_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(commands, [*path, "--help"])

    assert result.exit_code == 0
    assert re.search(r"Example:  wikiskills \w+", result.output)


def test_check_imports_nothing_slow(course: Path) -> None:
    script = (
        "import sys\nfrom wikiskills.cli.main import commands\n"
        "commands.main(['check'], standalone_mode=False)\n"
        "slow = {'nbclient', 'nbconvert', 'mkdocs', 'matplotlib', 'pandas', 'IPython', 'rich'}\n"
        "print(sorted(slow & sys.modules.keys()))"
    )

    done = subprocess.run([sys.executable, "-c", script], cwd=course, capture_output=True, text=True, check=False)

    assert done.stdout == "[]\n", done.stderr


def test_a_changed_notebook_is_a_problem_until_it_is_written_again(course: Path) -> None:
    notebook = course / "notebooks/basics/first-counts.ipynb"
    notebook.write_bytes(b"\xff" + notebook.read_bytes())

    result = wikiskills(course, "check")

    assert result.exit_code == 1
    assert "notebooks/basics/first-counts.ipynb: E820" in result.stderr
    assert wikiskills(course, "notebooks").stderr.startswith("1 notebook")
    assert wikiskills(course, "check").exit_code == 0


def test_a_notebook_without_a_lesson_is_a_problem_until_it_is_removed(course: Path) -> None:
    (course / "notebooks/old.ipynb").write_text("{}")

    result = wikiskills(course, "check")

    assert "notebooks/old.ipynb: E821" in result.stderr
    assert wikiskills(course, "notebooks").exit_code == 0
    assert wikiskills(course, "check").exit_code == 0


def test_checkpoints_of_jupyter_are_left_alone(course: Path) -> None:
    checkpoint = course / "notebooks/basics/.ipynb_checkpoints/first-counts-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text("{}")

    assert wikiskills(course, "check").exit_code == 0
    assert wikiskills(course, "notebooks").exit_code == 0
    assert checkpoint.exists()


def test_a_file_in_the_place_of_the_build_folder_is_a_problem(course: Path) -> None:
    (course / "build").write_text("a file", encoding="utf-8")

    result = wikiskills(course, "build")

    assert result.exit_code == 1
    assert "build/.lock: E811 the file cannot be written" in result.stderr
