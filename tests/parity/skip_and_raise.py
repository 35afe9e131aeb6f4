# %% tags=["skip-execution"]
undefined

# %% tags=["raises-exception"]
1/0

# %%
'after'

# %% tags=["skip-execution"]
undefined

# %%
2
