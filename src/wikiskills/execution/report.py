"""The report of a build: one HTML page with a picture of what ran where, and for how long."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from wikiskills.errors import Problem
from wikiskills.execution.outcome import Done, Outcome

_WIDTH, _ROW, _LEFT, _TICKS = 960, 26, 30, 10
_LEGIBLE = 4
"""Characters of a name that must fit into its bar, or it is left out there."""
_KINDS = {Done.FAILED: "failed", Done.NOT_FINISHED: "cut"}
"""Class names of what is marked by colour."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Build report</title>
<style>
:root {{ color-scheme: light dark; --failed: light-dark(#a3261a, #ff9c8f); }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid #8885; padding: .3rem 1rem .3rem 0; text-align: left; vertical-align: top; }}
td.number, th.number {{ font-variant-numeric: tabular-nums; text-align: right; }}
td.failed, td.cut {{ color: var(--failed); font-weight: bold; }}
ul {{ padding-left: 1.2rem; }}
pre {{ margin: 0 0 .8rem; overflow-wrap: anywhere; white-space: pre-wrap; }}
.picture {{ overflow-x: auto; }}
svg text {{ fill: currentColor; font: 12px system-ui, sans-serif; }}
svg line {{ stroke: currentColor; stroke-opacity: .25; }}
rect {{ fill: #3366cc; fill-opacity: .35; stroke: #3366cc; }}
rect.failed, rect.cut {{ fill: #bf3c2c; stroke: #bf3c2c; }}
rect.cut {{ stroke-dasharray: 4 2; }}
</style>
</head>
<body>
<h1>Build report</h1>
<p>{summary}</p>
{problems}
{exceptions}
{picture}
<h2>Lessons</h2>
<table>
<thead>
<tr><th scope="col">Lesson</th><th scope="col">What was done</th>
<th scope="col" class="number">Began at (s)</th><th scope="col" class="number">Took (s)</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def report_page(outcomes: Sequence[Outcome], problems: Sequence[Problem], exceptions: Sequence[str] = ()) -> str:
    """Make the page from what became of all lessons, in the order of the course, what is wrong, and what is allowed.

    `exceptions` are those from policies, in words.
    """
    done = [outcome.done for outcome in outcomes]
    counts = ", ".join(f"{done.count(what)} {what}" for what in Done if what in done)
    return _PAGE.format(
        summary=f"Lessons: {counts or 'none'}.",
        problems="\n".join(_listed("Problems", list(map(str, problems)))),
        exceptions="\n".join(_listed("Exceptions from policies", exceptions)),
        picture="\n".join(_picture([(outcome, outcome.begin) for outcome in outcomes if outcome.begin is not None])),
        rows="\n".join(map(_row, outcomes)),
    )


def _row(outcome: Outcome) -> str:
    begin, took = (f"{number:.1f}" if number is not None else "" for number in (outcome.begin, outcome.seconds))
    kind = f' class="{_KINDS[outcome.done]}"' if outcome.done in _KINDS else ""
    numbers = f'<td class="number">{begin}</td><td class="number">{took}</td>'
    return f"<tr><td>{escape(outcome.lesson)}</td><td{kind}>{outcome.done}</td>{numbers}</tr>"


def _listed(title: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"<h2>{title}</h2>\n<ul>"
        yield from (f"<li><pre>{escape(text)}</pre></li>" for text in texts)
        yield "</ul>"


def _picture(runs: Sequence[tuple[Outcome, float]]) -> Iterator[str]:
    """Draw, as SVG, a lane for each lesson that ran beside others, and a bar for each run from its beginning."""
    if not runs:
        return
    end = max(begin + (run.seconds or 0) for run, begin in runs) or 1.0
    lanes = max(run.lane for run, _ in runs) + 1
    scale, floor = (_WIDTH - 2 * _LEFT) / end, lanes * _ROW
    yield '<h2>What ran when</h2>\n<div class="picture" tabindex="0" role="group" aria-label="Timeline">'
    label = f"{len(runs)} runs in {lanes} lanes, {end:.1f} seconds; the table has the same numbers"
    size = f'viewBox="0 0 {_WIDTH} {floor + 24}" width="{_WIDTH}" height="{floor + 24}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">'
    for seconds in _ticks(end):
        x = _LEFT + seconds * scale
        yield f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{floor}"/>'
        yield f'<text x="{x:.1f}" y="{floor + 16}" text-anchor="middle">{seconds:g} s</text>'
    yield from (f'<text x="2" y="{lane * _ROW + 17}">{lane + 1}</text>' for lane in range(lanes))
    yield from (_bar(run, begin, end, scale) for run, begin in sorted(runs, key=lambda run: (run[0].lane, run[1])))
    yield "</svg>\n</div>"


def _ticks(end: float) -> Iterator[float]:
    """Give round numbers of seconds from 0 to `end`, at most about ten."""
    power = 10.0 ** math.floor(math.log10(end / 10))
    step = next(power * factor for factor in (1, 2, 5, 10) if end / (power * factor) <= _TICKS)
    return (round(number * step, 6) for number in range(math.floor(end / step) + 1))


def _bar(run: Outcome, begin: float, end: float, scale: float) -> str:
    """Draw one run; its name is cut to the bar, and whole in its title."""
    seconds = end - begin if run.seconds is None else run.seconds
    x, y, width = _LEFT + begin * scale, run.lane * _ROW + 3, max(seconds * scale, 2)
    room = int((width - 8) / 7)
    name = run.lesson if len(run.lesson) <= room else f"{run.lesson[: room - 1]}\N{HORIZONTAL ELLIPSIS}"
    kind = f' class="{_KINDS[run.done]}"' if run.done in _KINDS else ""
    title = f"{run.lesson}: {seconds:.1f} s{'' if run.done == Done.RUN else f', {run.done}'}"
    text = f'<text x="{x + 4:.1f}" y="{y + 14}">{escape(name)}</text>' if room >= _LEGIBLE else ""
    return (
        f'<g><title>{escape(title)}</title><rect{kind} x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_ROW - 6}"/>'
        f"{text}</g>"
    )
