"""The curriculum as a transit map: an inline SVG with a line per track and a linked station per lesson.

It has no style of its own, only classes (`ws-map...`, `ws-track-1` to `ws-track-6`) and presentation attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise

from wikiskills.interface.words import Words
from wikiskills.site.graph_layout import (
    LABEL_GAP,
    LABEL_SIZE,
    LINE_HEIGHT,
    PAD,
    RADIUS,
    SMALL_SIZE,
    TRACK_SIZE,
    Lane,
    Layout,
    Line,
    Point,
    Route,
    Station,
    Stop,
    lay_out,
)
from wikiskills.site.model import TRACK_COLOURS
from wikiskills.site.text_lines import text_width, wrap

__all__ = ["Line", "Station", "curriculum_svg"]

_BEND = 14.0
_STUB = 26.0  # how far a line reaches beyond its first and last stations


def curriculum_svg(lines: Sequence[Line], stations: Sequence[Station], words: Words) -> str:
    """Draw the lessons (in course order) and their prerequisites as SVG text without blank lines; "" without lessons.

    The placing is explained in `lay_out`; it runs from right to left where the words do. Prerequisites that are no
    station of the map are left out; raises `graphlib.CycleError` where lessons need each other in a circle.
    """
    if not stations:
        return ""
    stations = [replace(station, title=" ".join(station.title.split())) for station in stations]
    return "\n".join(_drawing(lay_out(lines, stations, rtl=words.direction == "rtl"), words))


def _drawing(layout: Layout, words: Words) -> Iterator[str]:
    key, room = tuple(_key(layout, words)), layout.width - 2 * PAD
    notes = [line for part in _joined(key, room) for line in wrap(part, SMALL_SIZE, room)]
    width, height = _n(layout.width), _n(layout.height + PAD + LINE_HEIGHT * len(notes))
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="ws-map" '
        'role="group" aria-labelledby="ws-map-title" aria-describedby="ws-map-desc" '
        f'direction="{words.direction}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    )
    yield f'<title id="ws-map-title">{escape(words.say("map.title"))}</title>'
    yield f'<desc id="ws-map-desc">{escape(" ".join(key))}</desc>'
    for lane in layout.lanes:
        yield from _lane(lane, layout)
    titles = {stop.station.id: stop.station.title for stop in layout.stops}
    for stop in layout.stops:
        yield from _stop(stop, layout, titles, words)
    yield from _texts(
        "ws-map__key", notes, (layout.x(PAD), layout.height + PAD + SMALL_SIZE / 2), SMALL_SIZE, 'aria-hidden="true"'
    )
    yield "</svg>"


def _key(layout: Layout, words: Words) -> Iterator[str]:
    """Explain how the picture is read, without what it does not show."""
    yield words.say("map.key")
    if layout.routes:
        yield words.say("map.branch")
    if not all(stop.station.url for stop in layout.stops):
        yield words.say("map.hollow")


def _joined(parts: tuple[str, ...], room: float) -> tuple[str, ...]:
    whole = " ".join(parts)
    return (whole,) if text_width(whole, SMALL_SIZE) <= room else parts


def _lane(lane: Lane, layout: Layout) -> Iterator[str]:
    yield f'<g class="{_colour(lane.track)}">'
    yield (
        f'<rect class="ws-map__band" x="0.0" y="{_n(lane.top)}" width="{_n(layout.width)}" '
        f'height="{_n(lane.bottom - lane.top)}" rx="8" fill="currentColor" fill-opacity="0.06"/>'
    )
    lead, start, end = map(layout.x, (PAD + layout.title_width + 8, lane.start - _STUB, lane.end + _STUB))
    yield (
        f'<path d="M{_n(lead)} {_n(lane.y)}H{_n(start)}" fill="none" stroke="currentColor" stroke-width="2" '
        f'stroke-dasharray="0.1 6" stroke-linecap="round"/>'
    )
    yield (
        f'<path class="ws-map__line" d="M{_n(start)} {_n(lane.y)}H{_n(end)}" fill="none" stroke="currentColor" '
        f'stroke-width="6" stroke-linecap="round"/>'
    )
    first = lane.y + TRACK_SIZE / 3 - LINE_HEIGHT * (len(lane.title) - 1) / 2
    yield from _texts("ws-map__track", lane.title, (layout.x(PAD), first), TRACK_SIZE, 'font-weight="700"')
    yield "</g>"


def _stop(stop: Stop, layout: Layout, titles: dict[str, str], words: Words) -> Iterator[str]:
    """Draw a lesson's station with the routes that lead to it, so that pointing at it can show what it needs."""
    station = stop.station
    small, spoken = _facts(station, words)
    name = words.listed((station.title, *spoken))
    needs = words.listed((titles[need] for need in station.needs if need in titles), "map.list")
    yield f'<g class="ws-map__station" id="ws-map-lesson-{escape(station.id)}">'
    yield from (_route(route, layout) for route in layout.routes if route.target.id == station.id)
    if station.url:
        # Not a plain href: Material's instant navigation sets that property, which SVG links do not let it do.
        yield f'<a xlink:href="{escape(station.url)}" aria-label="{escape(name)}">'
    else:
        yield f'<g role="img" aria-label="{escape(name)}">'
    if needs:
        yield f"<title>{escape(words.say('map.builds_on', lessons=needs))}</title>"
    yield from _drawn(stop, layout, small)
    yield "</a>" if station.url else "</g>"
    yield "</g>"


