# %%
import warnings
warnings.warn('careful')

# %%
def old():
    warnings.warn('old', DeprecationWarning, stacklevel=2)

old()

# %%
for _ in range(2):
    warnings.warn('once')

# %%
warnings.simplefilter('error')

# %% tags=["raises-exception"]
warnings.warn('now an error')

# %%
warnings.resetwarnings()
warnings.warn('again', FutureWarning)

# %%
import numpy as np
np.log(0)

# %%
'\d'
