"""Let MkDocs turn the Markdown tree into the site, strictly, and publish the result only when it is whole."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from wikiskills.content_policy import script_problems, secure_site
from wikiskills.errors import Location, Problem, WikiskillsError, raise_if_any
from wikiskills.lean_pages import lean_pages
from wikiskills.lock import exclusive, say_nothing
from wikiskills.swap import fresh_folder, recover, replace_folder
from wikiskills.third_parties import place_of, third_party_problems

_EPOCH = "315532800"  # 1980-01-01: any fixed moment, so that two builds give the same bytes
_RECORD = re.compile(r"^(DEBUG|INFO|WARNING|ERROR|CRITICAL) +-  ", re.MULTILINE)
_SERIOUS = ("WARNING", "ERROR", "CRITICAL")
_PAGE = re.compile(
    r"^(?:Doc file|Error (?:reading|building) page|File not found:|Encoding error reading file:) '?([^'\n]+\.md)"
)
_LINK = re.compile(r"contains an? (?:absolute |unrecognized relative )?link '([^']+)'")
_BUILD_DATE = re.compile(r"\s*<lastmod>1980-01-01</lastmod>")

Inspect = Callable[[Path], Iterable[Problem]]
"""Looks at the folder of a finished site before it is published."""
Complete = Callable[[Path], None]
"""Adds files that no page holds to the folder of a finished site, before it is published."""


def find_nothing(_: Path) -> Iterable[Problem]:
    """Find no problem in a site."""
    return ()


def add_nothing(_: Path) -> None:
    """Add no file to a site."""


def render_site(  # noqa: PLR0913 - each is its own thing
    config: Path,
    destination: Path,
    *,
    docs: str = "build/docs",
    tell: Callable[[str], None] = say_nothing,
    inspect: Inspect = find_nothing,
    complete: Complete = add_nothing,
) -> None:
    """Build the site that the file `config` describes and put it in the place of the folder `destination`, in one step.

    Where MkDocs fails or warns of anything, or the process is killed, `destination` stays as it was.
    A second build of the same destination waits for the first, and says so through `tell`.
    `docs` is the Markdown folder as messages show it. What `inspect` finds in the new site is raised too;
    then `complete` adds to it.
    Raises `WikiskillsError`: E800 for each warning and error of MkDocs, E801 where the other build does not end,
    E802 where the site cannot be written, E803 where `destination` holds something else than a site, E804 where the
    site would load something from another host, E871 where a script stands in the text of a page.
    """
    destination = destination.resolve()
    refuse_foreign(destination)
    try:
        with exclusive(destination.with_name(f".{destination.name}.lock"), tell=tell) as lock:
            _build_and_replace(config.resolve(), destination, docs, lock, inspect, complete)
    except OSError as error:
        message = f"the site cannot be written: {(error.strerror or type(error).__name__).lower()}"
        hint = f"look at what {error.filename or destination} is; the site that stood there is untouched"
        raise WikiskillsError([Problem(Location(destination.name), "E802", message, hint)]) from error


def _build_and_replace(  # noqa: PLR0913, PLR0917 - as above
    config: Path, destination: Path, docs: str, lock: int, inspect: Inspect, complete: Complete
) -> None:
    recover(destination)
    fresh = fresh_folder(destination)
    try:
        _run_mkdocs(config, fresh, docs, lock)
        _leave_out_dates(fresh)
        lean_pages(fresh)
        secure_site(fresh)
        sources = config.parent / "docs"
        scripts = script_problems(fresh, lambda page: place_of(page, sources, docs))
        raise_if_any([*third_party_problems(fresh, sources, docs), *scripts, *inspect(fresh)])
        complete(fresh)
        replace_folder(fresh, destination)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def refuse_foreign(destination: Path) -> None:
    """Raise `WikiskillsError` where to replace or remove `destination` would take away what no build made."""
    message = ""
    if (destination / ".git").exists():
        message = "the folder of the site is a Git work tree, which is not a site alone"
    elif destination.is_dir() and any(destination.iterdir()) and not (destination / "sitemap.xml").is_file():
        message = "the folder of the site holds other files (it has no sitemap.xml)"
    elif destination.exists() and not destination.is_dir():
        message = "the place of the site is taken by a file"
    if message:
        hint = "move them away, or set extra.wikiskills.site in mkdocs.yml to another folder"
        raise WikiskillsError([Problem(Location(destination.name), "E803", message, hint)])


def _run_mkdocs(config: Path, folder: Path, docs: str, lock: int) -> None:
    """Run MkDocs in a process that inherits the lock: should it outlive this one, the next build waits for its end."""
    options = ["build", "--strict", "--clean", "-f", str(config), "-d", str(folder)]
    inherited = () if sys.platform == "win32" else (lock,)
    finished = subprocess.run(  # noqa: S603 - our own interpreter and paths
        [sys.executable, "-P", "-m", "mkdocs", "--no-color", *options],
        cwd=config.parent,
        env=_environment(),
        pass_fds=inherited,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    problems = list(mkdocs_problems(finished.stdout, config.parent / "docs", docs))
    if finished.returncode and not problems:
        problems = [_unexplained(finished.stdout, finished.returncode)]
    raise_if_any(problems)


def _environment() -> dict[str, str]:
    """Give the environment without what would change the output, or wrap and filter the messages."""
    kept = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "PYTHONWARNINGS")}
    fixed = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": _EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    return kept | fixed


def mkdocs_problems(output: str, folder: Path, shown: str) -> Iterator[Problem]:
    """Give a problem for each warning and error that MkDocs printed, at the page in `folder` (shown as `shown`)."""
    _, *records = _RECORD.split(output)
    for level, text in zip(records[::2], records[1::2], strict=True):
        if level in _SERIOUS:
            where = _place(text, folder, shown)
            yield Problem(where, "E800", " ".join(text.partition("\nTraceback ")[0].split()), _hint(text))


def _place(text: str, folder: Path, shown: str) -> Location:
    page = _PAGE.match(text)
    if not page:
        return Location("mkdocs.yml")
    link = _LINK.search(text)
    line = _line_of(link[1], folder / page[1]) if link else 0
    return Location(f"{shown}/{page[1]}", line)


def _line_of(link: str, page: Path) -> int:
    """Give the line on which a page has a link, 0 where it is not found."""
    try:
        lines = page.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return 0
    return next((number for number, line in enumerate(lines, 1) if link in line), 0)


def _hint(text: str) -> str:
    return "correct the link where the page is made from" if _LINK.search(text) else ""


def _unexplained(output: str, code: int) -> Problem:
    last = (output.strip().splitlines() or [f"it ended with code {code}"])[-1]
    hint = "see all of it with: python -m mkdocs build --strict -f build/mkdocs.yml"
    return Problem(Location("mkdocs.yml"), "E800", f"MkDocs failed: {last}", hint)


def _leave_out_dates(folder: Path) -> None:
    """Take the build date out of the sitemap: it is not the day on which a page was last modified."""
    sitemap = folder / "sitemap.xml"
    if sitemap.is_file():
        text = _BUILD_DATE.sub("", sitemap.read_text(encoding="utf-8"))
        sitemap.write_text(text, encoding="utf-8", newline="\n")
        (folder / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
