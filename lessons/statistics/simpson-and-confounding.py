# %% [markdown]
# ## "The Polish community does it better"
#
# Mei prepares a meeting of affiliates. Everybody wants to know how to keep newcomers. She has a table of the
# newcomers of 2019 in 16 Wikipedias. Two neighbours in her table are the Italian Wikipedia (Italiano, `itwiki`)
# and the Polish one (Polski, `plwiki`). She computes one number for each: of 100 newcomers who edited on their
# first day, how many came back? The Polish number is higher. So she writes: "**The Italian community should
# learn from the Polish one.**"
#
# Amara, who helps newcomers by phone, asks one question: "Did you look at the phones?"
#
# In this lesson you will see that Mei's sum is right, that Amara's question turns the order around, and that no
# formula decides which of them is right. You need a picture of causes for that. And you will learn when
# *not* to split a table.
#
# **Keep these:** Simpson's paradox, standardisation, causal diagram, confounder, mediator, collider. The first two
# are arithmetic. The other four are about causes, and begin after the second pause.
#
# !!! note "Data and risk"
#     **Risk tier: public; risk for people: low.** The [table](dataset:newcomers-2019) has counts for a whole year; the smallest is 41.
#     No person can be identified. Three limits. The 16 wikis were chosen for a project and are no sample of all
#     Wikipedias. The platform is the one on which the account was *made*; people may edit on another. And
#     "retained" has a narrow meaning: edited within 24 hours, and again in the 14 days after that. Mei and
#     Amara are invented; the data are real.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

newcomers = pd.read_csv("data/newcomers-2019.csv")
pair = newcomers[newcomers["wiki"].isin(["itwiki", "plwiki"])]
totals = pair.groupby("wiki")[["activated", "retained"]].sum()
totals["share"] = totals["retained"] / totals["activated"]
totals.round(4)

# %% tags=["remove-cell"]
assert len(newcomers) == 32 and newcomers["wiki"].nunique() == 16 and newcomers["retained"].min() == 41
assert totals["share"].round(3).to_dict() == {"itwiki": 0.137, "plwiki": 0.144}
assert totals["activated"].to_dict() == {"itwiki": 26444, "plwiki": 12386}

# %% [markdown]
# *Activated* newcomers edited on the first day. Of these, 13.7% came back in the Italian Wikipedia and 14.4% in
# the Polish one. (The file also has ready-made rates. They are means of twelve monthly rates. We divide the
# counts of the year instead, so that all sums fit.)
#
# **Make a prediction.** Now we split both wikis into people who registered on the desktop site and people who
# registered on the mobile site. Which wiki will lead on desktop? Which on mobile? Write it down.

# %%
newcomers["rate"] = newcomers["retained"] / newcomers["activated"]
rates = newcomers.pivot(index="wiki", columns="platform", values="rate")
rates.loc[["itwiki", "plwiki"]].round(4)

# %% tags=["remove-cell"]
assert rates.loc["itwiki"].round(3).to_dict() == {"desktop": 0.178, "mobile": 0.102}
assert rates.loc["plwiki"].round(3).to_dict() == {"desktop": 0.171, "mobile": 0.094}
assert (rates.loc["itwiki"] > rates.loc["plwiki"]).all() and totals["share"].idxmax() == "plwiki"

# %% [markdown]
# The Italian Wikipedia leads on desktop (17.8% against 17.1%). It also leads on mobile (10.2% against 9.4%).
# There is no third platform. And in the total, it is behind.
#
# A group that leads in every part, and is behind in the whole: this is called **[Simpson's
# paradox](term:simpsons-paradox)**. It is not an error in the table. Nobody has cheated. So how can it be?
#
# ## A total is a mixture
#
# The total of a wiki is a *weighted mean* of its two rates. The weights are the shares of the platforms:
#
# $$\text{total} = (1 - m) \cdot \text{desktop rate} + m \cdot \text{mobile rate}$$
#
# Here $m$ is the share of the activated newcomers who registered on the mobile site. Look at $m$ in both wikis.

# %%
activated = newcomers.pivot(index="wiki", columns="platform", values="activated")
mobile_share = activated["mobile"] / activated.sum(axis=1)
for wiki in ["itwiki", "plwiki"]:
    m = mobile_share[wiki]
    mixture = (1 - m) * rates.loc[wiki, "desktop"] + m * rates.loc[wiki, "mobile"]
    print(f"{wiki}: {m:.0%} mobile, mixture {mixture:.1%}")

# %% tags=["remove-cell"]
assert mobile_share.round(2)[["itwiki", "plwiki"]].to_dict() == {"itwiki": 0.54, "plwiki": 0.35}
assert ((rates["mobile"] < rates["desktop"]).sum(), rates["mobile"].idxmax()) == (14, "euwiki")
assert set(rates.index[rates["mobile"] > rates["desktop"]]) == {"euwiki", "kowiki"}

# %% [markdown]
# In the Italian Wikipedia 54% of these newcomers came by the mobile site, in the Polish one 35%. And in both,
# mobile newcomers come back more rarely. So the Italian total contains more of the group that leaves. The
# figure shows it: each line is one wiki, from "all desktop" on the left to "all mobile" on the right. The dot
# is where the wiki really stands.

# %% alt="Two almost parallel lines that fall from left to right. The Italian line lies above the Polish line everywhere: 17.8 against 17.1 percent at the left end, 10.2 against 9.4 percent at the right end. But the Italian dot stands at 54 percent mobile and is at 13.7 percent, lower than the Polish dot at 35 percent mobile, 14.4 percent."
fig, ax = plt.subplots(figsize=(6, 4.4))
for wiki, style, marker in [("itwiki", "-", "o"), ("plwiki", "--", "s")]:
    ends = rates.loc[wiki] * 100
    dot = totals.loc[wiki, "share"] * 100
    ax.plot([0, 100], ends, style, color="black")
    ax.plot(mobile_share[wiki] * 100, dot, marker, color="black", markersize=11)
    ax.vlines(mobile_share[wiki] * 100, 8, dot, linestyle=":", color="0.4")
