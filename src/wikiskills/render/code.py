"""Code cells as fenced Markdown."""

from __future__ import annotations

import re

from wikiskills.render.markup import escape


def render_code(source: str, folded_as: str = "") -> str:
    """Write Python code as a fenced block; where it is folded, it is behind a label until the reader opens it."""
    code = source.strip("\n")
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    block = f"{fence}python\n{code}\n{fence}"
    return fold(block, folded_as) if folded_as else block


def fold(markdown: str, label: str) -> str:
    """Put Markdown behind `label` until the reader opens it; needs the extension md_in_html."""
    return f'<details class="ws-fold" markdown="1">\n<summary>{escape(label)}</summary>\n\n{markdown}\n\n</details>'
