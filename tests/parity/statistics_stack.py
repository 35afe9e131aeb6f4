# %%
import statsmodels.api as sm, numpy as np
X = sm.add_constant(np.arange(10.0))
model = sm.OLS(np.arange(10.0) * 2 + 1, X).fit()
model.params.round(6)

# %%
import scipy.stats as st
st.ttest_ind([1, 2, 3.5], [2, 3, 4])

# %%
import gensim.utils
list(gensim.utils.tokenize('a b'))
