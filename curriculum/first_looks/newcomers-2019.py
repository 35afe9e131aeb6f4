# %%
import pandas as pd

newcomers = pd.read_csv("data/newcomers-2019.csv")
newcomers.head(6)

# %% alt="Dot plot for 16 Wikipedias. In 14 of them a larger share of the desktop newcomers than of the mobile newcomers came back, for example 38 against 16 percent in Armenian. In Korean and Basque it is the other way round." tags=["hide-input"]
import matplotlib.pyplot as plt

newcomers["share"] = newcomers["retained"] / newcomers["activated"] * 100
shares = newcomers.pivot(index="wiki", columns="platform", values="share").sort_values("desktop")
fig, ax = plt.subplots(figsize=(5.4, 4.6), layout="constrained")
ax.hlines(shares.index, shares["mobile"], shares["desktop"], color="lightgray")
ax.plot(shares["desktop"], shares.index, "o", label="desktop")
ax.plot(shares["mobile"], shares.index, "s", label="mobile")
ax.set_xlim(0, 43)
ax.set_xlabel("activated newcomers who came back, percent")
ax.set_title("Who came back within two weeks, 2019")
ax.legend()
plt.show()