ax.text(57, 14.0, "Italian: 13.7%\n(54% mobile)")
ax.text(4, 13.1, "Polish: 14.4%\n(35% mobile)")
ax.set(ylim=(8, 19), xlabel="Mobile share of the activated newcomers (%)", ylabel="Retained (%)")
ax.set_title("The Italian line is always higher,\nthe Italian dot is lower")
plt.show()

# %% [markdown]
# At each place of the horizontal axis, the Italian line is above the Polish one. The dots are compared at
# *different* places. This is all there is to the arithmetic of the paradox.

# %% [markdown] quiz="what-is-needed"
# Two wikis are compared in total and on two platforms. Which condition is *necessary* before the order can reverse?
# - [ ] One of the wikis must have few newcomers. > Misconception: the paradox is noise in small numbers. It can happen with millions of people.
# - [x] The platforms have different rates, and the wikis have different mixes of platforms. > Yes. With equal mixes, both dots stand at the same place of the axis, and the higher line has the higher dot.
# - [ ] Somebody counted people twice, because a group cannot lead in all parts and be behind in the whole. > Misconception: a reversal proves an error. Weighted means with different weights can do this.
# - [ ] The platform must be the cause of leaving. > The arithmetic does not know causes. A reversal appears also where the platform only goes together with something else.

# %% [markdown] exercise="reversed-pairs" minutes=10
# **Find every reversed pair**
#
# Are Italian and Polish the only ones? Write `reversed_pairs(table)`. It compares each two wikis and returns a
# list of pairs `(a, b)`, where `a` has the higher rate in total, and `b` has the higher rate on *every*
# platform. The rate is `retained / activated`. The table has one row for each wiki and platform; all wikis have
# the same platforms. A tie is no reversal.

# %% exercise="reversed-pairs" role="starter"
def reversed_pairs(table):
    """Return a list of (a, b): wiki a leads in the total, wiki b leads on every platform.

    table: columns wiki, platform, activated, retained; the platforms may have any names.
    """
    ...


print(reversed_pairs(newcomers))

# %% [markdown] exercise="reversed-pairs" role="hint"
# You need two things from the table: a rate for each wiki and platform, as in `rates`, and a rate for each wiki in
# total. Compute both from the `table` that is given, because the checks use other tables.

# %% [markdown] exercise="reversed-pairs" role="hint"
# Two loops, one inside the other, visit each ordered pair `a`, `b`. A row of a pivot table is a series.
# Comparing two series gives one `True` or `False` for each platform, and `.all()` asks whether all are true.

# %% [markdown] exercise="reversed-pairs" role="hint"
# For the totals, add the counts first and divide afterwards. The mean of two rates is not the rate of the total.

# %% exercise="reversed-pairs" expected=true role="solution"
def reversed_pairs(table):
    """Return a list of (a, b): wiki a leads in the total, wiki b leads on every platform."""
    counts = table.groupby(["wiki", "platform"])[["activated", "retained"]].sum()
    parts = (counts["retained"] / counts["activated"]).unstack()
    sums = counts.groupby("wiki").sum()
    whole = sums["retained"] / sums["activated"]
    found = []
    for a in parts.index:
        for b in parts.index:
            if whole[a] > whole[b] and (parts.loc[a] < parts.loc[b]).all():
                found.append((a, b))
    return found


for a, b in reversed_pairs(newcomers):
    print(f"{a} leads in total, {b} leads on both platforms")

# %% [markdown] exercise="reversed-pairs" role="explanation"
# Three pairs reverse: Danish and Indonesian, Hungarian and Persian, Polish and Italian. A typical wrong answer
# takes the mean of the two rates as the total. That mean gives both wikis the same mix, so it can never show a
# reversal. Another one is content with *any* platform where `b` leads. Then a normal mixed result counts as a
# reversal.

# %% exercise="reversed-pairs" role="check"
pairs = reversed_pairs(newcomers)
assert pairs is not None, "The function gives nothing back. Does it end with a return line?"
pairs = {tuple(pair) for pair in pairs}
assert ("itwiki", "plwiki") not in pairs, "Order: first the wiki that leads in the total, then the one that leads on the platforms."
assert ("plwiki", "itwiki") in pairs, "The pair of this lesson is missing. How do you compute the total: from counts or from rates?"
assert all(len(pair) == 2 and pair[0] != pair[1] for pair in pairs), "Each entry is a pair of two different wikis."
assert len(pairs) < 10, "Too many pairs. Must b lead on one platform, or on every platform?"
assert len(pairs) == 3, "There are exactly three such pairs in the table."

# %% exercise="reversed-pairs" role="check-hidden"
assert pairs == {("dawiki", "idwiki"), ("huwiki", "fawiki"), ("plwiki", "itwiki")}, "Compare every two wikis of the table."
three = pd.DataFrame({"wiki": ["x"] * 3 + ["y"] * 3, "platform": ["app", "phone", "desk"] * 2,
                      "activated": [100, 100, 800, 800, 100, 100], "retained": [10, 30, 400, 88, 31, 51]})
assert [tuple(p) for p in reversed_pairs(three)] == [("x", "y")], "Tables may have other wikis and three platforms."
mixed = three.copy()
mixed["retained"] = [10, 32, 400, 88, 31, 51]
assert not reversed_pairs(mixed), "If each wiki leads somewhere, it is not a reversal."
tie = three.copy()
tie["retained"] = [11, 30, 400, 88, 31, 51]
assert not reversed_pairs(tie), "A tie on one platform is not a lead."
assert {tuple(p) for p in reversed_pairs(newcomers.sample(frac=1, random_state=1))} == pairs, "The order of the rows must not matter."

# %% exercise="reversed-pairs" role="mutant"
def reversed_pairs(table):
    rate = table.assign(rate=table["retained"] / table["activated"]).pivot(index="wiki", columns="platform", values="rate")
    whole = rate.mean(axis=1)
    return [(a, b) for a in rate.index for b in rate.index if whole[a] > whole[b] and (rate.loc[a] < rate.loc[b]).all()]

