# %% [markdown]
# # 📃 Solution of exercise 01
#
# Count the edits of each editor.

# %%
editors = ["A", "B", "A", "C", "A"]

# %% [markdown]
# ## Your task
#
# Write a function `edits_of(name)`.

# %% tags=["solution"]
def edits_of(name):
    return editors.count(name)


print(edits_of("A"))

# %% [markdown] tags=["solution"]
# `count` goes through the list once.
