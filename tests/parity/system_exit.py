# %% tags=["raises-exception"]
import sys
sys.exit(3)

# %% tags=["raises-exception"]
raise SystemExit('why')

# %%
'still here'
