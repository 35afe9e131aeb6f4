# %%
import atexit
atexit.register(print, 'never shown');

# %%
import weakref
class Dying:
    def __del__(self):
        print('deleted')
d = Dying()
del d

# %%
import gc
gc.collect() >= 0
