"""Formulas in Markdown as MathML, made when the site is built: pages need no script to show them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from latex2mathml import commands
from latex2mathml.converter import convert_to_element

from wikiskills.errors import Location, Problem
from wikiskills.interface.words import Words
from wikiskills.references import CODE, FLAGS

_TOKEN = re.compile(
    CODE
    + r"""
  | (?P<escaped>\\.)
  | <!--.*?--> | </?[a-zA-Z][^<>]*>       # HTML
  | \]\([^()\s]*                          # the target of a link
  | \$\$(?P<block>(?:\\.|[^\\$\n]|\n(?![ \t>]*\n)|\$(?!\$))+?)\$\$
  | (?P<unclosed>\$\$)
  | (?<!\$)\$(?!\s)(?P<inline>(?:\\.|[^\\$\n]|\n(?![ \t>]*\n))+?)(?<!\s)\$(?![\d$])
    """,
    FLAGS,
)
_QUOTE = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{(\w+\*?)\}")
_ENVIRONMENTS: dict[str, str] = {
    **{name.removeprefix("\\"): name.removeprefix("\\") for name in commands.MATRICES},
    **{name: name for name in ("cases", "split", "align*", "equation", "equation*")},
    **dict.fromkeys(("align", "aligned"), "align*"),
    **dict.fromkeys(("gather", "gather*", "gathered"), "matrix"),
}
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_SPECIAL = re.compile(r"[^\w \u0080-\U0010ffff]|_")
_UNWANTED = {"class", "href", "id", "style", "xmlns"}

Render = Callable[[str, bool], str]
"""Turns a formula, and whether it is a block, into what stands in its place; raises `ValueError` where it cannot."""


class FormulaError(ValueError):
    """A formula that cannot be read: why, the formula, and the line of the text on which it begins, from 1."""

    def __init__(self, reason: str, latex: str, line: int) -> None:
        super().__init__(reason)
        self.latex = latex
        self.line = line


def math_to_mathml(markdown: str, words: Words) -> str:
    r"""Put MathML in the place of `$...$` and `$$...$$`; raise `FormulaError` at the first that cannot be read.

    By pandoc's rule an opening $ has no space after it, a closing $ no space before it and no digit after it, so that
    amounts of dollars stay; `\$` is always a dollar. Code and HTML are left alone.
    """
    text, errors = replace_math(markdown, lambda latex, block: formula_to_mathml(latex, words, block=block))
    if errors:
        raise errors[0]
    return text


def math_problems(markdown: str, first: Location) -> Iterator[Problem]:
    """Find the formulas of a text that cannot be read; `first` is the place of its first line."""
    for error in replace_math(markdown, lambda latex, _: str(_convert(latex)))[1] if "$" in markdown else ():
        where = Location(first.path, first.line + error.line - 1)
        yield Problem(where, "E713", f"the formula cannot be read: {error}", f"the formula is: {error.latex}")


def replace_math(markdown: str, render: Render) -> tuple[str, list[FormulaError]]:
    """Put `render(latex, block)` in the place of each formula; those that cannot be read stay, and are listed."""
    errors: list[FormulaError] = []

    def replace(match: re.Match[str]) -> str:
        if match["escaped"]:
            return "&#36;" if match["escaped"] == r"\$" else match[0]
        latex = _latex(match)
        if latex is None:
            return match[0]
        try:
            return render(latex, match["inline"] is None)
        except ValueError as error:
            line = markdown.count("\n", 0, match.start()) + 1
            errors.append(FormulaError(str(error), " ".join(latex.split()), line))
            return match[0]

    return _TOKEN.sub(replace, markdown), errors


def _latex(match: re.Match[str]) -> str | None:
    """Give the formula of a match, without the marks of the quotation it stands in; None where it is no formula."""
    latex = match["block"] or match["inline"]
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    if match["unclosed"] and not before.strip(" \t>"):
        return "$$"
    return _QUOTE.sub("\n", latex) if latex and before.lstrip().startswith(">") else latex


def formula_to_mathml(latex: str, words: Words, *, block: bool) -> str:
    """Write a formula as MathML that Markdown leaves alone; raise `ValueError` where it cannot be read.

    The span around it is there because Markdown takes a <math> at the start of a line for the end of the paragraph; a
    block can be scrolled sideways, by keyboard too. All is phrasing content, so that it may stand in list and table.
    """
    root = _convert(latex)
    root.attrib.update(display="block" if block else "inline", alttext=" ".join(latex.split()))
    extra = f' tabindex="0" role="group" aria-label="{words.say("output.formula")}"' if block else ""
    return f'<span class="ws-{"math" if block else "formula"}"{extra}>{_write(root)}</span>'


def _convert(latex: str) -> Element:
    _check(latex)
    source = _ENVIRONMENT.sub(lambda match: rf"\{match[1]}{{{_environment(match[2])}}}", latex)
    try:
        root: Element = convert_to_element(source)
    except Exception as error:  # latex2mathml raises many kinds, some by accident
        name = type(error).__name__.removesuffix("Error")
        raise ValueError(re.sub(r"\B(?=[A-Z])", " ", name).lower()) from error
    for element in root.iter():
        _check_element(element)
    return root


def _check(latex: str) -> None:
    """Raise `ValueError` for what latex2mathml would pass over in silence."""
    plain = re.sub(r"\\.", "", latex, flags=re.DOTALL)
    if latex == "$$":
        raise ValueError("'$$' is never closed, or has a blank line in it")
    if not latex.strip():
        raise ValueError("it is empty")
    if "%" in plain:
        raise ValueError(r"'%' begins a comment; write '\%'")
    if plain.count("{") != plain.count("}"):
        raise ValueError("its braces do not match")


def _environment(name: str) -> str:
    if name not in _ENVIRONMENTS:
        raise ValueError(f"unknown environment '{name}'; known: {', '.join(sorted(_ENVIRONMENTS))}")
    return _ENVIRONMENTS[name]


def _check_element(element: Element) -> None:
    command = _COMMAND.search(element.text or "")
    if command:
        raise ValueError(f"unknown command '{command[0]}'")
    if element.tag == "mi" and element.text == "&":
        raise ValueError(r"'&' outside of an alignment; write '\&', or use \begin{aligned}")
    if element.get("linebreak"):
        raise ValueError(r"'\\' outside of an alignment; use \begin{aligned} or \begin{gathered}")


def _write(element: Element) -> str:
    attributes = "".join(f' {k}="{_encode(v)}"' for k, v in element.attrib.items() if k not in _UNWANTED)
    content = _encode(html.unescape(str(element.text or ""))) + "".join(map(_write, element))
    return f"<{element.tag}{attributes}>{content}</{element.tag}>"


def _encode(text: str) -> str:
    """Write all that could mean something to Markdown or HTML as character references."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
