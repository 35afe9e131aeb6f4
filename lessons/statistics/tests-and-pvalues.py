# %% [markdown]
# ## "Nine times as often"
#
# Amara runs edit-a-thons. At her events, people edit before they have an account. Now somebody proposes on the
# discussion page of her wiki: "Let us require an account. I looked at 60 edits. Of 11 edits without an account,
# two were reverted. Of 49 edits with an account, one was. **That is nine times as often!**"
#
# Amara has two questions. Three reverted edits in all: could chance do this? And if the difference is real,
# does it support the proposal?
#
# The sixty edits come from a table that you know: [edits of 2015](dataset:reverted-edits) of the English
# Wikipedia. So we can play both parts. First we see only the sixty, like the author of the proposal. Later we
# open the whole table.
#
# **Keep these:** null hypothesis, permutation test, p-value, effect size with its interval, the false alarms of many
# questions, Holm's rule. The chi-squared test is a shortcut, and odds ratios are a second way to say how large an
# effect is.
#
# !!! note "Data and risk"
#     **Risk tier: public; risk for people: medium.** There are no names in the table, but the number of an edit leads to its public
#     page. We show no single rows. *Reverted* is not the same as *bad*. "Anonymous" means an edit of 2015 that
#     was signed with an IP address; today a [temporary account](term:temporary-account) stands there. Edits with
#     an account include those of bots. People and proposals are invented, the edits are real.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

columns = ["rev_id", "longest_repeat", "words_added", "words_removed", "bad_words_change", "informal_change",
           "nonstop_change", "is_anonymous", "is_trusted", "seconds_registered", "reverted"]
files = ["data/reverted-edits-train.tsv.bz2", "data/reverted-edits-test.tsv.bz2"]
edits = pd.concat([pd.read_csv(name, sep="\t", names=columns) for name in files], ignore_index=True)
edits = edits.drop_duplicates("rev_id")  # one edit stands in both files

sixty = edits.sample(60, random_state=2)
sixty.groupby("is_anonymous")["reverted"].agg(["sum", "count", "mean"]).round(3)

# %% tags=["remove-cell"]
t60 = sixty.groupby("is_anonymous")["reverted"].agg(["sum", "count", "mean"])
assert t60["sum"].tolist() == [1, 2] and t60["count"].tolist() == [49, 11]
assert round(t60["mean"][True] / t60["mean"][False]) == 9
assert len(edits) == 19840

# %% [markdown]
# (We chose this draw of sixty on purpose, because it is not clear-cut. Other draws show less, or more.)
#
# ## Shuffle the labels
#
# Suppose that the account makes no difference at all. Then "anonymous" is a label without meaning, and the same
# three edits would have been reverted under any labels. This supposition is the
# **[null hypothesis](term:null-hypothesis)**.
#
# We can play that world. Keep the sixty outcomes. Write the 11 labels "anonymous" on cards, shuffle them, and
# deal them out again. Compare the groups. Repeat. **Before you read on: in how many of 100 shuffles will the
# groups differ by at least as much as in the proposal? Write down a number.**

# %%
outcome = sixty["reverted"].to_numpy()
anonymous = sixty["is_anonymous"].to_numpy()
observed = outcome[anonymous].mean() - outcome[~anonymous].mean()

rng = np.random.default_rng(2026)
shuffled = []
for repeat in range(9999):
    labels = rng.permutation(anonymous)
    shuffled.append(outcome[labels].mean() - outcome[~labels].mean())
as_large = np.abs(shuffled) >= abs(observed) - 1e-9
print(f"Observed difference: {observed:.3f}")
print(f"As large or larger: {as_large.sum()} of 9,999")

# %% tags=["remove-cell"]
p_sixty = (as_large.sum() + 1) / 10_000
assert round(observed, 3) == 0.161 and 0.08 < p_sixty < 0.095, p_sixty

# %% alt="Bar chart of the difference between the groups in 9,999 shuffles. Only four values occur, because there are three reverted edits. 54 percent of the shuffles give minus 6 points, 38 percent plus 5 points. The hatched bars at plus 16 and plus 27 points, together about 8 percent, are at least as large as the observed difference." tags=["hide-input"]
gaps, how_often = np.unique(np.round(shuffled, 6), return_counts=True)
far = np.abs(gaps) >= abs(observed) - 1e-6
fig, ax = plt.subplots()
bars = ax.bar(gaps * 100, how_often / 99.99, width=5, color="0.75", edgecolor="black")
for bar, is_far, height in zip(bars, far, how_often / 99.99):
    if is_far:
        bar.set_hatch("//")
    ax.text(bar.get_x() + 2.5, height + 1, f"{height:.1f}%", ha="center")
ax.annotate("observed", (observed * 100, 14), xytext=(observed * 100, 26), ha="center", arrowprops={"arrowstyle": "->"})
ax.set_ylim(0, 58)
ax.set_xlabel("Anonymous minus logged in (percentage points)")
ax.set_ylabel("Share of the shuffles (%)")
ax.set_title("Without any effect, about one shuffle in twelve\nis as extreme as the proposal (hatched)")
plt.show()

# %% tags=["remove-cell"]
bar_heights = dict(zip(np.round(gaps * 100).astype(int).tolist(), (how_often / 99.99).round(1).tolist()))
assert list(bar_heights) == [-6, 5, 16, 27], bar_heights
assert 51 < bar_heights[-6] < 55 and 36 < bar_heights[5] < 41 and 7 < bar_heights[16] + bar_heights[27] < 9.5
assert 11 < 1 / p_sixty < 12.5

# %% [markdown]
# With three reverted edits, only four differences are possible. About one shuffle in twelve is as extreme as
# the proposal. "Nine times as often" sounds like proof. A world without any effect does it quite often.
#
# This method is a **[permutation test](term:permutation-test)**. Its result is a **[p-value](term:p-value)**:
# *if the null hypothesis were true, how probable is a difference at least as large as the observed one?* We
# count differences in both directions, because the author would have reported the opposite too.
#
# ### The add-one rule
#
# One detail matters. The real labels are one possible arrangement as well. So add one to both counts:
#
# $$p = \frac{\text{shuffles at least as extreme} + 1}{\text{shuffles} + 1}$$

# %%
p_sixty = (as_large.sum() + 1) / (len(shuffled) + 1)
print(f"p = {p_sixty:.3f}")

# %% tags=["remove-cell"]
assert round(p_sixty, 3) == 0.083, p_sixty

