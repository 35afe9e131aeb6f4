# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# How many [visits](term:visit) did [two days](dataset:visits) have? A mean is $\bar{x} = \frac{1}{n} \sum x_i$, and
#
# $$
# s^2 = \frac{1}{n - 1} \sum (x_i - \bar{x})^2
# $$
#
# It costs \$5 and no formula. A footnote[^kish] stands here.
#
# [^kish]: See [the charts](lesson:charts) and [their table](lesson:charts#a-table), or [what comes](lesson:not-yet).
#
# ## An admonition and a table
#
# !!! tip "Look *first*"
#     Open the file before you compute.
#
#     It is short.
#
# | day | visits |
# |-----|-------:|
# | 1   | 30     |
#
# ```python
# # [this](lesson:charts) is a comment in code
# !!! not an admonition
# ```

# %% tags=["remove-cell"]
secret_setup = 1

# %% tags=["remove-input"]
print("only the output is seen")

# %% tags=["remove-output"]
print("only the code is seen")

# %% tags=["hide-cell"]
print("code and output are folded")

# %% tags=["hide-input"]
print("the code is folded")

# %% tags=["hide-output"]
print("the output is folded")

# %% tags=["raises-exception"]
int("many")

# %% tags=["skip-execution"]
print("never run")

# %%
assert 1 + 1 == 2

# %% [markdown] quiz="sum-or-mean"
# Which of these grow with the number of days?
#
# Think of $n$ days, and of [visits](term:visit).
# - [x] The sum $\sum x$. > Each day adds to it.
# - [ ] The mean. > It is divided by $n$.
# - [x] The number of rows. > One row a day, as in `len(rows)`.

# %% [markdown] exercise="add" minutes=5
# **Add `two` numbers**
#
# Write `add(a, b)`. It is used in [the next one](exercise:divide).
#
# - Mind the types.

# %% exercise="add" role="starter"
def add(a, b):
    ...

# %% [markdown] exercise="add" role="hint"
# Python has a sign for it.

# %% [markdown] exercise="add" role="hint"
# The sign is `+`, see [charts](lesson:charts).

# %% exercise="add" role="solution" expected=true
def add(a, b):
    return a + b  # solution of add

print(add(1, 2))

# %% [markdown] exercise="add" role="explanation"
# The explanation of add: `+` is $a + b$.

# %% exercise="add" role="check"
assert add(1, 2) == 3, "One and two."

# %% exercise="add" role="check"
assert add(0, 0) == 0, "Nothing and nothing."

# %% exercise="add" role="check-hidden"
assert add(-1, 1) == 0, "hidden check of add"

# %% exercise="add" role="mutant"
def add(a, b):
    return 3  # first mutant of add

# %% exercise="add" role="mutant"
def add(a, b):
    return a - b  # second mutant of add

# %% [markdown]
# ## Dividing

# %% [markdown] exercise="divide" minutes=7
# **Divide**
#
# Write `mean(xs)`.

# %% exercise="divide" role="solution" expected=true
def mean(xs):
    ### BEGIN SOLUTION
    return add(*xs) / len(xs)  # solution of divide
    ### END SOLUTION

print(mean([1, 2]))

# %% exercise="divide" role="check"
assert mean([1, 2]) == 1.5, "Divide by the number."

# %% [markdown]
# ## On your own wiki
#
# ??? question "A folded one"
#     Which wiki is yours?
#
# The end.
