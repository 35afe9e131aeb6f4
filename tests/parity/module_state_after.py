# %%
import json, sys, os, colorsys
hasattr(json, 'left_behind'), hasattr(sys, 'left_behind'), 'LEFT' in os.environ, round(colorsys.ONE_THIRD, 3)
