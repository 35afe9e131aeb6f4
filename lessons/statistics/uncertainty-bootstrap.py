# %% [markdown]
# ## "Reverts rose by a third"
#
# Tomás patrols recent changes on his wiki. Last week he opened 100 random edits. Six of them had been
# *reverted*: a later edit had soon restored an earlier version of the page. This week he opens 100 other edits,
# and finds eight.
#
# A colleague writes on the project's discussion page: "From six to eight. **Reverts rose by a third.** We need
# stricter rules."
#
# Tomás hesitates. Would he see a six and an eight also if nothing had changed? He has one sample a week, and no
# way to look at the same week again. In this lesson you learn to say how sure a number from a sample is. At the
# end you decide, with Tomás, what to answer.
#
# **Keep these:** estimate, standard error, bootstrap, confidence interval, Wilson's interval, coverage.
#
# A computer can do what Tomás cannot: draw 100 edits again and again. For that we need a place where the truth
# is known. We take [19,841 real edits](dataset:reverted-edits) of the English Wikipedia.
#
# !!! note "Data and risk"
#     **Risk tier: public; risk for people: medium.** The table has no names and no addresses. But the number of an edit leads to its
#     public page, so we never show single rows. Three limits from the start. *Reverted* is not the same as
#     *bad*: good edits are reverted too. The edits are of **2015**. An "anonymous" edit was then signed with an
#     IP address; today a [temporary account](term:temporary-account) stands there. Tomás, Amara and their
#     friends are invented.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

columns = ["rev_id", "longest_repeat", "words_added", "words_removed", "bad_words_change", "informal_change",
           "nonstop_change", "is_anonymous", "is_trusted", "seconds_registered", "reverted"]
files = ["data/reverted-edits-train.tsv.bz2", "data/reverted-edits-test.tsv.bz2"]
edits = pd.concat([pd.read_csv(name, sep="\t", names=columns) for name in files], ignore_index=True)
edits = edits.drop_duplicates("rev_id")  # one edit stands in both files

reverted = edits["reverted"].to_numpy()
n = len(reverted)
print(f"{n:,} edits")
print(f"{reverted.sum():,} reverted: {reverted.mean():.2%}")

# %% tags=["remove-cell"]
assert n == 19840 and reverted.sum() == 1177 and round(reverted.mean(), 4) == 0.0593
assert sum(len(pd.read_csv(name, sep="\t", names=columns)) for name in files) == 19841

# %% [markdown]
# For the next ten minutes, this table is our whole wiki. We know everything about it: 5.93% of its edits were
# reverted.
#
# ## Ten patrollers, one wiki
#
# Ten patrollers each draw 100 random edits from this same table. Between them nothing changes: no new rule, no
# new vandal. **Before you read on, write down two numbers: the smallest and the largest count of reverted edits
# that you expect among the ten.**

# %%
rng = np.random.default_rng(2026)
samples = rng.choice(reverted, size=(10, 100))
print("Reverted edits, ten patrollers:")
print(samples.sum(axis=1))

# %% tags=["remove-cell"]
ten_counts = samples.sum(axis=1)
assert ten_counts.min() == 1 and ten_counts.max() == 7, ten_counts

# %% [markdown]
# One patroller reports 1%, another one 7%. Both worked with care, on the same wiki. Let 5,000 patrollers do the
# same, and count.

# %%
rng = np.random.default_rng(2026)
counts = rng.choice(reverted, size=(5000, 100)).sum(axis=1)
middle = np.quantile(counts, [0.025, 0.975])
first_week, second_week = counts[:2500], counts[2500:]
print(f"Middle 95%: {middle[0]:.0f} to {middle[1]:.0f} reverted")
print(f"Pairs 2 or more apart: {(abs(first_week - second_week) >= 2).mean():.0%}")

# %% tags=["remove-cell"]
assert middle.tolist() == [2, 11]
assert round((abs(first_week - second_week) >= 2).mean(), 2) == 0.65

# %% alt="Bar chart of the number of reverted edits in 5,000 random samples of 100 edits. The bars rise to about 5 and 6 and fall to both sides, from 0 to about 15. The bars of 6 and 8 are hatched. The middle 95 percent of the samples lie between 2 and 11." tags=["hide-input"]
values, how_often = np.unique(counts, return_counts=True)
fig, ax = plt.subplots()
bars = ax.bar(values, how_often / 50, color="0.75", edgecolor="black")
for week, name in [(6, "last week"), (8, "this week")]:
    bars[week].set_hatch("//")
    ax.annotate(name, (week - 0.4, how_often[week] / 50), xytext=(0, 4), textcoords="offset points")
ax.plot(middle, [-0.6, -0.6], linewidth=4, color="black")
ax.text(9.8, 6, "black line:\nmiddle 95%")
ax.set_xticks(range(0, 17, 2))
ax.set_ylim(-1.2, 20)
ax.set_xlabel("Reverted edits among 100")
ax.set_ylabel("Share of the samples (%)")
ax.set_title("Nothing changes, and samples of 100\nstill find anything from 2 to 11")
plt.show()

# %% [markdown]
# In 65% of all pairs of weeks the two counts differ by 2 or more, although nothing changed. "Six, then eight"
# is what an unchanged wiki looks like. It may also be what a changed wiki looks like. Samples of 100 cannot
# tell.
#
# Two words help to speak about this. A number that we compute from a sample, to learn about the whole, is an
# **[estimate](term:estimate)**. Write $\hat{p}$ for an estimated share. Estimates scatter around the truth. The
# [standard deviation](lesson:describe-and-plot#one-day-against-eight-years) of this scatter is the
# **[standard error](term:standard-error)**.
#
# ### Does more work help?
#
# Yes, but it gets expensive. Patrollers now look at 100, 400, 1,600 or 6,400 edits. How large is the standard
# error? **Guess first: if Tomás looks at four times as many edits, by which factor does it shrink?**

# %%
rng = np.random.default_rng(2026)
sizes = [100, 400, 1600, 6400]
scatter = [rng.choice(reverted, size=(1000, size)).mean(axis=1).std() for size in sizes]
for size, error in zip(sizes, scatter):
    print(f"{size:>5,} edits: {100 * error:.2f} points")

# %% tags=["remove-cell"]
se_table = np.round(100 * np.array(scatter), 2)
assert all(1.8 < a / b < 2.2 for a, b in zip(se_table, se_table[1:])), se_table
p_true = reverted.mean()
assert all(abs(s / np.sqrt(p_true * (1 - p_true) / size) - 1) < 0.07 for s, size in zip(scatter, sizes)), scatter

