# %% [markdown]
# # Night edits
#
# Why do people edit at night? Say it in words.
