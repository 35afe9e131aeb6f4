# %%
import pandas as pd
pd.set_option('display.max_rows', 5)
pd.options.display.precision = 2
pd.DataFrame({'a': [1.23456] * 20})
