# %% [markdown]
# # Night edits
#
# Nobody knows.
