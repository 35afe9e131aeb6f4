# %%
import builtins
builtins.print_kept = print
def loud(*args, **kwargs):
    print_kept('!', *args, **kwargs)

builtins.print = loud
print('patched')

# %%
builtins.print = print_kept
print('restored')
len = 3
len

# %%
del len
len('abc')

# %%
import sys
kept = sys.displayhook
sys.stdout = sys.stderr
print('to stderr')

# %%
sys.stdout = sys.__stdout__
'display still works'
