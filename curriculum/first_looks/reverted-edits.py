# %%
import pandas as pd

columns = """
    rev_id longest_repeat words_added words_removed bad_words_change informal_change
    nonstop_change is_anonymous is_trusted seconds_registered reverted
""".split()
edits = pd.read_csv("data/reverted-edits-train.tsv.bz2", sep="\t", names=columns)
edits.drop(columns="rev_id").head()

# %% alt="Horizontal bars: 22 percent of the edits by people who had not logged in were reverted, 3 percent of those by other accounts, and less than 1 percent of those by bots and administrators." tags=["hide-input"]
import matplotlib.pyplot as plt

group = edits["is_trusted"].map({True: "bots and administrators", False: "other accounts"})
group = group.mask(edits["is_anonymous"], "not logged in")
shares = edits.groupby(group)["reverted"].agg(["mean", "size"]).sort_values("mean")
names = [f"{name}\n({size:,} edits)" for name, size in shares["size"].items()]
fig, ax = plt.subplots(figsize=(5.4, 2.8), layout="constrained")
bars = ax.barh(names, shares["mean"] * 100)
ax.bar_label(bars, fmt="{:.1f} %", padding=3)
ax.set_xlim(0, 25)
ax.set_xlabel("reverted edits, percent")
ax.set_title("Whose edits were reverted in 2015")
plt.show()
