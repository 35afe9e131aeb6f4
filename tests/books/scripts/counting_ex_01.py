# %% [markdown]
# # 📝 Exercise 01
#
# Count the edits of each editor.

# %%
editors = ["A", "B", "A", "C", "A"]

# %% [markdown]
# ## Your task
#
# Write a function `edits_of(name)`.

# %%
# Write your code here.
