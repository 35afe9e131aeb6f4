"""Measure wikiskills on generated courses, side by side with tools that do alike; write benchmarks/RESULTS.md.

`python -m benchmarks.run --sizes 12,48 --repeat 2`. The tools take turns, so that a machine whose speed drifts treats
them alike. Each turn of a tool is a cold build, an unchanged one, one after an edit of prose and one after an edit of
code. What is measured is kept at once: `--resume` goes on after an interruption, or adds sizes and tools. The exit code
is 1 where something is not as good as promised.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.generate import CODE, PROSE
from benchmarks.measure import Figures, measured
from benchmarks.results import SCENARIOS, Runs, bars, draw, medians, promises, table
from benchmarks.tools import ENVIRONMENTS, HERE, OURS, PEERS, Tool

Turn = dict[str, Figures]
Measured = dict[int, dict[str, list[Turn]]]
_KEPT = ENVIRONMENTS / "measured.json"


def turn(tool: Tool, folder: Path, lessons: int) -> Turn:
    """Measure one tool once: cold, unchanged, after an edit of prose, after an edit of code."""
    tool.forget(folder)
    figures = {"cold": build(tool, folder, cold=True)}
    tool.refuse_unfinished(folder, lessons)
    figures["unchanged"] = build(tool, folder)
    path = folder / tool.lesson
    text = path.read_text(encoding="utf-8")
    for scenario, (old, new) in zip(SCENARIOS[2:], (PROSE, CODE), strict=True):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        figures[scenario] = build(tool, folder)
    path.write_text(text, encoding="utf-8")
    return figures


def build(tool: Tool, folder: Path, *, cold: bool = False) -> Figures:
    """Measure a build; one that fails is tried again where the tool is known to fail by chance."""
    for tries_left in reversed(range(tool.tries)):
        try:
            figures, printed = measured(tool.command(), folder, memory=cold)
        except subprocess.CalledProcessError as error:
            if not tries_left:
                raise SystemExit(f"{tool.title} failed:\n{error.output}") from error
            print(f"{tool.title} failed and is tried again", file=sys.stderr)
            if cold:
                tool.forget(folder)
        else:
            return Figures(**{**asdict(figures), "executed": tool.executed(printed)})
    raise AssertionError


def measure(found: Measured, tools: Sequence[Tool], size: int, repeat: int) -> None:
    """Add to `found` what lacks of the turns of all tools on a course of `size` lessons; each is kept when it ends."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folders = {tool.name: Path(name, tool.name) for tool in tools}
        for number in range(repeat):
            for tool in tools:
                turns = found.setdefault(size, {}).setdefault(tool.name, [])
                if len(turns) > number:
                    continue
                print(f"{size} lessons, turn {number + 1} of {repeat}: {tool.title}", file=sys.stderr)
                if not folders[tool.name].exists():
                    write(tool, folders[tool.name], size)
                turns.append(turn(tool, folders[tool.name], size))
                keep(found)


def write(tool: Tool, folder: Path, size: int) -> None:
    """Write a course, after one lesson was built: bytecode, the list of fonts and the like are there in all runs."""
    tool.write(folder, 1)
    build(tool, folder)
    tool.write(folder, size)


def keep(found: Measured) -> None:
    """Write what was measured so far."""
    rows = {
        size: {tool: [_row(turn) for turn in turns] for tool, turns in runs.items()} for size, runs in found.items()
    }
    _KEPT.parent.mkdir(parents=True, exist_ok=True)
    _KEPT.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _row(figures: Turn) -> dict[str, dict[str, float | None]]:
    return {scenario: asdict(value) for scenario, value in figures.items()}


def kept() -> Measured:
    """Read what was measured so far."""
    rows = json.loads(_KEPT.read_text(encoding="utf-8")) if _KEPT.is_file() else {}
    return {
        int(size): {
            tool: [{scenario: Figures(**value) for scenario, value in row.items()} for row in turns]
            for tool, turns in runs.items()
        }
        for size, runs in rows.items()
    }


