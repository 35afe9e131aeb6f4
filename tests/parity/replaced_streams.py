# %%
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as text:
    print('caught')
text.getvalue()

# %%
import sys
kept, sys.stdout = sys.stdout, io.StringIO()
print('lost')
sys.stdout = kept
print('back')

# %% tags=["raises-exception"]
sys.stdout.buffer

# %% tags=["raises-exception"]
sys.stdout.nothing

# %%
print('to a file', file=open('f.txt', 'w'))
open('f.txt').read()
