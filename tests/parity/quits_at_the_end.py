# %%
exit(keep_kernel=True)
print("stays")

# %%
print("the last")
exit
