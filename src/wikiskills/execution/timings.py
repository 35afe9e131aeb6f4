"""How long each lesson took at its last run, to tell the expected time of the next one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from wikiskills.whole_file import write_whole


def read_timings(path: Path) -> dict[str, float]:
    """Give the seconds of each lesson's last run; empty where nothing readable is there."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return {str(lesson): float(seconds) for lesson, seconds in value.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def write_timings(path: Path, timings: Mapping[str, float]) -> None:
    """Keep the seconds of each lesson's last run, where that is possible: they only serve to expect the next."""
    with suppress(OSError):
        write_whole(path, (json.dumps(dict(sorted(timings.items())), indent=1) + "\n").encode())
