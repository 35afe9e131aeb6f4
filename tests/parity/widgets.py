# %%
import pandas

# %%
import ipywidgets
ipywidgets.IntSlider()
