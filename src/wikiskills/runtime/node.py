"""Node, where this machine has it: it runs the same Pyodide as browsers do."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

_OLDEST = 18


@cache
def find_node() -> str | None:
    """Give the path of a Node that is new enough; None where there is none."""
    node = shutil.which("node")
    if not node:
        return None
    try:
        command = [node, "--version"]
        said = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=20, check=True)  # noqa: S603 - fixed
        return node if int(said.stdout.strip().removeprefix("v").partition(".")[0]) >= _OLDEST else None
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
