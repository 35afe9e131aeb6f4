"""A new course as `new` writes it: what is told of it, and how the commands are run."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from tests.support.command import wikiskills
from wikiskills.checking import check
from wikiskills.cli.main import commands
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum

FACTS = ["--title", "Counting: edits", "--author", "Ada, A.", "--repository", "https://github.com/Example/counting"]
CARD = ["--lesson", "second-counts", "--licence", "CC0-1.0", "--attribution", "The team: all of it"]


def run(*arguments: str, typed: str | None = None) -> Result:
    """Run a command that names its own course, or makes one; `typed` is what somebody types."""
    return CliRunner().invoke(commands, arguments, input=typed, prog_name="wikiskills")


def checked(root: Path) -> Curriculum:
    """Check the course in `root`; give what was read."""
    assert wikiskills(root, "check").exit_code == 0, wikiskills(root, "check").stderr
    return check(load_project(root))
