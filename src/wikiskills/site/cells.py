"""Code cells on pages: their code, unless it is hidden, and what they gave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wikiskills.execution.record import Output
from wikiskills.percent import Cell, Tag
from wikiskills.render.code import render_code
from wikiskills.render.fragment import Fragment
from wikiskills.render.outputs import render_outputs
from wikiskills.site.context import Context


def code_fragment(
    context: Context, cell: Cell, outputs: Mapping[int, tuple[Output, ...]], folder: str, name: str
) -> Fragment:
    """Write a code cell; `outputs` are by the lines of markers. Its figures go into `folder` and are called `name`."""
    if Tag.REMOVE_CELL in cell.tags:
        return Fragment("")
    if Tag.HIDE_CELL in cell.tags:
        cell = replace(cell, tags=cell.tags | {Tag.HIDE_INPUT, Tag.HIDE_OUTPUT})
    shown = render_outputs(outputs.get(cell.where.line, ()), cell, folder, name, context.problems, context.words)
    if Tag.REMOVE_INPUT in cell.tags:
        return shown
    label = context.words.say("output.show_code") if Tag.HIDE_INPUT in cell.tags else ""
    parts = [render_code(cell.source, label), shown.markdown]
    return Fragment("\n\n".join(part for part in parts if part), shown.assets)
