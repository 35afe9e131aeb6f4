"""How people say numbers of bytes, in messages of commands; the site has `interface.words`."""

from __future__ import annotations


def file_size(size: int) -> str:
    """Say a number of bytes in the unit that fits: 812 bytes, 379 kB, 1.7 MB."""
    kilo, mega = 1_000, 1_000_000
    if size < kilo:
        return f"{size} bytes"
    return f"{size / kilo:.0f} kB" if size < mega else f"{size / mega:.1f} MB"
