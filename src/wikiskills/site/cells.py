"""Code cells on pages: their code, unless it is hidden, and what they gave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wikiskills.errors import Problem
from wikiskills.execution.record import Output
from wikiskills.percent import Cell, Tag
from wikiskills.render.code import render_code
from wikiskills.render.fragment import Fragment
from wikiskills.render.outputs import render_outputs


def code_fragment(
    cell: Cell, outputs: Mapping[int, tuple[Output, ...]], folder: str, name: str, problems: list[Problem]
) -> Fragment:
    """Write a code cell; `outputs` are by the lines of markers. Its figures go into `folder` and are called `name`."""
    if Tag.REMOVE_CELL in cell.tags:
        return Fragment("")
    if Tag.HIDE_CELL in cell.tags:
        cell = replace(cell, tags=cell.tags | {Tag.HIDE_INPUT, Tag.HIDE_OUTPUT})
    shown = render_outputs(outputs.get(cell.where.line, ()), cell, folder, name, problems)
    if Tag.REMOVE_INPUT in cell.tags:
        return shown
    parts = [render_code(cell.source, folded=Tag.HIDE_INPUT in cell.tags), shown.markdown]
    return Fragment("\n\n".join(part for part in parts if part), shown.assets)
