# %% [markdown]
# A text has words.

# %% [markdown] exercise="count" minutes=10
# **Count words**
#
# Write `count(text)`.

# %% exercise="count" role="starter"
def count(text):
    ...

# %% exercise="count" role="solution"
def count(text):
    return len(text.split())

# %% exercise="count" role="check"
assert count("a b") == 2, "Split the text."

# %% [markdown]
# ## On your own wiki
#
# Take your own texts.
