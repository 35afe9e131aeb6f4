# %%
import numpy as np
np.set_printoptions(precision=3, suppress=True)
np.array([1/3, 1e-9])

# %%
np.array([1/3, 1e-9]), np.get_printoptions()['precision']

# %%
with np.printoptions(precision=1):
    print(np.array([1/3]))
np.arange(2000), np.float64(1.5), np.eye(2)

# %% tags=["raises-exception"]
np.zeros(3) + np.zeros(4)

# %%
np.array([1]) / 0

# %%
np.errstate(divide='ignore')
np.seterr(all='raise')['divide']

# %% tags=["raises-exception"]
np.array([1]) / 0
