"""Texts from elsewhere: markup that has a like is converted, and what is lost is listed with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikiskills.errors import Location
from wikiskills.importing.draft import draft_of
from wikiskills.importing.headings import with_levels
from wikiskills.importing.lesson_text import acceptable, text_of
from wikiskills.importing.links import Targets
from wikiskills.importing.markup import Text
from wikiskills.importing.source_cells import SourceCell
from wikiskills.lesson import read_lesson_text

TARGETS = Targets({"part/two": ("two", "Page two")}, {"a-label": ("three", "Page three")})
MARKUP = {
    "See {doc}`two`.": "See [Page two](lesson:two).",
    "See {doc}`this <two>`.": "See [this](lesson:two).",
    "See {ref}`a-label` and {ref}`x <a-label>`.": "See [Page three](lesson:three) and [x](lesson:three).",
    "[x](two.md#part) [y](two.ipynb)": "[x](lesson:two) [y](lesson:two)",
    "[x](https://example.org) <https://example.org>": "[x](https://example.org) <https://example.org>",
    "{math}`x^2` {sub}`2` {kbd}`a` {term}`share <s>`": "$x^2$ <sub>2</sub> <kbd>a</kbd> share",
    "`{doc}` and ``a `b` {x}``": "`{doc}` and ``a `b` {x}``",
    "(a-label)=\nText\n% no\n+++\nmore": "Text\nmore",
    "```{tip}\n:class: dropdown\nOpen **me**.\n```": "??? tip\n\n    Open **me**.",
    ':::{admonition} A "title"\nText\n:::': "!!! note \"A 'title'\"\n\n    Text",
    "````{note}\n```{warning}\nIn\n```\n````": "!!! note\n\n    !!! warning\n\n        In",
    "- item\n\n  ```{note}\n  In a list\n  ```": "- item\n\n  !!! note\n\n      In a list",
    "```{note} Same line\nand next\n```": "!!! note\n\n    Same line\n    and next",
    "```{hint}\nText\n```": '!!! tip "Hint"\n\n    Text',
    "```{code-block} python\n:linenos:\nx = 1\n```": "```python\nx = 1\n```",
    "```{math}\nx\n```": "$$\nx\n$$",
    "```python\n{doc}`two` ![](x.png)\n```": "```python\n{doc}`two` ![](x.png)\n```",
    "```{contents}\n```\nText": "Text",
}


def test_headings_skip_no_level_and_stand_alone() -> None:
    assert with_levels("#### a\n| b |\n|---|\n## c\n##### d\n\n```\n# e\n```", 1) == (
        "## a\n| b |\n|---|\n\n## c\n\n### d\n\n```\n# e\n```",
        3,
    )


def test_links_to_headings_of_the_page_stay(tmp_path: Path) -> None:
    source = "# Page\n\n[x](#the-way-out) [y](#page) [z](#elsewhere)\n\n## The way out"

    draft = draft_of("page", tmp_path / "page.md", [SourceCell("markdown", source, Location("page.md", 1))], Targets())

    assert draft.cells[0].source == "[x](#the-way-out) y z\n\n## The way out"
    assert [note.text for note in draft.notes] == [
        "the link to '#page' is left out",
        "the link to '#elsewhere' is left out",
    ]


@pytest.mark.parametrize(("source", "expected"), MARKUP.items())
def test_markup_that_has_a_like_is_converted_without_a_note(source: str, expected: str) -> None:
    text = Text(Location("part/one.md", 1), TARGETS)

    assert text.convert(source) == expected
    assert text.notes == []


LOST = {
    "a\n{ref}`nowhere`": ("a\nnowhere", 2, "the reference to 'nowhere'"),
    "{cite:t}`knuth`": ("(knuth)", 1, "the citation of 'knuth'"),
    "{py:func}`len`": ("len", 1, "the role '{py:func}'"),
    "a\n\n![A cat](cat.png)": ("a\n\n*(Image: A cat)*", 3, "the image 'cat.png'"),
    'x <img src="a/b.png" width="5">': ("x *(Image: b.png)*", 1, "the image 'a/b.png'"),
    "[x](files/a.csv)": ("x", 1, "the link to 'files/a.csv'"),
    "[x](#somewhere)": ("x", 1, "the link to '#somewhere'"),
    "```{figure} f.png\n:alt: Alt\n\nA caption\n```": ("*(Figure: A caption)*", 1, "the figure 'f.png'"),
    "a\n```{bibliography}\n```": ("a\n\n```text\n```", 2, "the directive '{bibliography}'"),
    "Text\n$\\nosuch$ and $x$": ("Text\n`\\nosuch` and $x$", 2, "'\\nosuch' is code now"),
    "```{note}\nIn\n{ref}`it`\n```": ("!!! note\n\n    In\n    it", 3, "the reference to 'it'"),
}


@pytest.mark.parametrize(("source", "expected"), LOST.items())
def test_what_is_lost_is_told_with_its_line(source: str, expected: tuple[str, int, str]) -> None:
    text = Text(Location("part/one.md", 1), TARGETS)

    converted = text.convert(source)

    (note,) = text.notes
    assert (converted, note.where.line) == expected[:2]
    assert note.text.startswith(expected[2])


ODD = """# Title|#### Deep|Title\n===|text\n---|---|%% x|# %% [markdown]|$$|$x|![](|[x](y:z)|[a\nb](c:d)|```|````{note}
|:::|- [ ] x|<div>|\t|$a%b$|\\|{|[x]: y.md"""
PIECES = st.sampled_from([*MARKUP, *LOST, *ODD.split("|"), "| a |\n|---|"])
CODES = st.sampled_from(
    ["x = 1", "x = (", "%%bash\nls", "plt.plot([1])", "open('../x')", "# %% a", "'''", "await f()", "?x"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["markdown", "code", "raw"]), st.lists(PIECES, max_size=4), CODES), max_size=4)
)
def test_any_page_becomes_a_lesson_that_check_accepts(cells: list[tuple[str, list[str], str]]) -> None:
    sources = [
        SourceCell(kind, code if kind == "code" else "\n".join(texts), Location("page.md", 1))
        for kind, texts, code in cells
    ]
    draft = acceptable(draft_of("page", Path("page.md"), sources, TARGETS))

    found: list[object] = []
    if draft.cells:
        read_lesson_text(text_of(draft.cells), "page.py", found)  # type: ignore[arg-type]
    assert found == []
