"""Maps of two courses, drawn and read back from the SVG that they are."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tests.support.words import ENGLISH
from wikiskills.site.graph import Line, Station, curriculum_svg

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


def stations_of(table: str) -> tuple[Station, ...]:
    """Read a table: id, track, title, what it needs, whether it is a draft."""
    rows = [[cell.strip() for cell in row.split("|")] for row in table.strip().splitlines()]
    return tuple(
        Station(name, title, "" if draft else f"lessons/{name}/", int(track), 60, 1, tuple(needs.split()))
        for name, track, title, needs, *draft in rows
    )


COURSES = {"today": stations_of(TODAY), "later": stations_of(LATER)}


def a_station(
    name: str, title: str = "A title", url: str = "a/", track: int = 0, needs: tuple[str, ...] = ()
) -> Station:
    """Make a station of 45 minutes and level 2."""
    return Station(name, title, url, track, 45, 2, needs)


def drawing(stations: tuple[Station, ...], lines: tuple[Line, ...] = LINES) -> ET.Element:
    """Draw the map, and read it back."""
    return ET.fromstring(curriculum_svg(lines, stations, ENGLISH))


def groups_in(svg: ET.Element) -> list[ET.Element]:
    """Give the groups of stations, in the order of the course."""
    return [group for group in svg.iter(f"{SVG}g") if group.get("class") == "ws-map__station"]
