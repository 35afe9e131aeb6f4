# %%
import multiprocessing as mp, math
with mp.get_context('spawn').Pool(1) as pool:
    roots = pool.map(math.sqrt, [4, 9])
roots

# %%
mp.get_start_method()
