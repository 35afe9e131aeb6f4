# %%
print("before")

# %%
quit()

# %%
print("after")
