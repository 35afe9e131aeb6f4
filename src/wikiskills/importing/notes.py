"""What an import could not do by itself, and where that stands in the source."""

from __future__ import annotations

from dataclasses import dataclass

from wikiskills.errors import Location


@dataclass(frozen=True, order=True)
class Note:
    """One thing that needs a hand. Where it `blocks`, the lesson would not build, and so becomes a draft."""

    where: Location
    text: str
    blocks: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"
