"""What a browser shows of a Markdown page: the extensions of mkdocs.yml, and the text of the HTML they give."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.tasklist"),
]
VOID = {"br", "col", "hr", "img", "input", "wbr"}


def page(text: str) -> str:
    """Render a Markdown page as the site does."""
    return markdown.markdown(text, extensions=EXTENSIONS)


class Reader(HTMLParser):
    """Collects the text within elements of one class (or all of it) and every start tag; checks that tags match."""

    def __init__(self, html: str, css_class: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.css_class = css_class
        self.open: list[tuple[str, bool]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    @property
    def text(self) -> str:
        """All the text collected."""
        return "".join(self.texts)

    def names(self) -> list[str]:
        """The names of all elements."""
        return [tag for tag, _ in self.tags]

    def one(self, name: str) -> dict[str, str]:
        """The attributes of the only element called `name`."""
        (attributes,) = self.all(name)
        return attributes

    def all(self, name: str) -> list[dict[str, str]]:
        """The attributes of each element called `name`."""
        return [attributes for tag, attributes in self.tags if tag == name]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        self.tags.append((tag, attributes))
        inside = bool(self.open and self.open[-1][1]) or self.css_class in attributes.get("class", "").split()
        if tag not in VOID:
            self.open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without a start"
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not self.css_class or (self.open and self.open[-1][1]):
            self.texts.append(data)


def pre_text(html: str) -> str:
    """The text of the page's output boxes, without the first line break after <pre>, as browsers read it."""
    return Reader(html.replace(">\n", ">"), "ws-output").text
