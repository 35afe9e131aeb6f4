"""How long to wait before the next try: what the service says, else longer each time and never in step with others."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime

_FIRST, _LONGEST = 1.0, 60.0


def asked_pause(header: str | None, wall: float) -> float | None:
    """Read `Retry-After`: seconds, or a date of HTTP (RFC 9110); None where it is absent or says nothing.

    `wall` is the present time in seconds since 1970.
    """
    text = (header or "").strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - wall)


def own_pause(tries: int, chance: float) -> float:
    """Choose seconds to wait after so many tries: 1, 2, 4 ... 60, of which chance (0 to 1) takes up to a half away."""
    return float(min(_LONGEST, _FIRST * 2 ** (tries - 1)) * (1 - chance / 2))
