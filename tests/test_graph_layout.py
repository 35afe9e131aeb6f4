"""The layout of the map: nothing overlaps or leaves the picture, and prerequisites stand before what needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.maps import COURSES, LINES, SVG, a_station, drawing, groups_in
from tests.support.words import ENGLISH
from wikiskills.site.graph import Line, Station, curriculum_svg
from wikiskills.site.graph_layout import (
    LABEL_GAP,
    LABEL_SIZE,
    LINE_HEIGHT,
    RADIUS,
    SMALL_SIZE,
    Layout,
    Stop,
    lay_out,
)
from wikiskills.site.text_lines import text_width

Box = tuple[float, float, float, float]


def _circle(group: ET.Element) -> tuple[float, float]:
    (circle,) = group.iter(f"{SVG}circle")
    return float(circle.attrib["cx"]), float(circle.attrib["cy"])


def _text_boxes(group: ET.Element) -> Iterator[Box]:
    for text in group.iter(f"{SVG}text"):
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        half = text_width(text.text or "", size) / 2
        yield x - half, y - 0.8 * size, x + half, y + 0.22 * size


def _distance(leg: Box, stop: Stop) -> float:
    x, y = min(max(stop.x, leg[0]), leg[2]), min(max(stop.y, leg[1]), leg[3])
    return hypot(x - stop.x, y - stop.y)


def _label_box(stop: Stop) -> Box:
    half = max((text_width(line, LABEL_SIZE) for line in stop.label), default=0) / 2
    first = stop.y + RADIUS + LABEL_GAP
    return stop.x - half, first - LABEL_SIZE, stop.x + half, first + LINE_HEIGHT * len(stop.label) + SMALL_SIZE / 4


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _assert_sound(stations: tuple[Station, ...], lines: tuple[Line, ...] = LINES) -> None:
    """Assert all that must hold for every course."""
    layout = lay_out(lines, stations)
    svg = drawing(stations, lines)
    groups = groups_in(svg)
    assert [group.get("id") for group in groups] == [f"ws-map-lesson-{station.id}" for station in stations]
    _assert_inside(svg, groups)
    _assert_ordered(stations, dict(zip([station.id for station in stations], map(_circle, groups), strict=True)))
    texts = [box for group in groups for box in _text_boxes(group)]
    assert not [pair for pair in combinations(texts, 2) if _meet(*pair)]
    _assert_routes_clear(layout)


def _assert_inside(svg: ET.Element, groups: list[ET.Element]) -> None:
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    for group in groups:
        x, y = _circle(group)
        stroke = RADIUS + 2
        for left, top, right, bottom in [(x - stroke, y - stroke, x + stroke, y + stroke), *_text_boxes(group)]:
            assert 0 <= left < right <= width or left == right
            assert 0 <= top < bottom <= height
    for path in svg.iter(f"{SVG}path"):
        numbers = list(map(float, re.findall(r"[\d.]+", path.attrib["d"])))
        assert 0 <= min(numbers) <= max(numbers) <= max(width, height)


def _assert_ordered(stations: tuple[Station, ...], places: dict[str, tuple[float, float]]) -> None:
    for station in stations:
        assert all(places[need][0] < places[station.id][0] for need in station.needs if need in places)
    assert len(set(places.values())) == len(places)
    for one, other in combinations(stations, 2):
        assert (one.track == other.track) == (places[one.id][1] == places[other.id][1])


def _assert_routes_clear(layout: Layout) -> None:
    """Assert that no route runs through a station or a label, and that routes of two stations never share a way."""
    legs = [
        (route.source.id, route.target.id, _leg(*leg)) for route in layout.routes for leg in pairwise(route.corners)
    ]
    for source, target, leg in legs:
        for stop in layout.stops:
            assert not _meet(leg, _label_box(stop)), (source, target, stop)
            assert stop.station.id == source or _distance(leg, stop) >= RADIUS, (source, target, stop)
    for (source, _, leg), (other, _, other_leg) in combinations(legs, 2):
        if source != other and _level(leg) == _level(other_leg):
            assert not _meet(leg, other_leg), (source, other)


def _leg(one: tuple[float, float], other: tuple[float, float]) -> Box:
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left - 0.5, top - 0.5, right + 0.5, bottom + 0.5


def _level(leg: Box) -> bool:
    return leg[3] - leg[1] <= 1


@pytest.mark.parametrize("stations", COURSES.values(), ids=COURSES)
def test_a_course_is_drawn_soundly(stations: tuple[Station, ...]) -> None:
    _assert_sound(stations)


@pytest.mark.parametrize(
    "title",
    [
        "R&D: is a < b > c?",
        "\"Quoted\" and 'quoted' </text><script>alert(1)</script>",
        "ثماني سنوات في جدول واحد",
        "שמונה שנים בטבלה אחת",
        "維基百科的瀏覽量：八年的資料都在同一張表格裡面，我們應該怎麼看呢？還有更多的問題",  # noqa: RUF001 - the punctuation of Chinese
        "ตารางเดียวสำหรับแปดปีของการเข้าชมวิกิพีเดียทั้งหมด",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik",
        "",
        "  two\n\nlines  ",
    ],
)
def test_any_title_is_escaped_and_fits(title: str) -> None:
    stations = tuple(
        a_station(f"l{number}", title, track=number % 2, needs=("l0",) if number else ()) for number in range(9)
    )
    _assert_sound(stations, (Line("one", title), Line("two", "Two")))
    svg = drawing(stations)
    assert {link.get("aria-label") for link in svg.iter(f"{SVG}a")} == {
        f"{' '.join(title.split())}, 45 minutes, level 2"
    }
    assert "\n\n" not in curriculum_svg(LINES, stations, ENGLISH)


@st.composite
def _courses(draw: st.DrawFn) -> tuple[Station, ...]:
    """Draw a course without circles, in any order of its lessons."""
    stations: list[Station] = []
    for number in range(draw(st.integers(1, 11))):
        needs = draw(st.lists(st.sampled_from(stations), max_size=4, unique=True)) if stations else []
        title = draw(st.text(st.characters(exclude_categories=["C"]), max_size=60))
        track = draw(st.integers(0, 3))
        stations.append(
            a_station(f"l{number}", title, draw(st.sampled_from(["", "a/"])), track, tuple(s.id for s in needs))
        )
    return tuple(draw(st.permutations(stations)))


@settings(max_examples=80, deadline=None)
@given(_courses())
def test_any_course_is_drawn_soundly(stations: tuple[Station, ...]) -> None:
    _assert_sound(stations)
