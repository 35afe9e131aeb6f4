"""Find a Chromium for the browser tests, or install one: Playwright's own, else the system's package.

Run as a program it sets one up: `python tests/support/browser.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


def find_browser() -> str:
    """Give the path of an installed Chromium; empty where there is none."""
    chosen = os.environ.get("WIKISKILLS_BROWSER", "")
    installed = next(filter(None, map(shutil.which, _NAMES)), "")
    return chosen or installed or _playwrights_own()


def _playwrights_own() -> str:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def install_browser() -> str:
    """Install a Chromium; give its path, empty where neither way works."""
    _run(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
    if found := find_browser():
        return found
    if shutil.which("apt-get"):
        rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
        _run(*rights, "apt-get", "update", "-qq")
        _run(*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "chromium")
    return find_browser()


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"{command[0]}: {error}", file=sys.stderr)


@contextmanager
def launched() -> Iterator[Browser]:
    """Give a headless Chromium that asks nothing of other hosts by itself."""
    sandbox = [] if hasattr(os, "geteuid") and os.geteuid() else ["--no-sandbox"]
    path = find_browser()  # first: looking for one needs a Playwright of its own, and there can be only one
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or None, args=[*_QUIET, *sandbox])
        try:
            yield browser
        finally:
            browser.close()


def main() -> int:
    """Make sure that a browser is there and starts."""
    path = find_browser() or install_browser()
    if not path:
        print(
            "No Chromium could be installed. Install one, or name it: WIKISKILLS_BROWSER=/path make test",
            file=sys.stderr,
        )
        return 1
    try:
        with launched() as browser:
            print(f"browser: Chromium {browser.version}")
    except Error as error:
        print(f"{path} does not start: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
