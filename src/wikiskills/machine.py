"""What the environment of this machine says to all that fetch: where to keep files, whether to use the network."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from wikiskills.errors import Location, Problem, WikiskillsError

CACHE = "WIKISKILLS_CACHE"
"""Folder of what was fetched; the user's cache by default."""
OFFLINE = "WIKISKILLS_OFFLINE"
"""Set to 1, no network is used."""
CONTACT = "WIKISKILLS_CONTACT"
"""Whom a host can write to about our requests; the course's contact by default."""


def cache_folder() -> Path:
    """Give the folder of what this user fetched."""
    return Path(os.environ.get(CACHE) or platformdirs.user_cache_dir("wikiskills", appauthor=False)).absolute()


def is_offline() -> bool:
    """Tell whether the network is not to be used."""
    return os.environ.get(OFFLINE, "0") not in ("", "0")


def refuse_offline() -> None:
    """Raise `WikiskillsError` where the network is not to be used."""
    if is_offline():
        message, hint = "the network is not to be used", f"unset {OFFLINE}"
        raise WikiskillsError([Problem(Location(OFFLINE), "E630", message, hint)])


def contact_or(contact: str) -> str:
    """Give the contact that the environment names, else the one given."""
    return os.environ.get(CONTACT) or contact
