# %%
import matplotlib.pyplot as plt
plt.rcParams['figure.figsize'], plt.rcParams['axes.facecolor'], plt.get_fignums()

# %%
plt.figure().number
