# %%
import gzip

import pandas as pd

with gzip.open("data/word-counts.txt.gz", "rt", encoding="utf-8") as lines:
    rows = [line.rstrip("\n").rpartition(";")[::2] for line in lines]
words = pd.DataFrame(rows, columns=["word", "count"]).astype({"count": int})
words.head(8)

# %% alt="Counts of words against their rank, both on log scales. Up to rank ten thousand the points stay near a straight line with slope minus one. Beyond it they fall faster, down to the floor of 20." tags=["hide-input"]
import matplotlib.pyplot as plt
import numpy as np

ranks = np.unique(np.logspace(0, np.log10(len(words)), 400).astype(int))
counts = words["count"].iloc[ranks - 1]
fig, ax = plt.subplots(figsize=(5.4, 4.2), layout="constrained")
ax.loglog(ranks, counts, ".", label="words")
ax.loglog(ranks, counts.iloc[0] / ranks, "--", color="black", linewidth=1, label="count of the first word / rank")
ax.set_xlabel("rank of the word (log scale)")
ax.set_ylabel("occurrences (log scale)")
ax.set_title("Few words are common, most are rare")
ax.legend()
plt.show()
