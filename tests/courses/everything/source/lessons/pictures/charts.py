# %% [markdown]
# After [the first steps](lesson:first-steps#dividing) come pictures.
#
# ## Two figures

# %% alt=["Visits per day rise from 30 to 50", "The same as \"bars\""]
draw_visits()

# %% decorative=true
draw_ornament()

# %% [markdown]
# ## A table

# %%
show_table()

# %% [markdown]
# ## Other outputs

# %%
show_formula()

# %%
show_markdown()

# %%
warn_and_colour()
