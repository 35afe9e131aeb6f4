"""Where everything of the curriculum's map lies: columns, lanes, wrapped labels and the routes between stations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import accumulate, count, pairwise
from math import ceil

from wikiskills.site.text_lines import text_width, wrap

RADIUS = 9.0
LABEL_SIZE, SMALL_SIZE, TRACK_SIZE = 13.0, 12.0, 14.0
LINE_HEIGHT = 16.0
LABEL_GAP = 19.0  # from the lower edge of a station to the first baseline
PAD = 14.0
_SLOT = 8.0  # between parallel routes
_ENTRY = 7.0  # between routes that end at one station
_HEAD = 34.0  # from the top of a lane to its stations where no route runs between
_LANE_GAP = 8.0

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A track of the course."""

    id: str
    title: str


@dataclass(frozen=True)
class Station:
    """A lesson: `track` is its line's index, `needs` are lesson ids, `url` is empty for a draft."""

    id: str
    title: str
    url: str
    track: int
    minutes: int
    level: int
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """A station in its place, with its label in lines."""

    station: Station
    x: float
    y: float
    label: tuple[str, ...]


@dataclass(frozen=True)
class Lane:
    """The band of a track: its edges, the height of its stations, and where its line begins and ends."""

    track: int
    title: tuple[str, ...]
    top: float
    bottom: float
    y: float
    start: float
    end: float


@dataclass(frozen=True)
class Route:
    """A drawn prerequisite: the corners of the way from a station to one that needs it."""

    source: Station
    target: Station
    corners: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """The whole map in user units (CSS pixels at natural scale), placed from left to right; `x` mirrors it."""

    width: float
    height: float
    label_width: float
    title_width: float
    lanes: tuple[Lane, ...]
    stops: tuple[Stop, ...]
    routes: tuple[Route, ...]
    rtl: bool

    def x(self, place: float) -> float:
        """Give where a place is drawn: from the right where the map runs from right to left."""
        return self.width - place if self.rtl else place


@dataclass(frozen=True)
class _Grid:
    """The map before it has sizes: columns, rows (track to lane), and a slot per source in each channel and gutter."""

    stations: Mapping[str, Station]
    columns: Mapping[str, int]
    rows: Mapping[int, int]
    edges: tuple[tuple[str, str], ...]
    channels: Mapping[int, Mapping[str, int]]
    gutters: Mapping[int, Mapping[str, int]]

    def row(self, name: str) -> int:
        return self.rows[self.stations[name].track]