def _facts(station: Station, words: Words) -> tuple[str, tuple[str, ...]]:
    """Say what a lesson takes: what stands below its station, and what a screen reader says."""
    if not station.url:
        draft = words.say("common.in_preparation")
        return draft, (draft,)
    level = words.say("common.level_small", level=station.level)
    short, spoken = words.say("units.minutes", count=station.minutes), words.say("map.minutes", count=station.minutes)
    return f"{short} · {level}", (spoken, level)


def _drawn(stop: Stop, layout: Layout, small: str) -> Iterator[str]:
    """Draw the frame that shows the focus, the station's circle and its label."""
    x, first = layout.x(stop.x), stop.y + RADIUS + LABEL_GAP
    last = first + LINE_HEIGHT * len(stop.label)
    width = layout.label_width + 8
    yield (
        f'<rect x="{_n(x - width / 2)}" y="{_n(stop.y - RADIUS - 4)}" width="{_n(width)}" '
        f'height="{_n(last - stop.y + RADIUS + 9)}" rx="6" fill="none" pointer-events="all"/>'
    )
    fill = "currentColor" if stop.station.url else "none"
    yield (
        f'<circle class="{_colour(stop.station.track)}" cx="{_n(x)}" cy="{_n(stop.y)}" r="{_n(RADIUS)}" fill="{fill}" '
        f'stroke="currentColor" stroke-width="3"/>'
    )
    middle = 'text-anchor="middle"'
    yield from _texts("ws-map__label", stop.label, (x, first), LABEL_SIZE, middle)
    yield from _texts("ws-map__small", (small,), (x, last), SMALL_SIZE, middle)


def _texts(name: str, lines: Iterable[str], start: Point, size: float, attributes: str) -> Iterator[str]:
    x, y = start
    for row, line in enumerate(lines):
        place = f'x="{_n(x)}" y="{_n(y + row * LINE_HEIGHT)}" font-size="{_n(size)}"'
        yield f'<text class="{name}" {place} fill="currentColor" {attributes}>{escape(line)}</text>'


def _route(route: Route, layout: Layout) -> str:
    """Draw a route with rounded corners, and an arrow head at its end."""
    corners = [(layout.x(x), y) for x, y in route.corners]
    path = [f"M{_point(corners[0])}"]
    for (before, corner), (_, after) in pairwise(pairwise(corners)):
        path.append(f"L{_point(_toward(corner, before))}Q{_point(corner)} {_point(_toward(corner, after))}")
    x, y = corners[-1]
    path.append(f"L{_point((x, y))}M{_point((x - 4, y - 5))}L{_point((x, y))}L{_point((x + 4, y - 5))}")
    return (
        f'<path class="ws-map__edge {_colour(route.source.track)}" d="{"".join(path)}" fill="none" '
        f'stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" pointer-events="none"/>'
    )


def _toward(corner: Point, other: Point) -> Point:
    """Give the point where the bend at a corner begins: at most half of the way to the other corner."""
    (x, y), (other_x, other_y) = corner, other
    length = abs(other_x - x) + abs(other_y - y)  # every leg is level or upright
    part = min(_BEND, length / 2) / length if length else 0.0
    return x + (other_x - x) * part, y + (other_y - y) * part


def _colour(track: int) -> str:
    return f"ws-track-{track % TRACK_COLOURS + 1}"


def _point(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(value: float) -> str:
    return f"{value:.1f}"
