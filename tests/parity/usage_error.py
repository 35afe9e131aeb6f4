# %%
print('before')
%no_such_magic
