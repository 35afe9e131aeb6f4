"""Keys of records: of a lesson with every kind of cell, where invented packages are installed."""

from __future__ import annotations

from pathlib import Path

from wikiskills.errors import Problem
from wikiskills.execution.installed import Installed
from wikiskills.execution.job import DataMount, Job, steps_of
from wikiskills.execution.key import cache_key
from wikiskills.lesson import read_lesson_text

LESSON = """\
# %% [markdown]
# Some prose.

# %% tags=["hide-input"]
counts = [3, 5, 4]

# %% tags=["raises-exception"]
int("many")

# %% [markdown] quiz="which"
# Which?
# - [x] This. > Yes.
# - [ ] That. > No.

# %% [markdown] exercise="total" minutes=5
# **A title**
#
# The prompt.

# %% exercise="total" role="starter"
total = ...

# %% [markdown] exercise="total" role="hint"
# A hint.

# %% exercise="total" role="solution" expected=true
total = sum(counts)

# %% [markdown] exercise="total" role="explanation"
# An explanation.

# %% exercise="total" role="check"
assert total == 12, "Add."

# %% exercise="total" role="check-hidden"
assert total != 0, "Not zero."

# %% exercise="total" role="mutant"
total = 11
"""
INSTALLED = Installed(
    versions={"numpy": "2.4.0", "pandas": "3.1.0", "pyarrow": "20.0", "mkdocs": "1.6.1", "ipython": "9.0"},
    needs={"pandas": ("numpy", "pyarrow", "tabulate")},
    owners={"numpy": ("numpy",), "pandas": ("pandas",), "mkdocs": ("mkdocs",)},
)


def key(of: Job, installed: Installed = INSTALLED) -> str:
    """Give the digest of the key."""
    return cache_key(of, installed).digest


def job(text: str = LESSON, data: str = "11", kernel: str = "python3") -> Job:
    """Read a lesson as a job that uses one data file, whose digest is `data`."""
    problems: list[Problem] = []
    lesson = read_lesson_text(text, "lessons/basics/counts.py", problems)
    assert lesson, problems
    return Job("counts", steps_of(lesson), (DataMount("c.csv", Path("c.csv"), data),), kernel, 30)
