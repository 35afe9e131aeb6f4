"""Where the links, roles and images of a page's text lead once the page is a lesson."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_INLINE = re.compile(
    r"""
    \{(?P<role>[\w:+-]+)\}(?P<ticks>`+)(?P<content>.+?)(?P=ticks)
  | (?P<code>(?P<fence>`+).+?(?<!`)(?P=fence)(?!`))
  | !\[(?P<alt>[^\]]*)\]\((?P<image>[^)\s]*)[^)]*\)(?:\{[^}]*\})?
  | (?P<tag><img\b[^>]*>)
  | (?<!!)\[(?P<text>[^\[\]]*)\]\((?P<target>[^)\s]*)(?P<title>\s+"[^"]*")?\)
  | <(?P<auto>\#[\w-]+|[\w./-]+\.(?:md|ipynb))>
    """,
    re.VERBOSE,
)
_LABELLED = re.compile(r"(?P<text>.*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_PLAIN = {"abbr": "{}", "code": "`{}`", "kbd": "<kbd>{}</kbd>", "sub": "<sub>{}</sub>", "sup": "<sup>{}</sup>",
          "subscript": "<sub>{}</sub>", "superscript": "<sup>{}</sup>", "math": "${}$", "term": "{}", "file": "`{}`",
          "command": "`{}`", "strong": "**{}**", "emphasis": "*{}*"}  # fmt: skip
_ABSOLUTE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


@dataclass(frozen=True)
class Targets:
    """What links may name: the lesson and title of each page by its path without ending, and of each label.

    `anchors` are those of the page in which the links stand.
    """

    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()

    def page(self, folder: str, name: str) -> tuple[str, str] | None:
        """Find the page that a link in a file of `folder` names."""
        path = name.partition("#")[0]
        found = posixpath.normpath(posixpath.join("" if path.startswith("/") else folder, path.lstrip("/")))
        return self.pages.get(re.sub(r"\.(?:md|ipynb|py|Rmd|html)$", "", found))


def convert_inline(line: str, folder: str, targets: Targets, tell: Callable[[str], None]) -> str:
    """Write the links, roles and images of a line as lessons have them; `tell` what is lost."""

    def replace(match: re.Match[str]) -> str:
        if match["role"]:
            return _role(match["role"], match["content"], folder, targets, tell)
        if match["image"] is not None or match["tag"]:
            return _image(match, tell)
        if match["text"] is not None:
            return _link(match["text"], match["target"], match["title"] or "", folder, targets, tell)
        if match["auto"]:
            return _reference(match["auto"], folder, targets, tell)
        return match[0]

    return _INLINE.sub(replace, line)


def _image(match: re.Match[str], tell: Callable[[str], None]) -> str:
    alt = match["alt"] or next(iter(re.findall(r"""alt=["']([^"']*)""", match["tag"] or "")), "")
    source = match["image"] or next(iter(re.findall(r"""src=["']([^"']*)""", match["tag"] or "")), "")
    tell(f"the image '{source}' is left out: lessons draw their figures in cells")
    return f"*(Image: {alt.strip() or posixpath.basename(source) or 'no name'})*"


def _link(text: str, target: str, title: str, folder: str, targets: Targets, tell: Callable[[str], None]) -> str:  # noqa: PLR0913, PLR0917 - the parts of a link
    if _ABSOLUTE.match(target) or (text and target.startswith("#") and target[1:] in targets.anchors):
        return f"[{text}]({target}{title})"
    page = targets.page(folder, target) if not target.startswith("#") else targets.labels.get(target[1:])
    if page:
        return f"[{text or page[1]}](lesson:{page[0]})"
    tell(f"the link to '{target}' is left out")
    return text or target.lstrip("#")


def _reference(target: str, folder: str, targets: Targets, tell: Callable[[str], None]) -> str:
    return _link("", target, "", folder, targets, tell)


def _role(role: str, content: str, folder: str, targets: Targets, tell: Callable[[str], None]) -> str:
    name = role.rpartition(":")[2]
    labelled = _LABELLED.fullmatch(content)
    text, target = (labelled["text"], labelled["target"]) if labelled else ("", content)
    if name in {"doc", "ref", "numref", "any"}:
        page = targets.labels.get(target) or targets.page(folder, target)
        if page:
            return f"[{text or page[1]}](lesson:{page[0]})"
        tell(f"the reference to '{target}' is left out")
        return text or target
    if name in _PLAIN:
        return _PLAIN[name].format(content if name in {"math", "code"} else text or content)
    if role.startswith("cite"):
        tell(f"the citation of '{content}' is text now: add the source to 'references' in the plan")
        return f"({content})"
    tell(f"the role '{{{role}}}' has no like here: its text was kept")
    return text or content
