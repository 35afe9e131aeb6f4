"""HTML that passes through Markdown unchanged: read into a tree, and written as one raw block without blank lines."""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905 - reads best as words
_BLANK_LINE = re.compile(r"(?<=\n)( *)\n")
_LINE_BREAK = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


def escape(text: str) -> str:
    """Write text so that HTML shows just that text, and Markdown finds no fence, tab or blank line in it.

    Control characters, which HTML cannot hold, are dropped.
    """
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")
    text = html.escape(_HALF_CHARACTER.sub("\ufffd", text), quote=False)
    text = text.replace("`", "&#96;").replace("~", "&#126;").replace("\t", "&#9;")
    return _BLANK_LINE.sub(r"\1&#10;", text)


def attributes(values: dict[str, str]) -> str:
    """Write the attributes of a start tag, each with a space before it."""
    return "".join(f' {name}="{_attribute(value)}"' for name, value in values.items())


def _attribute(value: str) -> str:
    return escape(value).replace('"', "&quot;").replace("\n", "&#10;")


def parse(source: str) -> Element:
    """Read HTML into a tree; its root stands for the whole and is not part of it. Comments are left out."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            self.open.append(self.open[-1][-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        depth = next((n for n in range(len(self.open) - 1, 0, -1) if self.open[n].tag == tag), None)
        if depth:
            del self.open[depth:]

    def handle_data(self, data: str) -> None:
        parent = self.open[-1]
        data = data if any(element.tag == "pre" for element in self.open) else _LINE_BREAK.sub("\n", data)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def serialize(root: Element) -> str:
    """Write what stands in `root` as HTML that Markdown leaves alone."""
    parts: list[str] = []
    pending: list[Element | str] = [root]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        parts += _start(item, root)
        if item is not root and item.tag not in _VOID:
            pending.append(f"</{item.tag}>")
        for child in reversed(item):
            pending += [escape(child.tail or ""), child]
    return _BLANK_LINE.sub(r"\1&#10;", "".join(parts).strip("\n"))


def _start(element: Element, root: Element) -> tuple[str, str]:
    text = element.text or ""
    if element.tag == "pre" and text.startswith("\n"):
        text = "\n" + text
    return "" if element is root else f"<{element.tag}{attributes(element.attrib)}>", escape(text)


def raw_block(source: str) -> str:
    """Write HTML anew so that Markdown leaves it alone."""
    return serialize(parse(source))
