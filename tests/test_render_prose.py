"""Prose with references and formulas, short texts as HTML, and code in fences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.markdown_pages import Reader, page
from tests.support.words import ENGLISH
from wikiskills.render.code import fold, render_code
from wikiskills.render.markup import raw_block
from wikiskills.render.prose import inline_html, render_prose, to_html


def test_references_and_formulas_are_replaced() -> None:
    text = render_prose("See [it](lesson:first#top), where $x_1$.", lambda kind, name: f"../{kind}/{name}.md", ENGLISH)

    assert text.startswith("See [it](../lesson/first.md#top), where <span")
    assert Reader(page(text)).one("math")["alttext"] == "x_1"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("plain", "plain"),
        ("a *b* `<c>` [d](e)", 'a <em>b</em> <code>&lt;c&gt;</code> <a href="e">d</a>'),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("- one", "<ul>\n<li>one</li>\n</ul>"),
    ],
)
def test_one_paragraph_has_no_paragraph_element(source: str, html: str) -> None:
    assert inline_html(source) == html


def test_short_texts_may_hold_tables_and_code() -> None:
    names = Reader(to_html("| a |\n|---|\n| b |\n\n```python\nx\n```")).names()

    assert {"table", "pre"} <= set(names)


SOURCES = [
    "x = 1",
    "",
    "def f():\n\n    return '''\n```python\n</details>\n```\n'''",
    "````\n# *not* emphasis",
    "print('<script>&amp;</script>')  # $x$ \\$",
    "!ls\n%timeit x",
    "~~~\n[^1]: x\n~~~",
]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("folded", [False, True])
def test_code_is_unchanged(source: str, folded: bool) -> None:  # noqa: FBT001
    html = page(f"Before\n\n{render_code(source, 'Show the code' if folded else '')}\n\nAfter *x*")

    assert Reader(html, "highlight").text.strip("\n") == source
    assert ("details" in Reader(html).names()) is folded
    assert html.endswith("<p>After <em>x</em></p>")


@settings(deadline=None)
@given(st.text(st.sampled_from("`~ab<>/\n#*_$&"), max_size=40))
def test_any_code_is_unchanged(source: str) -> None:
    shown = Reader(page(render_code(source, "Show the code")), "highlight").text

    assert [line.rstrip() for line in shown.strip("\n").split("\n")] == [
        line.rstrip() for line in source.strip("\n").split("\n")
    ]


def test_code_has_no_blank_lines_around_it() -> None:
    assert render_code("\n\nx\n") == "```python\nx\n```"


def test_fold_has_its_label() -> None:
    assert Reader(page(fold("*x*", "Show <this>"))).text.split() == ["Show", "<this>", "x"]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<p>a\n\n\n   b</p>", "<p>a\nb</p>"),
        ("<pre>\na\n\nb</pre>", "<pre>\n&#10;a\n&#10;b</pre>"),
        ("<p>a<br>b</p>c</i>", "<p>a<br>b</p>c"),
        ("<p><b>a</p>c", "<p><b>a</b></p>c"),
        ('<p title="a&quot;b">&lt;</p>', '<p title="a&quot;b">&lt;</p>'),
        ("<input hidden>", '<input hidden="">'),
    ],
)
def test_raw_blocks(source: str, written: str) -> None:
    assert raw_block(source) == written