# %% [markdown]
# Without the rule, a p-value could be zero. It would claim that something is impossible after a few thousand
# tries. With 99 shuffles, the smallest p-value that you can report is 0.01.

# %% [markdown] quiz="what-is-p"
# For the sixty edits, p is about 0.083. What does that mean?
# - [ ] With a probability of about 8%, the null hypothesis is true. > Misconception: p is the chance that the null hypothesis is true. It is computed in a world where the null hypothesis *is* true, so it cannot say how probable that world is.
# - [ ] With a probability of about 92%, anonymous edits are really reverted more often. > Misconception: one minus p is the chance of an effect. It is the same error, turned around.
# - [ ] Chance explains about 8% of the difference. > Misconception: p divides the effect into parts. It says how often chance alone makes a difference as large as this one.
# - [x] If labels had no meaning, about 8% of shuffles would show a difference as large or larger. > Yes. It compares the data with one world, and says how unusual they would be there.

# %% [markdown] exercise="permutation-p" minutes=9
# **A permutation test for any numbers**
#
# Write `permutation_p(outcome, labels, rng, repeats=999)`. It compares the mean of `outcome` where `labels` is
# `True` with the mean where it is `False`, in both directions, and returns the p-value with the add-one rule. A
# shuffled difference counts as extreme if it is at least as far from zero as the observed one. (Allow for rounding:
# treat differences closer than `1e-9` as equal.) Your function must also work for other outcomes, such as the words
# that an edit adds.

# %% exercise="permutation-p" role="starter"
def permutation_p(outcome, labels, rng, repeats=999):
    """Two-sided permutation p-value for the difference of two means.

    outcome: array or Series of numbers or True/False; labels: True/False, of the same length;
    rng: a numpy random generator; repeats: the number of shuffles.
    """
    ...


print(permutation_p(outcome, anonymous, np.random.default_rng(7)))

# %% [markdown] exercise="permutation-p" role="hint"
# Three parts: the observed difference, the same difference after each shuffle, and the comparison. A small
# function inside of yours can compute the difference for any labels.

# %% [markdown] exercise="permutation-p" role="hint"
# Shuffle the labels, or the outcomes. One of the two is enough. "Both directions" means that you compare
# distances from zero.

# %% [markdown] exercise="permutation-p" role="hint"
# To allow for rounding, make the observed distance smaller by `1e-9` before you compare with `>=`. The real
# labels count as one more arrangement, in the upper and in the lower number.

# %% exercise="permutation-p" expected=true role="solution"
def permutation_p(outcome, labels, rng, repeats=999):
    """Two-sided permutation p-value for the difference of two means."""
    values, real = np.asarray(outcome, dtype=float), np.asarray(labels, dtype=bool)

    def distance(chosen):
        return abs(values[chosen].mean() - values[~chosen].mean())

    limit = distance(real) - 1e-9
    extreme = 1 + sum(distance(rng.permutation(real)) >= limit for _ in range(repeats))
    return extreme / (repeats + 1)


print("reverted:   ", permutation_p(outcome, anonymous, np.random.default_rng(7)))
print("words added:", permutation_p(sixty["words_added"], anonymous, np.random.default_rng(7)))

# %% [markdown] exercise="permutation-p" role="explanation"
# The test needs no formula, so it works for means of any numbers. The typical errors: forgetting the add-one
# rule (then p can be zero); comparing with `>` (with few reverted edits many shuffles *equal* the observed
# difference, and p becomes much too small); and counting one direction only, after having seen which direction
# is larger. That halves p, roughly, and promises more than the data hold.

# %% exercise="permutation-p" role="check"
answer = permutation_p(outcome, anonymous, np.random.default_rng(7))
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert 0 < answer <= 1, "A p-value lies above 0 and is at most 1."
apart = permutation_p(np.arange(40) >= 20, np.arange(40) >= 20, np.random.default_rng(1), 99)
assert apart > 0, "A p-value of zero claims that chance cannot do it. Which arrangement did you forget to count?"
assert abs(apart - 0.01) < 1e-9, "With 99 shuffles and none as extreme, the add-one rule gives 1 / 100."
same = permutation_p(np.ones(20), np.arange(20) < 8, np.random.default_rng(2), 199)
assert abs(same - 1) < 1e-9, "All outcomes are equal here, so every shuffle is as extreme as the data. Do equal differences count?"
turned = permutation_p(np.arange(40) < 20, np.arange(40) >= 20, np.random.default_rng(1), 99)
assert abs(turned - 0.01) < 1e-9, "The same difference in the other direction must give the same p-value."
assert 0.05 < answer < 0.13, "For the sixty edits the p-value is not right. Compare your steps with the cell that shuffles."

# %% exercise="permutation-p" role="check-hidden"
few = permutation_p(np.array([1, 1, 0, 0, 0, 0]), np.arange(6) < 2, np.random.default_rng(3), 4999)
assert abs(few - 1 / 15) < 0.015, "Two of six: one arrangement in fifteen is as extreme."
numbers = np.random.default_rng(4).normal(size=200)
shifted = permutation_p(numbers + np.repeat([0, 1], 100), np.repeat([False, True], 100), np.random.default_rng(5), 199)
assert abs(shifted - 0.005) < 1e-9, "Does it use the outcomes that it is given?"
series = permutation_p(pd.Series([3, 1, 2, 5], index=[9, 8, 7, 6]), pd.Series([True, False, True, False], index=[9, 8, 7, 6]), np.random.default_rng(6), 99)
assert 0.5 < series <= 1, "Does it work for a Series with another index?"

# %% exercise="permutation-p" role="mutant"
def permutation_p(outcome, labels, rng, repeats=999):
    y, real = np.asarray(outcome, dtype=float), np.asarray(labels)
    gap = lambda chosen: abs(y[chosen].mean() - y[~chosen].mean())
    return np.mean([gap(rng.permutation(real)) >= gap(real) - 1e-9 for _ in range(repeats)])

# %% exercise="permutation-p" role="mutant"
def permutation_p(outcome, labels, rng, repeats=999):
    y, real = np.asarray(outcome, dtype=float), np.asarray(labels)
    gap = lambda chosen: y[chosen].mean() - y[~chosen].mean()
    return (1 + sum(gap(rng.permutation(real)) >= gap(real) - 1e-9 for _ in range(repeats))) / (repeats + 1)

