# %%
import matplotlib.pyplot as plt
plt.plot([1, 3, 2]);

# %% alt="Lines."
plt.plot([1, 2])
plt.show()
print('between')
plt.plot([2, 1])
plt.show()

# %%
fig, axes = plt.subplots(1, 2)
axes[0].bar(['a'], [1])
plt.close(fig)
plt.get_fignums()

# %%
%matplotlib inline
fig, ax = plt.subplots()
ax.scatter([1], [2]);

# %%
fig

# %%
fig.savefig('x.png')
import os
os.path.exists('x.png'), plt.get_backend()

# %%
plt.figure(1)
plt.figure(2)
plt.plot([1]);

# %% alt="Lines."
%config InlineBackend.figure_format = 'svg'
plt.plot([1, 2])
plt.show()

# %%
%config InlineBackend.figure_format = 'png'
plt.title('title €')

# %% tags=["raises-exception"]
plt.plot([1, 2], [1])
