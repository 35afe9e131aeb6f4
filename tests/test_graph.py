"""The map of the curriculum, read back from the SVG that it is: what it says, and what it leaves out."""

from __future__ import annotations

import re
from graphlib import CycleError
from itertools import pairwise

import pytest

from tests.support.maps import COURSES, LINES, SVG, a_station, drawing, groups_in
from tests.support.words import ENGLISH
from wikiskills.site.graph import Line, Station, curriculum_svg
from wikiskills.site.graph_layout import (
    lay_out,
)
from wikiskills.site.text_lines import text_width, wrap

both = pytest.mark.parametrize("stations", COURSES.values(), ids=COURSES)


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
    svg = drawing(stations)
    for group, station in zip(groups_in(svg), stations, strict=True):
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
    links = list(drawing(COURSES["today"]).iter(f"{SVG}a"))
    assert [link.get("{http://www.w3.org/1999/xlink}href") for link in links] == [
        station.url for station in COURSES["today"]
    ]
    assert links[0].get("aria-label") == "Eight years in one table, 60 minutes, level 1"
    assert links[1].findtext(f"{SVG}title") == "Builds on: Eight years in one table"


def test_drafts_are_hollow_and_no_links() -> None:
    svg = drawing((a_station("one"), a_station("two", url="", needs=("one",))))
    draft = groups_in(svg)[1]
    assert not list(draft.iter(f"{SVG}a"))
    assert [circle.get("fill") for circle in svg.iter(f"{SVG}circle")] == ["currentColor", "none"]
    assert draft.findall(f"./{SVG}g")[0].get("aria-label") == "A title, in preparation"
    assert [text.text for text in draft.iter(f"{SVG}text")] == ["A title", "in preparation"]


def test_the_picture_has_a_name_and_its_key_tells_only_what_is_shown() -> None:
    svg = drawing(COURSES["today"])
    title, desc = svg[0], svg[1]
    assert (svg.get("role"), svg.get("aria-labelledby"), title.text) == ("group", title.get("id"), "Map of the course")
    assert svg.get("aria-describedby") == desc.get("id")
    assert "branch" in (desc.text or "")
    assert "Hollow" not in (desc.text or "")
    lonely = drawing((a_station("one", url=""),))[1].text or ""
    assert "branch" not in lonely
    assert "Hollow" in lonely


def test_tracks_without_lessons_are_absent_and_tracks_keep_their_colours() -> None:
    lines = tuple(Line(f"track-{number}", f"Track {number}") for number in range(8))
    svg = drawing((a_station("one", track=1), a_station("two", track=7)), lines)
    assert [text.text for text in svg.iter(f"{SVG}text") if text.get("class") == "ws-map__track"] == [
        "Track 1",
        "Track 7",
    ]
    assert [circle.get("class") for circle in svg.iter(f"{SVG}circle")] == ["ws-track-2", "ws-track-2"]
    assert len([path for path in svg.iter(f"{SVG}path") if path.get("class") == "ws-map__line"]) == 2


def test_nothing_is_drawn_without_lessons() -> None:
    assert curriculum_svg(LINES, (), ENGLISH) == ""


def test_the_picture_obeys_a_strict_content_security_policy() -> None:
    svg = drawing(COURSES["later"])
    names = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert names <= {"svg", "title", "desc", "g", "a", "rect", "path", "circle", "text"}
    attributes = {name for element in svg.iter() for name in element.attrib}
    assert not [name for name in attributes if name == "style" or name.startswith("on")]
    ids = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("ws-map-") for name in ids)


def test_wrapping_balances_lines_and_shortens_what_does_not_fit() -> None:
    assert wrap("Which data answers which question?", 13, 112) == ("Which data", "answers which", "question?")
    assert wrap("頁面瀏覽量", 10, 30) == ("頁面瀏", "覽量")
    assert wrap("กี่ปี", 10, 6) == ("กี่", "ปี")
    lines = wrap("word " * 40, 13, 112)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(text_width(line, 13) <= 112 for line in lines)


def test_prerequisites_elsewhere_are_left_out_and_circles_are_refused() -> None:
    assert "Builds on" not in curriculum_svg(LINES, (a_station("one", needs=("elsewhere",)),), ENGLISH)
    with pytest.raises(CycleError):
        curriculum_svg(LINES, (a_station("one", needs=("two",)), a_station("two", needs=("one",))), ENGLISH)