# %% exercise="permutation-p" role="mutant"
def permutation_p(outcome, labels, rng, repeats=999):
    y, real = np.asarray(outcome, dtype=float), np.asarray(labels)
    gap = lambda chosen: abs(y[chosen].mean() - y[~chosen].mean())
    return (1 + sum(gap(rng.permutation(real)) > gap(real) + 1e-9 for _ in range(repeats))) / (repeats + 1)

# %% [markdown]
# ## Open the whole table
#
# Amara writes: "p is not below 0.05, so there is no effect." Wait. Sixty edits can show little. We have 19,840.
# Shuffling all of them takes time, but there is a shortcut. Deal 3,776 anonymous labels to 19,840 edits: how
# many of the 1,177 reverted ones get such a label? That count follows the *hypergeometric* distribution, and
# numpy draws it at once.

# %%
table = pd.crosstab(edits["is_anonymous"], edits["reverted"])
table.index, table.columns = ["logged in", "anonymous"], ["kept", "reverted"]
rng = np.random.default_rng(2026)
dealt = rng.hypergeometric(table["reverted"].sum(), table["kept"].sum(), table.loc["anonymous"].sum(), size=9999)
print(table)
print(f"Shuffled: {dealt.min()} to {dealt.max()} reverted")

# %% tags=["remove-cell"]
assert table.to_numpy().tolist() == [[15691, 373], [2972, 804]]
assert 150 < dealt.min() < dealt.max() < 290, (dealt.min(), dealt.max())
assert (dealt.min(), dealt.max()) == (178, 273), (dealt.min(), dealt.max())

# %% [markdown]
# In 9,999 shuffles, at most 273 reverted edits were dealt an anonymous label. In reality 804 have it. No
# shuffle comes near, so $p = 1/10{,}000$. Better: $p \le 0.0001$. We could not see a smaller p-value with this
# number of shuffles.
#
# So Amara's sentence was wrong. The sixty edits did not show that there is no effect. They could not tell.
#
# ### The chi-squared test
#
# Before computers, nobody could shuffle 20,000 cards. The **chi-squared test** replaces the shuffles by a
# formula. For each of the four cells, compare the observed count $O$ with the count $E$ that the null
# hypothesis expects, and add up:
#
# $$\chi^2 = \sum \frac{(O - E)^2}{E}$$

# %%
from scipy.stats import chi2_contingency

test = chi2_contingency(table, correction=False)
expected = pd.DataFrame(test.expected_freq.round().astype(int), index=table.index, columns=table.columns)
print(expected)
print(f"chi-squared = {test.statistic:.0f}, p = {test.pvalue}")

# %% tags=["remove-cell"]
assert round(test.expected_freq[1, 1]) == 224 and round(test.statistic) == 1972 and test.pvalue == 0

# %% [markdown]
# The null hypothesis expects 224 reverted anonymous edits. There were 804. The printed `p = 0.0` is not zero:
# it is too small for the computer's numbers. Write "p < 0.0001".
#
# The formula is an approximation. It needs expected counts of about five or more in each cell. For the sixty
# edits, less than one reverted anonymous edit is expected, so there we shuffle.
#
# Both tests share one assumption: the edits were drawn one by one, independently. If you draw by person or by
# page, or want to speak about *people*, shuffling edits is wrong. You would have to shuffle persons. Our table
# holds no persons, so the data cannot show how many edits come from one person, and how much this matters. Here
# the effect is so large that it hardly can. For small effects it may decide.
#
# !!! tip "A good place to pause"
#     You can test a difference. Next: how large is it, and does it matter?
#
# ## How large is it?
#
# A p-value measures how surprising the data are. It does not measure how large the effect is. For that you need
# other numbers. Three are common:

# %%
share = table["reverted"] / table.sum(axis=1)
odds = table["reverted"] / table["kept"]
print(f"anonymous {share['anonymous']:.1%}, logged in {share['logged in']:.1%}")
print(f"difference: {100 * (share['anonymous'] - share['logged in']):.1f} percentage points")
print(f"ratio of shares: {share['anonymous'] / share['logged in']:.1f}")
print(f"ratio of odds:   {odds['anonymous'] / odds['logged in']:.1f}")

# %% tags=["remove-cell"]
assert round(share["anonymous"], 3) == 0.213 and round(share["logged in"], 3) == 0.023
assert round(100 * (share["anonymous"] - share["logged in"]), 1) == 19.0
assert round(share["anonymous"] / share["logged in"], 1) == 9.2
assert round(odds["anonymous"] / odds["logged in"], 2) == 11.38
assert round(1 - share["anonymous"], 3) == 0.787

# %% [markdown]
# - The **difference**: of 100 anonymous edits, 19 more are reverted than of 100 edits by people who are logged
#   in.
# - The **ratio of shares** (or *risk ratio*): 9.2 times as often.
# - The **[odds ratio](term:odds-ratio)**. *Odds* are reverted edits for each kept edit. For anonymous edits
#   they are 804 to 2,972. The odds ratio divides the odds of one group by those of the other: 11.4.
#
# Odds are less familiar, but many models speak in them, as in [Holding things equal](lesson:regression). Also
# note what all three leave in the shade: **78.7% of the anonymous edits were not reverted.**

# %% [markdown] quiz="odds-or-risk"
# The odds ratio is 11.4, with a p-value below 0.0001. Which sentence is right?
# - [ ] Anonymous edits are reverted 11.4 times as often. > Misconception: an odds ratio is a ratio of shares. That ratio is 9.2. The two are close only where events are rare in both groups.
# - [x] For each kept edit, the anonymous group has 11.4 times as many reverted ones. > Yes. Odds compare reverted with kept edits.
# - [ ] The effect is important, because p is so small. > Misconception: significant is important. With many edits, tiny effects get tiny p-values too.
# - [ ] If all editors had accounts, reverts would fall by a factor of 11.4. > Misconception: a difference between groups is an effect of the label. The same people could make the same edits under another label, or other edits, or none.

# %% [markdown] exercise="odds-ratio" minutes=8
# **An odds ratio with its interval**
#
# An effect without an interval is half a result. For the odds ratio of four counts, the standard error is known
# on the scale of logarithms: $\text{SE} = \sqrt{1/a + 1/b + 1/c + 1/d}$. The ends of the 95% interval are
# $\exp(\ln \text{OR} \pm 1.96 \cdot \text{SE})$.
#
# Write `odds_ratio(a, b, c, d)`: `a` reverted and `b` kept edits in the first group, `c` and `d` in the second.
# It returns three numbers: the odds ratio, the low end, the high end. All counts are positive. Use it on the
# whole table, and on the sixty edits (2, 9, 1, 48).

