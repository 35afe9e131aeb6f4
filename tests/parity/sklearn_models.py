# %%
import numpy as np
from sklearn.cluster import KMeans
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
rng = np.random.default_rng(0)
X = rng.normal(size=(300, 3)); y = (X[:, 0] > 0).astype(int)
round(KMeans(3, n_init=2, random_state=0).fit(X).inertia_, 6)

# %%
HistGradientBoostingClassifier(max_iter=5, random_state=0).fit(X, y).score(X, y)

# %%
RandomForestClassifier(5, n_jobs=1, random_state=0).fit(X, y).score(X, y)

# %%
from sklearn.linear_model import LogisticRegression
LogisticRegression().fit(X, y)

# %% [markdown] exercise="cluster" minutes=5
# **Cluster**
#
# Write `inertia(k)`.

# %% exercise="cluster" role="starter"
def inertia(k):
    ...

# %% exercise="cluster" role="solution"
def inertia(k):
    model = HistGradientBoostingClassifier(max_iter=3, random_state=0).fit(X, y)
    return KMeans(k, n_init=1, random_state=0).fit(X).inertia_

round(inertia(2), 6)

# %% exercise="cluster" role="check"
assert inertia(2) > inertia(3), "More clusters fit better."

# %% exercise="cluster" role="mutant"
def inertia(k):
    return KMeans(2, n_init=1, random_state=0).fit(X).inertia_

# %%
KMeans(2, n_init=1, random_state=0).fit(X).labels_.sum()
