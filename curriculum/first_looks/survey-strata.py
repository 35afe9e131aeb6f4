# %%
import pandas as pd

strata = pd.read_csv("data/survey-strata.csv")
strata.head()

# %% alt="Horizontal bars of the number of editors in 23 groups of wikis, with the part that is to be asked filled in. The English Wikipedia is by far the largest with 10,354 editors, of whom 3,823 are to be asked. In nearly all other groups everybody is." tags=["hide-input"]
import matplotlib.pyplot as plt

groups = strata.groupby("wiki_group")[["editors", "sample_target"]].sum().sort_values("editors")
fig, ax = plt.subplots(figsize=(5.4, 4.6), layout="constrained")
ax.barh(groups.index, groups["editors"], color="white", edgecolor="tab:gray", hatch="//", label="editors")
ax.barh(groups.index, groups["sample_target"], color="tab:blue", label="to be asked")
ax.set_xlabel("editors")
ax.set_title("Everybody is asked, but in the largest wikis")
ax.legend(loc="lower right")
plt.show()
