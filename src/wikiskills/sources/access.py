"""How this machine reaches data: where it keeps them, and what fetches them, from which mirror."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from wikiskills.machine import cache_folder, contact_or, is_offline
from wikiskills.sources.cache import Cache

if TYPE_CHECKING:
    from wikiskills.sources.fetch import Fetcher, Watch

MIRROR = "WIKISKILLS_DATA_MIRROR"
"""A folder, seen from the project, or a URL that stands in for all downloads."""


def open_cache() -> Cache:
    """Give the cache of this user."""
    return Cache(cache_folder())


def open_fetcher(root: Path, contact: str, watch: Watch) -> Fetcher:
    """Give what fetches files for the project in `root`, as the environment says."""
    from wikiskills.live.client import user_agent  # noqa: PLC0415 - loads what speaks HTTP, which few commands need
    from wikiskills.sources.fetch import Fetcher  # noqa: PLC0415 - as above

    mirror = os.environ.get(MIRROR, "")
    if mirror and "://" not in mirror:
        mirror = str(root / mirror)
    return Fetcher(
        cache=open_cache(),
        mirror=mirror,
        offline=is_offline(),
        agent=user_agent(contact_or(contact)),
        watch=watch,
    )