# %% exercise="odds-ratio" role="starter"
def odds_ratio(a, b, c, d):
    """Return (odds ratio, low, high) of the odds a:b against the odds c:d, with a 95% interval."""
    ...


print(odds_ratio(804, 2972, 373, 15691))
print(odds_ratio(2, 9, 1, 48))

# %% [markdown] exercise="odds-ratio" role="hint"
# Work in three steps: the ratio of the two odds; its logarithm with the standard error; then back with the
# exponential function. numpy has `np.log` (the natural logarithm), `np.exp` and `np.sqrt`.

# %% [markdown] exercise="odds-ratio" role="hint"
# The interval is not symmetric around the odds ratio: the high end is further away. If yours is symmetric, you
# added on the wrong scale.

# %% exercise="odds-ratio" expected=true role="solution"
def odds_ratio(a, b, c, d):
    """Return (odds ratio, low, high) of the odds a:b against the odds c:d, with a 95% interval."""
    ratio = (a / b) / (c / d)
    reach = 1.96 * np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    bottom, top = np.exp(np.log(ratio) + np.array([-reach, reach]))
    return float(ratio), float(bottom), float(top)


for name, counts in [("19,840 edits", (804, 2972, 373, 15691)), ("60 edits", (2, 9, 1, 48))]:
    print(name + ": {:.2f} [{:.2f}, {:.2f}]".format(*odds_ratio(*counts)))

# %% [markdown] exercise="odds-ratio" role="explanation"
# Both odds ratios are near 11. The intervals are worlds apart: about 10 to 13 for the whole table, and about
# 0.9 to more than 100 for the sixty edits. With so few events the formula is rough, but the message holds.
# Typical errors: dividing shares instead of odds; and adding the standard error to the odds ratio itself, which
# gives a low end below zero.

# %% exercise="odds-ratio" role="check"
answer = odds_ratio(804, 2972, 373, 15691)
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert len(answer) == 3, "Give back three numbers: the odds ratio, the low end, the high end."
assert abs(answer[0] - 9.17) > 0.05, "That is the ratio of the shares. Odds divide reverted edits by kept edits."
assert abs(odds_ratio(2, 1, 1, 1)[0] - 2) < 1e-9, "Odds of 2:1 against odds of 1:1 give the ratio 2."
even = odds_ratio(10, 10, 10, 10)
assert even[1] > 0, "An odds ratio is never below zero. On which scale do you add and subtract?"
assert abs(even[1] * even[2] - 1) < 1e-6, "For equal odds, the low and the high end multiply to 1. Go back from the logarithm with the exponential function."
assert abs(even[2] - 3.455) < 0.01, "For four counts of 10 the high end is about 3.45. Compare the standard error with the formula."
assert abs(answer[0] - 11.38) < 0.01, "For the whole table the odds ratio is not right. Which count belongs to which letter?"

# %% exercise="odds-ratio" role="check-hidden"
small = odds_ratio(2, 9, 1, 48)
assert abs(small[0] - 10.667) < 0.01 and abs(small[1] - 0.871) < 0.01 and 128 < small[2] < 133, "Does it work for the sixty edits?"
turned = odds_ratio(373, 15691, 804, 2972)
assert abs(turned[0] * answer[0] - 1) < 1e-6 and abs(turned[1] * answer[2] - 1) < 1e-6, "With the groups exchanged, each number turns into its inverse."

# %% exercise="odds-ratio" role="mutant"
def odds_ratio(a, b, c, d):
    ratio = (a / (a + b)) / (c / (c + d))
    reach = 1.96 * np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return ratio, ratio / np.exp(reach), ratio * np.exp(reach)

# %% exercise="odds-ratio" role="mutant"
def odds_ratio(a, b, c, d):
    ratio = (a / b) / (c / d)
    reach = 1.96 * np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return ratio, ratio - reach, ratio + reach

# %% exercise="odds-ratio" role="mutant"
def odds_ratio(a, b, c, d):
    ratio = (a / b) / (c / d)
    reach = np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return ratio, ratio / np.exp(reach), ratio * np.exp(reach)

# %% [markdown]
# ### The same difference, more edits
#
# Take a difference that nobody would care about: 6.0% against 5.9%. **Guess: from how many edits in each group
# is it "significant", with p below 0.05?** No sample is needed. We put the two shares into the chi-squared
# formula, for larger and larger groups.

# %%
sizes = [1_000, 10_000, 100_000, 300_000, 500_000, 1_000_000]
p_values = []
for size in sizes:
    counts = np.array([[0.060 * size, 0.940 * size], [0.059 * size, 0.941 * size]])
    p_values.append(chi2_contingency(counts, correction=False).pvalue)
for size, p in zip(sizes, p_values):
    print(f"{size:>9,} in each group: p = {p:.3f}")

# %% tags=["remove-cell"]
assert [round(p, 2) for p in p_values[:4]] == [0.92, 0.77, 0.34, 0.10] and 0.03 < p_values[4] < 0.05 and round(p_values[5], 3) == 0.003

# %% alt="Line chart on two log scales: the p-value of the difference between 6.0 and 5.9 percent against the edits in each group. It stays near 1 up to ten thousand edits, crosses the line of 0.05 between 300 and 500 thousand, and falls to 0.003 for one million edits." tags=["hide-input"]
fig, ax = plt.subplots()
ax.plot(sizes, p_values, marker="o")
ax.axhline(0.05, color="black", linestyle="--")
ax.text(1_000, 0.034, "p = 0.05")
ax.text(15_000, 0.008, "the difference is\n0.1 points everywhere", ha="center")
ax.set_xscale("log")
ax.set_yscale("log")
ax.set_xticks([1e3, 1e4, 1e5, 1e6], ["1,000", "10,000", "100,000", "1 million"])
ax.set_yticks([1, 0.1, 0.01], ["1", "0.1", "0.01"])
ax.set_xlabel("Edits in each group (log scale)")
ax.set_ylabel("p-value (log scale)")
ax.set_title("The effect stays the same,\nthe p-value does not")
plt.show()

# %% [markdown]
# Between 300,000 and 500,000 edits the same tiny difference becomes "significant". The largest wikis reach such
# numbers within weeks. So a small p-value says: *chance alone is a poor explanation*. It never says: *this
# matters*. Whether 0.1 points matter is a question for your community, and the interval helps to answer it.
#
# ## When p is large
#
# Is it really the account that patrollers react to? On the English Wikipedia, a new account is treated as
# [autoconfirmed](https://en.wikipedia.org/wiki/Wikipedia:User_access_levels) after four days and ten edits. So
# compare edits from accounts that were at most four days old with anonymous edits. **Which group is reverted
# more often? Guess first.**
#
# For an interval of a difference we use a small repair by Agresti and Caffo: add one reverted and one kept edit
# to each group. It behaves well with few events, where the [bootstrap](lesson:uncertainty-bootstrap) does not.

