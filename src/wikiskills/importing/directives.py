"""MyST directives as Markdown of lessons: admonitions, code, formulas; what has no like is kept as text, and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Tell = Callable[[int, str], None]
"""Notes what is lost, at a line counted from 0."""
Convert = Callable[[Sequence[str], int], list[str]]
"""Converts lines of text, the first of which has this number."""

_ADMONITIONS = {  # how Material calls them, and the title that it would not write itself
    "note": ("note", ""), "tip": ("tip", ""), "warning": ("warning", ""), "danger": ("danger", ""),
    "hint": ("tip", "Hint"), "important": ("info", "Important"), "caution": ("warning", "Caution"),
    "attention": ("warning", "Attention"), "error": ("failure", "Error"), "seealso": ("info", "See also"),
    "admonition": ("note", ""), "margin": ("note", ""), "sidebar": ("note", ""), "dropdown": ("note", ""),
    "topic": ("note", ""), "exercise": ("question", "Exercise"), "solution": ("success", "Solution"),
    "solution-start": ("success", "Solution"), "todo": ("warning", "To do"), "question": ("question", ""),
}  # fmt: skip
_FOLDED = {"dropdown", "solution"}
_CODE = {"code", "code-block", "sourcecode", "parsed-literal"}
_PICTURES = {"figure", "image", "glue:figure"}
_DROPPED = {"contents", "tableofcontents", "toctree"}
_TRANSPARENT = {
    "table",
    "list-table",
    "grid",
    "grid-item",
    "grid-item-card",
    "card",
    "tab-set",
    "tab-item",
    "div",
    "epigraph",
}
_OPTION = re.compile(r":(?P<key>[\w-]+):\s*(?P<value>.*)")


@dataclass(frozen=True)
class Directive:
    """One directive: its name, the text behind it, its options and its body; `line` is its own, `first` its body's."""

    name: str
    argument: str
    options: dict[str, str]
    body: tuple[str, ...]
    line: int
    first: int


def read_directive(name: str, argument: str, inner: Sequence[str], line: int) -> Directive:
    """Tell the options of a directive, at the top of what stands in it, from its body; `line` is that of its name."""
    options: dict[str, str] = {}
    count = 0
    if inner and inner[0].strip() == "---":
        count = next((n for n, line in enumerate(inner[1:], 2) if line.strip() == "---"), 1)
        pairs = (line.partition(":") for line in inner[1 : count - 1])
        options = {key.strip(): value.strip() for key, _, value in pairs}
    while count < len(inner) and (match := _OPTION.fullmatch(inner[count].strip())):
        options[match["key"]] = match["value"]
        count += 1
    return Directive(name, argument.strip(), options, tuple(inner[count:]), line, line + 1 + count)


def convert_directive(directive: Directive, convert: Convert, tell: Tell) -> list[str]:
    """Write a directive as Markdown that lessons know; tell what is lost."""
    name = directive.name
    if name in _ADMONITIONS:
        return _admonition(directive, convert, tell)
    if name in _PICTURES:
        return _picture(directive, convert, tell)
    if name in _CODE:
        return [f"```{directive.argument or 'text'}", *directive.body, "```"]
    if name in _DROPPED:
        return []
    if name == "math":
        formula = [line for line in (directive.argument, *directive.body) if line.strip()]
        return ["", "$$", *formula, "$$", ""]
    return _kept(directive, convert, tell)


def _kept(directive: Directive, convert: Convert, tell: Tell) -> list[str]:
    """Keep what stands in a directive that has no like."""
    name = directive.name
    tell(directive.line, f"the directive '{{{name}}}' has no like here: its text was kept")
    if name in _TRANSPARENT:
        title = [f"**{directive.argument}**", ""] if directive.argument else []
        return ["", *title, *convert(directive.body, directive.first), ""]
    return ["", "```text", *filter(None, [directive.argument]), *directive.body, "```", ""]


def _admonition(directive: Directive, convert: Convert, tell: Tell) -> list[str]:
    kind, title = _ADMONITIONS[directive.name]
    body = list(directive.body)
    titled = directive.name in {"admonition", "dropdown", "sidebar", "topic", "margin", "exercise"}
    if titled:
        title = directive.argument or title
    elif directive.argument and directive.name not in {"solution", "solution-start"}:
        body = [directive.argument, *body]
    if directive.name in {"exercise", "solution", "solution-start"}:
        tell(directive.line, f"the {directive.name.partition('-')[0]} is text: make it an exercise with checks")
    folded = directive.name in _FOLDED or "dropdown" in directive.options.get("class", "")
    head = f"{'???' if folded else '!!!'} {kind}" + (' "{}"'.format(title.replace('"', "'")) if title else "")
    inner = convert(body, directive.first - (len(body) - len(directive.body)))
    return ["", head, "", *(f"    {line}" if line.strip() else "" for line in _trimmed(inner)), ""]


def _picture(directive: Directive, convert: Convert, tell: Tell) -> list[str]:
    tell(directive.line, f"the figure '{directive.argument}' is left out: lessons draw their figures in cells")
    caption = [line for line in convert(directive.body, directive.first) if line.strip()]
    alt = directive.options.get("alt", "")
    return ["", f"*(Figure: {' '.join(caption) or alt or directive.argument.rpartition('/')[2]})*", ""]


def _trimmed(lines: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else [""]