# %% exercise="reversed-pairs" role="mutant"
def reversed_pairs(table):
    rate = table.assign(rate=table["retained"] / table["activated"]).pivot(index="wiki", columns="platform", values="rate")
    whole = table.groupby("wiki")["retained"].sum() / table.groupby("wiki")["activated"].sum()
    return [(a, b) for a in rate.index for b in rate.index if whole[a] > whole[b] and (rate.loc[a] < rate.loc[b]).any()]

# %% exercise="reversed-pairs" role="mutant"
def reversed_pairs(table):
    rate = table.assign(rate=table["retained"] / table["activated"]).pivot(index="wiki", columns="platform", values="rate")
    whole = table.groupby("wiki")["retained"].sum() / table.groupby("wiki")["activated"].sum()
    return [(a, b) for a in rate.index for b in rate.index if whole[a] > whole[b] and (rate.loc[a] <= rate.loc[b]).all()]

# %% exercise="reversed-pairs" role="mutant"
def reversed_pairs(table):
    rate = table.assign(rate=table["retained"] / table["activated"]).pivot(index="wiki", columns="platform", values="rate")
    whole = table.groupby("wiki")["retained"].sum() / table.groupby("wiki")["activated"].sum()
    return [(b, a) for a in rate.index for b in rate.index if whole[a] > whole[b] and (rate.loc[a] < rate.loc[b]).all()]

# %% [markdown]
# ### How firm is the reversal?
#
# Three pairs of 120 reverse their order: Danish and Indonesian (Dansk, Bahasa Indonesia), Hungarian and Persian
# (Magyar, فارسی), Polish and Italian. That the *counts of 2019* reverse is certain. But people decide to come
# back or not, and another year of the same kind would have other counts. So give each difference an
# [interval](term:confidence-interval), as in [How sure are we?](lesson:uncertainty-bootstrap). Resampling a
# group of `n` people, of whom a share `p` came back, is one binomial draw.

# %%
def resample_rates(wiki, rng, repeats=10_000):
    """Return a table of resampled years, with the rates desktop, mobile and total of one wiki."""
    rows = newcomers[newcomers["wiki"] == wiki].set_index("platform")
    n = rows["activated"].to_numpy()
    came_back = rng.binomial(n, rows["rate"], size=(repeats, 2))
    years = pd.DataFrame(came_back / n, columns=rows.index)
    return years.assign(total=came_back.sum(axis=1) / n.sum())


rng = np.random.default_rng(2026)
gap = resample_rates("itwiki", rng) - resample_rates("plwiki", rng)
observed = rates.assign(total=(rates * activated).sum(axis=1) / activated.sum(axis=1))
print("Italian minus Polish, in points")
for name in ["total", "desktop", "mobile"]:
    point = observed.loc["itwiki", name] - observed.loc["plwiki", name]
    low, high = gap[name].quantile([0.025, 0.975])
    print(f"{name:7} {100 * point:+.2f} [{100 * low:+.2f}, {100 * high:+.2f}]")

# %% tags=["remove-cell"]
for name in ["desktop", "mobile"]:
    assert gap[name].quantile(0.025) < 0 < gap[name].quantile(0.975)
assert gap["total"].quantile(0.975) < 0 and round(100 * gap["total"].quantile(0.975), 2) == -0.02, gap["total"].quantile(0.975)
assert 16 * 15 / 2 == 120

# %% [markdown]
# A *point* is a percentage point: from 10% to 11% is one point. Only the total is (barely) different from zero.
# On both platforms the interval holds zero: the Italian lead could be chance. There is one more reason for
# care. We searched 120 pairs and picked those that look strange. Selected results look stronger than they are.
# And the intervals treat people as independent of each other. Classmates who register together at an event are
# not.
#
# So do not write "Italian leads on both platforms" as a fact about communities. What *is* firm? That the comparison
# moves when the mix is held equal. The next section measures this.
#
# !!! tip "A good place to pause"
#     You know what a reversal is, and that it needs an interval like every other result.
#
# ## One mix for all
#
# To compare two dots fairly, move both to the same place of the axis. Choose *one* mix, the **standard**, and
# use it for both wikis. This is direct **[standardisation](term:standardisation)**. The result answers: "which
# rate would this wiki have, if its newcomers used the platforms like those of the standard?"
#
# A usual choice is the mix of all groups together.

# %%
standard = newcomers.groupby("platform")["activated"].sum()
weights = standard / standard.sum()
weights.round(3)

# %% tags=["remove-cell"]
assert weights.round(3).to_dict() == {"desktop": 0.580, "mobile": 0.420}

# %% [markdown] exercise="standardised-rate" minutes=7
# **The same mix for every wiki**
#
# Write `standardised_rate(table, wiki, standard)`. It returns the rate `retained / activated` that the wiki
# would have with the mix of `standard`. The standard is a series: the index names the platforms, the values are
# people. Only their proportions matter. Then compare `itwiki` and `plwiki` with the standard from above.

# %% exercise="standardised-rate" role="starter"
def standardised_rate(table, wiki, standard):
    """Return the directly standardised rate (0 to 1) of one wiki.

    table: columns wiki, platform, activated, retained;
    standard: a Series of people by platform, in any order, not scaled to 1.
    """
    ...


print(standardised_rate(newcomers, "itwiki", standard), standardised_rate(newcomers, "plwiki", standard))

# %% [markdown] exercise="standardised-rate" role="hint"
# It is the formula of the mixture, with one change: the weights come from the standard and not from the wiki.
# How do you turn people into weights that add up to 1?

# %% [markdown] exercise="standardised-rate" role="hint"
# If the platform is the index of the wiki's rows, pandas multiplies two series label by label. The order of the
# rows then cannot mislead you.

# %% exercise="standardised-rate" expected=true role="solution"
def standardised_rate(table, wiki, standard):
    """Return the directly standardised rate (0 to 1) of one wiki."""
    rows = table[table["wiki"] == wiki].set_index("platform")
    own = rows["retained"] / rows["activated"]
    return float((own * standard).sum() / standard.sum())