# %% [markdown]
# Each line has four times as many edits as the line above, and about *half* the standard error. For a share $p$
# and $n$ edits that were drawn independently, theory says
#
# $$\text{standard error} = \sqrt{\frac{p(1-p)}{n}}$$
#
# The $n$ stands under a square root. So half the error costs four times the work.

# %% [markdown] quiz="four-times"
# A survey of 250 edits gives a standard error of 1.6 percentage points. The team wants 0.4. How many edits does
# it need?
# - [x] 4,000, because a quarter of the error needs sixteen times the data. > Yes: the square root of 16 is 4.
# - [ ] 1,000, because four times the data gives a quarter of the error. > Misconception: the error shrinks with $n$. It shrinks with the square root of $n$: 1,000 edits give 0.8.
# - [ ] 500, because the scatter of 250 more edits cancels half of it. > Twice the data divides the error by 1.4 only.

# %% [markdown]
# ## One sample, many resamples
#
# So far we knew the whole wiki. In real work we have one sample, and we cannot draw again. From here on, our
# table is what it really is: **one sample** of the edits of 2015. How far may its 5.93% lie from the truth?
#
# The **[bootstrap](term:bootstrap)** has a bold idea. The sample is the best picture of the whole that we have.
# So draw from the sample as you would draw from the whole: as many edits as the sample has, *with replacement*.
# With replacement means that an edit goes back after each draw, so it can come twice. Look at six edits:

# %%
rng = np.random.default_rng(2026)
six_edits = np.array(["A", "B", "C", "D", "E", "F"])
for attempt in range(3):
    print(" ".join(rng.choice(six_edits, size=6)))

# %% tags=["remove-cell"]
rng = np.random.default_rng(2026)
lines = [rng.choice(six_edits, size=6) for attempt in range(3)]
assert all(len(set(line)) < 6 for line in lines), lines

# %% [markdown]
# In each line some edits came twice or more, and others are absent. Every line is a *resample*. Each gives a
# slightly different estimate, and the scatter of these estimates shows how unsure the original one is. Now with
# all edits, 2,000 times:

# %%
rng = np.random.default_rng(2026)
resampled = np.array([rng.choice(reverted, size=n).mean() for repeat in range(2000)])
low, high = np.quantile(resampled, [0.025, 0.975])
print(f"Reverted: {reverted.mean():.1%} [{low:.1%}, {high:.1%}]")
print(f"Standard error: {resampled.std():.4f}")
print(f"by the formula: {np.sqrt(0.0593 * 0.9407 / n):.4f}")

# %% tags=["remove-cell"]
assert (round(low, 3), round(high, 3)) == (0.056, 0.063), (low, high)
assert round(resampled.std(), 4) == 0.0017 == round(np.sqrt(0.0593 * 0.9407 / n), 4)

# %% alt="Histogram of 2,000 bootstrap estimates of the reverted share. It has the shape of a bell around 5.93 percent. Two dashed lines mark the ends of the 95 percent interval, 5.6 and 6.3 percent." tags=["hide-input"]
fig, ax = plt.subplots()
ax.hist(resampled * 100, bins=40, color="0.75", edgecolor="black", linewidth=0.5)
for end, side in [(low, "right"), (high, "left")]:
    ax.axvline(end * 100, color="black", linestyle="--")
    ax.text(end * 100 + (0.01 if side == "left" else -0.01), 130, f"{end:.1%}", ha=side)
ax.axvline(reverted.mean() * 100, color="black")
ax.set_xlim(5.25, 6.65)
ax.set_xlabel("Reverted edits in a resample (%)")
ax.set_ylabel("Resamples")
ax.set_title("Between the dashed lines:\n95% of the resamples")
plt.show()

# %% [markdown]
# We cut off 2.5% of the resamples on each side. What remains is a
# **[confidence interval](term:confidence-interval)**: a low and a high end, computed from the sample, by a
# method that catches the truth in a stated share of all samples. This recipe is called the *percentile
# bootstrap*.
#
# Why bother, if a formula gives the same standard error? Because a formula must exist first. The bootstrap asks
# for none. It works in the same way for a median, a ratio, or a number that you invented yesterday.

# %% [markdown] exercise="bootstrap-any" minutes=10
# **A bootstrap for any number**
#
# Write `bootstrap_interval(values, stat, rng, repeats=1000, level=0.95)`. It resamples `values`, computes
# `stat` of each resample, and returns the low and the high end of the percentile interval. With `level=0.95`
# the ends are the quantiles 0.025 and 0.975. Use only the generator `rng` that is given. Try it on the median
# of the words that reverted edits had added, and on the 0.9 quantile.

# %% exercise="bootstrap-any" role="starter"
def bootstrap_interval(values, stat, rng, repeats=1000, level=0.95):
    """Return (low, high), the percentile bootstrap interval of stat(values).

    values: an array or Series without missing values; stat: a function from an array to a number;
    rng: a numpy random generator; level: the confidence level, between 0 and 1.
    """
    ...


words = edits.loc[edits["reverted"], "words_added"]
print(bootstrap_interval(words, np.median, np.random.default_rng(2026)))

# %% [markdown] exercise="bootstrap-any" role="hint"
# The cell above does everything for one statistic, one level and one table. Which three parts of it must become
# arguments?

# %% [markdown] exercise="bootstrap-any" role="hint"
# Collect the results in a list: one number for each of the `repeats` resamples. How many values has each
# resample?

# %% [markdown] exercise="bootstrap-any" role="hint"
# What lies outside of the interval is `1 - level`. Half of it lies on each side. For `level=0.8`, the two
# quantiles are 0.1 and 0.9.

# %% exercise="bootstrap-any" expected=true role="solution"
def bootstrap_interval(values, stat, rng, repeats=1000, level=0.95):
    """Return (low, high), the percentile bootstrap interval of stat(values)."""
    data = np.asarray(values)
    results = [stat(rng.choice(data, size=len(data))) for _ in range(repeats)]
    outside = (1 - level) / 2
    bottom, top = np.quantile(results, [outside, 1 - outside])
    return float(bottom), float(top)


words = edits.loc[edits["reverted"], "words_added"]
upper = lambda sample: np.quantile(sample, 0.9)
for name, stat in [("median", np.median), ("0.9 quantile", upper)]:
    print(f"{name}: {stat(words):.1f}", bootstrap_interval(words, stat, np.random.default_rng(2026)))

