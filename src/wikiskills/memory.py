"""Remember what was made, for those who make it again and again: from what is equal, the same is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Made = TypeVar("Made")

Memory = dict[Hashable, tuple[object, object]]
"""By name: what something was made from last, and what was made."""


def recall(memory: Memory | None, name: Hashable, source: object, make: Callable[[], Made]) -> Made:
    """Give what `make` gives; what it gave last for this name, where that was made from an equal `source`.

    Frozen values that are the same are compared in no time. Without a memory all is made anew.
    """
    if memory is None:
        return make()
    known = memory.get(name)
    if known is None or known[0] != source:
        memory[name] = known = source, make()
    return known[1]  # type: ignore[return-value]  # it was made by the same `make`
