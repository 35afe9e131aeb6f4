"""The map of the curriculum: read back from the SVG that it is, and from the layout behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    text_width,
    wrap,
)

Box = tuple[float, float, float, float]
SVG = "{http://www.w3.org/2000/svg}"
LINES = (
    Line("start", "Getting started"),
    Line("statistics", "Statistics"),
    Line("machine-learning", "Machine learning"),
    Line("language", "Language"),
    Line("practice", "Non-public data, privacy, research practice"),
    Line("capstone", "Capstone"),
)
TODAY = """
tables-with-pandas | 0 | Eight years in one table |
dumps-and-wikitext | 0 | From XML to features | tables-with-pandas
describe-and-plot | 1 | Typical is not average | tables-with-pandas
"""
LATER = """
data-landscape | 0 | Which data answers which question? |
ethics-first | 0 | Before you collect anything | data-landscape
tables-with-pandas | 0 | Eight years in one table | data-landscape
apis-and-etiquette | 0 | Asking Wikimedia politely | tables-with-pandas
dumps-and-wikitext | 0 | From XML to features | tables-with-pandas
sql-and-sparql | 0 | Databases you can ask | dumps-and-wikitext | draft
describe-and-plot | 1 | Typical is not average | tables-with-pandas
sampling-and-surveys | 1 | Who answered? | describe-and-plot
uncertainty-bootstrap | 1 | How sure are we? | describe-and-plot
tests-and-pvalues | 1 | Could chance do this? | uncertainty-bootstrap
ab-tests-and-power | 1 | Will our experiment see it? | tests-and-pvalues
simpson-and-confounding | 1 | When totals lie | uncertainty-bootstrap
regression | 1 | Holding things equal | simpson-and-confounding tests-and-pvalues | draft
time-series-pageviews | 1 | Weeks, years and shocks | describe-and-plot
ml-workflow | 2 | A first revert detector | uncertainty-bootstrap
metrics-and-base-rates | 2 | Reading a model card | ml-workflow
trees-and-tuning | 2 | Overfitting on purpose | metrics-and-base-rates | draft
article-quality | 2 | Ordered labels, many languages | metrics-and-base-rates dumps-and-wikitext | draft
fairness-and-model-cards | 2 | Who gets flagged? | metrics-and-base-rates ethics-first
networks-and-inequality | 2 | Links and concentration | describe-and-plot | draft
tokens-and-zipf | 3 | Counting words in any script | dumps-and-wikitext
ngrams-and-spelling | 3 | Language models for typo patrol | tokens-and-zipf | draft
similarity-and-search | 3 | Related articles | tokens-and-zipf | draft
labels-and-classification | 3 | What is this article about? | ml-workflow tokens-and-zipf
citation-need | 3 | Labels hidden in wikitext | labels-and-classification | draft
topics-and-embeddings | 3 | Maps of meaning | similarity-and-search | draft
access-and-tiers | 4 | What you may see, and how | ethics-first | draft
reidentification | 4 | Small numbers talk | access-and-tiers sql-and-sparql | draft
differential-privacy | 4 | Noise you can reason about | uncertainty-bootstrap ethics-first
plan-report-reproduce | 4 | Honest from plan to page | tests-and-pvalues ethics-first | draft
capstone-plan | 5 | A question your community cares about | plan-report-reproduce | draft
capstone-report | 5 | Say it so people can act | capstone-plan | draft
"""


def _stations(table: str) -> tuple[Station, ...]:
    rows = [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]
    return tuple(
        Station(name, title, "" if draft else f"lessons/{name}/", int(track), 60, 1, tuple(needs.split()))
        for name, track, title, needs, *draft in rows
    )


COURSES = {"today": _stations(TODAY), "later": _stations(LATER)}
both = pytest.mark.parametrize("stations", COURSES.values(), ids=COURSES)


def _station(
    name: str, title: str = "A title", url: str = "a/", track: int = 0, needs: tuple[str, ...] = ()
) -> Station:
    return Station(name, title, url, track, 45, 2, needs)


def _drawing(stations: tuple[Station, ...], lines: tuple[Line, ...] = LINES) -> ET.Element:
    return ET.fromstring(curriculum_svg(lines, stations, ENGLISH))


def _groups(svg: ET.Element) -> list[ET.Element]:
    return [group for group in svg.iter(f"{SVG}g") if group.get("class") == "ws-map__station"]


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
    svg = _drawing(stations, lines)
    groups = _groups(svg)
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


@both
def test_a_course_is_drawn_soundly(stations: tuple[Station, ...]) -> None:
    _assert_sound(stations)


@both
def test_a_course_is_drawn_the_same_every_time(stations: tuple[Station, ...]) -> None:
    svg = curriculum_svg(LINES, stations, ENGLISH)
    assert svg == curriculum_svg(list(LINES), list(stations), ENGLISH)
    assert "\n\n" not in svg
    assert not re.search(r"\d\.\d{3}|\de-\d", svg)


@both
def test_every_prerequisite_is_drawn_by_a_route_or_by_its_line(stations: tuple[Station, ...]) -> None:
    layout = lay_out(LINES, stations)
    places = sorted(layout.stops, key=lambda stop: (stop.y, stop.x))
    shown = {(one.station.id, two.station.id) for one, two in pairwise(places) if one.y == two.y}
    shown |= {(route.source.id, route.target.id) for route in layout.routes}
    assert {(need, station.id) for station in stations for need in station.needs} <= shown


@both
def test_the_labels_say_the_whole_title_in_readable_text(stations: tuple[Station, ...]) -> None:
    svg = _drawing(stations)
    for group, station in zip(_groups(svg), stations, strict=True):
        words = [text.text or "" for text in group.iter(f"{SVG}text") if text.get("class") == "ws-map__label"]
        assert " ".join(words) == station.title
        assert len(words) <= 3
    assert all(float(text.attrib["font-size"]) >= 12 for text in svg.iter(f"{SVG}text"))


def test_today_is_compact_and_later_has_at_most_twelve_columns() -> None:
    assert 500 <= lay_out(LINES, COURSES["today"]).width <= 690
    later = lay_out(LINES, COURSES["later"])
    assert len({stop.x for stop in later.stops}) <= 12
    assert later.width <= 1800


def test_links_stand_in_course_order_and_say_title_minutes_and_level() -> None:
    links = list(_drawing(COURSES["today"]).iter(f"{SVG}a"))
    assert [link.get("{http://www.w3.org/1999/xlink}href") for link in links] == [
        station.url for station in COURSES["today"]
    ]
    assert links[0].get("aria-label") == "Eight years in one table, 60 minutes, level 1"
    assert links[1].findtext(f"{SVG}title") == "Builds on: Eight years in one table"


def test_drafts_are_hollow_and_no_links() -> None:
    svg = _drawing((_station("one"), _station("two", url="", needs=("one",))))
    draft = _groups(svg)[1]
    assert not list(draft.iter(f"{SVG}a"))
    assert [circle.get("fill") for circle in svg.iter(f"{SVG}circle")] == ["currentColor", "none"]
    assert draft.findall(f"./{SVG}g")[0].get("aria-label") == "A title, in preparation"
    assert [text.text for text in draft.iter(f"{SVG}text")] == ["A title", "in preparation"]


def test_the_picture_has_a_name_and_its_key_tells_only_what_is_shown() -> None:
    svg = _drawing(COURSES["today"])
    title, desc = svg[0], svg[1]
    assert (svg.get("role"), svg.get("aria-labelledby"), title.text) == ("group", title.get("id"), "Map of the course")
    assert svg.get("aria-describedby") == desc.get("id")
    assert "branch" in (desc.text or "")
    assert "Hollow" not in (desc.text or "")
    lonely = _drawing((_station("one", url=""),))[1].text or ""
    assert "branch" not in lonely
    assert "Hollow" in lonely


def test_tracks_without_lessons_are_absent_and_tracks_keep_their_colours() -> None:
    lines = tuple(Line(f"track-{number}", f"Track {number}") for number in range(8))
    svg = _drawing((_station("one", track=1), _station("two", track=7)), lines)
    assert [text.text for text in svg.iter(f"{SVG}text") if text.get("class") == "ws-map__track"] == [
        "Track 1",
        "Track 7",
    ]
    assert [circle.get("class") for circle in svg.iter(f"{SVG}circle")] == ["ws-track-2", "ws-track-2"]
    assert len([path for path in svg.iter(f"{SVG}path") if path.get("class") == "ws-map__line"]) == 2


def test_nothing_is_drawn_without_lessons() -> None:
    assert curriculum_svg(LINES, (), ENGLISH) == ""


def test_the_picture_obeys_a_strict_content_security_policy() -> None:
    svg = _drawing(COURSES["later"])
    names = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert names <= {"svg", "title", "desc", "g", "a", "rect", "path", "circle", "text"}
    attributes = {name for element in svg.iter() for name in element.attrib}
    assert not [name for name in attributes if name == "style" or name.startswith("on")]
    ids = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("ws-map-") for name in ids)


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
        _station(f"l{number}", title, track=number % 2, needs=("l0",) if number else ()) for number in range(9)
    )
    _assert_sound(stations, (Line("one", title), Line("two", "Two")))
    svg = _drawing(stations)
    assert {link.get("aria-label") for link in svg.iter(f"{SVG}a")} == {
        f"{' '.join(title.split())}, 45 minutes, level 2"
    }
    assert "\n\n" not in curriculum_svg(LINES, stations, ENGLISH)


def test_wrapping_balances_lines_and_shortens_what_does_not_fit() -> None:
    assert wrap("Which data answers which question?", 13, 112) == ("Which data", "answers which", "question?")
    assert wrap("頁面瀏覽量", 10, 30) == ("頁面瀏", "覽量")
    assert wrap("กี่ปี", 10, 6) == ("กี่", "ปี")
    lines = wrap("word " * 40, 13, 112)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(text_width(line, 13) <= 112 for line in lines)


def test_prerequisites_elsewhere_are_left_out_and_circles_are_refused() -> None:
    assert "Builds on" not in curriculum_svg(LINES, (_station("one", needs=("elsewhere",)),), ENGLISH)
    with pytest.raises(CycleError):
        curriculum_svg(LINES, (_station("one", needs=("two",)), _station("two", needs=("one",))), ENGLISH)


@st.composite
def _courses(draw: st.DrawFn) -> tuple[Station, ...]:
    """Draw a course without circles, in any order of its lessons."""
    stations: list[Station] = []
    for number in range(draw(st.integers(1, 11))):
        needs = draw(st.lists(st.sampled_from(stations), max_size=4, unique=True)) if stations else []
        title = draw(st.text(st.characters(exclude_categories=["C"]), max_size=60))
        track = draw(st.integers(0, 3))
        stations.append(
            _station(f"l{number}", title, draw(st.sampled_from(["", "a/"])), track, tuple(s.id for s in needs))
        )
    return tuple(draw(st.permutations(stations)))


@settings(max_examples=80, deadline=None)
@given(_courses())
def test_any_course_is_drawn_soundly(stations: tuple[Station, ...]) -> None:
    _assert_sound(stations)