# %% [markdown] exercise="bootstrap-any" role="explanation"
# A function is a value in Python, so `stat` can be passed on like a number. Three typical errors. Without
# replacement, each resample is the sample in another order, and the interval of a mean has no width. With
# resamples smaller than the sample, the interval is too wide. And with the quantiles 0.05 and 0.95 you report a
# 90% interval under a wrong name. Medians of counts move in steps, so their interval can be coarse.

# %% exercise="bootstrap-any" role="check"
ends = bootstrap_interval(reverted[:500], np.mean, np.random.default_rng(1))
assert ends is not None, "The function gives nothing back. Does it end with a return line?"
assert len(ends) == 2 and ends[0] <= ends[1], "Give back two numbers: the low end first, then the high end."
assert bootstrap_interval(np.arange(50), len, np.random.default_rng(1), 20)[0] == 50, "Each resample must be as large as the sample."
different = bootstrap_interval(np.arange(50), lambda sample: len(np.unique(sample)), np.random.default_rng(1), 50)
assert different[1] < 50, "No resample left an edit out. Do you draw with replacement?"
bell = np.random.default_rng(3).normal(size=400)
bell = (bell - bell.mean()) / bell.std()
width = np.diff(bootstrap_interval(bell, np.mean, np.random.default_rng(4), 4000))[0]
assert abs(width - 0.196) < 0.018, "The width does not fit a 95% interval. Which two quantiles leave 95% between them?"
narrow = np.diff(bootstrap_interval(bell, np.mean, np.random.default_rng(4), 4000, 0.8))[0]
assert abs(narrow - 0.128) < 0.018, "With level=0.8 the interval must become narrower. Do the quantiles depend on level?"

# %% exercise="bootstrap-any" role="check-hidden"
caught = 0
for seed in range(200):
    world = np.random.default_rng(seed)
    bottom, top = bootstrap_interval(world.normal(10, 3, size=80), np.mean, world, 200)
    caught += bottom <= 10 <= top
assert 0.88 <= caught / 200 <= 0.99, f"On simulated data the interval catches the truth in {caught / 200:.0%} of the samples. Check the quantiles."
spread = bootstrap_interval(bell * 5, np.std, np.random.default_rng(5))
assert spread[0] < 5 < spread[1], "Does the function use the statistic that it is given?"
series = bootstrap_interval(pd.Series([0, 1] * 100, index=range(7, 207)), np.mean, np.random.default_rng(6))
assert 0.40 < series[0] < 0.5 < series[1] < 0.60, "Does it work for a Series with another index?"

# %% exercise="bootstrap-any" role="mutant"
def bootstrap_interval(values, stat, rng, repeats=1000, level=0.95):
    results = [stat(rng.permutation(values)) for _ in range(repeats)]
    return tuple(np.quantile(results, [(1 - level) / 2, (1 + level) / 2]))

# %% exercise="bootstrap-any" role="mutant"
def bootstrap_interval(values, stat, rng, repeats=1000, level=0.95):
    results = [stat(rng.choice(values, size=len(values))) for _ in range(repeats)]
    return tuple(np.quantile(results, [1 - level, level]))

# %% exercise="bootstrap-any" role="mutant"
def bootstrap_interval(values, stat, rng, repeats=1000, level=0.95):
    results = [stat(rng.choice(values, size=100)) for _ in range(repeats)]
    return tuple(np.quantile(results, [(1 - level) / 2, (1 + level) / 2]))

# %% exercise="bootstrap-any" role="mutant"
def bootstrap_interval(values, stat, rng, repeats=1000, level=0.95):
    results = [stat(rng.choice(values, size=len(values))) for _ in range(repeats)]
    return tuple(np.quantile(results, [0.025, 0.975]))

# %% [markdown]
# !!! tip "A good place to pause"
#     You can say how unsure one number is. Next: the difference of two groups, and what happens with very few
#     events.
#
# ## Three groups of editors
#
# Our table knows three groups. *Anonymous* edits came from people who had not logged in. *Trusted* means a bot
# or an administrator. All others are *registered*. Which rate do we know best, and which worst?
#
# For a share there is a shortcut. A resample of $n$ edits, of which $k$ were reverted, is $n$ draws that each
# hit with the chance $k/n$. The number of hits follows the *binomial* distribution, and `rng.binomial` draws it
# at once.

# %%
rng = np.random.default_rng(2026)
group = np.select([edits["is_anonymous"], edits["is_trusted"]], ["anonymous", "trusted"], "registered")
table = edits.groupby(group)["reverted"].agg(edits="size", reverted="sum")
table["share"] = table["reverted"] / table["edits"]
resamples = rng.binomial(table["edits"], table["share"], size=(5000, 3)) / table["edits"].to_numpy()
table["low"], table["high"] = np.quantile(resamples, [0.025, 0.975], axis=0)
for row in table.itertuples():
    print(f"{row.Index}: {row.reverted} of {row.edits:,}")
    print(f"   {row.share:.1%} [{row.low:.1%}, {row.high:.1%}]")

# %% tags=["remove-cell"]
assert table["edits"].to_dict() == {"anonymous": 3776, "registered": 11578, "trusted": 4486}
assert table["reverted"].to_dict() == {"anonymous": 804, "registered": 347, "trusted": 26}
assert table["share"].round(3).to_dict() == {"anonymous": 0.213, "registered": 0.030, "trusted": 0.006}
width = (table["high"] - table["low"])
assert width.idxmax() == "anonymous" and width.idxmin() == "trusted"
relative = width / table["share"]
assert relative.idxmax() == "trusted" and relative.idxmin() == "anonymous" and 0.7 < relative["trusted"] < 0.85
assert 0.11 < relative["anonymous"] < 0.14

# %% [markdown]
# Anonymous edits were reverted far more often. In percentage points, the interval of the anonymous edits is the
# widest. Compared with its own share it is the narrowest: it has 804 reverted edits to learn from, and the
# trusted group only 26. For rare events, the number of *events* matters more than the number of edits.
#
# Do not read a cause into the table. People with and without an account edit different pages, in different
# ways, and patrollers may look at their edits with different eyes.
#
# A frequent question is: how large is the *difference*? Two intervals side by side do not answer it. Resample
# both groups, and subtract.

# %% [markdown] exercise="difference" minutes=7
# **An interval for a difference**
#
# Write `difference_interval(first, second, rng, repeats=1000)`. Both groups hold `True` and `False`. It returns
# three numbers: the share of `True` in `first` minus the share in `second`, and the low and high end of its 95%
# bootstrap interval. In each repeat, resample *each group by itself*, with its own size.

# %% exercise="difference" role="starter"
def difference_interval(first, second, rng, repeats=1000):
    """Return (difference, low, high) for mean(first) - mean(second), with a 95% percentile interval."""
    ...


