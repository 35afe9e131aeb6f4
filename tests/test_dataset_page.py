"""Pages of datasets: the description for search engines, columns by file, how to cite them, the first look."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.cells import stream
from tests.support.courses import copy_course, edit, write_fake_site
from wikiskills.site.structured_data import licence_url

CARDS = "curriculum/datasets.yml"
PAGE = "build/docs/data/edit-counts/index.md"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The minimal course, which has one dataset."""
    return copy_course("minimal", tmp_path)


def page_of(course: Path) -> str:
    write_fake_site(course, {"print(1)": [stream("one\n")]})
    return (course / PAGE).read_text(encoding="utf-8")


def markup_of(page: str) -> dict[str, Any]:
    (text,) = re.findall(r"^structured_data: (.*)$", page, re.MULTILINE)
    found: dict[str, Any] = json.loads(text)
    return found


def test_search_engines_are_told_what_the_dataset_is(course: Path) -> None:
    edit(course / CARDS, "how: Typed.}", 'how: Typed., period: "2024"}')
    edit(course / CARDS, "source: Written by hand", 'source: "[Us](https://example.org/us) & others"')

    assert markup_of(page_of(course)) == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Edits of three days",
        "description": "Made-up daily edit counts.",
        "url": "https://example.org/course/data/edit-counts/",
        "identifier": "edit-counts",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "creditText": "The wikiskills authors",
        "isBasedOn": ["https://example.org/us"],
        "isAccessibleForFree": True,
        "measurementTechnique": "Typed.",
        "temporalCoverage": "2024",
        "variableMeasured": [
            {"@type": "PropertyValue", "name": "day", "description": "the day"},
            {
                "@type": "PropertyValue",
                "name": "edits",
                "description": "edits saved on that day",
                "unitText": "edits per day",
            },
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": "edit-counts.csv",
                "contentUrl": "https://example.org/course/data/edit-counts/edit-counts.csv",
                "encodingFormat": "text/csv",
                "contentSize": "49 B",
                "sha256": "fcd51302eb78aa10a701ba728d653a94461f4e7239e870e00d05528884933eb6",
            }
        ],
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": "Minimal course",
            "url": "https://example.org/course/data/",
        },
    }


def test_nothing_on_a_card_can_leave_the_script(course: Path) -> None:
    text = 'description: "1 &lt; 2 &lt;/script&gt; *bold* & more"'
    edit(course / CARDS, "description: Made-up daily edit counts.", text)

    page = page_of(course)

    assert markup_of(page)["description"] == "1 < 2 </script> bold & more"


def test_columns_are_told_for_each_file(course: Path) -> None:
    edit(course / CARDS, "unit: edits per day}", "unit: edits per day, files: [edit-counts.csv]}")

    page = page_of(course)

    assert "<p><code>edit-counts.csv</code></p>" in page
    assert 'aria-label="Columns of edit-counts.csv"' in page
    assert '<th scope="row"><code>day</code></th>' in page


def test_it_says_how_to_cite(course: Path) -> None:
    assert (
        "<p>The wikiskills authors (2024-01-04). Edits of three days. In: Minimal course. "
        "https://example.org/course/data/edit-counts/. CC0-1.0.</p>"
    ) in page_of(course)


def test_creators_are_named_in_citations_and_to_search_engines(course: Path) -> None:
    edit(
        course / CARDS,
        "    provenance:",
        "    creators: [{name: Ada & Co}, {name: Ada, kind: person}]\n    provenance:",
    )

    page = page_of(course)

    assert "<p>Ada &amp; Co, Ada (2024-01-04). Edits of three days. In:" in page
    assert markup_of(page)["creator"] == [
        {"@type": "Organization", "name": "Ada & Co"},
        {"@type": "Person", "name": "Ada"},
    ]


def test_the_risk_for_people_is_told(course: Path) -> None:
    with (course / CARDS).open("a", encoding="utf-8") as cards:
        cards.write("    risk: {level: low, why: Nobody is *named*.}\n")

    assert "<p>Risk for people: <strong>low</strong>. Nobody is <em>named</em>.</p>" in page_of(course)


def test_a_first_look_is_shown_as_in_a_lesson(course: Path) -> None:
    (course / "curriculum/first_looks").mkdir()
    look = '# %% [markdown]\n# See [the lesson](lesson:first-counts).\n\n# %% tags=["hide-input"]\nprint(1)\n'
    (course / "curriculum/first_looks/edit-counts.py").write_text(look, encoding="utf-8")

    page = page_of(course)

    assert "## First look\n\nSee [the lesson](../../basics/first-counts/index.md).\n" in page
    assert "<summary>Show the code</summary>" in page
    assert "one" in page.partition("## First look")[2].partition("\n## ")[0]


def test_a_licence_without_an_address_of_its_own_is_at_spdx() -> None:
    assert licence_url("MIT") == "https://spdx.org/licenses/MIT.html"


@pytest.mark.parametrize("name", ["", "exercises/", "solutions/"])
def test_pages_that_show_data_name_whom_they_are_from(course: Path, name: str) -> None:
    page_of(course)
    page = (course / f"build/docs/basics/first-counts/{name}index.md").read_text(encoding="utf-8")

    assert page.count("Edits of three days</a> (CC0-1.0). The wikiskills authors</p>") == 1
