"""HTML of cells is harmless, and its tables are accessible."""

from __future__ import annotations

import pandas as pd  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.markdown_pages import Reader, page
from tests.support.words import ENGLISH
from wikiskills.render.tables import render_html

NASTY = [
    "<script>alert(1)</script>text",
    "<svg onload=x><script>y</script></svg>text",
    '<img src="x" onerror="alert(1)">text',
    '<a href="javascript:alert(1)" onclick="x">text</a>',
    '<iframe src="https://example.org"></iframe>text',
    '<div style="position:fixed" id="x" class="md-header">text</div>',
    '<form action="https://example.org"><input name="x"></form>text',
    "<table><tr><td>text</td></tr><script></table>",
    "</div></div>text<div>",
    "<b><i>text</b></i>",
    "<div>" * 3000 + "text",
]


@pytest.mark.parametrize("source", NASTY)
def test_nasty_html_is_tamed(source: str) -> None:
    reader = Reader(page(f"A\n\n{render_html(source, ENGLISH)}\n\nB"), "ws-html")

    assert reader.text.strip() == "text"
    assert not {"script", "svg", "img", "iframe", "form", "input"} & set(reader.names())
    assert {key for _, a in reader.tags for key in a} <= {"class", "href", "rel", "tabindex", "role", "aria-label"}
    assert not any("javascript" in value for _, a in reader.tags for value in a.values())


PIECES = ["<script>", "</script>", "<b ", "<img ", "onerror=", "onclick='x'", "'", '"', ">", "<!--", "-->", "<style>"]
MORE = [
    "<svg>",
    "<math>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</td>",
    "</table>",
    "\n\n",
    "`",
    "```\n",
    "*a*",
    "&lt;",
    "x",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES + MORE) | st.text(max_size=5)).map("".join))
def test_no_html_leaves_a_script_or_an_event(source: str) -> None:
    html = render_html(source, ENGLISH)
    reader = Reader(page(f"A\n\n{html}\n\nB"))

    assert "\n\n" not in html
    assert "script" not in reader.names()
    assert not any(key.startswith("on") for _, a in reader.tags for key in a)
    assert Reader(html).text.split() == Reader(page(html)).text.split()


@pytest.mark.parametrize(
    "source", ["", "  ", "<div></div>", "<script>x</script>", '<img src="data:image/png;base64,x">']
)
def test_nothing_to_read_gives_nothing(source: str) -> None:
    assert render_html(source, ENGLISH) == ""


def table(frame: pd.DataFrame) -> Reader:
    return Reader(page(render_html(frame.to_html(notebook=True), ENGLISH)))


def test_heads_have_scopes_and_numbers_are_aligned() -> None:
    reader = table(pd.DataFrame({"views": [1200, -3], "share": ["4.5%", "NaN"], "who": ["A & <B>", "名前 *x*"]}))

    assert reader.all("th") == [
        {"scope": "col", "class": "num"},
        {"scope": "col", "class": "num"},
        {"scope": "col"},
        {"scope": "row"},
        {"scope": "row"},
    ]
    assert reader.all("td") == [{}, *[{"class": "num"}] * 2, {}, *[{"class": "num"}] * 2, {}]
    assert "A & <B>" in reader.text
    assert "名前 *x*" in reader.text


def test_table_scrolls_by_keyboard() -> None:
    reader = table(pd.DataFrame({"a": [1]}))

    label = {"role": "group", "aria-label": "Table: output of the code above"}
    assert {"class": "ws-table", "tabindex": "0", **label} in reader.all("div")
    assert reader.one("table") == {}


def test_heads_over_several_columns_or_rows() -> None:
    rows = pd.MultiIndex.from_tuples([("x", "p"), ("x", "q")])
    columns = pd.MultiIndex.from_tuples([("mean", "a"), ("mean", "b")])
    heads = table(pd.DataFrame([[1, 2], [3, 4]], index=rows, columns=columns)).all("th")

    assert [head["scope"] for head in heads] == ["colgroup", "col", "col", "rowgroup", "row", "row"]


def test_table_without_a_head_section() -> None:
    source = "<table><tr><th>a</th><th>b</th></tr><tr><th>r</th><td>1</td></tr></table>"

    assert [head["scope"] for head in Reader(render_html(source, ENGLISH)).all("th")] == ["col", "col", "row"]


def test_table_within_a_table_has_one_box() -> None:
    source = "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>"

    assert Reader(render_html(source, ENGLISH)).names().count("div") == 2


def test_headings_do_not_enter_the_outline_of_the_page() -> None:
    assert Reader(render_html("<h1>Title</h1>", ENGLISH)).names() == ["div", "p"]


def test_links_are_kept() -> None:
    link = Reader(page(render_html('<a href="https://en.wikipedia.org/wiki/A_B">A</a>', ENGLISH))).one("a")

    assert link["href"] == "https://en.wikipedia.org/wiki/A_B"


@pytest.mark.parametrize(("text", "numeric"), [("1,234.5", True), ("1e-05", True), ("\u22125", True), ("<NA>", True)])
def test_numbers(text: str, numeric: bool) -> None:  # noqa: FBT001
    escaped = text.replace("<", "&lt;")
    assert ("class" in Reader(render_html(f"<table><tr><td>{escaped}</td></tr></table>", ENGLISH)).one("td")) is numeric


@pytest.mark.parametrize("text", ["2024-01-01", "1 apple", "v1.2", "-", "", "12:30"])
def test_other_cells_are_not_numbers(text: str) -> None:
    assert Reader(render_html(f"<p>x</p><table><tr><td>{text}</td></tr></table>", ENGLISH)).one("td") == {}
