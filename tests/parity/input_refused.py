# %% tags=["raises-exception"]
input('name? ')

# %% tags=["raises-exception"]
import getpass
getpass.getpass()

# %%
import sys
sys.stdin.readline()

# %% tags=["raises-exception"]
from getpass import getpass as ask
ask('p')

# %% tags=["raises-exception", "remove-output"]
%debug

# %% tags=["remove-output"]
breakpoint()
