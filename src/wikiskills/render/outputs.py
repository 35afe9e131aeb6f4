"""The outputs of a cell as raw HTML blocks within Markdown, and its figures as files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wikiskills.errors import Problem
from wikiskills.execution.record import Output
from wikiskills.interface.words import Words
from wikiskills.percent import Cell, Tag
from wikiskills.policy.outputs import output_problems
from wikiskills.render.figures import EXTENSIONS, Figure, read_figure, render_figure
from wikiskills.render.fragment import Asset, Fragment
from wikiskills.render.math import formula_to_mathml, replace_math
from wikiskills.render.prose import to_html
from wikiskills.render.tables import render_html
from wikiskills.render.terminal import render_error, render_stderr, render_text

_PRIORITY = ("text/html", *EXTENSIONS, "text/markdown", "text/latex", "text/plain")
_NEEDS_SCRIPT = re.compile(r"<\s*(?:script|button|input|select|canvas|iframe)\b", re.IGNORECASE)
_OPAQUE = re.compile(r"<.*(?: object| at 0x[0-9a-f]+)>|", re.DOTALL)
_DOLLARS = re.compile(r"(\${1,2})(?P<formula>.*)\1", re.DOTALL)
_ALT_HINT = 'write alt="..." on the cell\'s marker line: say what the figure shows'


def render_outputs(  # noqa: PLR0913, PLR0917 - a page has a cell, its outputs, and three names
    outputs: Sequence[Output],
    cell: Cell,
    folder: str,
    name: str,
    problems: list[Problem],
    words: Words,
    href: str = "figures",
) -> Fragment:
    """Render the outputs of `cell`; what is wrong with its alt texts, and names of people, go to `problems`.

    Figures become files named after `name` in `folder` of the Markdown tree, which the page calls `href`.
    """
    problems.extend(output_problems(cell, outputs))
    if Tag.REMOVE_OUTPUT in cell.tags:
        return Fragment("")
    pieces = [piece for output in outputs for piece in [_piece(output, words)] if piece]
    count = sum(isinstance(piece, Figure) for piece in pieces)
    problems.extend(_alt_problems(cell, count))
    alts = iter([""] * count if cell.decorative else [*cell.alt, *[""] * count])
    blocks: list[str] = []
    assets: list[Asset] = []
    for piece in pieces:
        if isinstance(piece, Figure):
            file = piece.file_name(name, len(assets) + 1)
            assets.append(Asset(f"{folder}/{file}", piece.content))
            blocks.append(render_figure(f"{href}/{file}", next(alts), piece.size))
        else:
            blocks.append(piece)
    if blocks and Tag.HIDE_OUTPUT in cell.tags:
        blocks = [f'<details class="ws-fold"><summary>{words.say("output.show")}</summary>', *blocks, "</details>"]
        return Fragment("\n".join(blocks), tuple(assets))
    return Fragment("\n\n".join(blocks), tuple(assets))


def _alt_problems(cell: Cell, images: int) -> Iterator[Problem]:
    if images and not cell.alt and not cell.decorative:
        message = "the figure has no alt text" if images == 1 else f"the {images} figures have no alt texts"
        yield Problem(cell.where, "E710", message, f"{_ALT_HINT}; 'decorative' where it shows nothing")
    elif images and cell.alt and len(cell.alt) != images:
        message = f"the number of alt texts ({len(cell.alt)}) differs from the number of figures ({images})"
        yield Problem(cell.where, "E711", message, 'write alt=["...", "..."], one text for each figure in order')
    elif not images and (cell.alt or cell.decorative):
        option = "alt" if cell.alt else "decorative"
        hint = f"let the cell show its figure, or drop '{option}' from its marker line"
        yield Problem(cell.where, "E712", f"the cell has '{option}', but gives out no figure", hint)


def _piece(output: Output, words: Words) -> Figure | str | None:
    kind = output["output_type"]
    if kind == "stream":
        render = render_stderr if output["name"] == "stderr" else render_text
        return render(output["text"], words)
    if kind == "error":
        return render_error(output, words)
    data = {mime: _text(output["data"][mime]) for mime in _PRIORITY if mime in output.get("data", {})}
    pieces = (_represent(mime, data, output.get("metadata", {}), words) for mime in data)
    return next((piece for piece in pieces if piece), None)


def _represent(mime: str, data: Mapping[str, str], metadata: Mapping[str, Any], words: Words) -> Figure | str | None:
    """Render one representation of an object; nothing where it cannot be shown."""
    source = data[mime]
    if mime in EXTENSIONS:
        return read_figure(mime, source, metadata)
    if mime == "text/html":
        needs_script = _NEEDS_SCRIPT.search(source) and not _OPAQUE.fullmatch(data.get("text/plain", ""))
        return None if needs_script else render_html(source, words)
    if mime == "text/markdown":
        return _markdown(source, words)
    return _latex(source, words) if mime == "text/latex" else render_text(source, words)


def _markdown(source: str, words: Words) -> str:
    """Render Markdown as cleaned HTML; its formulas wait outside, as cleaning would take them away."""
    formulas: list[str] = []

    def keep(latex: str, block: bool) -> str:  # noqa: FBT001 - the shape of `Render`
        formulas.append(formula_to_mathml(latex, words, block=block))
        return f"\ue000{len(formulas) - 1}\ue001"

    text, _ = replace_math(re.sub("[\ue000\ue001]", "", source), keep)
    return re.sub("\ue000(\\d+)\ue001", lambda match: formulas[int(match[1])], render_html(to_html(text), words))


def _latex(source: str, words: Words) -> str:
    """Render a formula as a block; nothing where it cannot be read."""
    match = _DOLLARS.fullmatch(source.strip())
    try:
        formula = formula_to_mathml(match["formula"] if match else source.strip(), words, block=True)
    except ValueError:
        return ""
    return f'<div class="ws-html">{formula}</div>'


def _text(value: Any) -> str:
    """Join text that a notebook keeps as a list of lines."""
    return "".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
