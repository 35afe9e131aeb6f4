"""What was measured, as medians, ratios, a table and a picture; and whether it is as good as promised."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Figures
from benchmarks.tools import OURS, PEERS

SCENARIOS = ("cold", "unchanged", "prose edit", "code edit")
Runs = Mapping[str, Sequence[Mapping[str, Figures]]]
"""For each tool, the figures of each of its turns by scenario."""

_COLOURS = {"wikiskills": "#0072b2", "mkdocs-jupyter": "#d55e00", "myst-nb": "#009e73", "mkdocs-gallery": "#cc79a7"}
_LEAST_CPU = 0.5
_MOST_MEMORY = 700
_LEAST_COLD = {"mkdocs-jupyter": 8.0, "myst-nb": 4.0, "mkdocs-gallery": 1.0}
_LEAST_UNCHANGED = {"mkdocs-jupyter": 5.0, "myst-nb": 5.0}
_MOST_GROWTH = 4.2


@dataclass(frozen=True)
class Bar:
    """One thing that is promised: what was found, and whether it holds; None where it was not measured."""

    promise: str
    found: str
    holds: bool | None


def medians(turns: Sequence[Mapping[str, Figures]]) -> dict[str, Figures]:
    """Give the median of each figure in each scenario; of memory, the largest, and of lessons that ran, the most."""
    return {
        scenario: Figures(
            wall=statistics.median(turn[scenario].wall for turn in turns),
            cpu=statistics.median(turn[scenario].cpu for turn in turns),
            memory=max(turn[scenario].memory for turn in turns),
            others=statistics.median(turn[scenario].others for turn in turns),
            executed=_most(turn[scenario].executed for turn in turns),
        )
        for scenario in SCENARIOS
        if turns and all(scenario in turn for turn in turns)
    }


def _most(numbers: Iterator[int | None]) -> int | None:
    return max((number for number in numbers if number is not None), default=None)


def bars(measured: Mapping[int, Runs]) -> list[Bar]:
    """Hold the figures against what is promised: on 48 lessons, and on 192 against 48."""
    found = {name: medians(turns) for name, turns in measured.get(48, {}).items()}
    ours = found.get(OURS.name, {})
    return [
        *(_faster(found, ours, "cold", peer, least) for peer, least in _LEAST_COLD.items()),
        *(_faster(found, ours, "unchanged", peer, least) for peer, least in _LEAST_UNCHANGED.items()),
        _below("unchanged, processor seconds", ours, "unchanged", "cpu", _LEAST_CPU),
        _below("cold, megabytes of all processes", ours, "cold", "memory", _MOST_MEMORY),
        *(_runs(measured, scenario) for scenario in SCENARIOS),
        _grows(measured),
    ]


def _faster(
    found: Mapping[str, Mapping[str, Figures]], ours: Mapping[str, Figures], scenario: str, peer: str, least: float
) -> Bar:
    promise = (
        f"{scenario}, times as fast as {peer}: at least {least:g}" if least > 1 else f"{scenario}, faster than {peer}"
    )
    if scenario not in ours or scenario not in found.get(peer, {}):
        return Bar(promise, "not measured", None)
    ratio = found[peer][scenario].wall / ours[scenario].wall
    return Bar(promise, f"{ratio:.1f}", ratio >= least)


def _below(what: str, ours: Mapping[str, Figures], scenario: str, figure: str, most: float) -> Bar:
    promise = f"{what}: below {most:g}"
    if scenario not in ours:
        return Bar(promise, "not measured", None)
    value: float = getattr(ours[scenario], figure)
    return Bar(promise, f"{value:.3g}", value < most)


def _runs(measured: Mapping[int, Runs], scenario: str) -> Bar:
    """Compare in every run of ours how many lessons were executed with how many should be."""
    figures = [
        (size if scenario == "cold" else int(scenario == "code edit"), turn[scenario].executed)
        for size, runs in measured.items()
        for turn in runs.get(OURS.name, ())
        if scenario in turn
    ]
    wanted = {"cold": "all", "code edit": "one"}.get(scenario, "none")
    found = ", ".join(sorted({str(number) for _, number in figures}, key=len)) or "not measured"
    return Bar(f"{scenario}, lessons executed: {wanted}", found, all(a == b for a, b in figures) if figures else None)


def _grows(measured: Mapping[int, Runs]) -> Bar:
    promise = f"cold, 192 lessons in times of 48: at most {_MOST_GROWTH:g}"
    small, large = (medians(measured.get(size, {}).get(OURS.name, ())).get("cold") for size in (48, 192))
    if small is None or large is None:
        return Bar(promise, "not measured", None)
    return Bar(promise, f"{large.wall / small.wall:.1f}", large.wall <= _MOST_GROWTH * small.wall)


def table(runs: Runs) -> str:
    """Write one row a tool: seconds on the clock and their ratio to ours, processor seconds, memory."""
    head = [*SCENARIOS, "processor, cold", "processor, unchanged", "memory, cold"]
    lines = ["| tool | " + " | ".join(head) + " |", "|---" * (len(head) + 1) + "|"]
    ours = medians(runs.get(OURS.name, ()))
    for tool in (OURS, *PEERS):
        found = medians(runs.get(tool.name, ()))
        if found:
            cells = [_seconds(found, {} if tool is OURS else ours, scenario) for scenario in SCENARIOS]
            cells += [f"{found[scenario].cpu:.2f} s" if scenario in found else "-" for scenario in SCENARIOS[:2]]
            cells.append(f"{found['cold'].memory:.0f} MB" if "cold" in found and found["cold"].memory else "-")
            lines.append(f"| {tool.title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _seconds(found: Mapping[str, Figures], ours: Mapping[str, Figures], scenario: str) -> str:
    if scenario not in found:
        return "-"
    ratio = f" (x {found[scenario].wall / ours[scenario].wall:.1f})" if scenario in ours else ""
    return f"{found[scenario].wall:.2f} s{ratio}"


def promises(found: Sequence[Bar]) -> str:
    """Write what is promised and what was found as a table."""
    words = {True: "yes", False: "**no**", None: "-"}
    lines = ["| promised | found | holds |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {bar.promise} | {bar.found} | {words[bar.holds]} |" for bar in found)])


def draw(runs: Runs, path: Path) -> None:
    """Draw the seconds of each tool in each scenario, on a logarithmic scale, as SVG."""
    import matplotlib as mpl  # noqa: PLC0415 - the figures can be had without it
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    mpl.rcParams.update({"svg.hashsalt": "wikiskills", "svg.fonttype": "none"})
    figure = Figure(figsize=(8, 3.6), layout="constrained")
    axes = figure.subplots()
    found = {tool: medians(runs[tool.name]) for tool in (OURS, *PEERS) if runs.get(tool.name)}
    for row, (tool, figures) in enumerate(found.items()):
        places = [number + row * 0.2 for number, scenario in enumerate(SCENARIOS) if scenario in figures]
        seconds = [figures[scenario].wall for scenario in SCENARIOS if scenario in figures]
        axes.plot(seconds, places, "o", label=tool.title, color=_COLOURS[tool.name])
        for value, place in zip(seconds, places, strict=True):
            axes.annotate(f"{value:.1f}", (value, place), (6, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_yticks([number + 0.1 * (len(found) - 1) for number in range(len(SCENARIOS))], SCENARIOS)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlabel("seconds on the clock, each line ten times the one before")
    axes.grid(axis="x", color="#dddddd")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(left=False)
    figure.legend(loc="outside upper center", ncols=len(found), frameon=False)
    figure.savefig(path, format="svg", metadata={"Date": None})
