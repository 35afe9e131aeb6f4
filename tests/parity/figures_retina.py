# %%
import matplotlib
matplotlib.rcParams['figure.figsize']

# %% alt="Lines."
from matplotlib_inline.backend_inline import set_matplotlib_formats
set_matplotlib_formats('retina')
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()

# %%
%matplotlib inline
%config InlineBackend.figure_formats
plt.plot([1]);