anonymous = edits.loc[edits["is_anonymous"], "reverted"]
logged_in = edits.loc[~edits["is_anonymous"], "reverted"]
print(difference_interval(anonymous, logged_in, np.random.default_rng(2026)))

# %% [markdown] exercise="difference" role="hint"
# In one repeat you need two resamples and one subtraction. Only the differences are collected.

# %% [markdown] exercise="difference" role="hint"
# The shortcut of the section above works here too: one binomial draw for each group gives its count of `True`.
# Divide each count by the size of its own group. With `size=repeats` you get all repeats at once.

# %% exercise="difference" expected=true role="solution"
def difference_interval(first, second, rng, repeats=1000):
    """Return (difference, low, high) for mean(first) - mean(second), with a 95% percentile interval."""
    a, b = np.asarray(first), np.asarray(second)
    gaps = rng.binomial(len(a), a.mean(), repeats) / len(a) - rng.binomial(len(b), b.mean(), repeats) / len(b)
    bottom, top = np.quantile(gaps, [0.025, 0.975])
    return float(a.mean() - b.mean()), float(bottom), float(top)


anonymous = edits.loc[edits["is_anonymous"], "reverted"]
logged_in = edits.loc[~edits["is_anonymous"], "reverted"]
answer = difference_interval(anonymous, logged_in, np.random.default_rng(2026))
print("anonymous minus logged in: {:.3f} [{:.3f}, {:.3f}]".format(*answer))

# %% [markdown] exercise="difference" role="explanation"
# About 19 percentage points, and the interval is narrow. Here "logged in" joins the registered and the trusted
# group. A typical wrong answer subtracts the ends of two intervals. That is too wide: both groups would have to
# be unlucky in opposite directions at once. Another one mixes both groups before it draws. Then the groups are
# equal by construction, and the interval lies around zero. (The next lesson uses exactly this mixing, for
# another question.)

# %% exercise="difference" role="check"
answer = difference_interval(edits.loc[edits["is_anonymous"], "reverted"], edits.loc[~edits["is_anonymous"], "reverted"], np.random.default_rng(7))
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert len(answer) == 3, "Give back three numbers: the difference, the low end, the high end."
assert answer[0] > 0, "The first group minus the second: check the order."
assert abs(answer[0] - 0.1897) < 0.001, "The difference itself comes from the data, not from the resamples."
assert answer[1] < answer[0] < answer[2], "The difference must lie inside of its interval. Did you resample each group by itself?"
even = np.array([True, False] * 200)
gap, bottom, top = difference_interval(even, even, np.random.default_rng(8), 4000)
assert abs(top - bottom - 0.1386) < 0.012, "For two equal groups of 400 the width is not right. Subtract inside of each repeat, not at the end."

# %% exercise="difference" role="check-hidden"
small, large = np.array([True] * 5 + [False] * 45), np.array([True] * 500 + [False] * 4500)
gap, bottom, top = difference_interval(small, large, np.random.default_rng(9), 4000)
assert abs(gap) < 1e-9 and -0.1 < bottom < -0.05 and 0.05 < top < 0.12, "Each group keeps its own size in a resample."
gap, bottom, top = difference_interval(large, pd.Series([True, False] * 900), np.random.default_rng(9))
assert abs(gap + 0.4) < 1e-9 and bottom < -0.4 < top, "Does it use the groups that it is given?"

# %% exercise="difference" role="mutant"
def difference_interval(first, second, rng, repeats=1000):
    a, b = np.asarray(first), np.asarray(second)
    a_ends = np.quantile(rng.binomial(len(a), a.mean(), repeats) / len(a), [0.025, 0.975])
    b_ends = np.quantile(rng.binomial(len(b), b.mean(), repeats) / len(b), [0.025, 0.975])
    return a.mean() - b.mean(), a_ends[0] - b_ends[1], a_ends[1] - b_ends[0]

# %% exercise="difference" role="mutant"
def difference_interval(first, second, rng, repeats=1000):
    both = np.concatenate([first, second])
    gaps = [rng.choice(both, len(first)).mean() - rng.choice(both, len(second)).mean() for _ in range(repeats)]
    return (np.mean(first) - np.mean(second), *np.quantile(gaps, [0.025, 0.975]))

# %% exercise="difference" role="mutant"
def difference_interval(first, second, rng, repeats=1000):
    a, b = np.asarray(first), np.asarray(second)
    size = len(a) + len(b)
    gaps = rng.binomial(size, a.mean(), repeats) / size - rng.binomial(size, b.mean(), repeats) / size
    return (a.mean() - b.mean(), *np.quantile(gaps, [0.025, 0.975]))

# %% [markdown]
# ## When you found nothing
#
# Take the first 100 trusted edits of the table.

# %%
first_hundred = edits.loc[edits["is_trusted"], "reverted"].head(100)
rng = np.random.default_rng(2026)
ends = np.quantile(rng.binomial(100, first_hundred.mean(), size=5000) / 100, [0.025, 0.975])
print(f"Reverted: {first_hundred.sum()} of {len(first_hundred)}")
print(f"Bootstrap interval [{ends[0]:.1%}, {ends[1]:.1%}]")

# %% tags=["remove-cell"]
assert first_hundred.sum() == 0 and len(first_hundred) == 100 and ends.tolist() == [0, 0]
assert edits.loc[edits["is_trusted"], "reverted"].sum() == 26

# %% [markdown]
# None was reverted, so no resample can hold a reverted edit. The bootstrap says: the rate is 0%, with no doubt
# at all. But we know that 26 trusted edits of the full table were reverted. The bootstrap can only repeat what
# it saw.
#
# **Wilson's interval** asks a better question. Which values of $p$ fit my count? A value $p$ fits if the
# observed share $\hat{p}$ lies within 1.96 standard errors of it, *with the standard error that this $p$ would
# give*. (About 95% of a bell curve lie within 1.96 standard deviations.) Solve that for $p$, with $z = 1.96$:
#
# $$\frac{\hat{p} + \frac{z^2}{2n} \;\pm\; z\sqrt{\frac{\hat{p}(1-\hat{p})}{n} + \frac{z^2}{4n^2}}}{1 + \frac{z^2}{n}}$$
#
# You need not learn it by heart. Remember what it does: it pulls the interval a little towards one half, and
# its width is never zero.