# %%
def difference_ends(k1, n1, k2, n2):
    a, b = (k1 + 1) / (n1 + 2), (k2 + 1) / (n2 + 2)
    reach = 1.96 * np.sqrt(a * (1 - a) / (n1 + 2) + b * (1 - b) / (n2 + 2))
    return a - b - reach, a - b + reach

is_new = ~edits["is_anonymous"] & (edits["seconds_registered"] <= 4 * 24 * 3600)
new = edits.loc[is_new, "reverted"]
k, n = new.sum(), len(new)
p_new = chi2_contingency([[k, n - k], [804, 2972]], correction=False).pvalue
low, high = difference_ends(k, n, 804, 3776)
print(f"New accounts: {k / n:.1%} ({k} of {n})")
print(f"Anonymous: {804 / 3776:.1%}, p = {p_new:.2f}")
print(f"Difference {k / n - 804 / 3776:+.3f} [{low:+.3f}, {high:+.3f}]")

# %% tags=["remove-cell"]
assert (k, n) == (146, 719) and round(k / n, 3) == 0.203 and round(p_new, 2) == 0.55
assert (round(low, 3), round(high, 3)) == (-0.041, 0.023), (low, high)

# %% alt="Three differences with 95 percent intervals and a line at zero. Sixty edits, anonymous minus logged in: plus 16 points, a very wide interval from minus 4 to plus 43. All edits: plus 19 points, a narrow interval far from zero. New accounts minus anonymous: minus 1 point, a narrow interval around zero, from minus 4 to plus 2." tags=["hide-input"]
rows = [("60 edits: anonymous\nminus logged in", 2, 11, 1, 49, f"p = {p_sixty:.2f}"),
        ("All edits: anonymous\nminus logged in", 804, 3776, 373, 16064, "p < 0.0001"),
        ("All edits: new accounts\nminus anonymous", k, n, 804, 3776, f"p = {p_new:.2f}")]
fig, ax = plt.subplots(figsize=(6, 4.2))
for name, k1, n1, k2, n2, p_text in rows[::-1]:
    ends = [100 * end for end in difference_ends(k1, n1, k2, n2)]
    ax.plot(ends, [name, name], linewidth=4, color="0.6")
    ax.plot(100 * (k1 / n1 - k2 / n2), name, "o", color="black")
    ax.annotate(p_text, (max(ends[0], 0.5), name), xytext=(0, 9), textcoords="offset points")
ax.axvline(0, color="black", linewidth=1)
ax.set_ylim(-0.5, 2.6)
ax.set_xlabel("Difference (percentage points), 95% interval")
ax.set_title("Two large p-values:\none says nothing, one says a lot", loc="right")
plt.show()

# %% tags=["remove-cell"]
assert [round(100 * e) for e in difference_ends(2, 11, 1, 49)] == [-4, 43]

# %% [markdown]
# The first and the last line of the figure both have p above 0.05. They say different things. The sixty edits
# leave everything open, from −4 to +43 points. The comparison of new accounts with anonymous edits is
# informative: if there is a difference, it lies between about −4 and +2 points. *Not significant* never means
# *no effect*. Look at the interval.
#
# And look at the shares. Edits from accounts in their first days were reverted nearly as often as anonymous
# ones: 20.3% against 21.3%. Perhaps much of the gap is not about the account, but about being new. This table
# cannot prove that. It does not know how many edits a person had made before. And four days was our choice. How
# much depends on it?

# %%
first_week = edits[~edits["is_anonymous"] & (edits["seconds_registered"] <= 7 * 24 * 3600)]
print(f"First seven days: {first_week['reverted'].mean():.0%} reverted")
by_trust = first_week.groupby("is_trusted")["reverted"].agg(["sum", "count"])
print(by_trust)
k_week, n_week = by_trust.loc[False]
week_ends = difference_ends(k_week, n_week, 804, 3776)
print(f"Without trusted edits: {k_week / n_week:.1%}")
print(f"Difference {k_week / n_week - 804 / 3776:+.3f} [{week_ends[0]:+.3f}, {week_ends[1]:+.3f}]")

# %% tags=["remove-cell"]
assert round(first_week["reverted"].mean(), 2) == 0.15 and len(first_week) == 995
assert by_trust.to_numpy().tolist() == [[153, 804], [0, 191]] and round(153 / 804, 3) == 0.190
assert [round(100 * end, 1) for end in week_ends] == [-5.2, 0.8], week_ends
_age = first_week[first_week["is_trusted"]].sort_values("rev_id")["seconds_registered"] / 86400
assert (round(_age.min(), 1), round(_age.max(), 1)) == (4.7, 5.4) and _age.is_monotonic_increasing
_quiz = np.array([[8, 32], [6, 34]])
assert round(chi2_contingency(_quiz, correction=False).pvalue, 2) == 0.56
assert difference_ends(8, 40, 6, 40)[0] < -0.1 and difference_ends(8, 40, 6, 40)[1] > 0.2

# %% [markdown]
# With seven days, the share falls to 15%. Are new accounts treated better after the fourth day? Look into the group
# first. Of its 995 edits, 191 are *trusted*: they come from a bot or an administrator. None of these was reverted. From
# each of them to the next, the edit number and the age of the account rise together, from 4.7 to 5.4 days. So one bot
# probably made them all, within a day. Without them, the share is 19.0%, and the difference to the anonymous edits
# lies between about −5 and +1 points. The border mattered less than one account behind it. Say which border you chose
# and who is counted, and choose both before you look.

# %% [markdown] quiz="not-significant"
# An edit-a-thon group of 40 newcomers and a comparison group of 40 stay active at rates of 20% and 15%. The
# test gives p = 0.56. What should the report say?
# - [ ] The event had no effect, because p is above 0.05. > Misconception: a large p-value shows that there is no effect. With 40 in each group, even a strong effect is often missed.
# - [ ] The event had an effect of 5 points, which is not important. > Whether 5 points matter is a question for the community. And the effect could be much larger or smaller.
# - [x] The difference is 5 points; its interval is wide, so the data fit a harm as well as a large benefit. > Yes. Give the estimate and the interval, and say what they leave open.
# - [ ] More newcomers should be added until p falls below 0.05. > Misconception: stopping when it is significant. If you look again and again, chance will help you in the end.

