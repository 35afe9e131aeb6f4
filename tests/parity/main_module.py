# %%
import pickle, sys
class Point:
    def __init__(self, x):
        self.x = x

pickle.loads(pickle.dumps(Point(3))).x, Point.__module__, sys.modules['__main__'].Point is Point

# %%
import __main__
__main__.Point is Point, __main__.__name__, hasattr(__main__, '__file__')

# %%
import sys
[path for path in sys.path if 'site-packages' not in path], sys.argv[0].rsplit('/', 1)[1], len(sys.argv)

# %%
import inspect
def f():
    return 1
print(inspect.getsource(f))

# %%
import os
sorted(os.environ)

# %%
if __name__ == '__main__':
    print('main')

# %%
import argparse
parser = argparse.ArgumentParser(prog='p')
parser.parse_args(['-h']) if False else None

# %%
sys.path.index('')
