"""Cells and outputs for tests, with only what matters said."""

from __future__ import annotations

from typing import Any

from wikiskills.errors import Location
from wikiskills.execution.record import Output
from wikiskills.percent import Cell

HERE = Location("lessons/start/first.py", 7, 1)


def code_cell(source: str = "", **options: Any) -> Cell:
    """A code cell at `HERE`."""
    return Cell(HERE, HERE.line + 1, is_code=True, source=source, **options)


def stream(text: str, name: str = "stdout") -> Output:
    """A stream output."""
    return {"output_type": "stream", "name": name, "text": text}


def display(metadata: dict[str, Any] | None = None, **data: object) -> Output:
    """A display output; `html`, `png`, `svg`, `jpeg`, `markdown`, `latex` and `plain` stand for their MIME types."""
    mime = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
    named = {mime.get(key, f"text/{key}"): value for key, value in data.items()}
    return {"output_type": "display_data", "metadata": metadata or {}, "data": named}
