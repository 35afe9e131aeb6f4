# %%
import this

# %%
import getpass, this
