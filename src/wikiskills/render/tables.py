"""HTML that a cell gave out: cleaned of all that could act, its tables made accessible."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import nh3

from wikiskills.interface.words import Words
from wikiskills.render.markup import escape, parse, serialize

_TEXT = (
    "a abbr b bdi bdo blockquote br cite code dd del details dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark"
)
_MORE = "ol p pre q s samp small span strong sub summary sup time u ul var wbr"
_TABLE = "table caption colgroup col thead tbody tfoot tr th td"
_TAGS = set(f"{_TEXT} {_MORE} {_TABLE}".split())
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
_DROPPED = {"script", "style", "noscript", "template", "title", "textarea", "select", "button", "svg", "math", "iframe"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ROW_PARENTS = {"table", "thead", "tbody", "tfoot", "tr", "colgroup"}
_NUMBER = re.compile(
    r"[-+\u2212]?(\d[\d,._\u00a0\u202f ]*|\.\d+)(e[-+]?\d+)?\s?%?|nan|<na>|nat|[-+]?inf", re.IGNORECASE
)
_WRAPPER = {"class": "ws-table", "tabindex": "0", "role": "group"}


def render_html(source: str, words: Words) -> str:
    """Write HTML as one raw block that can do no harm; empty where nothing to read is left.

    Scripts, styles, ids, classes, images and event attributes go; tables get scopes and a box that scrolls by keyboard.
    """
    root = parse(sanitised(source))
    if not escape("".join(root.itertext())).strip():
        return ""
    for element in root.iter():
        if element.tag in _HEADINGS:
            element.tag = "p"
        if element.tag in _ROW_PARENTS:
            _drop_blanks(element)
    for table in list(root.iter("table")):
        _mend_table(table)
    _wrap_tables(root, words.say("output.table"))
    return f'<div class="ws-html">\n{serialize(root)}\n</div>'


def sanitised(source: str) -> str:
    """Clean HTML with an allow-list of elements and attributes."""
    return nh3.clean(
        source, tags=_TAGS, clean_content_tags=_DROPPED, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}
    )


def _drop_blanks(element: Element) -> None:
    """Leave one line break between rows, one space between cells: the search would join their words without."""
    blank = " " if element.tag == "tr" else "\n"
    element.text = blank
    for child in element:
        child.tail = blank


def _mend_table(table: Element) -> None:
    rows = [row for part in table for row in ([part] if part.tag == "tr" else part.findall("tr"))]
    heads = {row for part in table.findall("thead") for row in part.findall("tr")}
    heads.update(row for row in rows[:1] if all(cell.tag == "th" for cell in row))
    body = [row for row in rows if row not in heads]
    for row in rows:
        for cell in row:
            _mend_cell(cell, "col" if row in heads else "row")
    for row in heads:
        _align_heads(row, body)


def _mend_cell(cell: Element, scope: str) -> None:
    text = "".join(cell.itertext()).strip()
    if cell.tag == "td":
        if _NUMBER.fullmatch(text):
            cell.set("class", "num")
    elif not text:
        cell.tag = "td"
    else:
        spans = cell.get("colspan" if scope == "col" else "rowspan", "1") != "1"
        cell.set("scope", f"{scope}group" if spans else scope)


def _align_heads(head: Element, body: list[Element]) -> None:
    """Align the heads of columns that hold nothing but numbers as the numbers are."""
    if not body or any(len(row) != len(head) for row in body):
        return
    for cell, column in zip(head, zip(*body, strict=True), strict=True):
        if cell.tag == "th" and all(other.get("class") == "num" for other in column):
            cell.set("class", "num")


def _wrap_tables(root: Element, label: str) -> None:
    inner = {table for outer in root.iter("table") for table in outer.iter("table") if table is not outer}
    for parent in list(root.iter()):
        for position, table in enumerate(parent):
            if table.tag == "table" and table not in inner:
                wrapper = Element("div", {**_WRAPPER, "aria-label": label})
                wrapper.tail, table.tail = table.tail, ""
                parent[position] = wrapper
                wrapper.append(table)
