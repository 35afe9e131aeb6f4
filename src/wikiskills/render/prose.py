"""Prose: a lesson's Markdown made ready for the site, and short texts as HTML."""

from __future__ import annotations

import re
from functools import lru_cache

import markdown as python_markdown

from wikiskills.interface.words import Words
from wikiskills.prose import prose_lines
from wikiskills.references import Link, replace_references
from wikiskills.render.math import math_to_mathml

_EXTENSIONS = ("tables", "attr_list", "sane_lists", "pymdownx.superfences")
_UNTITLED = re.compile(r"\s*(?:!!!|\?\?\?\+?)\s+(?P<kind>[\w-]+)[\w -]*")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


def render_prose(source: str, link: Link, words: Words) -> str:
    """Replace references by links and formulas by MathML, and title boxes in the language of `words`.

    Raises `FormulaError` where a formula cannot be read.
    """
    return math_to_mathml(_titled(replace_references(source, link), words), words)


def _titled(source: str, words: Words) -> str:
    """Give boxes without a title the one of the language: Markdown knows only the English ones."""
    if "!!!" not in source and "???" not in source:
        return source
    lines = source.split("\n")
    for number, line in prose_lines(source):
        match = _UNTITLED.fullmatch(line)
        if match and (title := words.box_title(match["kind"])) != match["kind"].capitalize():
            lines[number - 1] = f'{line.rstrip()} "{title}"'
    return "\n".join(lines)


@lru_cache(maxsize=8192)
def to_html(markdown: str) -> str:
    """Turn a short Markdown text into HTML."""
    return python_markdown.markdown(markdown, extensions=list(_EXTENSIONS))


def inline_html(markdown: str) -> str:
    """Turn a short Markdown text into HTML, without <p> where it is one paragraph."""
    html = to_html(markdown)
    match = _PARAGRAPH.fullmatch(html)
    return match[1] if match else html
