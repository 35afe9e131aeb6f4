# %%
x = 1

# %%
print('so far')
def f():
    return x / 0
f()
