"""Measure wikiskills on generated courses, side by side with mkdocs-jupyter; write benchmarks/RESULTS.md.

`python benchmarks/run.py --lessons 12 --repeat 3`. Runs alternate between the tools, so that a machine whose speed
drifts treats them alike; medians are printed, and ratios, which are what lasts.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generate import lesson, write_course

HERE = Path(__file__).parent
PEERS = HERE.parent / ".wikiskills" / "benchmark-peers"
MKDOCS_JUPYTER = ("mkdocs-jupyter==0.26.3", "mkdocs==1.6.1", "mkdocs-material==9.8.1", "ipykernel", "numpy", "pandas",
                  "matplotlib", "scikit-learn")  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """Seconds of one run: on the clock, and of all processors."""

    wall: float
    cpu: float


def timed(command: list[str], folder: Path) -> Figure:
    """Run a command in `folder` and measure it with all its children; raise where it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    finished = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if finished.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{finished.stdout}{finished.stderr}")
    return Figure(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


@dataclass(frozen=True)
class Tool:
    """A tool to measure: how to write its course, forget what it built, edit a lesson, and build."""

    name: str
    write: Callable[[Path, int], None]
    forget: Callable[[Path], None]
    lesson: Callable[[Path], Path]
    command: list[str]


def wikiskills(*options: str) -> list[str]:
    """Give the command line of wikiskills."""
    return [sys.executable, "-m", "wikiskills", *options]


def forget_wikiskills(folder: Path) -> None:
    """Remove what wikiskills built and stored."""
    for name in ("build", "site", ".wikiskills/store"):
        shutil.rmtree(folder / name, ignore_errors=True)


def write_mkdocs_jupyter(folder: Path, lessons: int) -> None:
    """Write the same lessons for mkdocs-jupyter."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    for number in range(1, lessons + 1):
        text = f"# %% [markdown]\n# # Lesson {number}\n\n{lesson(number)}"
        (folder / "docs" / f"lesson-{number}.py").write_text(text, encoding="utf-8")
    settings = "site_name: Generated\ntheme: {name: material, font: false}\nplugins:\n  - search\n"
    settings += "  - mkdocs-jupyter: {execute: true, allow_errors: false}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def forget_mkdocs_jupyter(folder: Path) -> None:
    """Remove what mkdocs-jupyter built and cached."""
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def mkdocs_jupyter() -> Tool:
    """Give mkdocs-jupyter in an environment of its own, made at the first run."""
    python = PEERS / "mkdocs-jupyter" / "bin" / "python"
    if not python.exists():
        venv.create(PEERS / "mkdocs-jupyter", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *MKDOCS_JUPYTER], check=True)
        subprocess.run([python, "-m", "compileall", "-q", PEERS / "mkdocs-jupyter"], check=False)
    command = [str(python), "-m", "mkdocs", "build", "--quiet"]
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    return Tool(
        "mkdocs-jupyter",
        write_mkdocs_jupyter,
        forget_mkdocs_jupyter,
        lambda folder: folder / "docs" / "lesson-1.py",
        command,
    )


def tools(peers: bool) -> list[Tool]:  # noqa: FBT001 - a switch of the command line
    """List what is measured."""
    own = [
        Tool(
            f"wikiskills, {executor} executor",
            write_course,
            forget_wikiskills,
            lambda folder: folder / "lessons" / "generated" / "lesson-1.py",
            wikiskills("build", "--executor", executor),
        )
        for executor in ("warm", "kernel")
    ]
    return [*own, mkdocs_jupyter()] if peers else own


def cases(tool: Tool, folder: Path) -> dict[str, Figure]:
    """Measure one tool once: cold, unchanged, after an edit of prose, after an edit of code."""
    tool.forget(folder)
    figures = {"cold": timed(tool.command, folder), "unchanged": timed(tool.command, folder)}
    path = tool.lesson(folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("looks at views", "looks at many views"), encoding="utf-8")
    figures["prose edit"] = timed(tool.command, folder)
    path.write_text(text.replace("views.head()", "views.tail()"), encoding="utf-8")
    figures["code edit"] = timed(tool.command, folder)
    path.write_text(text, encoding="utf-8")
    return figures


def measure(chosen: list[Tool], lessons: int, repeat: int) -> dict[str, dict[str, Figure]]:
    """Measure all tools in turn, `repeat` times; give the medians by tool and case."""
    runs: dict[str, list[dict[str, Figure]]] = {tool.name: [] for tool in chosen}
    with tempfile.TemporaryDirectory() as name:
        folders = {tool.name: Path(name) / str(number) for number, tool in enumerate(chosen)}
        for tool in chosen:
            tool.write(folders[tool.name], lessons)
        for turn in range(repeat):
            for tool in chosen:
                print(f"run {turn + 1} of {repeat}: {tool.name}", file=sys.stderr)
                runs[tool.name].append(cases(tool, folders[tool.name]))
        own = folders[chosen[0].name]
        timed(wikiskills("notebooks"), own)
        checks = [timed(wikiskills("check"), own) for _ in range(repeat)]
    medians = {tool: {case: median([run[case] for run in found]) for case in found[0]} for tool, found in runs.items()}
    medians[chosen[0].name]["check"] = median(checks)
    return medians


def median(figures: list[Figure]) -> Figure:
    """Give the medians of wall and processor time."""
    return Figure(statistics.median(f.wall for f in figures), statistics.median(f.cpu for f in figures))


def report(medians: dict[str, dict[str, Figure]], lessons: int, repeat: int) -> str:
    """Write the results as Markdown: seconds, and each as a multiple of the first tool's."""
    first = next(iter(medians))
    names = list(medians[first])
    lines = [
        f"## {lessons} lessons",
        "",
        f"{os.cpu_count()} cores, Python {platform.python_version()}, medians of {repeat} alternating runs.",
        "Seconds on the clock; in brackets how many times as long as the first row.",
        "",
        "| tool | " + " | ".join(names) + " |",
        "|---" * (len(names) + 1) + "|",
    ]
    for tool, figures in medians.items():
        row = [
            f"{figures[n].wall:.2f} ({figures[n].wall / medians[first][n].wall:.1f})" if n in figures else "-"
            for n in names
        ]
        lines.append(f"| {tool} | " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lessons", type=int, nargs="+", default=[12], help="sizes of the generated courses")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each tool")
    parser.add_argument("--no-peers", action="store_true", help="measure wikiskills alone")
    options = parser.parse_args()
    chosen = tools(not options.no_peers)
    tables = [report(measure(chosen, size, options.repeat), size, options.repeat) for size in options.lessons]
    text = "# Results\n\nWritten by `make bench`; see `run.py` for what is measured.\n\n" + "\n".join(tables)
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
