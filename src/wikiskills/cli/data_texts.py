"""Dataset cards and their files as people read them in a terminal, and as programs do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wikiskills.cli.text_table import text_table
from wikiskills.wording import file_size

if TYPE_CHECKING:
    from wikiskills.dataset import Dataset
    from wikiskills.sources.inventory import Item


def summary(dataset: Dataset, items: Sequence[Item]) -> dict[str, str | int]:
    """Say the most important about a dataset and its files; they are as good as the worst of them."""
    states = [item.state for item in items]
    return {
        "dataset": str(dataset.id),
        "files": len(items),
        "bytes": sum(item.bytes for item in items),
        "licence": str(dataset.licence.id),
        "state": "wrong" if "wrong" in states else "missing" if "missing" in states else "ok",
        "title": str(dataset.title),
    }


def summaries_text(rows: Sequence[dict[str, str | int]]) -> str:
    """Write summaries as a table."""
    head = ("dataset", "files", "size", "licence", "state", "title")
    return text_table(head, [[str({**row, "bytes": file_size(int(row["bytes"]))}[key]) for key in row] for row in rows])


def card_text(dataset: Dataset, items: Sequence[Item]) -> str:
    """Write a card for people."""
    parts = [
        f"{dataset.title}\n{dataset.description}",
        f"Licence      {dataset.licence.id}. {dataset.licence.attribution}",
        f"From         {dataset.provenance.source} ({dataset.provenance.date})\n{dataset.provenance.how}",
        "Files\n" + items_text(items),
        "Columns\n"
        + text_table(("name", "unit", "meaning"), [(c.name, c.unit or "", c.meaning) for c in dataset.columns]),
        *(["Caveats\n" + "\n".join(f"- {caveat}" for caveat in dataset.caveats)] if dataset.caveats else []),
        *([f"Risk         {dataset.risk.level}. {dataset.risk.why}"] if dataset.risk else []),
        *([f"Live         {dataset.live}"] if dataset.live else []),
    ]
    return "\n\n".join(parts)


def items_text(items: Sequence[Item]) -> str:
    """Write files as a table."""
    rows = [(i.dataset, i.file, file_size(i.bytes), i.sha256[:12], str(i.state), _brief(i.source)) for i in items]
    return text_table(("dataset", "file", "size", "sha256", "state", "source"), rows)


def _brief(source: str) -> str:
    """Shorten a source: of a file its kind, of a distribution its name and version, of an address its host."""
    kind, *words = source.split()
    return " ".join([kind, *(urlsplit(word).hostname or word for word in words if "://" in word or "/" not in word)])


def plain(value: Any) -> Any:
    """Turn a card into what JSON can hold, without the places where its texts stand."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value) if field.name != "where"}
    return [plain(item) for item in value] if isinstance(value, tuple) else value
