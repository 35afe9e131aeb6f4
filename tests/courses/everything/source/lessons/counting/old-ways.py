# %% [markdown]
# This lesson has prose only, and no header.
