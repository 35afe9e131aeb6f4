"""How this machine reaches data: where it keeps them, which mirror stands in, whether it may use the network."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from wikiskills.sources.cache import Cache

if TYPE_CHECKING:
    from wikiskills.sources.fetch import Fetcher, Watch

CACHE = "WIKISKILLS_CACHE"
"""Folder of files that were fetched; the user's cache by default."""
MIRROR = "WIKISKILLS_DATA_MIRROR"
"""A folder, seen from the project, or a URL that stands in for all downloads."""
OFFLINE = "WIKISKILLS_OFFLINE"
"""Set to 1, no network is used."""
CONTACT = "WIKISKILLS_CONTACT"
"""Whom a host can write to about our requests; the course's contact by default."""


def open_cache() -> Cache:
    """Give the cache of this user."""
    folder = os.environ.get(CACHE) or platformdirs.user_cache_dir("wikiskills", appauthor=False)
    return Cache(Path(folder).absolute())


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
        offline=os.environ.get(OFFLINE, "0") not in ("", "0"),
        agent=user_agent(os.environ.get(CONTACT) or contact),
        watch=watch,
    )
