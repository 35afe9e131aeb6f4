"""Prose: a lesson's Markdown made ready for the site, and short texts as HTML."""

from __future__ import annotations

import re

import markdown as python_markdown

from wikiskills.references import Link, replace_references
from wikiskills.render.math import math_to_mathml

_EXTENSIONS = ("tables", "attr_list", "sane_lists", "pymdownx.superfences")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


def render_prose(source: str, link: Link) -> str:
    """Replace references by links and formulas by MathML; raise `FormulaError` where one cannot be read."""
    return math_to_mathml(replace_references(source, link))


def to_html(markdown: str) -> str:
    """Turn a short Markdown text into HTML."""
    return python_markdown.markdown(markdown, extensions=list(_EXTENSIONS))


def inline_html(markdown: str) -> str:
    """Turn a short Markdown text into HTML, without <p> where it is one paragraph."""
    html = to_html(markdown)
    match = _PARAGRAPH.fullmatch(html)
    return match[1] if match else html