# %% [markdown]
# !!! tip "A good place to pause"
#     You know what a p-value says, and what it does not. Last part: what happens when you ask many questions.
#
# ## A hundred questions
#
# Jonas sorts all edits by the *last two digits* of their number. There are 100 endings, from 00 to 99. The
# ending is given out by a counter. It cannot change how good an edit is. He tests each ending against all other
# edits. **Guess: how many of the 100 tests will give p below 0.05?**

# %%
from scipy.stats import chi2

def group_p(k, size, total, n):
    """p-value of the chi-squared test: k of size reverted in a group, total of n in all edits."""
    share = total / n
    return chi2.sf((k - size * share) ** 2 / (size * share * (1 - share) * (1 - size / n)), df=1)

endings = edits.groupby(edits["rev_id"] % 100)["reverted"].agg(edits="size", reverted="sum")
endings["share"] = endings["reverted"] / endings["edits"]
endings["p"] = group_p(endings["reverted"], endings["edits"], 1177, 19840)
endings.index.name = None
endings[endings["p"] < 0.05].round(3)

# %% tags=["remove-cell"]
significant = endings[endings["p"] < 0.05]
assert significant.index.tolist() == [1, 19, 37, 71] and round(significant["p"].min(), 3) == 0.023
assert round(significant.loc[19, "share"] / significant.loc[71, "share"], 1) == 4.7
_k, _s = endings.loc[19, ["reverted", "edits"]]
assert abs(group_p(_k, _s, 1177, 19840) - chi2_contingency([[_k, _s - _k], [1177 - _k, 19840 - _s - 1177 + _k]], correction=False).pvalue) < 1e-9

# %% [markdown]
# Each row is an ending. Four are "significant". Edits that end in 19 were reverted almost five times as often as edits that
# end in 71! If Jonas had shown you only these two, with p = 0.025 and p = 0.023, would you have believed him?
#
# Nothing is wrong with the tests. If a null hypothesis is true, p falls below 0.05 in about five of 100 cases.
# That is what 0.05 means. One hundred empty questions give about five false alarms.
#
# What is the chance of *at least one* false alarm? This is the
# **[family-wise error rate](term:family-wise-error-rate)**. For 20 questions we let the cards decide.
#
# !!! warning "Simulated data"
#     We shuffle the real outcomes, so that we know that no group differs. Only then is every alarm a false one.

# %%
sizes_20 = np.bincount(edits["rev_id"] % 20)          # twenty groups
rng = np.random.default_rng(2026)
dealt_20 = rng.multivariate_hypergeometric(sizes_20, 1177, size=4000, method="marginals")
p_20 = group_p(dealt_20, sizes_20, 1177, 19840)       # 4,000 studies with 20 tests each
print(f"Tests with p < 0.05:         {(p_20 < 0.05).mean():.1%}")
print(f"Studies with a false alarm:  {(p_20 < 0.05).any(axis=1).mean():.1%}")
print(f"... with p < 0.05 / 20:      {(p_20 < 0.05 / 20).any(axis=1).mean():.1%}")

# %% tags=["remove-cell"]
assert 0.045 < (p_20 < 0.05).mean() < 0.055
fwe = (p_20 < 0.05).any(axis=1).mean()
assert round(fwe, 3) == 0.642, fwe
assert round((p_20 < 0.05 / 20).any(axis=1).mean(), 3) == 0.059, (p_20 < 0.05 / 20).any(axis=1).mean()

# %% [markdown]
# A single test keeps its 5%. But 64.2% of the studies with twenty tests raise at least one false alarm. The
# last line shows a remedy. Divide 0.05 by the number of tests, and only 5.9% of the studies still have one.
# (With exact p-values it would be at most 5%; the chi-squared formula is an approximation.) This is
# *Bonferroni's* rule.

# %% [markdown] exercise="family-wise" minutes=6
# **How fast do false alarms grow?**
#
# !!! warning "Simulated data"
#     We invent studies in which every null hypothesis is true. Then each p-value is a random number, equally
#     likely anywhere between 0 and 1.
#
# Write `family_wise_error(tests, rng, alpha=0.05, repeats=5000)`. It invents `repeats` studies with `tests`
# independent tests each, and returns the share of studies in which at least one p-value is at most `alpha`.
# Find out: from about how many tests is a false alarm more likely than none?

# %% exercise="family-wise" role="starter"
def family_wise_error(tests, rng, alpha=0.05, repeats=5000):
    """Return the share (0 to 1) of simulated studies with at least one p-value <= alpha."""
    ...


for tests in [1, 5, 10, 15, 20, 100]:
    print(tests, family_wise_error(tests, np.random.default_rng(2026)))

# %% [markdown] exercise="family-wise" role="hint"
# `rng.uniform(size=(rows, columns))` gives a table of random numbers between 0 and 1. Let one row be one study.

# %% [markdown] exercise="family-wise" role="hint"
# Ask each *row* whether it holds a small p-value. `.any` has an argument that says in which direction it looks.

# %% exercise="family-wise" expected=true role="solution"
def family_wise_error(tests, rng, alpha=0.05, repeats=5000):
    """Return the share (0 to 1) of simulated studies with at least one p-value <= alpha."""
    smallest = rng.uniform(size=(repeats, tests)).min(axis=1)
    return float((smallest <= alpha).mean())


for tests in [1, 5, 10, 15, 20, 100]:
    print(f"{tests:>3} tests: {family_wise_error(tests, np.random.default_rng(2026)):.2f}")

# %% [markdown] exercise="family-wise" role="explanation"
# From about 14 tests, a false alarm is more likely than none. For independent tests there is a formula too:
# $1 - 0.95^{m}$ for $m$ tests. A typical wrong answer is $0.05 \cdot m$: it would give 100% for 20 tests, and
# more than 100% after that. Another one takes the share of all *tests* with a small p-value. That stays at 5%.

# %% exercise="family-wise" role="check"
one = family_wise_error(1, np.random.default_rng(1))
assert one is not None, "The function gives nothing back. Does it end with a return line?"
assert abs(one - 0.05) < 0.02, "With one test in each study, about 5% of the studies have a false alarm."
twenty = family_wise_error(20, np.random.default_rng(1))
assert twenty < 0.9, "That is too much for 20 tests. Some studies have two alarms, and count once."
assert twenty > 0.3, "That is too little for 20 tests. Count studies with at least one small p-value, not tests."
assert abs(twenty - 0.64) < 0.03, "For 20 tests the share is about 0.64. Does one row stand for one study?"
strict = family_wise_error(20, np.random.default_rng(2), alpha=0.0025)
assert abs(strict - 0.05) < 0.02, "With alpha = 0.0025 the share falls. Does the function use the alpha that it is given?"

