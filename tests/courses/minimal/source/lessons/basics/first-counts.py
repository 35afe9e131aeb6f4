# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# How many [edits](term:edit) did we make in [three days](dataset:edit-counts)?
#
# ## Reading the file

# %%
with open("data/edit-counts.csv") as file:
    rows = [line.strip().split(",") for line in file][1:]
counts = [int(edits) for _, edits in rows]
counts

# %% [markdown] quiz="what-is-three"
# What does the number 3 stand for?
# - [ ] Three days. > The days stand in the other column.
# - [x] Three edits. > Yes, on the first day.

# %% [markdown] exercise="total" minutes=5
# **Add them up**
#
# Write `total(counts)`, the sum of all counts.

# %% exercise="total" role="starter"
def total(counts):
    """Give the sum of the counts."""
    ...

# %% [markdown] exercise="total" role="hint"
# Python has a function that adds the items of a list.

# %% exercise="total" role="solution" expected=true
def total(counts):
    """Give the sum of the counts."""
    return sum(counts)

total(counts)

# %% [markdown] exercise="total" role="explanation"
# `sum` also gives 0 for an empty list.

# %% exercise="total" role="check"
assert total(counts) == 12, "Add all three counts."

# %% exercise="total" role="check-hidden"
assert total([]) == 0, "No days, no edits."

# %% exercise="total" role="mutant"
def total(counts):
    return 12

# %% [markdown]
# ## On your own wiki
#
# Count the edits of your last event.
