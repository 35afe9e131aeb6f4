"""What search engines are told: the properties that schema.org and their listings ask for, with fitting values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.courses import copy_course, edit, recorded_outputs, write_fake_site
from wikiskills.renderer import render_site
from wikiskills.site.structured_data import iso_duration

URL = re.compile(r"https?://[^\s]+")
DURATION = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*")
TEXT = re.compile(r"\S.*", re.DOTALL)
PROPERTIES: dict[str, dict[str, Any]] = {
    "Course": {
        "name!": TEXT,
        "description!": TEXT,
        "url!": URL,
        "provider!": "Organization",
        "inLanguage!": LANGUAGE,
        "license!": URL,
        "isAccessibleForFree!": bool,
        "offers!": "Offer",
        "teaches!": TEXT,
        "syllabusSections!": "Syllabus",
        "hasCourseInstance!": "CourseInstance",
    },
    "Course part": {"name!": TEXT, "url!": URL},
    "Organization": {"name!": TEXT, "url": URL},
    "Offer": {"category!": re.compile("Free")},
    "Syllabus": {"name!": TEXT, "description!": TEXT, "url": URL, "timeRequired": DURATION},
    "CourseInstance": {"courseMode!": re.compile("online"), "courseWorkload!": DURATION},
    "LearningResource": {
        "name!": TEXT,
        "description!": TEXT,
        "url!": URL,
        "learningResourceType!": TEXT,
        "educationalLevel!": TEXT,
        "teaches!": TEXT,
        "competencyRequired": TEXT,
        "timeRequired!": DURATION,
        "isPartOf!": "Course part",
        "creditText!": TEXT,
        "license!": URL,
        "inLanguage!": LANGUAGE,
        "isAccessibleForFree!": bool,
        "accessibilityFeature!": re.compile(
            "alternativeText|displayTransformability|readingOrder|structuralNavigation|tableOfContents"
        ),
        "datePublished": DAY,
        "dateModified": DAY,
    },
}
"""Properties of the types that pages of courses and lessons use; those with ! must be there."""


def faults(value: Any, kind: str, place: str = "") -> list[str]:
    """Tell what in a value is not as the table says."""
    known = {name.rstrip("!"): expected for name, expected in PROPERTIES[kind].items()}
    found = [f"{place}: no {name[:-1]}" for name in PROPERTIES[kind] if name.endswith("!") and name[:-1] not in value]
    found += [] if value["@type"] == kind.partition(" ")[0] else [f"{place}: a {value['@type']}"]
    for name, inner in value.items():
        if not name.startswith("@"):
            for each in inner if isinstance(inner, list) else [inner]:
                found += property_faults(each, known.get(name), f"{place}/{name}")
    return found


def property_faults(value: Any, expected: Any, place: str) -> list[str]:
    if isinstance(expected, str):
        return faults(value, expected, place)
    fits = isinstance(value, bool) if expected is bool else expected and expected.fullmatch(value)
    return [] if fits else [f"{place}: {value!r}"]


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a course that has everything."""
    root = copy_course("everything", tmp_path_factory.mktemp("course"))
    write_fake_site(root, recorded_outputs("everything"))
    return root / "build/docs"


def data_of(page: Path) -> dict[str, Any]:
    front = page.read_text(encoding="utf-8").split("---\n")[1]
    found: dict[str, Any] = yaml.safe_load(front)["structured_data"]
    return found


def test_home_describes_the_course(docs: Path) -> None:
    data = data_of(docs / "index.md")
    assert faults(data, "Course") == []
    assert data["@context"] == "https://schema.org"
    assert data["description"].startswith("A course with every part that the formats know")
    assert [section["name"] for section in data["syllabusSections"]] == ["Counting", "Pictures"]


def test_every_lesson_describes_itself(docs: Path) -> None:
    pages = [docs / name for name in ("counting/first-steps", "counting/old-ways", "pictures/charts")]
    for page in pages:
        assert faults(data_of(page / "index.md"), "LearningResource") == []
    assert data_of(pages[2] / "index.md")["competencyRequired"] == ["First steps & sums"]
    assert "competencyRequired" not in data_of(pages[0] / "index.md")
    assert data_of(pages[0] / "index.md")["datePublished"] == "2024-05-01"


def test_the_table_finds_what_is_wrong(docs: Path) -> None:
    data = data_of(docs / "pictures/charts/index.md")
    assert faults({**data, "timeRequired": "50 minutes", "colour": "red"}, "LearningResource") == [
        "/timeRequired: '50 minutes'",
        "/colour: 'red'",
    ]
    del data["teaches"]
    assert faults(data, "LearningResource") == [": no teaches"]


def test_nothing_in_a_name_ends_the_script(tmp_path: Path) -> None:
    """The whole way, through the theme."""
    root = copy_course("minimal", tmp_path)
    evil = "Ada </script> <!-- Lovelace"
    edit(root / "curriculum/course.yml", "authors: [The wikiskills authors]", f'authors: ["{evil}"]')
    write_fake_site(root)
    render_site(root / "build/mkdocs.yml", root / "site")
    page = (root / "site/basics/first-counts/index.html").read_text(encoding="utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert yaml.safe_load(script)["creditText"] == evil
    assert "<" not in script


@pytest.mark.parametrize(("minutes", "text"), [(0, "PT0M"), (45, "PT45M"), (60, "PT1H"), (125, "PT2H5M")])
def test_durations(minutes: int, text: str) -> None:
    assert iso_duration(minutes) == text
