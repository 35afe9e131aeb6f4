# %%
import numpy as np
np.array([1/3]), np.geterr()['divide']