# %% exercise="family-wise" role="check-hidden"
assert abs(family_wise_error(7, np.random.default_rng(3), alpha=0.2) - 0.79) < 0.03, "Seven tests with alpha = 0.2 give about 0.79."
assert abs(family_wise_error(100, np.random.default_rng(4)) - 0.994) < 0.01, "For 100 tests nearly every study has a false alarm."

# %% exercise="family-wise" role="mutant"
def family_wise_error(tests, rng, alpha=0.05, repeats=5000):
    return min(1.0, alpha * tests)

# %% exercise="family-wise" role="mutant"
def family_wise_error(tests, rng, alpha=0.05, repeats=5000):
    return (rng.uniform(size=(repeats, tests)) <= alpha).mean()

# %% exercise="family-wise" role="mutant"
def family_wise_error(tests, rng, alpha=0.05, repeats=5000):
    return (rng.uniform(size=(repeats, tests)) <= 0.05).any(axis=1).mean()

# %% [markdown]
# ### Holm's step-down rule
#
# Bonferroni is safe, but strict. **Holm's rule** is as safe, never worse, and needs no further assumption. Sort
# the $m$ p-values. Multiply the smallest by $m$, the second by $m - 1$, and so on; the largest by 1. No
# adjusted value may be smaller than one before it, and none exceeds 1. Then compare the *adjusted* values with
# 0.05. For Jonas:

# %% alt="The 19 smallest of the 100 p-values of the endings, sorted, as dots that rise nearly in a straight line from 0.02 to 0.2. A dashed line marks 0.05: four dots lie below it. Holm's limit, a solid line near zero, lies below all dots." tags=["hide-input"]
ordered = np.sort(endings["p"])
rank = np.arange(1, 101)
fig, ax = plt.subplots()
ax.plot(rank, ordered, "o", markersize=4)
ax.axhline(0.05, color="black", linestyle="--")
ax.plot(rank, 0.05 / (101 - rank), color="black")
ax.set_ylim(-0.01, 0.21)
ax.set_xlim(0, 20.5)
ax.set_xticks([1, 5, 10, 15, 20])
ax.text(20, 0.055, "0.05: four endings below", ha="right")
ax.text(20, 0.007, "Holm's limit: no ending below", ha="right")
ax.set_xlabel("Ending (1 = smallest p-value, 2 = second, ...)")
ax.set_ylabel("p-value")
ax.set_title("No ending survives Holm's rule")
plt.show()

# %% tags=["remove-cell"]
assert ordered[0] > 0.05 / 100 and (ordered < 0.05).sum() == 4 and (ordered <= 0.21).sum() == 19

# %% [markdown]
# The smallest p-value, 0.023, is far above Holm's first limit of 0.05 / 100. So Holm stops at once: no ending
# is remarkable.

# %% [markdown] exercise="holm" minutes=8
# **Holm for six wikis**
#
# Mei compares reverts before and after a new welcome page in six Wikipedias, and gets six p-values (invented).
# Write `holm(p_values)`. It returns the adjusted p-values as a list, *in the order in which they were given*.
# For how many wikis may she report a change?

# %% exercise="holm" role="starter"
raw = {"বাংলা": 0.030, "Hausa": 0.004, "አማርኛ": 0.011, "ไทย": 0.048, "Tiếng Việt": 0.62, "ქართული": 0.012}


def holm(p_values):
    """Return Holm's adjusted p-values as a list, in the order of p_values."""
    ...


print(holm(list(raw.values())))

# %% [markdown] exercise="holm" role="hint"
# You need the places of the values from small to large. `np.argsort` gives them. Then you can walk from the
# smallest to the largest, and write each result to its own place.

# %% [markdown] exercise="holm" role="hint"
# On the way, remember the largest adjusted value so far. The next one may not be smaller. Check by hand: for
# 0.01, 0.04 and 0.03 the result is 0.03, 0.06 and 0.06.

# %% exercise="holm" expected=true role="solution"
raw = {"বাংলা": 0.030, "Hausa": 0.004, "አማርኛ": 0.011, "ไทย": 0.048, "Tiếng Việt": 0.62, "ქართული": 0.012}


def holm(p_values):
    """Return Holm's adjusted p-values as a list, in the order of p_values."""
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for step, place in enumerate(np.argsort(p_values)):
        largest = max(largest, (len(p_values) - step) * p_values[place])
        adjusted[place] = float(min(1.0, largest))
    return adjusted


for wiki, value in zip(raw, holm(list(raw.values()))):
    print(f"{wiki}: p = {raw[wiki]:.3f}, Holm {value:.3f}")

# %% [markdown] exercise="holm" role="explanation"
# Five of the six p-values are below 0.05. After Holm, one wiki is left: Hausa. Look at ქართული: 0.012 times 4
# is 0.048, but አማርኛ before it has 0.055, so it gets 0.055 too. Whoever forgets this step reports a second wiki.
# Other typical errors: multiplying all by 6 (Bonferroni: safe, but stricter than necessary), and returning the
# sorted list, so that a value lands at the wrong wiki. An adjusted p-value above 0.05 is no proof that nothing
# changed there.

# %% exercise="holm" role="check"
answer = holm([0.01, 0.04, 0.03])
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert len(answer) == 3, "Give back as many values as you were given."
assert abs(holm([0.2])[0] - 0.2) < 1e-9, "A single test needs no adjustment."
assert abs(answer[0] - 0.03) < 1e-9, "The smallest of three p-values is multiplied by 3."
assert abs(answer[2] - 0.06) < 1e-9, "The second smallest of three is multiplied by 2. Is it at its own place?"
assert abs(answer[1] - 0.06) < 1e-9, "An adjusted value may not be smaller than the one before it."
assert max(holm([0.9, 0.8, 0.7])) <= 1, "No p-value exceeds 1."
six = holm([0.030, 0.004, 0.011, 0.048, 0.62, 0.012])
assert sum(value < 0.05 for value in six) == 1, "The six wikis: compare the steps by hand, from the smallest p-value on."

