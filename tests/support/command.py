"""The command `wikiskills`, run within the process of the tests, and a course to run it on."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from tests.support.courses import copy_course
from wikiskills.cli.main import commands


def wikiskills(root: Path, *arguments: str) -> Result:
    """Run a command on the course in `root`."""
    return CliRunner().invoke(commands, ["--project", str(root), *arguments], prog_name="wikiskills")


def committed_course(folder: Path) -> Path:
    """Copy the minimal course with its notebooks, as it would be committed; give the folder of the copy."""
    root = copy_course("minimal", folder)
    assert wikiskills(root, "notebooks").exit_code == 0
    return root
