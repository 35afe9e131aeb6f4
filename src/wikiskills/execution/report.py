"""The report of a build: one HTML page with a picture of what ran where, and for how long."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape

from wikiskills.errors import Problem
from wikiskills.execution.timeline import Span

_WIDTH, _ROW, _LEFT, _TICKS = 960, 26, 30, 8

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Build report</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #8885; padding: .3rem .6rem; text-align: left; vertical-align: top; }}
td.number, th.number {{ font-variant-numeric: tabular-nums; text-align: right; }}
pre {{ margin: 0; white-space: pre-wrap; }}
.picture {{ overflow-x: auto; }}
svg text {{ fill: currentColor; font: 12px system-ui, sans-serif; }}
svg line {{ stroke: currentColor; stroke-opacity: .25; }}
rect {{ fill: #3366cc; fill-opacity: .35; stroke: #3366cc; }}
rect.failed {{ fill: #bf3c2c; stroke: #bf3c2c; stroke-dasharray: 4 2; }}
</style>
</head>
<body>
<h1>Build report</h1>
<p>{summary}</p>
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
{problems}
</body>
</html>
"""


def report_page(
    lessons: Sequence[str], spans: Mapping[str, Span], frozen: Collection[str], problems: Sequence[Problem]
) -> str:
    """Make the page: `spans` are the runs of this build; lessons without one came from the store or are frozen."""
    done = [_done(spans.get(lesson), is_frozen=lesson in frozen) for lesson in lessons]
    counts = ", ".join(f"{done.count(what)} {what}" for what in dict.fromkeys(done))
    rows = (_row(lesson, what, spans.get(lesson)) for lesson, what in zip(lessons, done, strict=True))
    return _PAGE.format(
        summary=f"Lessons: {counts or 'none'}.",
        picture="\n".join(_picture(list(spans.values()))),
        rows="\n".join(rows),
        problems="\n".join(_listed(problems)),
    )


def _done(span: Span | None, *, is_frozen: bool) -> str:
    if span is None:
        return "frozen" if is_frozen else "from the store"
    if span.end is None:
        return "not finished"
    return "failed" if span.failed else "run"


def _row(lesson: str, what: str, span: Span | None) -> str:
    begin = f"{span.begin:.1f}" if span else ""
    took = f"{span.end - span.begin:.1f}" if span and span.end is not None else ""
    numbers = f'<td class="number">{begin}</td><td class="number">{took}</td>'
    return f"<tr><td>{escape(lesson)}</td><td>{what}</td>{numbers}</tr>"


def _listed(problems: Sequence[Problem]) -> Iterator[str]:
    if problems:
        yield "<h2>Problems</h2>\n<ul>"
        yield from (f"<li><pre>{escape(str(problem))}</pre></li>" for problem in problems)
        yield "</ul>"


def _picture(spans: Sequence[Span]) -> Iterator[str]:
    """Draw, as SVG, a lane for each lesson that ran beside others, and a bar for each run."""
    if not spans:
        return
    end = max(span.begin if span.end is None else span.end for span in spans) or 1.0
    lanes = max(span.lane for span in spans) + 1
    scale, floor = (_WIDTH - 2 * _LEFT) / end, lanes * _ROW
    yield '<h2>What ran when</h2>\n<div class="picture" tabindex="0" role="group" aria-label="Timeline">'
    label = f"{len(spans)} runs in {lanes} lanes, {end:.1f} seconds; the table has the same numbers"
    size = f'viewBox="0 0 {_WIDTH} {floor + 24}" width="{_WIDTH}" height="{floor + 24}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">'
    for seconds in (tick * end / _TICKS for tick in range(_TICKS + 1)):
        x = _LEFT + seconds * scale
        yield f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{floor}"/>'
        yield f'<text x="{x:.1f}" y="{floor + 16}" text-anchor="middle">{seconds:.1f} s</text>'
    yield from (f'<text x="2" y="{lane * _ROW + 17}">{lane + 1}</text>' for lane in range(lanes))
    yield from (_bar(span, end, scale) for span in sorted(spans, key=lambda span: (span.lane, span.begin)))
    yield "</svg>\n</div>"


def _bar(span: Span, end: float, scale: float) -> str:
    """Draw one run; its name is cut to the bar, and whole in its title."""
    seconds = (end if span.end is None else span.end) - span.begin
    x, y, width = _LEFT + span.begin * scale, span.lane * _ROW + 3, max(seconds * scale, 2)
    name = span.lesson[: max(0, int((width - 8) / 7))]
    kind = ' class="failed"' if span.failed else ""
    title = f"{span.lesson}: {seconds:.1f} s{', failed' if span.failed else ''}"
    return (
        f'<g><title>{escape(title)}</title><rect{kind} x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_ROW - 6}"/>'
        f'<text x="{x + 4:.1f}" y="{y + 14}">{escape(name)}</text></g>'
    )
