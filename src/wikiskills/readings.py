"""What a published text may stand for: HTML with tags and entities, JSON and scripts with escapes, or plain text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

_DEPTH = 3
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"<>]{12,})"|'([^'<>]{12,})')""")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)


def readings(text: str, *, is_markup: bool) -> Iterator[str]:
    """Give all that the lines of a text may stand for: tags taken away, entities and escapes undone, in any order.

    A line is given again only where something in it can be undone. `is_markup`: tags are no text, as in HTML.
    """
    if not is_markup:
        yield text
    level = [_without_markup(text) if is_markup else text]
    if is_markup:
        yield level[0]
    for _ in range(_DEPTH):
        level = [inner for reading in level for inner in _undone(reading)]
        yield from level


def _undone(text: str) -> Iterator[str]:
    lines = text.split("\n")
    if marked := "\n".join([line for line in lines if "<" in line or "&" in line]):
        yield _without_markup(marked)
    if escaped := "\n".join([line for line in lines if "\\" in line]):
        yield _ESCAPE.sub(_unescaped, escaped)


def _without_markup(text: str) -> str:
    """Take the tags away, put the values of their attributes behind, and undo the entities."""
    values = [one or other for one, other in _ATTRIBUTE.findall(text)]
    return html.unescape("\n".join([_TAG.sub(" ", _INLINE_TAG.sub("", text)), *values]))


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16))
    return " " if match[3] in "bfnrt" else str(match[3])


def json_texts(text: str) -> list[str] | None:
    """Give the texts within a JSON document, keys among them; None where it is none."""
    found: list[str] = []
    try:
        left = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    while left:
        value = left.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            left.extend([*value, *value.values()])
        elif isinstance(value, list):
            left.extend(value)
    return found