def machine() -> str:
    """Describe the machine: processor, cores, memory, system, Python."""
    cpuinfo = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.+)", cpuinfo.read_text(encoding="utf-8")) if cpuinfo.is_file() else None
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    name = model[1] if model else platform.machine()
    return f"{os.cpu_count()} cores ({name}), {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def report(found: Measured) -> str:
    """Write the results as Markdown."""
    text = [_HEAD.format(machine=machine())]
    if 48 in found:  # noqa: PLR2004 - the size that promises are about
        text += [_PICTURE.format(alt=_said(found[48])), "## Promises\n", promises(bars(found)) + "\n"]
    for size, runs in sorted(found.items()):
        turns = [turn for tool in runs.values() for turn in tool]
        busy = sum(f.others for t in turns for f in t.values()) / sum(f.wall for t in turns for f in t.values())
        text += [f"## {size} lessons\n", table(runs) + "\n"]
        numbers = sorted({len(tool) for tool in runs.values()})
        text.append(
            f"Turns of each tool: {' or '.join(map(str, numbers))}. "
            f"Other programs took {busy:.2f} processor seconds a second meanwhile.\n"
        )
    return "\n".join(text)


def _said(runs: Runs) -> str:
    """Say what the picture shows."""
    titles = {tool.name: tool.title for tool in (OURS, *PEERS)}
    walls = {titles[name]: medians(turns)["cold"].wall for name, turns in runs.items() if turns}
    shown = ", ".join(f"{title} {seconds:.0f}" for title, seconds in walls.items())
    return f"Points for seconds by tool and scenario, as in the table for 48 lessons. Seconds of a cold build: {shown}."


_HEAD = """\
# Results

Written by `make bench`. Medians; in brackets, how many times as long as wikiskills. Machines are noisy: ratios last,
seconds do not. Measured on {machine}.

All tools get the same lessons, each in its own format: nine or ten short code cells with a line of prose each, two
figures, numpy, pandas, matplotlib, in every third lesson scikit-learn (`generate.py`). Each tool has an environment
of its own, with the same versions of these libraries (`peers/`). wikiskills and Sphinx run two lessons at a time, the
others have no such option. Before the first turn, each tool builds one lesson, so that bytecode and the list of fonts
are there. "Cold" is without the tool's own caches and results. Processor seconds and memory are those of all
processes; memory that processes share counts once.

mkdocs-gallery runs all lessons in one process, so what one lesson leaves behind, the next one sees. The others
isolate them.

Measure again with `make bench`, or a part: `make bench ARGS="--sizes 12 --peers none --repeat 1"`. `--resume` goes on
where a run was interrupted, and adds sizes to what was measured. Let the machine rest meanwhile.
"""
_PICTURE = "![{alt}](results.svg)\n"


def numbers(text: str) -> list[int]:
    """Read numbers that are separated by commas."""
    return [int(part) for part in text.split(",")]


def chosen(text: str) -> list[Tool]:
    """Read names of peers that are separated by commas; `none` is none of them."""
    names = [] if text == "none" else text.split(",")
    known = {tool.name: tool for tool in PEERS}
    if unknown := set(names) - known.keys():
        raise argparse.ArgumentTypeError(f"no such tool: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return [known[name] for name in names]


def main() -> int:
    """Measure, print and write the results; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=numbers, default=[12, 48], help="numbers of lessons, as in 12,48,192")
    parser.add_argument("--repeat", type=int, default=1, help="turns of each tool")
    parser.add_argument("--peers", type=chosen, default=PEERS, help="tools beside ours, separated by commas, or none")
    parser.add_argument("--resume", action="store_true", help="go on with what was measured before")
    options = parser.parse_args()
    tools = [OURS, *options.peers]
    for tool in tools:
        tool.prepare()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    found = kept() if options.resume else {}
    for size in options.sizes:
        measure(found, tools, size, options.repeat)
    text = report(found)
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    draw(found.get(48, found[max(found)]), HERE / "results.svg")
    print(text)
    broken = [bar.promise for bar in bars(found) if bar.holds is False]
    print("\n".join(f"not as promised: {promise}" for promise in broken), file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