def lay_out(lines: Sequence[Line], stations: Sequence[Station], *, rtl: bool = False) -> Layout:
    """Place a course whose prerequisites have no cycle (`graphlib.CycleError` otherwise) and route its connections.

    1. Columns. Lessons are taken in course order, each after its prerequisites. A lesson stands one column to the
       right of its last prerequisite and of its lane's lessons taken before: a lane reads in the order of its track.
    2. Gutters and channels. Nothing stands between two columns (gutter) or above the stations of a lane (channel). A
       route leaves its station to the right, turns in the gutter, runs in the channel above the lesson that needs it
       and comes down on that: it can cross lines and routes, never a station or a label. A station's routes share
       their way until they part. The step to the next station of a lane is drawn by the line itself.
    3. Slots. Routes of two stations that would cover each other lie side by side: each takes the first free slot. In
       a channel the route that reaches furthest lies on top, in a gutter the highest station's route lies on the
       right, at a station the lowest route arrives leftmost: this avoids most crossings.
    4. Sizes. Gutters and channels are as wide as their slots demand; few columns make wide labels.
    """
    grid = _grid(stations)
    label_width = min(220.0, max(112.0, 2.0 * (360 // (1 + max(grid.columns.values())))))
    titles = {track: wrap(lines[track].title, TRACK_SIZE, 124) for track in grid.rows}
    widths = (text_width(line, TRACK_SIZE) for title in titles.values() for line in (*title, ""))
    title_width = float(ceil(1.2 * max(widths)))
    labels = {station.id: wrap(station.title, LABEL_SIZE, label_width) for station in stations}
    xs = _xs(grid, label_width, 2 * PAD + title_width + label_width / 2)
    lanes = _lanes(grid, titles, labels, xs)
    stops = tuple(
        Stop(station, xs[grid.columns[station.id]], lanes[grid.row(station.id)].y, labels[station.id])
        for station in stations
    )
    routes = tuple(_route(grid, edge, xs, label_width, lanes) for edge in grid.edges)
    width = xs[-1] + label_width / 2 + PAD
    return Layout(width, lanes[-1].bottom, label_width, title_width, lanes, stops, routes, rtl)


def _grid(stations: Sequence[Station]) -> _Grid:
    by_id = {station.id: station for station in stations}
    rows = {track: row for row, track in enumerate(sorted({station.track for station in stations}))}
    columns = _columns(by_id)
    plain = _Grid(by_id, columns, rows, _edges(by_id, columns), {}, {})
    return _Grid(by_id, columns, rows, plain.edges, _channels(plain), _gutters(plain))


def _columns(stations: Mapping[str, Station]) -> dict[str, int]:
    order = list(stations)
    sorter = TopologicalSorter({name: [need for need in stations[name].needs if need in stations] for name in order})
    sorter.prepare()
    columns: dict[str, int] = {}
    last: dict[int, int] = defaultdict(lambda: -1)
    ready = set(sorter.get_ready())
    while ready:
        station = stations[min(ready, key=order.index)]
        before = [columns[need] for need in station.needs if need in stations]
        columns[station.id] = last[station.track] = 1 + max(last[station.track], *before, -1)
        sorter.done(station.id)
        ready = ready - {station.id} | set(sorter.get_ready())
    return columns


def _edges(stations: Mapping[str, Station], columns: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """Give the prerequisites (needed, needing) that no lane's line draws already."""
    drawn = set(pairwise(sorted(stations, key=lambda name: (stations[name].track, columns[name]))))
    pairs = [(need, name) for name in stations for need in sorted(set(stations[name].needs)) if need in stations]
    return tuple(pair for pair in pairs if pair not in drawn or stations[pair[0]].track != stations[pair[1]].track)


def _channels(grid: _Grid) -> dict[int, dict[str, int]]:
    """Give each source its slot (0 is the highest) above every row where its routes end."""
    reach: dict[int, dict[str, int]] = defaultdict(dict)
    for source, target in grid.edges:
        row = grid.row(target)
        reach[row][source] = max(grid.columns[target], reach[row].get(source, 0))
    channels: dict[int, dict[str, int]] = {}
    for row, ends in reach.items():
        furthest_first = sorted(ends, key=lambda name: (-ends[name], grid.columns[name], name))
        channels[row] = _slots({name: (grid.columns[name] + 0.5, ends[name]) for name in furthest_first})
    return channels


def _gutters(grid: _Grid) -> dict[int, dict[str, int]]:
    """Give each source its slot (0 is the rightmost) in the gutter beside it."""
    heights: dict[str, list[float]] = defaultdict(list)
    for source, target in grid.edges:
        heights[source].extend((grid.row(source), grid.row(target) - 0.5))
    gutters: dict[int, dict[str, tuple[float, float]]] = defaultdict(dict)
    for name in sorted(heights, key=grid.row):
        gutters[grid.columns[name]][name] = (min(heights[name]), max(heights[name]))
    return {column: _slots(spans) for column, spans in gutters.items()}


def _slots(spans: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """Give each span, in their order, the first slot in which it meets none before it."""
    slots: dict[str, int] = {}
    for name, (start, end) in spans.items():
        taken = {slot for other, slot in slots.items() if start <= spans[other][1] and spans[other][0] <= end}
        slots[name] = next(slot for slot in count() if slot not in taken)
    return slots


def _count(slots: Mapping[str, int] | None) -> int:
    return 1 + max(slots.values()) if slots else 0


def _xs(grid: _Grid, label_width: float, first: float) -> list[float]:
    last = max(grid.columns.values())
    steps = (label_width + PAD + _SLOT * _count(grid.gutters.get(column)) for column in range(last))
    return list(accumulate(steps, initial=first))


def _lanes(
    grid: _Grid, titles: Mapping[int, tuple[str, ...]], labels: Mapping[str, tuple[str, ...]], xs: Sequence[float]
) -> tuple[Lane, ...]:
    lanes: list[Lane] = []
    for track, row in grid.rows.items():
        names = [name for name in grid.stations if grid.row(name) == row]
        columns = [grid.columns[name] for name in names]
        top = lanes[-1].bottom + _LANE_GAP if lanes else 0.0
        y = top + _HEAD + _SLOT * _count(grid.channels.get(row))
        bottom = y + RADIUS + LABEL_GAP + LINE_HEIGHT * max(len(labels[name]) for name in names) + PAD - 4
        lanes.append(Lane(track, titles[track], top, bottom, y, xs[min(columns)], xs[max(columns)]))
    return tuple(lanes)


def _route(grid: _Grid, edge: tuple[str, str], xs: Sequence[float], label_width: float, lanes: Sequence[Lane]) -> Route:
    source, target = edge
    start, lane = lanes[grid.row(source)], lanes[grid.row(target)]
    column, slots = grid.columns[source], grid.channels[grid.row(target)]
    gutter = xs[column + 1] - label_width / 2 - PAD / 2 - _SLOT * (grid.gutters[column][source] + 0.5)
    channel = lane.top + PAD - 2 + _SLOT * slots[source]
    arrivals = sorted((name for name, end in grid.edges if end == target), key=lambda name: -slots[name])
    step = min(_ENTRY, 1.6 * RADIUS / max(1, len(arrivals) - 1))
    shift = step * (arrivals.index(source) - (len(arrivals) - 1) / 2)
    end = xs[grid.columns[target]] + shift
    touch = lane.y - (RADIUS**2 - shift**2) ** 0.5 - 3
    corners = (xs[column] + RADIUS, start.y), (gutter, start.y), (gutter, channel), (end, channel), (end, touch)
    return Route(grid.stations[source], grid.stations[target], corners)