for wiki in ["itwiki", "plwiki"]:
    print(f"{wiki}: {standardised_rate(newcomers, wiki, standard):.1%}")

# %% [markdown] exercise="standardised-rate" role="explanation"
# With the same mix, the Italian Wikipedia has the higher rate (14.6% against 13.9%). A typical wrong answer
# uses the wiki's own mix: that gives the old total back. Another one multiplies by position. It works until
# somebody sends a table in another order. A standardised rate is no real rate of any wiki; it exists for
# comparing.

# %% exercise="standardised-rate" role="check"
answer = standardised_rate(newcomers, "itwiki", standard)
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert 0 < answer < 1, "A rate lies between 0 and 1. Did you divide by the people of the whole standard?"
assert abs(answer - totals.loc["itwiki", "share"]) > 1e-4, "This is the old total. Whose mix do you use?"
assert abs(answer - rates.loc["itwiki"].mean()) > 1e-4, "This is the plain mean of both rates. The standard has no equal shares."
assert abs(answer - rates.loc["itwiki"] @ weights) < 1e-6, "Weight the wiki's two rates with the shares of the standard."
all_mobile = pd.Series({"mobile": 5, "desktop": 0})
assert abs(standardised_rate(newcomers, "plwiki", all_mobile) - rates.loc["plwiki", "mobile"]) < 1e-6, "If the standard has mobile people only, the rate is the mobile rate. Do you match the platforms by name?"

# %% exercise="standardised-rate" role="check-hidden"
assert abs(standardised_rate(newcomers, "plwiki", standard) - 0.13867) < 1e-4, "Does it use the wiki that it is given?"
assert round(answer, 3) == 0.146, "The explanation names 14.6%."
turned = newcomers.iloc[::-1].reset_index(drop=True)
assert abs(standardised_rate(turned, "itwiki", standard[::-1]) - answer) < 1e-9, "The order of rows must not matter."
three = pd.DataFrame({"wiki": ["x"] * 3, "platform": list("abc"), "activated": [10, 20, 40], "retained": [5, 5, 4]})
assert abs(standardised_rate(three, "x", pd.Series({"c": 2.0, "a": 1.0, "b": 1.0})) - 0.2375) < 1e-9, "A table may have three platforms."

# %% exercise="standardised-rate" role="mutant"
def standardised_rate(table, wiki, standard):
    rows = table[table["wiki"] == wiki]
    return rows["retained"].sum() / rows["activated"].sum()

# %% exercise="standardised-rate" role="mutant"
def standardised_rate(table, wiki, standard):
    rows = table[table["wiki"] == wiki]
    return float((rows["retained"] / rows["activated"]).to_numpy() @ standard.to_numpy() / standard.sum())

# %% exercise="standardised-rate" role="mutant"
def standardised_rate(table, wiki, standard):
    rows = table[table["wiki"] == wiki].set_index("platform")
    return float((rows["retained"] / rows["activated"]).mean())

# %% exercise="standardised-rate" role="mutant"
def standardised_rate(table, wiki, standard):
    rows = table[table["wiki"] == wiki].set_index("platform")
    return float((rows["retained"] / rows["activated"] * standard).sum())

# %% [markdown]
# How firm is the standardised comparison? Use the resampled years again. For three pairs we compare the total
# (each wiki with its own mix) and the standardised rate (one mix for both). The third pair, Arabic (العربية)
# and French (Français), is *not* one of the reversed pairs: on desktop the French rate is a little higher.

# %%
rng = np.random.default_rng(2026)
rows = []
for first, second in [("itwiki", "plwiki"), ("fawiki", "huwiki"), ("arwiki", "frwiki")]:
    resampled = resample_rates(first, rng) - resample_rates(second, rng)
    table = pd.concat([observed.loc[[first]] - observed.loc[second], resampled])  # row 0: the real year
    same = table[["desktop", "mobile"]] @ weights
    for name, gap in [("own mix", table["total"]), ("same mix", same), ("shift", same - table["total"])]:
        low, high = gap.iloc[1:].quantile([0.025, 0.975])
        rows.append((f"{first} - {second}", name, gap.iloc[0], low, high))
gaps = pd.DataFrame(rows, columns=["pair", "comparison", "points", "low", "high"]).set_index(["pair", "comparison"]) * 100
for pair, part in gaps.groupby("pair", sort=False):
    print(pair)
    for row in part.itertuples():
        print(f"  {row.Index[1]:8} {row.points:+.2f} [{row.low:+.2f}, {row.high:+.2f}]")

# %% tags=["remove-cell"]
g = gaps.round(2)
assert g.loc[("itwiki - plwiki", "shift")].tolist() == [1.48, 1.34, 1.61], g
assert gaps.loc[("itwiki - plwiki", "same mix"), "low"] < 0 < gaps.loc[("itwiki - plwiki", "same mix"), "high"]
assert gaps.loc[("fawiki - huwiki", "own mix"), "low"] < 0 < gaps.loc[("fawiki - huwiki", "own mix"), "high"]
assert gaps.loc[("fawiki - huwiki", "same mix"), "low"] > 0
assert g.loc[("arwiki - frwiki", "own mix"), "points"] == -1.23 and gaps.loc[("arwiki - frwiki", "own mix"), "high"] < 0, g
assert g.loc[("arwiki - frwiki", "same mix"), "points"] == 0.73 and gaps.loc[("arwiki - frwiki", "same mix"), "low"] > 0, g
assert rates.loc["frwiki", "desktop"] > rates.loc["arwiki", "desktop"]
assert rates.loc[["arwiki", "frwiki"]].round(3).to_dict() == {"desktop": {"arwiki": 0.142, "frwiki": 0.146}, "mobile": {"arwiki": 0.102, "frwiki": 0.078}}

