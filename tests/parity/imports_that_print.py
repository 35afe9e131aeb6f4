# %%
import this

# %%
import this

# %%
import sys, importlib
importlib.reload(sys.modules['this']) and None
