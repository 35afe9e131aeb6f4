# %%
1

# %%
2

# %%
_ + __

# %%
Out

# %%
In[1:4], _i, _ii

# %%
_3, _oh is Out, __name__, __doc__

# %%
_ = 5
7

# %%
_

# %%
get_ipython().__class__.__name__, get_ipython().execution_count

# %%
type(_).__name__, '__file__' in globals(), sorted(n for n in globals() if n.startswith('__'))

# %%
del _
8

# %%
_

# %%
print(_i)