# %% [markdown] exercise="wilson" minutes=7
# **Wilson's interval**
#
# Write `wilson(k, n, z=1.96)`. It returns the low and the high end for `k` reverted edits of `n`. Then use it
# for Amara's friends (the counts are invented). They checked random edits of three Wikipedias: 0 of 40 in the
# Hausa one (Hausa), 3 of 60 in the Bengali one (বাংলা), 12 of 150 in the Amharic one (አማርኛ). Which of the
# intervals do not overlap?

# %% exercise="wilson" role="starter"
def wilson(k, n, z=1.96):
    """Return (low, high), Wilson's interval for the share k / n; both between 0 and 1."""
    ...


checked = {"Hausa": (0, 40), "বাংলা": (3, 60), "አማርኛ": (12, 150)}
for wiki, (k, size) in checked.items():
    print(wiki, k, "of", size, wilson(k, size))

# %% [markdown] exercise="wilson" role="hint"
# Compute the parts one by one: the estimated share, the middle of the numerator, the root, the denominator.
# Then put them together twice, once with minus and once with plus.

# %% [markdown] exercise="wilson" role="hint"
# Both ends are divided by the denominator, the root too. For a test by hand: 50 of 100 gives about 0.404 and
# 0.596. If your ends are wrong for 0 of 40 only, look at the second term under the root.

# %% exercise="wilson" expected=true role="solution"
def wilson(k, n, z=1.96):
    """Return (low, high), Wilson's interval for the share k / n; both between 0 and 1."""
    share = k / n
    centre = share + z**2 / (2 * n)
    reach = z * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    whole = 1 + z**2 / n
    return max(0.0, (centre - reach) / whole), min(1.0, (centre + reach) / whole)


for wiki, k, size in [("Hausa", 0, 40), ("বাংলা", 3, 60), ("አማርኛ", 12, 150)]:
    bottom, top = wilson(k, size)
    print(f"{wiki}: {k} of {size} = {k / size:.1%}, interval [{bottom:.1%}, {top:.1%}]")

# %% [markdown] exercise="wilson" role="explanation"
# All three intervals overlap. "Zero of 40" is compatible with a rate of more than 8%, so Amara must not write
# that the Hausa Wikipedia has no reverts. A typical wrong answer is $\hat{p} \pm z\sqrt{\hat{p}(1-\hat{p})/n}$.
# It gives an interval without width at zero, and ends below 0 for small counts. Overlap is a first look only:
# it is no test of a difference.

# %% exercise="wilson" role="check"
ends = wilson(50, 100)
assert ends is not None, "The function gives nothing back. Does it end with a return line?"
assert len(ends) == 2 and ends[0] < ends[1], "Give back two numbers: the low end first."
assert abs(ends[0] - 0.4038) < 0.0005 and abs(ends[1] - 0.5962) < 0.0005, "For 50 of 100 the ends are about 0.404 and 0.596. Do both parts of the numerator get divided?"
zero = wilson(0, 40)
assert zero[1] > 0.05, "For 0 of 40 the interval needs a width. Is the second term under the root there?"
assert abs(zero[0]) < 1e-9 and abs(zero[1] - 0.0876) < 0.0005, "For 0 of 40 the low end is 0. Compare each part with the formula."
assert abs(wilson(3, 60)[0] - 0.0171) < 0.0005, "For 3 of 60, compare each part with the formula."

# %% exercise="wilson" role="check-hidden"
assert abs(wilson(40, 40)[1] - 1) < 1e-9 and abs(wilson(40, 40)[0] - 0.9124) < 0.0005, "All of 40: the mirror image of none of 40."
assert abs(wilson(1177, 19840)[0] - 0.0561) < 0.00006 and abs(wilson(1177, 19840)[1] - 0.0627) < 0.00006, "Try it on the whole table."
assert abs(wilson(50, 100, z=1.645)[0] - 0.4188) < 0.001, "Use the z that is given."

# %% exercise="wilson" role="mutant"
def wilson(k, n, z=1.96):
    share = k / n
    reach = z * (share * (1 - share) / n) ** 0.5
    return share - reach, share + reach

# %% exercise="wilson" role="mutant"
def wilson(k, n, z=1.96):
    share = k / n
    reach = z * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    return (share + z**2 / (2 * n)) / (1 + z**2 / n) - reach, (share + z**2 / (2 * n)) / (1 + z**2 / n) + reach

# %% exercise="wilson" role="mutant"
def wilson(k, n, z=1.96):
    share, z = k / n, 1.96
    reach = z * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    whole = 1 + z**2 / n
    return (share + z**2 / (2 * n) - reach) / whole, (share + z**2 / (2 * n) + reach) / whole

# %% [markdown]
# !!! tip "A good place to pause"
#     You have two kinds of intervals. Next: do they keep their promise?
#
# ## Does the interval keep its promise?
#
# "95%" is a promise: in the long run, 95 of 100 such intervals catch the truth. The share that really does is
# the **[coverage](term:coverage)**. We can measure it, if we know the truth.
#
# !!! warning "Simulated data"
#     In the next two figures we invent wikis in which exactly 6% of the edits are reverted. Real data cannot
#     test an interval, because nobody knows their truth.
#
# Fifty patrollers each look at 100 edits, and each computes one bootstrap interval.

# %%
truth = 0.06

def bootstrap_ends(n, rng, repeats=4000):
    """Bootstrap ends for every count that n edits can give: position k holds those for k reverted."""
    shares = np.arange(n + 1) / n
    return np.quantile(rng.binomial(n, shares, size=(repeats, n + 1)) / n, [0.025, 0.975], axis=0)

rng = np.random.default_rng(2026)
lows, highs = bootstrap_ends(100, rng)
found = np.sort(rng.binomial(100, truth, size=50))
caught = (lows[found] <= truth) & (truth <= highs[found])
print(f"{caught.sum()} of 50 intervals catch the truth")

# %% tags=["remove-cell"]
assert caught.sum() == 44, caught.sum()
assert found[~caught].max() == 2 and (highs[found[~caught]] < truth).all()
assert round(truth * 100 - highs[2] * 100, 2) > 0

# %% alt="Fifty horizontal intervals, sorted by the number of reverted edits found, and a vertical line at the true 6 percent. 44 intervals cross the line. Six, drawn dashed with crosses, miss it: all of them lie too low and are short." tags=["hide-input"]
fig, ax = plt.subplots(figsize=(6, 6))
for row, (k, hit) in enumerate(zip(found, caught)):
    ax.hlines(row, lows[k] * 100, highs[k] * 100, color="0.55" if hit else "black", linestyle="-" if hit else "--")
    ax.plot(k, row, "o" if hit else "X", color="0.55" if hit else "black", markersize=4 if hit else 6)
