# %% tags=["raises-exception"]
x = = 1

# %% tags=["raises-exception"]
def f():
return 1

# %% tags=["raises-exception"]
  indented = 1
 more = 2

# %% tags=["raises-exception"]
print('unclosed

# %% tags=["raises-exception"]
eval('1 +')

# %% tags=["raises-exception"]
exec('raise ValueError(3)')

# %% tags=["raises-exception"]
return 3

# %% tags=["raises-exception"]
await = 1

# %% tags=["raises-exception"]
	x = (
