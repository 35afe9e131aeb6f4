# %% alt="Lines."
import matplotlib.pyplot as plt
plt.style.use('ggplot')
plt.rcParams['figure.figsize'] = (2, 1)
plt.plot([1])
plt.show()