# %% alt="Three pairs of horizontal intervals for the difference of two wikis in percentage points. With their own mixes, Italian minus Polish and Arabic minus French lie left of zero, Persian minus Hungarian lies on zero. With the same mix, all three move to the right: Italian minus Polish to plus 0.7, with an interval that touches zero; Persian minus Hungarian to plus 1.2; Arabic minus French from minus 1.2 to plus 0.7, with intervals that both leave zero out." tags=["hide-input"]
fig, ax = plt.subplots(figsize=(5.2, 4.8))
labels = {"itwiki - plwiki": "Italian\nminus\nPolish", "fawiki - huwiki": "Persian\nminus\nHungarian", "arwiki - frwiki": "Arabic\nminus\nFrench"}
for row, name in enumerate(labels):
    for shift, comparison, marker, grey in [(0.16, "own mix", "s", "0.5"), (-0.16, "same mix", "o", "black")]:
        line = gaps.loc[(name, comparison)]
        ax.hlines(-row + shift, line["low"], line["high"], color=grey, linewidth=2)
        ax.plot(line["points"], -row + shift, marker, color=grey, label=comparison if row == 0 else None)
ax.axvline(0, color="black", linewidth=1)
ax.set_yticks([0, -1, -2], labels.values())
ax.set_ylim(-2.5, 0.95)
ax.set_xlabel("Difference (percentage points), 95% interval")
ax.legend(loc="upper left", ncols=2)
ax.set_title("With the same mix, all three\ncomparisons move to the right")
plt.show()

# %% [markdown]
# For Italian and Polish the shift is +1.48 points, and its interval [1.34, 1.61] is far from zero. The *order*
# is open; the influence of the mix is not.
#
# Arabic and French are the surprise. Both answers are clear, and they contradict each other: −1.23 points with
# their own mixes, +0.73 with the same mix. And the second answer depends on the standard. With a standard of
# desktop only, French would be a little ahead (14.6% against 14.2%). With mobile only, Arabic leads clearly
# (10.2% against 7.8%). Where lines cross, one standardised number hides something. Then show both platforms.
# (And we picked this pair for its surprise. Take the sizes with care.)

# %% [markdown] quiz="which-standard"
# Mei standardises Arabic and French with the mix of all 16 wikis. Which sentence may she write?
# - [ ] "In truth, the Arabic Wikipedia keeps more of its newcomers than the French one." > Misconception: the standardised rate is the true rate. The Arabic Wikipedia really kept 11.6% in 2019 and the French one 12.8%.
# - [ ] "The comparison is now free of all differences between the newcomers." > Misconception: adjusting once removes everything. Only the platform is held equal; languages, countries and interests are not.
# - [x] "With the platform mix of all 16 wikis, the Arabic rate would be 0.73 points higher; on desktop alone it would not." > Yes. It names the standard, the size, and where the result turns around.
# - [ ] "Totals are useless, so I report standardised rates only." > Misconception: totals are wrong. The total answers how many newcomers the wiki kept.

# %% tags=["remove-cell"]
_t = newcomers.groupby("wiki")[["activated", "retained"]].sum()
_r = (_t["retained"] / _t["activated"]).round(3)
assert _r["arwiki"] == 0.116 and _r["frwiki"] == 0.128

# %% [markdown]
# !!! tip "A good place to pause"
#     You can standardise, and you have seen that the choice of the standard matters. Next: may we split at all?
#
# ## The table cannot choose
#
# Own mix or same mix? Both are correct sums. The choice depends on the question, and on what causes what. To
# think about it, draw a **[causal diagram](term:causal-diagram)**: one box for each thing, one arrow for each
# "has an influence on". Arrows are *claims*. They come from what you know about wikis, not from the table.
#
# Our third variable was always the platform. See how its place changes.

# %% alt="Three causal diagrams, one below the other. Confounder: region points to wiki and to platform; platform and wiki both point to stays; platform is marked hold equal. Mediator: wiki promotes mobile points to platform, which points to stays, and also directly to stays; platform is marked leave alone. Collider: platform and motivation both point to edits on day 1; motivation also points to stays; edits on day 1 is marked do not select." tags=["hide-input"]
def draw(ax, title, boxes, arrows, marked):
    shapes = {}
    for name, (x, y) in boxes.items():
        style = {"boxstyle": "round,pad=0.4", "facecolor": "0.85" if name == marked else "white", "linewidth": 3 if name == marked else 1}
        shapes[name] = ax.text(x, y, name, ha="center", va="center", bbox=style).get_bbox_patch()
    for start, end in arrows:
        ax.annotate("", boxes[end], boxes[start], arrowprops={"arrowstyle": "-|>", "linewidth": 1.8, "color": "black", "mutation_scale": 18,
                    "patchA": shapes[start], "patchB": shapes[end], "shrinkA": 3, "shrinkB": 3})
    ax.set(xlim=(-0.2, 1.2), ylim=(-0.25, 1.2))
    ax.set_title(title, loc="left", fontsize=12)
    ax.axis("off")

fig, axes = plt.subplots(3, 1, figsize=(5.4, 7.4), layout="constrained")
draw(axes[0], "1. Confounder (region): hold the platform equal",
     {"Region": (0, 1), "Platform": (1, 1), "Wiki": (0, 0), "Stays": (1, 0)},
     [("Region", "Wiki"), ("Region", "Platform"), ("Platform", "Stays"), ("Wiki", "Stays")], "Platform")
draw(axes[1], "2. Mediator: leave the platform alone",
     {"Wiki promotes\nmobile": (0, 0), "Platform": (0.5, 1), "Stays": (1, 0)},
     [("Wiki promotes\nmobile", "Platform"), ("Platform", "Stays"), ("Wiki promotes\nmobile", "Stays")], "Platform")
draw(axes[2], "3. Collider: do not select by it",
     {"Platform": (0, 1), "Motivation": (1, 1), "Edits on\nday 1": (0.25, 0), "Stays": (1, 0)},
     [("Platform", "Edits on\nday 1"), ("Motivation", "Edits on\nday 1"), ("Motivation", "Stays")], "Edits on\nday 1")
plt.show()