# %% exercise="holm" role="check-hidden"
assert np.allclose(six, [0.09, 0.024, 0.055, 0.096, 0.62, 0.055]), "The six wikis are not all right."
assert np.allclose(holm([0.5, 0.01, 0.01, 0.01]), [0.5, 0.04, 0.04, 0.04]), "Equal p-values get equal adjusted values."
assert np.allclose(holm(np.array([0.6, 0.5])), [1.0, 1.0]), "It must work for arrays, and stop at 1."

# %% exercise="holm" role="mutant"
def holm(p_values):
    return [min(1.0, len(p_values) * p) for p in p_values]

# %% exercise="holm" role="mutant"
def holm(p_values):
    m, order = len(p_values), np.argsort(p_values)
    adjusted = [0.0] * m
    for step, place in enumerate(order):
        adjusted[place] = min(1.0, (m - step) * p_values[place])
    return adjusted

# %% exercise="holm" role="mutant"
def holm(p_values):
    m, ordered = len(p_values), np.sort(p_values)
    return [float(x) for x in np.minimum(1, np.maximum.accumulate((m - np.arange(m)) * ordered))]

# %% [markdown]
# Rules like Holm's count only the tests that you *tell* them about. If Jonas tries 100 endings and reports one,
# no rule can help the reader. So write down your questions before you look, and report how many you asked.

# %% [markdown] exercise="what-supports" minutes=5
# **What carries this sentence?**
#
# For each sentence about our table, name what it rests on: `"p-value"` (it says that chance alone is a poor
# explanation), `"effect size"` (it says how large a difference is, or can be), or `"neither"` (nothing in this
# lesson supports it).
#
# - **a.** Without any link between account and revert, shuffles would hardly ever give 804 reverted anonymous
#   edits.
# - **b.** Of 100 anonymous edits, about 19 more were reverted than of 100 edits by people who were logged in.
# - **c.** If the wiki required an account, about 19 of 100 anonymous edits would no longer need a revert.
# - **d.** New accounts and anonymous edits differed by no more than about 4 points.
# - **e.** The probability that new accounts and anonymous edits are equal is 0.55.
# - **f.** In 2015, patrollers were unfair to people without an account.

# %% exercise="what-supports" role="starter"
answers = {
    "a": "",
    "b": "",
    "c": "",
    "d": "",
    "e": "",
    "f": "",
}

# %% [markdown] exercise="what-supports" role="hint"
# Look for the verb. Does the sentence describe a world of pure chance, a number of points, or something that
# the table never measured?

# %% [markdown] exercise="what-supports" role="hint"
# A reason or a result of a new rule is not in the table. Neither is the probability of a hypothesis. An
# interval belongs to the effect size.

# %% exercise="what-supports" role="solution"
answers = {
    "a": "p-value",
    "b": "effect size",
    "c": "neither",
    "d": "effect size",
    "e": "neither",
    "f": "neither",
}

# %% [markdown] exercise="what-supports" role="explanation"
# **a** is the definition of a p-value, in words. **b** is the difference, and **d** is its interval in the
# second comparison. **c** turns a difference between groups into the effect of a rule: the same people could
# make the same edits with an account, or stop editing. **e** reads p as the probability of the null hypothesis.
# **f** may be true or false: the table does not know how good the edits were, so it cannot say whether the
# reverts were fair.

# %% exercise="what-supports" role="check"
from hashlib import sha256

given = {key: str(answers.get(key, "")).strip().lower() for key in "abcdef"}
KEY = {  # fingerprints of the right labels, so that you can read this check without seeing them
    "a": "cd0bb593", "b": "9c6b18e9", "c": "9c4ec7a0",
    "d": "a362f156", "e": "aac387fa", "f": "9931ca22",
}

def fits(key):
    return sha256(f"{key}: {given[key]}".encode()).hexdigest()[:8] == KEY[key]


assert all(given.values()), "Some sentences have no label yet."
assert set(given.values()) <= {"p-value", "effect size", "neither"}, "Use exactly these labels: p-value, effect size, neither."
assert fits("a"), "a: which of the two numbers comes from a world without any link?"
assert fits("b"), "b: is this about surprise, or about points?"
assert fits("c"), "c: was a rule changed in this table?"
assert fits("d"), "d: which of the two has an interval?"
assert fits("e"), "e: compare it with the first wrong answer of the quiz on p."
assert fits("f"), "f: does the table say how good an edit was?"

# %% exercise="what-supports" role="check-hidden"
assert sorted(given.values()) == ["effect size"] * 2 + ["neither"] * 3 + ["p-value"]

# %% exercise="what-supports" role="mutant"
answers = {"a": "p-value", "b": "effect size", "c": "effect size", "d": "effect size", "e": "neither", "f": "neither"}

# %% exercise="what-supports" role="mutant"
answers = {"a": "p-value", "b": "effect size", "c": "neither", "d": "effect size", "e": "p-value", "f": "neither"}

# %% exercise="what-supports" role="mutant"
answers = {"a": "p-value", "b": "effect size", "c": "neither", "d": "p-value", "e": "neither", "f": "p-value"}

# %% [markdown]
# ## On your own wiki
#
# Amara answers on the discussion page: "The difference is real. In a sample of 19,840 edits of the English
# Wikipedia of 2015, 21.3% of the anonymous edits were reverted, and 2.3% of the others, bots included. That is 19.0
# points more, and chance does not explain it (p < 0.0001). But 78.7% of the anonymous edits stayed, and edits from
# accounts of at most four days were reverted nearly as often. The table cannot say what a rule would change. It
# is also from another wiki and another time. **I propose that we measure our own wiki, and try changes as an
# experiment.**" How to plan one is the topic of [Will our experiment see it?](lesson:ab-tests-and-power)
#
# To test a difference on your wiki:
#
# 1. **Write the question down first**, with the groups, the outcome and the smallest difference that would
#    matter to you.
# 2. **Say what is shuffled.** If you drew by person, or want to speak about people, shuffle persons. On a small
#    wiki, a few people may make most of the edits.
# 3. **Today's groups differ.** Since the temporary accounts came, edits without an account carry a temporary
#    name. Compare like with like: do not join data from before and after the change.
# 4. **Report four things together**: the counts, the effect with its interval, the p-value, and the number of
#    tests that you made. Adjust with Holm.
# 5. **Do not stop at "not significant".** Say what the interval leaves open.
#
# One limit stays in all of this. A test asks whether chance could do it. It does not ask about the many other
# explanations: other pages, other times, other eyes. [When totals lie](lesson:simpson-and-confounding) begins
# there.
