"""Printed text comes out as it was printed, as a terminal would show it, through Markdown."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.markdown_pages import Reader, page, pre_text
from tests.support.words import ENGLISH
from wikiskills.render.code import fold
from wikiskills.render.terminal import as_terminal, render_error, render_stderr, render_text, without_machine_paths

NASTY = [
    "</pre><script>alert(1)</script>",
    "<b>not bold</b> &amp; & &#60; &nbsp",
    "*a* **b** _c_ `d` ~~e~~ [f](g) ![h](i) # j",
    "```python\ncode\n```",
    "first\n```python\ncode\n```\nthen\n~~~\ncode\n~~~\nlast",
    "a\n\n\n\n    indented\n   \n\t\ttabs\t.",
    "\n\n  leading lines",
    "日本語 العربية Ω \U0001d4a9 👩‍🔬 e\u0301 \u2028 \u2029 \ufeff",
    "!!! note\n    text\n\n??? x\n\n[^1]: foot\n\n*[HTML]: abbr\n\n--8<-- 'file'\n\n{: .class }\n\n[TOC]",
    "<!-- comment\n\n--> <div markdown='1'>\n\n*x*\n\n</div> </details>",
    "- a\n- b\n\n1. c\n\n| a | b |\n|---|---|\n\n> q\n\n---\n\n$x$ \\$ \\*",
]
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"))


@pytest.mark.parametrize("text", NASTY)
def test_text_is_unchanged_by_markdown(text: str) -> None:
    assert pre_text(page(f"Before\n\n{render_text(text, ENGLISH)}\n\nAfter *x*")) == text


@pytest.mark.parametrize("text", NASTY)
def test_text_is_unchanged_within_a_fold(text: str) -> None:
    html = page(fold(f"```python\n1\n```\n\n{render_text(text, ENGLISH)}", "Show the cell"))

    assert pre_text(html) == text
    assert Reader(html).names().count("details") == 1


@settings(deadline=None)
@given(PRINTABLE)
@example("\n")
@example("a\n \n\n b \n")
def test_any_text_is_unchanged(text: str) -> None:
    shown = pre_text(page(f"Before\n\n{render_text(text, ENGLISH)}\n\nAfter"))

    assert shown == (text.rstrip("\n") if text.strip() else "")


@settings(deadline=None)
@given(st.text())
@example("\x1b[38m")
@example("\x1b[38;5m\x1b[")
@example("\ud800\x00\x02\x03\x85")
def test_any_characters_give_a_sound_page(text: str) -> None:
    assert set(Reader(page(render_text(text, ENGLISH))).names()) <= {"pre", "span"}


@pytest.mark.parametrize("text", ["", "\n", "  \n\n", "\r"])
def test_nothing_to_see_gives_nothing(text: str) -> None:
    assert render_text(text, ENGLISH) == ""


SCREENS = [
    ("a\r\nb\r\n", "a\nb\n"),
    ("10%\r50%\r100%\n", "100%\n"),
    ("long line\rlo", "long line"),
    ("abc\rX", "Xbc"),
    ("abc\r", "abc"),
    ("\x1b[32mdone\x1b[0m\rX\n", "X\n"),
    ("12\b3", "13"),
    ("a\n\bb", "a\nb"),
    ("1/9 [>...]\b\b\b\b\b\b\b\b\b\b9/9 [>>>>]", "9/9 [>>>>]"),
    ("\x1b]8;;https://x.org\x07link\x1b]8;;\x07", "link"),
]


@pytest.mark.parametrize(("text", "screen"), SCREENS)
def test_carriage_returns_and_backspaces(text: str, screen: str) -> None:
    assert as_terminal(text) == screen


def test_colours_become_classes_without_styles() -> None:
    text = "\x1b[31mred\x1b[0m \x1b[1;32mbold\x1b[0m \x1b[38;5;208morange\x1b[0m \x1b[48;2;1;2;3mdark\x1b[0m <&>"
    reader = Reader(page(render_text(text, ENGLISH)), "ws-output")

    assert reader.text == "red bold orange dark <&>"
    assert [span.get("class", "") for span in reader.all("span")] == [
        "ansi-red-fg",
        "ansi-green-intense-fg ansi-bold",
        "",
        "",
    ]
    assert not any("style" in attributes for _, attributes in reader.tags)


def test_long_text_is_cut_with_a_notice() -> None:
    shown = pre_text(page(render_text("\n".join(map(str, range(1000))), ENGLISH)))

    assert shown.splitlines()[198:] == ["198", "199", "... 800 more lines were left out"]


def test_wide_text_is_cut_with_a_notice() -> None:
    assert pre_text(page(render_text("x" * 50_000, ENGLISH))).endswith("x\n... 10,000 more characters were left out")


def test_two_hundred_lines_are_not_cut() -> None:
    assert "left out" not in render_text("x\n" * 200, ENGLISH)


def test_boxes_scroll_by_keyboard_and_say_what_they_are() -> None:
    pre = Reader(page(render_stderr("careful", ENGLISH))).one("pre")

    assert pre == {"class": "ws-output ws-output--stderr", "tabindex": "0", "role": "group", "aria-label": "Messages"}


PATHS = [
    ("/home/me/.venv/lib/python3.11/site-packages/pandas/io.py:3: Warning", "pandas/io.py:3: Warning"),
    ("/usr/lib/python3.11/json/decoder.py", "json/decoder.py"),
    (r"C:\Users\me\Lib\site-packages\pandas\io.py", r"pandas\io.py"),
    ("'/tmp/wikiskills-ab_c1/lesson/data/x.csv'", "'data/x.csv'"),
    ("see /data/x.csv and a/b", "see /data/x.csv and a/b"),
]


@pytest.mark.parametrize(("text", "short"), PATHS)
def test_paths_of_the_machine_are_shortened(text: str, short: str) -> None:
    assert without_machine_paths(text) == short


def test_error_without_frames_says_its_name() -> None:
    html = page(render_error({"output_type": "error", "ename": "Exit", "evalue": "<3>", "traceback": []}, ENGLISH))

    assert pre_text(html) == "Exit: <3>"
    assert Reader(html).one("pre")["aria-label"] == "Error"


def test_error_does_not_name_this_machine() -> None:
    error = {"ename": "OSError", "evalue": "'/tmp/wikiskills-a1/lesson/data/x.csv'", "traceback": []}

    assert pre_text(page(render_error({"output_type": "error", **error}, ENGLISH))) == "OSError: 'data/x.csv'"