# %% [markdown]
# **1. Confounder.** Mei asks: does the *community* make newcomers stay? In which region people live has an
# influence on the wiki they join, and on the device they own. Devices in turn have an influence on staying. So
# a part of the gap travels over the region and says nothing about communities. A common cause of what we
# compare (the wiki) and of the outcome (staying) is a **[confounder](term:confounder)**. Holding the platform
# equal closes this road. It closes no other road that starts at the region: time zones, for example, or
# competing websites. Those need data that we do not have.
#
# **2. Mediator.** Now suppose a wiki promotes its mobile site, and asks whether this kept more people. The platform
# lies *on the way* from the cause to the effect: it is a **mediator**. Hold it equal, and you remove a part of the
# very effect that you look for.
#
# **3. Collider.** Two arrows meet at "edits on day 1". This is a **[collider](term:collider)**. Selecting
# people by a collider *creates* a relation between its causes, where none was. The next section shows it. It is
# the strangest of the three, and it sits in our own data.

# %% [markdown] exercise="name-the-role" minutes=6
# **Confounder, mediator or collider?**
#
# Each line names a question, and then a third variable that somebody wants to hold equal or select by. Replace
# each `...` with `"confounder"`, `"mediator"` or `"collider"`. Draw the arrows on paper first.

# %% exercise="name-the-role" role="starter"
answers = {
    "gadget -> faster patrol? Third: years of experience (the experienced install it)": ...,
    "mentor -> newcomer stays? Third: edits in the first week, after meeting the mentor": ...,
    "article quality -> views? Third: is in an offline collection (chosen for quality and for popular topics)": ...,
    "event -> people stay? Third: interest in Wikipedia before the event": ...,
    "translated help page -> fewer reverts? Third: whether the newcomer read the help": ...,
    "mobile site -> comes back? Third: has a talk page message (patrollers write to desktop users, and to people who came back)": ...,
}

# %% [markdown] exercise="name-the-role" role="hint"
# Ask for the order in time. Was the third variable there *before* the cause? Does it happen between cause and
# effect? Or do two arrows end in it?

# %% [markdown] exercise="name-the-role" role="hint"
# For the offline collection: which two things decide whether an article is in it? Where do their arrows end? One
# other line has the same shape.

# %% exercise="name-the-role" role="solution"
answers = {
    "gadget -> faster patrol? Third: years of experience (the experienced install it)": "confounder",
    "mentor -> newcomer stays? Third: edits in the first week, after meeting the mentor": "mediator",
    "article quality -> views? Third: is in an offline collection (chosen for quality and for popular topics)": "collider",
    "event -> people stay? Third: interest in Wikipedia before the event": "confounder",
    "translated help page -> fewer reverts? Third: whether the newcomer read the help": "mediator",
    "mobile site -> comes back? Third: has a talk page message (patrollers write to desktop users, and to people who came back)": "collider",
}

# %% [markdown] exercise="name-the-role" role="explanation"
# Experience and earlier interest were there first, and have an influence on both sides: confounders. First-week
# edits and reading the help come between cause and effect: mediators. The offline collection and the talk page
# message have two causes each: colliders. The last one is the most difficult: the message is partly a *result* of
# coming back. A typical error is to adjust for everything that the table offers. In real life a variable can
# have two roles at once. Being on the Main Page, for example, depends on quality and topic, and also brings views.
# Then the diagram tells you that a simple split cannot help.

# %% exercise="name-the-role" role="check"
from hashlib import sha256

assert isinstance(answers, dict) and len(answers) == 6, "Keep the dictionary with its six lines."
given = {str(key).split()[0]: str(value).strip().lower() for key, value in answers.items()}
KEY = {  # fingerprints of the right labels, so that you can read this check without seeing them
    "gadget": "7e97fc04", "event": "2d2352a8", "mentor": "2b164d5d",
    "translated": "86211abf", "article": "d46091dc", "mobile": "6f4ecaa5",
}

def fits(key):
    return sha256(f"{key}: {given[key]}".encode()).hexdigest()[:8] == KEY[key]


assert set(given.values()) <= {"confounder", "mediator", "collider"}, "Use only the three labels, on every line."
assert fits("gadget"), "Gadget: does experience come before or after installing it? On what does it have an influence?"
assert fits("event"), "Event: interest was there first. Does it also have an influence on who comes to the event?"
assert fits("mentor"), "Mentor: the first edits come after the meeting and before staying. What do you call that place?"
assert fits("translated"), "Help page: reading it is how the translation can work at all."
assert fits("article"), "Offline collection: quality and popular topics both lead there. How many arrows end in it?"
assert fits("mobile"), "Talk page message: two things lead to it, and one of them is coming back. Draw both arrows."

# %% exercise="name-the-role" role="check-hidden"
assert sorted(given.values()) == sorted(["confounder", "mediator", "collider"] * 2), "Each role stands twice."

# %% exercise="name-the-role" role="mutant"
answers = {
    "gadget -> faster patrol? Third: years of experience (the experienced install it)": "confounder",
    "mentor -> newcomer stays? Third: edits in the first week, after meeting the mentor": "confounder",
    "article quality -> views? Third: is in an offline collection (chosen for quality and for popular topics)": "confounder",
    "event -> people stay? Third: interest in Wikipedia before the event": "confounder",
    "translated help page -> fewer reverts? Third: whether the newcomer read the help": "confounder",
    "mobile site -> comes back? Third: has a talk page message (patrollers write to desktop users, and to people who came back)": "confounder",
}

# %% exercise="name-the-role" role="mutant"
answers = {
    "gadget -> faster patrol? Third: years of experience (the experienced install it)": "confounder",
    "mentor -> newcomer stays? Third: edits in the first week, after meeting the mentor": "mediator",
    "article quality -> views? Third: is in an offline collection (chosen for quality and for popular topics)": "collider",
    "event -> people stay? Third: interest in Wikipedia before the event": "confounder",
    "translated help page -> fewer reverts? Third: whether the newcomer read the help": "mediator",
    "mobile site -> comes back? Third: has a talk page message (patrollers write to desktop users, and to people who came back)": "mediator",
}

# %% [markdown]
# ## A difference from nothing
#
# !!! warning "Simulated data"
#     We invent 100,000 newcomers, because only then do we know the truth: in this world the platform has **no**
#     influence on staying. It only makes the first edit easier: on mobile, people without strong motivation try
#     it more often.

