"""What servers said of addresses, kept for some days, so that nobody is asked at every run."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from wikiskills.links.asker import Answer, Verdict
from wikiskills.whole_file import write_whole

KEPT_DAYS = 7


class Memory:
    """Answers by address, with their days, in a file. Failures are not kept: the next run asks again."""

    def __init__(self, path: Path, today: dt.date, days: int = KEPT_DAYS) -> None:
        """Read what is known; where there is nothing readable, nothing is."""
        self.path, self.today = path, today
        try:
            entries = json.loads(path.read_text(encoding="utf-8"))
            self._known = {str(address): _entry(entry) for address, entry in entries.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._known = {}
        oldest = today - dt.timedelta(days=days)
        self._known = {key: entry for key, entry in self._known.items() if oldest < entry[0] <= today}

    def get(self, address: str) -> Answer | None:
        """Give what is known of an address."""
        known = self._known.get(address)
        return known[1] if known else None

    def put(self, address: str, answer: Answer) -> None:
        """Remember an answer, if it is worth it."""
        if answer.verdict in {Verdict.WELL, Verdict.MOVED}:
            self._known[address] = (self.today, answer)

    def save(self) -> None:
        """Write what is known, where that is possible."""
        entries = {
            address: {"asked": day.isoformat(), "moved_to": answer.target}
            for address, (day, answer) in sorted(self._known.items())
        }
        with suppress(OSError):
            write_whole(self.path, (json.dumps(entries, indent=1, ensure_ascii=False) + "\n").encode())


def _entry(value: dict[str, Any]) -> tuple[dt.date, Answer]:
    target = str(value["moved_to"])
    return dt.date.fromisoformat(value["asked"]), Answer(Verdict.MOVED if target else Verdict.WELL, target=target)
