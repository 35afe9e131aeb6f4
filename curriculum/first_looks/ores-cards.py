# %%
import pandas as pd

damaging = pd.read_csv("data/ores-damaging.csv")
damaging.iloc[:, :6]

# %% alt="Scatter plot of seven models that flag damaging edits, recall against precision. Six of the seven have a precision below 0.4, at recalls between nearly 0 for Arabic and 0.92 for Spanish. Wikidata stands alone at the top right, with 0.80 and 0.96." tags=["hide-input"]
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(5.4, 4.2), layout="constrained")
ax.plot(damaging["recall"], damaging["precision"], "o")
places = {"enwiki": (-6, 6, "right"), "frwiki": (-6, -12, "right"), "wikidatawiki": (-8, 0, "right")}
for row in damaging.itertuples():
    x, y, side = places.get(row.wiki, (6, 6, "left"))
    ax.annotate(row.wiki, (row.recall, row.precision), xytext=(x, y), textcoords="offset points", ha=side)
ax.set_xlim(-0.03, 1.1)
ax.set_ylim(0, 1)
ax.set_xlabel("recall: share of damaging edits that are flagged")
ax.set_ylabel("precision: share of flags that are right")
ax.set_title("In six of seven models, most flags are false alarms")
plt.show()