# %%
rng = np.random.default_rng(2026)
n = 100_000
mobile = rng.random(n) < 0.40
motivated = rng.random(n) < 0.20
first_edit = np.where(motivated, 0.70, np.where(mobile, 0.30, 0.15))
edits_on_day_1 = rng.random(n) < first_edit
stays = rng.random(n) < np.where(motivated, 0.25, 0.02)  # the platform is not in this line
world = pd.DataFrame({"platform": np.where(mobile, "mobile", "desktop"), "edited": edits_on_day_1, "motivated": motivated, "stays": stays})

# %% [markdown]
# **Predict:** compare desktop and mobile, first among all newcomers, then only among those who edited on day 1.
# In which of the two comparisons do mobile newcomers stay less?

# %%
everybody = world.groupby("platform")["stays"].mean()
selected = world[world["edited"]].groupby("platform")[["stays", "motivated"]].mean()
(100 * pd.DataFrame({"all": everybody, "edited": selected["stays"], "motivated": selected["motivated"]})).round(1)

# %% tags=["remove-cell"]
assert abs(everybody["mobile"] - everybody["desktop"]) < 0.003, everybody
assert everybody.round(3).to_dict() == {"desktop": 0.067, "mobile": 0.068}, everybody
assert selected["stays"].round(3).to_dict() == {"desktop": 0.145, "mobile": 0.106}, selected
assert selected["motivated"].round(3).to_dict() == {"desktop": 0.536, "mobile": 0.365}, selected

# %% [markdown]
# The first two columns are the share that stays, in percent: of all newcomers, and of those who edited on day 1. The
# last one is the share of motivated people among those who edited. Of all newcomers, 6.7% and 6.8% stay: no difference beyond
# chance. Of those who edited on day 1, desktop "wins" by 14.5% to 10.6%. Nothing in the rule for `stays` mentions the platform! The selection made the
# difference. On the desktop site of this world, a first edit is a sign of motivation (53.6% are motivated). On
# mobile it is a weaker sign (36.5%).
#
# Now look back at our real rate, `retained / activated`. It selects people by "edited on day 1". So **some of
# the mobile gap could be a product of the selection**. The simulation does not say how much. It says that this
# table cannot tell. What can you do? Report the rate per *registered* person too: nobody has selected these by
# their first edit. It mixes two steps, starting and staying, so show both numbers.

# %% [markdown] exercise="platform-gap" minutes=8
# **Pooled against stratified**
#
# Turn the table around: compare mobile with desktop, with the wiki as the third variable. Write
# `platform_gap(table, count, base)`. The rate is `count / base`, two columns of the table. Return two
# differences, mobile minus desktop: the *pooled* one, from the sums over all wikis, and the *stratified* one.
# That is the mean of the wikis' own differences, weighted with each wiki's people in `base` (both platforms
# together).

# %% exercise="platform-gap" role="starter"
def platform_gap(table, count, base):
    """Return (pooled, stratified) differences mobile minus desktop of the rate count / base.

    table: columns wiki, platform ("desktop" or "mobile"), and the two columns that `count` and `base` name.
    """
    ...


for count, base in [("activated", "registered"), ("retained", "activated"), ("retained", "registered")]:
    print(count, "/", base, platform_gap(newcomers, count, base))

# %% [markdown] exercise="platform-gap" role="hint"
# Pooled: add up over the wikis first, then divide, then subtract. Stratified: divide and subtract inside each
# wiki, and only then bring the wikis together.

# %% [markdown] exercise="platform-gap" role="hint"
# `table.pivot(index="wiki", columns="platform", values=base)` gives people by wiki and platform. The sums of its
# rows are the weights.

# %% exercise="platform-gap" expected=true role="solution"
def platform_gap(table, count, base):
    """Return (pooled, stratified) differences mobile minus desktop of the rate count / base."""
    hits = table.pivot(index="wiki", columns="platform", values=count)
    people = table.pivot(index="wiki", columns="platform", values=base)
    whole = hits.sum() / people.sum()
    own = hits / people
    size = people.sum(axis=1)
    stratified = ((own["mobile"] - own["desktop"]) * size).sum() / size.sum()
    return float(whole["mobile"] - whole["desktop"]), float(stratified)


for count, base in [("activated", "registered"), ("retained", "activated"), ("retained", "registered")]:
    pooled, stratified = platform_gap(newcomers, count, base)
    print(f"{count} / {base}: pooled {pooled:+.1%}, stratified {stratified:+.1%}")

# %% [markdown] exercise="platform-gap" role="explanation"
# Mobile newcomers edit *more often* on the first day: pooled +2.1 points, inside the wikis +2.8. Pooling hides
# a quarter of the difference. This is the work of one large wiki: the Arabic one has many mobile newcomers, and low
# rates on both platforms. Without it, the pooled difference is the larger one (+2.4 and +2.1). For
# `retained / activated`, pooled and stratified nearly agree (−5.4 and −5.6). So pooled is not always wrong, and you
# do not know before you look. Per registered person the gap is smaller (−1.5 and −1.4). A typical wrong answer is
# the plain mean of the wikis: then 2,110 people of the Basque Wikipedia (Euskara) count as much as 183,921 of the
# French one.

# %% exercise="platform-gap" role="check"
answer = platform_gap(newcomers, "activated", "registered")
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert len(answer) == 2, "Return two numbers: first pooled, then stratified."
sums = newcomers.groupby("platform")[["activated", "registered"]].sum()
pooled = sums.loc["mobile", "activated"] / sums.loc["mobile", "registered"] - sums.loc["desktop", "activated"] / sums.loc["desktop", "registered"]
assert abs(answer[0] + pooled) > 1e-3, "The sign of the pooled difference is turned: take mobile minus desktop."
assert abs(answer[0] - pooled) < 1e-6, "Pooled: add the counts of all wikis for each platform, then divide, then subtract."
assert abs(answer[1] - answer[0]) > 1e-5, "Both numbers are equal. The stratified one subtracts inside each wiki first."
small = pd.DataFrame({"wiki": ["x", "x", "y", "y"], "platform": ["desktop", "mobile"] * 2, "seen": [30, 10, 10, 40], "won": [15, 6, 1, 8]})
assert abs(platform_gap(small, "won", "seen")[1] - 0.1) < 1e-9, "In this small table both wikis have a difference of 0.1 on their own."
uneven = small.assign(won=[15, 8, 1, 4])
assert abs(platform_gap(uneven, "won", "seen")[1] - 0.4 * (0.3) / 0.9) < 1e-9, "Weight each wiki's difference with all its people, of both platforms."

