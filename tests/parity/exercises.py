# %%
kept = [1]
from IPython.display import display

# %% [markdown] exercise="double" minutes=5
# **Double it**
#
# Write `double(x)`.

# %% exercise="double" role="starter"
def double(x):
    ...

# %% exercise="double" role="solution"
import os, time
def double(x):
    kept.append(2)
    return 2 * x

print('from the solution')
os.system('echo by system')
time.sleep(0.3)
display(double(1))
double(4)

# %% exercise="double" role="check"
assert double(2) == 4, "Twice two is four."

# %% exercise="double" role="mutant"
def double(x):
    return await_me

# %%
kept, 'double' in globals(), get_ipython().execution_count

# %%
_