ax.axvline(truth * 100, color="black")
ax.text(6.3, 0.3, "truth: 6%")
ax.set_yticks([])
ax.set_ylabel("50 patrollers, sorted by their count")
ax.set_xlabel("Reverted edits (%), with 95% interval")
ax.set_title(f"{caught.sum()} of 50 intervals catch the truth\n(crosses: those that miss)")
plt.show()

# %% [markdown]
# Look at one grey line. Either it crosses the truth or it does not. The 95% does not belong to *your* interval.
# It belongs to the method that made it.
#
# Six misses are more than a promise of 95% lets us expect: two or three of 50. It may be bad luck. But the
# misses have something in common. All lie too low, and all are short. A patroller who finds few reverts gets a
# low estimate *and* a small standard error. Luck or pattern? Now 20,000 patrollers for each sample size. The
# library scipy has Wilson's interval ready.

# %%
from scipy.stats import binomtest

def wilson_ends(n):
    intervals = [binomtest(k, n).proportion_ci(method="wilson") for k in range(n + 1)]
    return np.array([(ci.low, ci.high) for ci in intervals]).T

rng = np.random.default_rng(2026)
rows = []
for size in [20, 30, 40, 50, 70, 100, 200, 400]:
    k = rng.binomial(size, truth, size=20_000)
    for method, (lows, highs) in [("bootstrap", bootstrap_ends(size, rng)), ("Wilson", wilson_ends(size))]:
        rows.append((size, method, ((lows[k] <= truth) & (truth <= highs[k])).mean()))
coverages = pd.DataFrame(rows, columns=["n", "method", "coverage"]).pivot(index="n", columns="method", values="coverage")
coverages.round(3)

# %% tags=["remove-cell"]
c = coverages.round(2)
assert c.loc[20, "bootstrap"] == 0.71 and c.loc[30, "bootstrap"] == 0.83 and c.loc[100, "bootstrap"] == 0.94, c
assert coverages["bootstrap"].max() < 0.965 and coverages["Wilson"].between(0.925, 0.985).all(), c
assert c.loc[40, "bootstrap"] == 0.91 and coverages["bootstrap"].loc[40:].between(0.91, 0.964).all(), c

# %% alt="Line chart of coverage against sample size, from 20 to 400 edits. The bootstrap line starts at 71 percent for 20 edits, rises to 83 percent for 30, and then moves between 91 and 96 percent. Wilson's line moves up and down near 95 percent for all sizes." tags=["hide-input"]
fig, ax = plt.subplots()
ax.axhline(95, color="black", linewidth=1)
ax.plot(coverages.index, coverages["Wilson"] * 100, marker="s", linestyle="--")
ax.plot(coverages.index, coverages["bootstrap"] * 100, marker="o")
ax.text(45, 98.7, "Wilson")
ax.text(34, 81, "bootstrap")
ax.text(205, 92.3, "promise: 95%")
ax.set_xscale("log")
ax.set_xticks(coverages.index, coverages.index)
ax.minorticks_off()
ax.set_ylim(68, 101)
ax.set_xlabel("Edits in the sample (log scale)")
ax.set_ylabel("Coverage (%)")
ax.set_title("With few events,\nthe bootstrap breaks its promise")
plt.show()

# %% [markdown]
# For 100 edits it was mostly luck: the coverage is 94%. With 20 edits, the "95%" bootstrap interval catches the
# truth in 71% of the samples only. Wilson's interval stays near 95%. It cannot be exact: counts are whole
# numbers, so the coverage of both jumps from size to size. For a share, use Wilson. Use the bootstrap where no
# such formula exists, and not with few events.
#
# The percentile bootstrap has more limits. It fails for the largest value, because no resample goes beyond it.
# It is unreliable where a few values carry the sum. In our table, one single edit adds this share of all words:

# %%
print(f"The largest edit: {edits['words_added'].max() / edits['words_added'].sum():.1%}")

# %% tags=["remove-cell"]
assert round(edits["words_added"].max() / edits["words_added"].sum(), 3) == 0.075

# %% [markdown]
# One edit of 19,840 holds 7.5% of the words. An interval for the *mean* depends on how often a resample happens
# to draw this one edit. Prefer the median here, as in [Typical is not average](lesson:describe-and-plot).

# %% [markdown] quiz="what-95-means"
# Tomás reports: "6 of 100, Wilson interval [2.8%, 12.5%]." What does the 95% say?
# - [ ] The true rate lies between 2.8% and 12.5% with a probability of 95%. > Misconception: the 95% belongs to this interval. The true rate is fixed, and this one interval catches it or not. (Bayesian intervals speak in this way. They need a further assumption, the prior.)
# - [ ] 95% of all samples of 100 edits give a share between 2.8% and 12.5%. > Misconception: the interval predicts other samples. It varies from sample to sample itself.
# - [x] The method catches the true rate in about 95% of the samples that it is used on. > Yes. It is a property of the method, if the edits were drawn at random.
# - [ ] 95% of the edits were checked correctly. > Misconception: the interval includes errors of measurement. It knows about random sampling only.

# %% [markdown] exercise="coverage" minutes=6
# **Measure the promise of any interval**
#
# !!! warning "Simulated data"
#     The function invents samples, because coverage can be counted only where the truth is known.
#
# Write `measure_coverage(interval, p, n, rng, repeats=2000)`. `interval(k, n)` is any function that returns a
# low and a high end. In each repeat, draw how many of `n` edits are reverted if the true share is `p`. Return
# the share of repeats in which the interval holds `p`. The ends belong to the interval. Try it on `plain`, the
# interval that many books teach first.

# %% exercise="coverage" role="starter"
def plain(k, n):
    estimate = k / n
    reach = 1.96 * np.sqrt(estimate * (1 - estimate) / n)
    return estimate - reach, estimate + reach


def measure_coverage(interval, p, n, rng, repeats=2000):
    """Return the share (0 to 1) of simulated samples whose interval(k, n) holds the true share p."""
    ...


for size in [20, 100, 1000]:
    print(size, measure_coverage(plain, 0.06, size, np.random.default_rng(2026)))

# %% [markdown] exercise="coverage" role="hint"
# One repeat has three steps: draw a count, compute the interval of this count, ask whether it holds the truth.

# %% [markdown] exercise="coverage" role="hint"
# `rng.binomial(n, p, size=repeats)` draws all counts at once. Python allows `low <= p <= high`. Compare with
# the *true* share, not with the estimate.

# %% exercise="coverage" expected=true role="solution"
def plain(k, n):
    estimate = k / n
    reach = 1.96 * np.sqrt(estimate * (1 - estimate) / n)
    return estimate - reach, estimate + reach


