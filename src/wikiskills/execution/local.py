"""Which executor runs lessons on this machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from wikiskills.execution.job import Executor
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.snapshots import Snapshots
from wikiskills.execution.warm import WarmExecutor


def local_executor(
    kernel: str, cache: Path, modules: Sequence[str] = (), snapshots: Snapshots | None = None
) -> AbstractContextManager[Executor]:
    """Give the warm executor where Python forks and runs the lessons itself, or else that of Jupyter kernels.

    `modules` are those that the warm one imports in advance, where nobody tells it which jobs will come; `snapshots`
    are what it keeps of lessons that run again and again.
    """
    if hasattr(os, "fork") and kernel == "python3":
        return WarmExecutor(cache, modules, snapshots)
    return nullcontext(KernelExecutor(cache))