# %% exercise="platform-gap" role="check-hidden"
assert abs(answer[1] - 0.0281658) < 1e-5, "Stratified: weights are the people of each wiki in `base`."
assert [round(x, 3) for x in platform_gap(newcomers, "retained", "activated")] == [-0.054, -0.056], "Does it use the columns that it is given?"
assert [round(x, 3) for x in platform_gap(newcomers, "retained", "registered")] == [-0.015, -0.014], "Does it use the columns that it is given?"
assert round(1 - answer[0] / answer[1], 2) == 0.24, "The explanation says: a quarter."
without = platform_gap(newcomers[newcomers["wiki"] != "arwiki"], "activated", "registered")
assert [round(x, 3) for x in without] == [0.024, 0.021], "Use only the wikis of the table that is given."
people = newcomers.groupby("wiki")["registered"].sum()
assert people["euwiki"] == 2110 and people["frwiki"] == 183921, "The explanation names these."
assert np.allclose(platform_gap(newcomers.iloc[::-1], "activated", "registered"), answer), "The order of the rows must not matter."

# %% exercise="platform-gap" role="mutant"
def platform_gap(table, count, base):
    s = table.groupby("platform")[[count, base]].sum()
    rate = table.assign(r=table[count] / table[base]).pivot(index="wiki", columns="platform", values="r")
    return s[count]["mobile"] / s[base]["mobile"] - s[count]["desktop"] / s[base]["desktop"], (rate["mobile"] - rate["desktop"]).mean()

# %% exercise="platform-gap" role="mutant"
def platform_gap(table, count, base):
    s = table.groupby("platform")[[count, base]].sum()
    pooled = s[count]["mobile"] / s[base]["mobile"] - s[count]["desktop"] / s[base]["desktop"]
    return pooled, pooled

# %% exercise="platform-gap" role="mutant"
def platform_gap(table, count, base):
    s = table.groupby("platform")[[count, base]].sum()
    rate = table.assign(r=table[count] / table[base]).pivot(index="wiki", columns="platform", values="r")
    size = table[table["platform"] == "mobile"].set_index("wiki")[base]
    pooled = s[count]["mobile"] / s[base]["mobile"] - s[count]["desktop"] / s[base]["desktop"]
    return pooled, ((rate["mobile"] - rate["desktop"]) * size).sum() / size.sum()

# %% exercise="platform-gap" role="mutant"
def platform_gap(table, count, base):
    s = table.groupby("platform")[[count, base]].sum()
    rate = table.assign(r=table[count] / table[base]).pivot(index="wiki", columns="platform", values="r")
    size = table.groupby("wiki")[base].sum()
    pooled = s[count]["mobile"] / s[base]["mobile"] - s[count]["desktop"] / s[base]["desktop"]
    return -pooled, -((rate["mobile"] - rate["desktop"]) * size).sum() / size.sum()

# %% [markdown] quiz="adjust-for-everything"
# Tomás has a table with forty columns and one question: does a new help text reduce reverts? What should he hold equal?
# - [ ] All forty columns, because more adjustment is always safer. > Misconception: adjust for everything. Mediators hide the effect, and colliders create one.
# - [ ] Nothing, because the total contains all the information. > Misconception: pooled is always right. Common causes stay in the total.
# - [ ] The columns that change the result most. > A collider can change the result most of all. The size of a change is no reason.
# - [x] The columns that, by his diagram, close roads from common causes and are not results of the text. > Yes. And he writes the diagram down, so that others can disagree with it.

# %% [markdown]
# ## What Mei writes
#
# Mei has to decide before the meeting. She drops her sentence about the Polish community. Her new text:
#
# > "In 2019, 13.7% of the activated newcomers of the Italian Wikipedia came back within two weeks, and 14.4% in
# > the Polish one. The Italian wiki has more mobile newcomers. With the same platform mix, the gap moves by
# > 1.48 points [1.34, 1.61], in favour of Italian; which wiki then leads is open. We cannot say that either
# > community welcomes newcomers better. But in 14 of 16 wikis, mobile newcomers came back more rarely than
# > desktop newcomers. Some of this may come from who edits at all. We propose to look there."
#
# This is less exciting, and it does not blame a community for the phones of its newcomers. To learn whether a
# change of the mobile welcome *causes* people to stay, no diagram is as good as an experiment: see [Will our
# experiment see it?](lesson:ab-tests-and-power). Where you cannot experiment and have many variables, [Holding
# things equal](lesson:regression) goes on from here.
#
# ## On your own wiki
#
# 1. Write your comparison as one question with one cause and one effect. "How many did we keep?" needs the total.
#    "Why?" needs more.
# 2. Draw the diagram on paper with somebody who knows the community. Ask for each third variable: before,
#    between, or after? Amara's question about phones came from experience and not from a table.
# 3. Split by what is a common cause, or lies on its road. Show the mix of each group *beside* the rates.
# 4. Standardise with a named standard, give intervals, and show the parts if the lines cross.
# 5. Look for hidden selections: only survivors, only logged-in people, only edited articles, only those who
#    answered ([Who answered?](lesson:sampling-and-surveys)).
# 6. Small wikis: when a cell has fewer than about ten people, intervals are very wide and people may be
#    recognised. Merge cells first ([Before you collect anything](lesson:ethics-first)).
#
# The mix need not be platforms. Try event against no event, split by previous edits. Or revert rates of two
# scripts, split by the topic of the article.