def measure_coverage(interval, p, n, rng, repeats=2000):
    """Return the share (0 to 1) of simulated samples whose interval(k, n) holds the true share p."""
    hits = 0
    for count in rng.binomial(n, p, size=repeats):
        bottom, top = interval(count, n)
        hits += bottom <= p <= top
    return hits / repeats


for size in [20, 100, 1000]:
    print(f"{size:>5} edits: coverage {measure_coverage(plain, 0.06, size, np.random.default_rng(2026)):.2f}")

# %% [markdown] exercise="coverage" role="explanation"
# The plain interval is as bad as the bootstrap for 20 edits, and good for 1,000. A typical wrong answer asks
# whether the interval holds the *estimate*. It nearly always does, and that proves nothing. Another one draws a
# single sample and repeats the same interval. With 2,000 repeats, the measured coverage has a standard error of
# its own: about half a percentage point.

# %% exercise="coverage" role="check"
everything = measure_coverage(lambda k, n: (0, 1), 0.3, 10, np.random.default_rng(1), 200)
assert everything is not None, "The function gives nothing back. Does it end with a return line?"
assert abs(everything - 1) < 1e-9, "An interval from 0 to 1 always holds the truth: its coverage is 1."
never = measure_coverage(lambda k, n: (2, 3), 0.3, 10, np.random.default_rng(1), 200)
assert abs(never) < 1e-9, "An interval from 2 to 3 never holds a share: its coverage is 0."
half = measure_coverage(lambda k, n: (k / n, 1), 0.31, 100, np.random.default_rng(2))
assert 0.4 < half < 0.7, "An interval that begins at the estimate holds the truth in about half of the samples. Do you compare with the true p, in many different samples?"
usual = measure_coverage(lambda k, n: (k / n - 0.098, k / n + 0.098), 0.5, 100, np.random.default_rng(3))
assert abs(usual - 0.94) < 0.03, "For p = 0.5 and 100 edits, plus or minus 0.098 covers about 94%. Is the share of hits computed over all repeats?"

# %% exercise="coverage" role="check-hidden"
ends = measure_coverage(lambda k, n: (0, k / n), 0.5, 2, np.random.default_rng(4), 4000)
assert abs(ends - 0.75) < 0.04, "The ends belong to the interval."
few = measure_coverage(lambda k, n: (0.5 / n, 1) if k else (0, 0), 0.06, 20, np.random.default_rng(5))
assert abs(few - 0.71) < 0.05, "With 20 edits and p = 0.06, about 29% of the samples hold no reverted edit."

# %% exercise="coverage" role="mutant"
def measure_coverage(interval, p, n, rng, repeats=2000):
    counts = rng.binomial(n, p, size=repeats)
    return np.mean([interval(k, n)[0] <= k / n <= interval(k, n)[1] for k in counts])

# %% exercise="coverage" role="mutant"
def measure_coverage(interval, p, n, rng, repeats=2000):
    bottom, top = interval(rng.binomial(n, p), n)
    return np.mean([bottom <= p <= top for _ in range(repeats)])

# %% exercise="coverage" role="mutant"
def measure_coverage(interval, p, n, rng, repeats=2000):
    counts = rng.binomial(n, p, size=repeats)
    return np.mean([interval(k, n)[0] < p < interval(k, n)[1] for k in counts])

# %% [markdown]
# ## What no interval knows
#
# All our intervals assume that the edits were drawn one by one, independently. It is often more convenient to
# draw *people*. But one person makes many edits, and their edits are alike. What if Tomás draws 100 editors,
# and looks at ten edits of each?
#
# !!! warning "Simulated data"
#     We invent 100 editors with ten edits each. On average 6% of their edits are reverted, but editors differ:
#     most have a low chance, a few have a high one. We need to know the truth again.

# %%
rng = np.random.default_rng(2026)
chances = rng.beta(0.3, 4.7, size=(5000, 100))        # 5,000 surveys of 100 editors, mean chance 6%
per_editor = rng.binomial(10, chances)                # reverted edits among ten, for each editor
totals = per_editor.sum(axis=1)
lows, highs = wilson_ends(1000)
as_edits = (lows[totals] <= truth) & (truth <= highs[totals])
shares = per_editor / 10
reach = 1.96 * shares.std(axis=1, ddof=1) / np.sqrt(100)  # standard error from 100 editors
as_editors = abs(shares.mean(axis=1) - truth) <= reach
print(f"Coverage, as 1,000 edits:  {as_edits.mean():.0%}")
print(f"Coverage, as 100 editors:  {as_editors.mean():.0%}")

# %% tags=["remove-cell"]
assert round(as_edits.mean(), 2) == 0.78 and round(as_editors.mean(), 2) == 0.94, (as_edits.mean(), as_editors.mean())

# %% [markdown]
# The sample has 1,000 edits, but it knows much less than 1,000 independent edits would tell. The promise of 95%
# falls to 78%. Count editors as the unit, and most of it comes back. A bootstrap does the same when it
# resamples whole *editors*.
#
# Does this harm our own interval? The description of the data says that the edits are a random sample. Then the
# interval for *all edits of 2015* stays right, even if one bot made many of them. It is different if you want
# to speak about *editors*, or about a year with other editors. Then a bot with thousands of edits is one case,
# and not thousands. Our table holds no editor, so **the data cannot show how many edits come from one person**.
# We can only say how much it might matter:

# %%
span = edits["rev_id"].max() - edits["rev_id"].min()
print(f"Edit numbers span {span / 1e6:.1f} million.")
print(f"In the sample: one in {span / n:,.0f}.")

# %% tags=["remove-cell"]
assert round(span / 1e6, 1) == 57.6 and round(span / n, -2) == 2900

# %% [markdown]
# The sample holds about one number in 2,900. Two edits of one occasional editor rarely meet in it. But a bot
# with a million edits could appear hundreds of times. So for any claim about editors, our intervals are too
# narrow, above all in the trusted group.
#
# And a large sample does not repair a wrong one. The source calls its files "20k", and 19,840 different edits
# are here. Nobody says which edits are absent. If those were reverted more often, every resample misses them
# too.

# %% [markdown] quiz="bootstrap-and-bias"
# A bot forgot to record reverts on weekends, so the estimate is too low. What does a bootstrap with 100,000
# resamples do?
# - [ ] It corrects the estimate, because many resamples average the error out. > Misconception: the bootstrap removes bias. Every resample comes from the same faulty sample.
# - [x] It gives a stable interval around the wrong value. > Yes. More resamples make the interval's *ends* more stable, not more true. A good sample must come first.
# - [ ] It makes the interval wide enough to include the missing weekends. > It cannot know about edits that are not there.

