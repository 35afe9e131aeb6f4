"""The scripts' sources in a copy, with the npm packages that they are built from."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"
ASSETS = ROOT / "src" / "wikiskills" / "theme" / "files" / "assets"
_STYLE = Path("src") / "wikiskills" / "execution" / "matplotlibrc"
_NO_NETWORK = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH")


def web_copy(cache: Path) -> Path:
    """Copy `web/` below `cache` and install its packages there, once for each lock file; give the copy.

    Skips the test where there is no Node, or no registry to install from.
    """
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("needs Node 20 and npm, which are not installed")
    digest = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()[:12]
    process = os.environ.get("PYTEST_XDIST_WORKER", "alone")  # tests run in several processes
    copy = cache / digest / process / "web"
    if not (copy / "node_modules" / ".package-lock.json").exists():
        copy.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(WEB / name, copy)
        _install(copy)
    for name in ("src", "tests"):
        shutil.rmtree(copy / name, ignore_errors=True)
        shutil.copytree(WEB / name, copy / name)
    for name in ("tsconfig.json", "build.mjs", "test.mjs"):
        shutil.copy(WEB / name, copy)
    (copy.parent / _STYLE).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / _STYLE, copy.parent / _STYLE)
    return copy


def _install(folder: Path) -> None:
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode and any(sign in done.stderr for sign in _NO_NETWORK):
        pytest.skip("needs the npm registry, which cannot be reached")
    assert done.returncode == 0, done.stderr


def node(folder: Path, *arguments: str) -> str:
    """Run Node in a folder; give what it said, or fail with it."""
    done = subprocess.run(["node", *arguments], cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
