# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     name: python3
# ---

# %% [markdown]
# # Counting edits
#
# How many edits did each editor make? The list below has one entry for each edit.

# %%
editors = ["A", "B", "A", "C", "A"]
print(len(editors), "edits")

# %% [markdown]
# ```{warning}
# A person may use several names.
# ```
