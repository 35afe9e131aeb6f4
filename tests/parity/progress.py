# %%
import time
from IPython.display import ProgressBar
for n in ProgressBar(2):
    pass

# %%
import sys
for n in range(3):
    print(f'\r{n}', end='')
    sys.stdout.flush()
print()

# %%
from IPython.display import DisplayHandle
handle = DisplayHandle('own')
handle.display({'a': 1})
handle.update({'a': 2})
handle.display_id
