# %%
import pandas as pd
frame = pd.DataFrame({'a': [1, 2.5], 'b': ['x', None], 'date': pd.to_datetime(['2024-01-01', '2024-06-01'])})
frame

# %%
frame['a']

# %%
frame.dtypes

# %%
pd.DataFrame({f'column {n}': range(100) for n in range(30)})

# %%
frame.describe()

# %%
print(pd.DataFrame({f'c{n}': [n] * 3 for n in range(30)}))

# %%
frame.info()

# %%
frame.style.format(precision=1)

# %%
pd.get_option('display.max_rows'), pd.get_option('display.width'), pd.get_option('display.max_columns'), pd.options.display.notebook_repr_html

# %%
frame.groupby('b')['a'].agg(['sum', 'mean'])

# %%
pd.Series(range(100))

# %%
pd.MultiIndex.from_product([['a', 'b'], [1, 2]]).to_frame()

# %%
frame.index, frame.columns

# %% tags=["raises-exception"]
frame['missing']

# %%
frame.T.to_html(), pd.NA, pd.NaT
