"""Ids for what is imported: valid, unique in the course, and near to the names in the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count


def slug(text: str, fallback: str) -> str:
    """Make an id of any text: accents are dropped, other signs become single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or fallback


def free(name: str, taken: Container[str]) -> str:
    """Give the name, or the first of `name-2`, `name-3`... that is not taken."""
    return name if name not in taken else next(n for n in (f"{name}-{i}" for i in count(2)) if n not in taken)
