# %% [markdown]
# One day has [four counts](dataset:edits).

# %%
import csv

with open("data/edits.csv") as file:
    counts = [int(row["edits"]) for row in csv.DictReader(file)]
counts

# %% [markdown] quiz="mean"
# What grows with the number of days?
# - [ ] The mean. > It is divided by the number of days.
# - [x] The sum. > Each day adds to it.

# %% [markdown] exercise="total" minutes=5
# **Add them up**
#
# Write `total(numbers)`, the sum of a list.

# %% exercise="total" role="starter"
def total(numbers):
    """Give the sum."""
    ...


print(total(counts))

# %% [markdown] exercise="total" role="hint"
# Python has a function for it.

# %% [markdown] exercise="total" role="hint"
# It is `sum`.

# %% exercise="total" role="solution"
def total(numbers):
    """Give the sum."""
    return sum(numbers)


print(total(counts))

# %% exercise="total" role="check"
assert total(counts) is not None, "The function returns nothing yet."
assert total(counts) == 600, "Add all four counts."

# %% exercise="total" role="check"
assert total([]) == 0, "A list without numbers has the sum 0."

# %% [markdown] exercise="share" minutes=12
# **The largest share**
#
# Write `share(numbers)`: the largest number divided by the sum.

# %% exercise="share" role="starter"
def share(numbers):
    ...

# %% exercise="share" role="solution"
def share(numbers):
    return max(numbers) / sum(numbers)

# %% exercise="share" role="check"
assert share([1, 3]) == 0.75, "Divide by the sum."

# %% [markdown]
# ## On your own wiki
#
# Take your own counts.
