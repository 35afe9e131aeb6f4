# %%
import random, numpy as np
random.seed(1); np.random.seed(1)
random.random(), np.random.rand(2), np.random.default_rng(1).normal()

# %%
random.choice('abc'), np.random.permutation(5), hash('text')
