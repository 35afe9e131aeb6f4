# %%
import multiprocessing as mp
def square(x):
    return x * x

with mp.get_context('fork').Pool(2) as pool:
    squares = pool.map(square, range(5))
squares

# %%
import time
def speak():
    print('from the child', flush=True)

child = mp.get_context('fork').Process(target=speak)
child.start()
child.join()
time.sleep(0.5)
child.exitcode

# %%
from concurrent.futures import ProcessPoolExecutor
with ProcessPoolExecutor(1, mp_context=mp.get_context('fork')) as pool:
    print(list(pool.map(square, [3])))
