"""What `new` adds to the outlines of a course, checked and built."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import wikiskills
from tests.support.courses import write_fake_site
from wikiskills.checking import check
from wikiskills.config import load_project
from wikiskills.curriculum import Curriculum

BASICS = "curriculum/basics.yml"
COURSE = "curriculum/course.yml"


def checked(root: Path) -> Curriculum:
    """Check a course, and make its site as a build would."""
    result = wikiskills(root, "check")
    assert result.exit_code == 0, result.output
    write_fake_site(root)
    return check(load_project(root))
