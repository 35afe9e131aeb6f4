# %%


# %%
pass

# %%
# only a comment

# %%
None

# %%
1;

# %%
'x';
