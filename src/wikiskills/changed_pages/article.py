"""What a reader gets of a finished page: its title, its text line by line, its links and its images."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "button", "dd", "details", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label"),
        *("legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "svg", "table", "tbody"),
        *("text", "tfoot", "thead", "title", "tr", "ul"),
    }
)
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"math", "noscript", "script", "style", "template"})
"""Elements whose content is no text of the page; a formula is read from its `alttext`."""
_PLACE = re.compile(r"<article\b.*</article>", re.DOTALL)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Image:
    """An image of a page: its address as the page has it, and the words that stand in for it."""

    source: str
    alt: str


@dataclass(frozen=True)
class Article:
    """The part of a page that is its own; menus and the like stand around it."""

    title: str
    """Its first heading of level 1; empty where there is none."""
    lines: tuple[str, ...]
    """The text, one line for each block and each line of code; an image is read as its alt text."""
    links: tuple[str, ...]
    """Where its links lead, as written; links of headings to themselves are left out."""
    images: tuple[Image, ...]
    markup: str
    """All of it as HTML."""


def read_article(page: str) -> Article:
    """Read the article of an HTML page; the whole page counts where it has none. Any text can be read."""
    place = _PLACE.search(page)
    markup = place[0] if place else page
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end_line()
    return Article(reader.title, tuple(reader.lines), tuple(reader.links), tuple(reader.images), markup)


@dataclass
class _Reader(HTMLParser):
    """Collects what a reader gets. Markup that is wrong is read as well as can be, like everything in it."""

    title: str = ""
    lines: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    _line: str = ""
    _silent: list[str] = field(default_factory=list)
    """The open elements that hide what stands in them, the outermost first."""
    _in_code: bool = False
    _heading_from: int | None = None
    """The number of lines before the first heading, while that is read."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._silent or tag in _SILENT or "headerlink" in given.get("class", "").split():
            self._hide(tag, given)
            return
        self._separate(tag)
        if tag == "pre":
            self._in_code = True
        elif tag == "h1" and not self.title:
            self._heading_from = len(self.lines)
        elif tag == "img":
            self.images.append(Image(given.get("src", ""), given.get("alt", "")))
            self._line += f" [image: {given.get('alt', '')}] "
        for name in ("href", "xlink:href"):
            if name in given:
                self.links.append(given[name])

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        self._separate(tag)
        if tag == "pre":
            self._in_code = False
        elif tag == "h1" and self._heading_from is not None:
            self.title = " ".join(self.lines[self._heading_from :])
            self._heading_from = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not self._in_code:
            self._line += data
            return
        first, *others = data.split("\n")
        self._line += first
        for other in others:
            self.end_line()
            self._line = other

    def end_line(self) -> None:
        """Keep the line that is being read, without needless space; code keeps its indent."""
        line = self._line.rstrip() if self._in_code else _SPACE.sub(" ", self._line).strip()
        self._line = ""
        if line:
            self.lines.append(line)

    def _hide(self, tag: str, given: dict[str, str]) -> None:
        """Leave out what stands in an element."""
        if tag == "math" and not self._silent:
            self._line += given.get("alttext", "")
        if not self._silent or tag == self._silent[0]:
            self._silent.append(tag)

    def _separate(self, tag: str) -> None:
        """Begin a new line where a block begins or ends, and set the cells of a table apart."""
        if tag in _BLOCKS:
            self.end_line()
        elif tag in _CELLS:
            self._line += " "
        elif tag == "br":
            self.end_line()
