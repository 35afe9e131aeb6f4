# %%
import threading
def speak():
    print('from a thread', threading.current_thread().name)

thread = threading.Thread(target=speak)
thread.start()
thread.join()

# %%
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(2) as pool:
    print(sum(pool.map(abs, range(-5, 5))))

# %%
threading.main_thread() is threading.current_thread()
