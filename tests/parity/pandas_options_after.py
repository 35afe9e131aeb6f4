# %%
import pandas as pd
pd.get_option('display.max_rows'), pd.options.display.precision

# %%
pd.DataFrame({'a': [1.23456] * 20})
