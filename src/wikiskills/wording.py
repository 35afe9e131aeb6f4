"""How people say numbers."""

from __future__ import annotations


def duration(minutes: int) -> str:
    """Say a number of minutes: 45 min, 1 h 15 min."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)


def file_size(size: int) -> str:
    """Say a number of bytes in the unit that fits: 812 bytes, 379 kB, 1.7 MB."""
    kilo, mega = 1_000, 1_000_000
    if size < kilo:
        return f"{size} bytes"
    return f"{size / kilo:.0f} kB" if size < mega else f"{size / mega:.1f} MB"
