# %% tags=["raises-exception"]
def inner(x):
    return 1 / x

def outer():
    return inner(0)

outer()

# %% tags=["raises-exception"]
import json
json.loads('{')

# %% tags=["raises-exception"]
try:
    {}['key']
except KeyError as error:
    raise ValueError('second') from error

# %% tags=["raises-exception"]
try:
    {}['key']
except KeyError:
    [][1]

# %% tags=["raises-exception"]
raise KeyboardInterrupt('by hand')

# %% tags=["raises-exception"]
class Own(Exception):
    def __str__(self):
        return 'línea\nsecond line'

raise Own

# %% tags=["raises-exception"]
outer()

# %% tags=["raises-exception"]
raise Exception('note') from None

# %% tags=["raises-exception"]
error = ValueError('noted')
error.add_note('a note')
raise error

# %% tags=["raises-exception"]
def recurse():
    recurse()

recurse()

# %% tags=["raises-exception"]
assert 1 == 2, 'not equal'

# %% tags=["raises-exception"]
undefined_name

# %% tags=["raises-exception"]
raise GeneratorExit

# %% tags=["raises-exception"]
import importlib
importlib.import_module('no_such_module')

# %%
_, __, ___
