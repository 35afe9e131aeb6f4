# %%
import bz2
import xml.etree.ElementTree as ET

import pandas as pd

rows = []
with bz2.open("data/enwiki-sample.xml.bz2") as dump:
    for _, page in ET.iterparse(dump):
        if not page.tag.endswith("}page"):
            continue
        wikitext = page.findtext("{*}revision/{*}text") or ""
        redirect = page.find("{*}redirect") is not None
        rows.append({"title": page.findtext("{*}title"), "redirect": redirect, "characters": len(wikitext)})
        page.clear()
pages = pd.DataFrame(rows)
pages.head()

# %% alt="Two histograms of the length of wikitext on a log scale. The 100 redirects are all shorter than two hundred characters. Nearly all of the 106 articles have between two thousand and two hundred thousand characters, many of them near one hundred thousand." tags=["hide-input"]
import matplotlib.pyplot as plt
import numpy as np

fig, ax = plt.subplots(figsize=(5.4, 4), layout="constrained")
bins = np.logspace(1, 6, 51)
for redirect, name, hatch in [(False, "articles", ""), (True, "redirects", "//")]:
    lengths = pages.loc[pages["redirect"] == redirect, "characters"]
    ax.hist(lengths, bins, alpha=0.7, hatch=hatch, label=f"{len(lengths)} {name}")
ax.set_xscale("log")
ax.set_xlabel("length of the wikitext in characters (log scale)")
ax.set_ylabel("pages")
ax.set_title("Two kinds of pages in one dump")
ax.legend()
plt.show()
