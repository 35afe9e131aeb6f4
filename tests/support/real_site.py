"""The real course, built in a copy for an address on loopback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.runtime import REAL_CACHE, VARIABLE

ROOT = Path(__file__).parents[2]
PREFIX = "wikiskills/"


def make_real_site(copy: Path, port: int) -> Path:
    """Build the course in the folder `copy`; unchanged lessons come from the store. Give the site."""
    for name in ("curriculum", "lessons", "records"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "mkdocs.yml", copy)
    if (ROOT / ".wikiskills").exists():
        others = shutil.ignore_patterns("benchmarks", "cache")
        shutil.copytree(ROOT / ".wikiskills", copy / ".wikiskills", ignore=others)
    outline = copy / "curriculum" / "course.yml"
    local = f"site_url: http://127.0.0.1:{port}/{PREFIX}"
    outline.write_text(re.sub(r"site_url: .*", local, outline.read_text(encoding="utf-8")), encoding="utf-8")
    command = [sys.executable, "-m", "wikiskills", "--project", str(copy), "build"]
    with_runtime = {**os.environ, VARIABLE: REAL_CACHE}
    built = subprocess.run(command, check=False, capture_output=True, text=True, env=with_runtime)
    assert built.returncode == 0, built.stderr
    return copy / "site"
