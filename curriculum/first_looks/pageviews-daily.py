# %%
import pandas as pd

views = pd.read_csv("data/pageviews-daily.csv", parse_dates=["date"], index_col="date")
views.iloc[:5, :4]

# %% alt="Line chart on a log scale. The article Elizabeth II has about thirty thousand views on most days, with peaks, and ten million on 8 September 2022. Easter rises from about two thousand views to several hundred thousand each spring, then falls at once." tags=["hide-input"]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5.4, 4), layout="constrained")
for title, style in {"Elizabeth_II": "-", "Easter": "--"}.items():
    ax.plot(views.index, views[title], style, linewidth=1, label=title.replace("_", " "))
ax.set_yscale("log")
ax.set_ylabel("views per day (log scale)")
ax.set_title("Seasons and shocks: two articles of the English Wikipedia")
ax.legend()
plt.show()
