# %%
import pandas as pd

languages = {"en": "English", "fr": "French", "es": "Spanish"}
articles = pd.concat(
    {code: pd.read_json(f"data/article-topics-{code}.json", orient="index") for code in languages}, names=["wiki", "key"]
)
articles.groupby("wiki").head(2)[["title", "description", "topic"]].reset_index("key", drop=True)

# %% alt="Bar chart of the English articles by topic. People is the largest with 1,828 articles, Mathematics the smallest with 256. A hatched bar shows 1,000 articles without a topic." tags=["hide-input"]
import matplotlib.pyplot as plt

topics = articles.loc["en", "topic"].value_counts()[::-1]
fig, ax = plt.subplots(figsize=(5.4, 4.2), layout="constrained")
bars = ax.barh(topics.index, topics, color="tab:blue")
missing = bars[list(topics.index).index("Uncategorized")]
missing.set(color="white", edgecolor="tab:gray", hatch="///")
ax.bar_label(bars, padding=3, fmt="{:,.0f}")
ax.set_xlim(0, 2_100)
ax.set_xlabel("articles")
ax.set_title("Topics of the vital articles in English")
plt.show()