# %% [markdown] exercise="fair-sentences" minutes=5
# **Which sentences may Tomás publish?**
#
# The estimate from the table is 5.9%, with the interval [5.6%, 6.3%]. Give each sentence one label: `"fair"`,
# `"misread"` (it takes the interval of *one* share for a range of many values), or `"too far"` (it takes it for
# one share, but not for the one that was measured: the share of reverted edits in 2015).
#
# - **a.** The method that gave 5.6% to 6.3% catches the true share in about 95% of random samples.
# - **b.** For 95% of the editors, between 5.6% and 6.3% of their edits are reverted.
# - **c.** Between 5.6% and 6.3% of the edits of 2015 were bad.
# - **d.** Between 5.6% and 6.3% of this year's edits are reverted.
# - **e.** If the edits were drawn at random, a true share of 8% in 2015 would not fit this sample.
# - **f.** With a probability of 95%, the next 100 edits hold between 5.6 and 6.3 reverted ones.

# %% exercise="fair-sentences" role="starter"
answers = {
    "a": "",
    "b": "",
    "c": "",
    "d": "",
    "e": "",
    "f": "",
}

# %% [markdown] exercise="fair-sentences" role="hint"
# Ask two questions of each sentence. Is it about the share of reverted edits among all edits of 2015? And does
# it say what the interval promises?

# %% [markdown] exercise="fair-sentences" role="hint"
# One sentence changes the name of what was counted, and one changes the year. Two turn an interval for one
# share into a range for something else.

# %% exercise="fair-sentences" role="solution"
answers = {
    "a": "fair",
    "b": "misread",
    "c": "too far",
    "d": "too far",
    "e": "fair",
    "f": "misread",
}

# %% [markdown] exercise="fair-sentences" role="explanation"
# **a** is the promise itself. **b** turns an interval for one share into a range of people. **c** replaces
# "reverted" by "bad": good edits are reverted too, and some bad ones stay. **d** moves the result to another
# year; tools, rules and temporary accounts have changed since. **e** is a careful use: 8% lies far outside of
# the interval. **f** takes the interval of an average over 19,840 edits for the range of single samples. You
# saw that samples of 100 hold 2 to 11.

# %% exercise="fair-sentences" role="check"
from hashlib import sha256

given = {key: str(answers.get(key, "")).strip().lower() for key in "abcdef"}
KEY = {  # fingerprints of the right labels, so that you can read this check without seeing them
    "a": "c549f680", "b": "47091e70", "c": "d339f92b",
    "d": "2914b422", "e": "0a869b65", "f": "23857dc6",
}

def fits(key):
    return sha256(f"{key}: {given[key]}".encode()).hexdigest()[:8] == KEY[key]


assert all(given.values()), "Some sentences have no label yet."
assert set(given.values()) <= {"fair", "misread", "too far"}, "Use exactly these labels: fair, misread, too far."
assert fits("a"), "a: compare it with the definition of coverage."
assert fits("b"), "b: did we measure one share for all edits, or one share for each editor?"
assert fits("c"), "c: the number may be right. Which word does the table not know?"
assert fits("d"), "d: from which year are the edits?"
assert fits("e"), "e: where does 8% lie, compared with the interval?"
assert fits("f"), "f: look at the first figure. What did single samples of 100 hold?"

# %% exercise="fair-sentences" role="check-hidden"
assert sorted(given.values()) == ["fair", "fair", "misread", "misread", "too far", "too far"]

# %% exercise="fair-sentences" role="mutant"
answers = {"a": "fair", "b": "misread", "c": "fair", "d": "too far", "e": "fair", "f": "misread"}

# %% exercise="fair-sentences" role="mutant"
answers = {"a": "fair", "b": "misread", "c": "too far", "d": "too far", "e": "misread", "f": "misread"}

# %% exercise="fair-sentences" role="mutant"
answers = {"a": "fair", "b": "misread", "c": "too far", "d": "too far", "e": "fair", "f": "fair"}

# %% [markdown]
# ## On your own wiki
#
# What does Tomás answer? First he writes down both weeks with intervals. Then he asks how many edits he would
# need to know a rate near 6% within two percentage points: $1.96 \cdot \text{standard error} = 0.02$.

# %%
for k in (6, 8):
    ci = binomtest(k, 100).proportion_ci(method="wilson")
    print(f"{k} of 100: [{ci.low:.1%}, {ci.high:.1%}]")
needed = 0.06 * 0.94 * (1.96 / 0.02) ** 2
print(f"Edits for +/- 2 points: {needed:.0f}")

# %% tags=["remove-cell"]
six, eight = (binomtest(k, 100).proportion_ci(method="wilson") for k in (6, 8))
assert (round(six.low, 3), round(six.high, 3)) == (0.028, 0.125), six
assert (round(eight.low, 3), round(eight.high, 3)) == (0.041, 0.150), eight
assert round(needed) == 542
assert round(100 * 1.96 * np.sqrt(2 * 0.06 * 0.94 / 550), 1) == 2.8

# %% [markdown]
# "Six and eight of 100 do not show a change. The rates may be anything from 2.8% to 12.5%, and from 4.1% to
# 15.0%. Before we change a rule, let us check 550 random edits of each month." That is a decision that a
# community can take. (Even then, each month is known within two points only, and the difference of two months
# within 2.8 points. A rise from 6% to 8% could still escape them. [Will our experiment see
# it?](lesson:ab-tests-and-power) shows how to compute the number that such a rise needs.)
#
# Do the same on your wiki, in any language:
#
# 1. **Say what the whole is.** All edits of a month? Only articles? With bots or without?
# 2. **Draw at random.** The newest 100 edits are no random sample: they share an hour, and often a person. Many
#    wikis mark reverted edits with the [tag](https://www.mediawiki.org/wiki/Help:Tags) `mw-reverted`. A fresh
#    edit may still be reverted tomorrow, so wait the same time for each.
# 3. **Count the events.** With fewer than about ten reverted edits, use Wilson, and expect a wide interval.
# 4. **Ask for the unit.** If you draw by person or by page, or want to speak about people, resample people or
#    pages. On a small wiki, ten people may make most of the edits.
# 5. **Publish** the estimate, the interval, $n$, the date, and one sentence on what the interval does not
#    include. Do not publish names or single edits.
#
# Next: [Could chance do this?](lesson:tests-and-pvalues) asks whether a difference could come from chance
# alone. [Who answered?](lesson:sampling-and-surveys) treats samples that are not random.
