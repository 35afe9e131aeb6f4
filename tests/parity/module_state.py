# %%
import json, sys, os
json.left_behind = True
sys.left_behind = True
os.environ['LEFT'] = '1'
import colorsys
colorsys.ONE_THIRD = 0
