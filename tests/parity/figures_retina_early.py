# %%
%config InlineBackend.figure_format = "retina"

# %% alt="Lines."
import matplotlib.pyplot as plt

plt.plot([1, 3, 2])
plt.show()
