"""Texts of lessons for executors: cells, and an exercise with every part."""

from __future__ import annotations

EXERCISE = """\
# %% [markdown] exercise="double" minutes=5
# **Double it**
#
# Write `double(x)`.

# %% exercise="double" role="starter"
def double(x):
    ...

# %% exercise="double" role="solution"
def double(x):
    return {solution}

double(4)

# %% exercise="double" role="check"
assert double(2) == 4, "Twice two is four."

# %% exercise="double" role="mutant"
def double(x):
    return {mutant}
"""


def cells(*sources: str) -> str:
    """Write a lesson of cells with these sources."""
    return "\n\n".join(f"# %%\n{source}" for source in sources)
