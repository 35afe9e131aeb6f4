"""Measure how soon an edit shows in the preview; write benchmarks/PREVIEW.md.

`python -m benchmarks.preview`. Copies the course with its store, starts `wikiskills serve`, opens a lesson in Chromium,
and edits: sentences of a late cell of text, then lines of a late cell of code. Each time is from just before the file
is written until the page in the browser has the new text. The editor pauses between two edits, as people do.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page
from tests.support.browser import launched
from tests.support.site_server import free_port

from wikiskills.lesson import Lesson, read_lesson
from wikiskills.percent import Cell

ROOT = Path(__file__).parents[1]
SOURCES = ("curriculum", "lessons", "notebooks", "records", "mkdocs.yml", ".wikiskills/store", ".wikiskills/cache")
BAR = 1.0  # seconds
PATIENCE = 300_000  # milliseconds
PAUSE = 1.5  # seconds
RAN = re.compile(r": (\d+\.\d+) s$", re.MULTILINE)


@dataclass(frozen=True)
class Times:
    """Seconds of each edit, and what running cells took of them."""

    whole: list[float]
    cells: list[float]

    def row(self, name: str) -> str:
        """Write a row of the table: median, 95th percentile and longest, with and without the cells."""
        without = [whole - cells for whole, cells in zip(self.whole, self.cells, strict=True)]
        figures = (
            median(self.whole),
            p95(self.whole),
            max(self.whole),
            median(self.cells),
            median(without),
            p95(without),
        )
        return f"| {name} | {len(self.whole)} | " + " | ".join(f"{seconds:.2f} s" for seconds in figures) + " |"


def p95(seconds: list[float]) -> float:
    """Give the 95th percentile."""
    return quantiles(seconds, n=20, method="inclusive")[-1]


def copied(origin: Path, course: Path) -> None:
    """Copy the course and what was kept of its runs."""
    for name in SOURCES:
        source, target = origin / name, course / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        elif source.exists():
            shutil.copy2(source, target)


@contextmanager
def serving(course: Path) -> Iterator[tuple[str, Path]]:
    """Give the address of a preview of the course, which has begun, and the file with what it prints."""
    port = free_port()
    log = course / "serve.log"
    command = [sys.executable, "-m", "wikiskills", "--project", str(course), "serve", "--port", str(port)]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, stdout=stream, stderr=stream, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}
        )
    try:
        while b"changed (" not in log.read_bytes():
            if process.poll() is not None:
                sys.exit(log.read_text(encoding="utf-8"))
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/", log
    finally:
        process.terminate()
        process.wait()


def late_line(lesson: Lesson, *, code: bool) -> int:
    """Give the line of the file after which an edit of the last such cell of the lesson's own text goes."""
    cells = [cell for cell in lesson.cells if cell.is_code == code and not cell.tags]
    cell: Cell = cells[-1]
    return cell.first_line - 1 if code else cell.line(len(cell.source.splitlines())).line


def edits(page: Page, file: Path, line: int, written: Callable[[int], str], number: int) -> Iterator[tuple[float, str]]:
    """Edit the file again and again; give the seconds until the page shows it, and the edit's mark."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for edit in range(1, number + 1):
        time.sleep(PAUSE)
        mark = f"edit number {edit} of {number} ."
        text = "\n".join([*lines[:line], written(edit), *lines[line:]]) + "\n"
        started = time.perf_counter()
        file.write_text(text, encoding="utf-8")
        page.wait_for_function(f"document.querySelector('article')?.textContent.includes('{mark}')", timeout=PATIENCE)
        seconds = time.perf_counter() - started
        print(f"{mark} {seconds:.2f} s", file=sys.stderr)
        yield seconds, mark
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    time.sleep(PAUSE)


def measured(address: str, log: Path, file: Path, lesson: Lesson, number: int) -> tuple[Times, Times, float]:
    """Give the times of edits of text and of code, and the seconds of the first edit of code, which runs the lesson."""
    track, name = lesson.path.removesuffix(".py").split("/")[-2:]
    with launched() as browser:
        page = browser.new_page()
        page.goto(f"{address}{track}/{name}/")
        page.wait_for_selector("article h2")
        page.wait_for_function("!document.querySelector('.wsp-status').textContent", timeout=PATIENCE)
        prose_line, code_line = late_line(lesson, code=False), late_line(lesson, code=True)
        prose = [
            seconds
            for seconds, _ in edits(
                page, file, prose_line, lambda n: f"#\n# This is edit number {n} of {number} .", number
            )
        ]
        whole, cells = [], []
        for seconds, _ in edits(
            page, file, code_line, lambda n: f'print("edit number", {n}, "of", {number + 1}, ".")', number + 1
        ):
            whole.append(seconds)
            time.sleep(0.3)
            cells.append(float(RAN.findall(log.read_text(encoding="utf-8"))[-1]))
    return Times(prose, [0.0] * number), Times(whole[1:], cells[1:]), whole[0]


def main() -> int:
    """Measure, print, write the table; 1 where the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lesson", default="start/tables-with-pandas", help="the lesson that is edited")
    parser.add_argument("--course", type=Path, default=ROOT, help="a project that was built, which is copied")
    parser.add_argument("--edits", type=int, default=20, help="edits of each kind")
    parser.add_argument("--no-write", action="store_true", help="leave benchmarks/PREVIEW.md as it is")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="wikiskills-preview-bench-") as folder:
        course = Path(folder) / "course"
        copied(arguments.course, course)
        name = f"lessons/{arguments.lesson}.py"
        lesson = read_lesson(course / name, name, [])
        if lesson is None:
            sys.exit(f"{name} cannot be read")
        with serving(course) as (address, log):
            prose, code, first = measured(address, log, course / name, lesson, arguments.edits)
    text = report(arguments.lesson, prose, code, first, load)
    print(text)
    if not arguments.no_write:
        (Path(__file__).parent / "PREVIEW.md").write_text(text, encoding="utf-8")
    without = [whole - cells for whole, cells in zip(code.whole, code.cells, strict=True)]
    return int(max(p95(prose.whole), p95(without)) > BAR)


def report(lesson: str, prose: Times, code: Times, first: float, load: float) -> str:
    """Write benchmarks/PREVIEW.md."""
    return f"""# From the keystroke to the page

Written by `python -m benchmarks.preview` on {platform.system()}, {os.cpu_count()} processors,
Python {platform.python_version()}, at a load of {load:.1f} before it began.
The whole course is open in `wikiskills serve`; the lesson `{lesson}` is edited near its end, and is open in Chromium.
Each time is from just before the file is written until the page in the browser has the new text, or the new output.

| Edit | Number | Median | 95th percentile | Longest | Run of cells | Median without it | 95th percentile without it |
|---|---|---|---|---|---|---|---|
{prose.row("text")}
{code.row("code")}

The first edit of code came before them: it took {first:.2f} s.
"""


if __name__ == "__main__":
    sys.exit(main())
