# %% [markdown]
# ## Four thousand answers
#
# Mei's affiliate wants to know whether editors feel welcome. A link on the community pages brings 4,000
# answers in three weeks. A colleague has a second idea: draw 400 editors at random and write to each of them. "Why
# should we?" asks a board member. "We have ten times as many answers already."
#
# Amara looks at the list of answers. "I know most of these names," she says. "They are at every meeting."
#
# Write down a guess before you read on. Suppose that all of the 400 answer. Which result is closer to the truth:
# 4,000 answers from people who came by themselves, or 400 from people drawn at random?
#
# In this lesson you plan a survey, weight its answers, and find out what no weight can repair. You need tables
# and shares, as in [Typical is not average](lesson:describe-and-plot).
#
# **Keep these:** population and frame, stratum, weight, design effect, selection bias, the silent ones.
#
# !!! note "Data and risk"
#     **Risk tier: public; risk for people: low.** The [table](dataset:survey-strata) holds counts of editors in groups,
#     from a real survey plan of the Wikimedia Foundation. Some groups have very few people, so do not combine it with
#     other tables: see [small cells](term:small-cell). No answers of real people are used. Mei, Amara and their survey are invented.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

strata = pd.read_csv("data/survey-strata.csv")
groups = strata.groupby("wiki_group")[["editors", "sample_target"]].sum()
print(f"{len(strata)} strata in {len(groups)} groups of wikis")
print(f"{strata['editors'].sum():,} editors, {strata['sample_target'].sum():,} to be asked")
strata[strata["wiki_group"] == "enwiki"].set_index("edits_per_year")[["editors", "sample_target"]].rename(columns={"sample_target": "asked"})

# %% tags=["remove-cell"]
assert (len(strata), len(groups)) == (115, 23) and strata["editors"].sum() == 34144 and strata["sample_target"].sum() == 27032
assert strata.set_index(["wiki_group", "edits_per_year"]).loc[("enwiki", "1200+")].tolist() == [2824, 635]

# %% [markdown]
# The **[population](term:population)** is everybody you want to speak about. A **[sample](term:sample)** is the
# part that you ask. Between them stands the *frame*: the list from which you draw. Here it has 34,144 editors of
# all Wikimedia projects. All of them had at least five edits in two of the last three months, and an e-mail
# address that the survey could use. Who is not on the list cannot be drawn.
#
# The frame is cut into 115 **[strata](term:stratum)**: groups of editors who are alike in something that you know
# *before* you ask. Here it is the wiki and the number of edits in a year. From each stratum, a fixed number is
# drawn.
#
# ## Why not draw from the whole list?
#
# The Korean Wikipedia has 196 editors in the frame. How many of them would be in a simple random sample of 400?

# %%
print("editors, expected in the sample")
for group in ["kowiki", "arwiki", "enwiki"]:
    expected = 400 * groups.loc[group, "editors"] / groups["editors"].sum()
    print(f"{group}: {groups.loc[group, 'editors']:>6,} {expected:>6.1f}")

# %% tags=["remove-cell"]
assert groups.loc["kowiki", "editors"] == 196 and round(400 * 196 / 34144, 1) == 2.3 and round(400 * 10354 / 34144, 1) == 121.3

# %% [markdown]
# Two or three people cannot speak for a wiki. The plan therefore asks *all* editors in most strata, and a part in
# the large ones. Compare each group's share of the editors with its share of the plan.

# %% alt="Dot chart of 23 groups of wikis. For each, a circle shows its share of all editors, a cross its share of the people to be asked. For the English Wikipedia the circle lies at 30.3 percent and the cross at 14.1. For nearly all others the cross lies a little to the right of the circle, for example 7.3 and 9.3 percent for central and eastern Europe." tags=["hide-input"]
shares = 100 * groups / groups.sum()
shares = shares.sort_values("editors")
fig, ax = plt.subplots(figsize=(6, 6.4), layout="constrained")
ax.hlines(shares.index, shares["editors"], shares["sample_target"], color="0.6")
ax.plot(shares["editors"], shares.index, "o", label="share of the editors")
ax.plot(shares["sample_target"], shares.index, "X", label="share of those to be asked")
ax.set_xlim(0, 33)
ax.set_xlabel("Share (%)")
ax.set_title("The plan asks fewer English editors\nthan their share")
ax.legend(loc="lower right")
plt.show()

# %% tags=["remove-cell"]
assert shares.loc["enwiki"].round(1).tolist() == [30.3, 14.1] and shares.loc["cee_wps"].round(1).tolist() == [7.3, 9.3]
assert (shares["sample_target"] > shares["editors"]).sum() >= 19

# %% [markdown]
# Of all editors, 30.3% belong to the English Wikipedia; of those to be asked, 14.1%. This is on purpose. But a
# plain mean of the answers would now listen too little to English editors. The repair is a number for each
# answer.
#
# ## One answer, many editors
#
# In the stratum of very active English editors, 635 of 2,824 are to be asked. Each of them stands for more than
# four. This number is the **[weight](term:weight)** of the answer: editors in the stratum divided by people asked
# there.

# %% [markdown] exercise="weights" minutes=6
# **How many editors does one person speak for?**
#
# Write `survey_weights(strata)`. It gets a table with the columns `editors` and `sample_target`, and returns a
# series: the weight of one person, for each row. If a stratum has editors and nobody is to be asked, nobody can
# speak for them. Raise a `ValueError` then. A good test: add up the weights of *all people asked*, and you must
# get back a number that you know. Which?

# %% exercise="weights" role="starter"
def survey_weights(strata):
    """Series of weights: how many editors one asked person stands for, a row for each stratum.

    Raises ValueError if a stratum with editors has a sample_target of 0.
    """
    ...


print(survey_weights(strata))

# %% [markdown] exercise="weights" role="hint"
# Read the sentence above the exercise again, with its example: 635 of 2,824. Should the weight be larger or smaller
# than 1?

# %% [markdown] exercise="weights" role="hint"
# Division of two columns works row by row. For the error, ask with `&` for rows where one column is positive and
# the other is zero, and then `.any()`.

# %% exercise="weights" expected=true role="solution"
def survey_weights(strata):
    silent = (strata["editors"] > 0) & (strata["sample_target"] == 0)
    if silent.any():
        raise ValueError(f"nobody is asked in {silent.sum()} strata with editors")
    return strata["editors"] / strata["sample_target"]


weights = survey_weights(strata)
print(f"largest weight {weights.max():.2f}, smallest {weights.min():.2f}")
print(f"strata where everybody is asked: {(weights == 1).sum()} of {len(weights)}")
print(f"sum over all people asked: {(weights * strata['sample_target']).sum():,.0f}")

# %% [markdown] exercise="weights" role="explanation"
# The weights of all 27,032 people asked add up to 34,144, the editors in the frame. The largest, 4.45, belongs to
# the very active English editors. In 102 of 115 strata everybody is asked, and the weight is 1. Typical wrong
# answers turn the fraction upside down, which gives the chance of being asked, or forget that each weight is carried by
# many people when they test the sum.

# %% exercise="weights" role="check"
answer = survey_weights(strata)
assert answer is not None, "The function gives nothing back. Does it end with `return`?"
assert len(answer) == 115, "One weight for each stratum."
assert min(answer) >= 1, "A person cannot stand for less than one editor. Is the fraction upside down?"
assert abs((np.asarray(answer) * strata["sample_target"]).sum() - 34144) < 1e-6, "Weights of all people asked must add up to all editors."
toy = pd.DataFrame({"editors": [90, 10], "sample_target": [30, 10]})
assert np.allclose(survey_weights(toy), [3, 1]), "30 of 90 are asked: each stands for how many?"
try:
    survey_weights(pd.DataFrame({"editors": [90, 10], "sample_target": [30, 0]}))
except ValueError:
    pass
else:
    raise AssertionError("In one stratum nobody is asked. Raise a ValueError.")

# %% exercise="weights" role="check-hidden"
assert abs(max(answer) - 4.447) < 0.001 and (np.asarray(answer) == 1).sum() == 102, "The explanation names 4.45 and 102."
assert np.allclose(survey_weights(toy.assign(editors=[45, 20])), [1.5, 2]), "Compute it from the table that is given."

# %% exercise="weights" role="mutant"
def survey_weights(strata):
    if ((strata["editors"] > 0) & (strata["sample_target"] == 0)).any():
        raise ValueError
    return strata["sample_target"] / strata["editors"]

# %% exercise="weights" role="mutant"
def survey_weights(strata):
    return strata["editors"] / strata["sample_target"]

# %% exercise="weights" role="mutant"
def survey_weights(strata):
    if (strata["sample_target"] == 0).any():
        raise ValueError
    return pd.Series(strata["editors"].sum() / strata["sample_target"].sum(), index=strata.index)

# %% [markdown]
# Do weights help? To see it, we must know the truth, and no survey does. So we invent it.
#
# !!! warning "Simulated data"
#     The numbers of editors are real. The answers are invented: editors with more edits feel welcome more
#     often, and English editors less often. We need a known truth, because only then can an error be measured. Nothing
#     below says how welcome real editors feel.

# %%
rng = np.random.default_rng(2026)
chance = strata["edits_per_year"].map({"10-29": 0.40, "30-149": 0.45, "150-599": 0.55, "600-1199": 0.62, "1200+": 0.70})
chance = chance - 0.2 * (strata["wiki_group"] == "enwiki")
welcome = rng.binomial(strata["editors"], chance)
truth = welcome.sum() / strata["editors"].sum()

weight = strata["editors"].div(strata["sample_target"]).to_numpy()
yes = rng.hypergeometric(welcome, strata["editors"] - welcome, strata["sample_target"], size=(1000, 115))
plain = yes.sum(axis=1) / strata["sample_target"].sum()
weighted = (yes * weight).sum(axis=1) / strata["editors"].sum()
for name, estimates in [("plain mean", plain), ("weighted", weighted)]:
    low, high = np.quantile(estimates, [0.025, 0.975])
    print(f"{name} {estimates.mean():.1%} [{low:.1%}, {high:.1%}]")
print(f"truth {truth:.1%}")

# %% tags=["remove-cell"]
assert round(truth, 3) == 0.518 and round(plain.mean(), 3) == 0.547 and round(weighted.mean(), 3) == 0.518
assert plain.min() > truth + 0.02 and [round(float(q), 3) for q in np.quantile(weighted, [0.025, 0.975])] == [0.514, 0.522]
assert [round(float(q), 3) for q in np.quantile(plain, [0.025, 0.975])] == [0.545, 0.549]

# %% [markdown]
# We drew the whole sample 1,000 times (`hypergeometric` draws without putting anybody back), and everybody
# answered. In brackets stands the middle 95% of the results. The plain mean is always near 54.7%. It hardly
# scatters, so it looks very sure, and it is wrong every time. The weighted share scatters more and lies around
# the truth, 51.8%.

# %% alt="Two histograms of 1,000 simulated surveys. The plain mean forms a narrow hill around 54.7 percent. The weighted share forms a wider hill around 51.8 percent, where a vertical line marks the truth. The two hills do not touch." tags=["hide-input"]
fig, ax = plt.subplots()
bins = np.linspace(50.8, 55.2, 89)
ax.hist(100 * weighted, bins, label="weighted", hatch="//", edgecolor="white")
ax.hist(100 * plain, bins, label="plain mean", color="0.5")
ax.axvline(100 * truth, color="black", linestyle="--")
ax.text(100 * truth - 0.1, 175, "truth", ha="right")
ax.set_xlabel("Estimated share who feel welcome (%)")
ax.set_ylabel("Simulated surveys")
ax.set_title("The plain mean is sure, and wrong")
ax.legend()
plt.show()

# %% [markdown] quiz="oversampled"
# The plan asks more small-wiki editors than their share. A colleague wants to delete answers from small wikis at random until the shares fit. What do you say?
# - [ ] Good: a sample must look like the population. > Misconception: oversampled strata must be thrown away. Deleting answers loses what people gave you.
# - [x] Keep all answers, and give each its weight. > Yes. The weighted share speaks for everybody, and each small wiki keeps enough answers for a result of its own.
# - [ ] Keep all answers without weights, because more answers are better. > The plain mean was wrong in each of 1,000 surveys.
# - [ ] Ask more English editors until the shares fit. > That works too, at a cost: thousands of people are asked, and a division would do.

# %% [markdown]
# ### When people do not answer
#
# So far, everybody answered. In a real survey you weight by those who *did* answer: editors in the stratum
# divided by answers from it. This is called *post-stratification*. It is right if, inside each stratum, those who
# answer are like those who do not. Keep this "if" in mind. Here is a tiny example, small enough for a sheet of
# paper.

# %%
small_survey = pd.DataFrame({"editors": [900, 100], "answers": [30, 50], "yes": [12, 40]}, index=["occasional", "active"])
small_survey

# %% [markdown] exercise="weighted-share" minutes=8
# **Weight the answers that came**
#
# Write `weighted_share(table)`. Each row is a stratum, with `editors`, `answers` (how many people answered) and
# `yes` (how many of them said yes). Return the share of *editors* who would say yes: each stratum's share of yes,
# weighted by its editors. Strata without editors do not count. If a stratum has editors and no answers, the
# result is unknown, and that is `np.nan`.

# %% exercise="weighted-share" role="starter"
def weighted_share(table):
    """Share of yes, from 0 to 1, with each stratum weighted by its editors.

    Columns: editors, answers, yes. np.nan if a stratum with editors has no answers.
    """
    ...


print(weighted_share(small_survey))

# %% [markdown] exercise="weighted-share" role="hint"
# Do it by hand first. Of the occasional editors, 12 of 30 said yes. How many of all 900 would that be? And of
# the 100 active ones?

# %% [markdown] exercise="weighted-share" role="hint"
# Take only the rows with editors. Check whether any of them has 0 answers. Then compute a share for each row, and
# average the shares with `np.average(..., weights=...)`. Which column holds the weights?

# %% exercise="weighted-share" expected=true role="solution"
def weighted_share(table):
    used = table[table["editors"] > 0]
    if (used["answers"] == 0).any():
        return np.nan
    return float(np.average(used["yes"] / used["answers"], weights=used["editors"]))


print(f"plain: {small_survey['yes'].sum() / small_survey['answers'].sum():.0%}, weighted: {weighted_share(small_survey):.0%}")

# %% [markdown] exercise="weighted-share" role="explanation"
# The plain share is 65%, the weighted one 44%. Active editors are 10% of the editors and gave 50 of 80 answers,
# and they are content. Typical wrong answers average the two shares without weights (60%), or weight by
# `answers`, which gives the plain share back. A stratum without answers is not a stratum with 0% yes. In practice
# one merges it with a similar stratum, and says so.

# %% exercise="weighted-share" role="check"
value = weighted_share(small_survey)
assert value is not None, "The function gives nothing back. Does it end with `return`?"
assert abs(value - 0.44) < 1e-9, "Of the 900, 40% are 360; of the 100, 80% are 80. What share of 1,000 is this?"
assert np.isnan(weighted_share(pd.DataFrame({"editors": [900, 100], "answers": [30, 0], "yes": [12, 0]}))), "100 editors have no answer at all. The result is unknown."
assert abs(weighted_share(pd.DataFrame({"editors": [900, 0], "answers": [30, 0], "yes": [12, 0]})) - 0.4) < 1e-9, "A stratum without editors does not count."

# %% exercise="weighted-share" role="check-hidden"
assert round(52 / 80, 2) == 0.65 and abs((0.4 + 0.8) / 2 - 0.6) < 1e-9, "The explanation names 65% and 60%."
_three = pd.DataFrame({"editors": [50, 150, 300], "answers": [10, 10, 5], "yes": [10, 5, 0]}, index=[7, 1, 3])
assert abs(weighted_share(_three) - 0.25) < 1e-9, "Compute it from the table that is given."
_full = pd.DataFrame({"editors": strata["editors"], "answers": strata["sample_target"], "yes": yes[0]})
assert abs(weighted_share(_full) - weighted[0]) < 1e-9, "With everybody asked, it must agree with the text."

# %% exercise="weighted-share" role="mutant"
def weighted_share(table):
    used = table[table["editors"] > 0]
    if (used["answers"] == 0).any():
        return np.nan
    return used["yes"].sum() / used["answers"].sum()

# %% exercise="weighted-share" role="mutant"
def weighted_share(table):
    used = table[table["editors"] > 0]
    if (used["answers"] == 0).any():
        return np.nan
    return (used["yes"] / used["answers"]).mean()

# %% exercise="weighted-share" role="mutant"
def weighted_share(table):
    share = (table["yes"] / table["answers"].clip(lower=1))
    return np.average(share, weights=table["editors"])

# %% [markdown]
# !!! tip "A good place to pause"
#     You can plan strata and weight the answers. Next: what weights cost.
#
# ## The price of unequal weights
#
# An answer with weight 4.45 moves the result as much as four others. If this one person hesitates between yes and
# no, the estimate shakes. So a weighted sample tells less than its size suggests. Leslie Kish gave a rule of
# thumb for how much less, the **[design effect](term:design-effect)**. For $n$ answers with the weights $w_i$:
#
# $$\mathrm{deff} = \frac{n \sum w_i^2}{\left(\sum w_i\right)^2}$$
#
# With equal weights it is 1. The *effective sample size* is $n$ divided by it.

# %% [markdown] exercise="design-effect" minutes=7
# **Kish's design effect**
#
# Write `design_effect(weights)`. It gets one weight for *each person*, as a list, array or series, and returns the
# design effect. The unit of the weights must not matter: weights of 1 and 3 are as unequal as 10 and 30. For the
# survey plan, `np.repeat` makes the list of 27,032 people from the 115 strata. How many equally weighted people are
# they worth?

# %% exercise="design-effect" role="starter"
def design_effect(weights):
    """Kish's design effect of unequal weights, one weight for each person; 1 if all are equal."""
    ...


everybody = np.repeat(weight, strata["sample_target"])
print(len(everybody), design_effect(everybody))

# %% [markdown] exercise="design-effect" role="hint"
# Mind the two sums in the formula: squares first and then the sum, or the sum first and then the square?

# %% [markdown] exercise="design-effect" role="hint"
# `np.asarray(weights, dtype=float)` accepts lists and series. Test your function with `[1, 1, 1, 1]`, and then with
# `[1, 1, 1, 5]`, where you can do the two sums in your head: 28 and 8.

# %% exercise="design-effect" expected=true role="solution"
def design_effect(weights):
    w = np.asarray(weights, dtype=float)
    return float(len(w) * (w**2).sum() / w.sum() ** 2)


everybody = np.repeat(weight, strata["sample_target"])
deff = design_effect(everybody)
print(f"design effect {deff:.3f}: {len(everybody):,} people are worth {len(everybody) / deff:,.0f}")

# %% [markdown] exercise="design-effect" role="explanation"
# The design effect is 1.318. The 27,032 people are worth 20,508 with equal weights. A typical wrong answer takes
# the 115 weights of the strata, one each, as if every stratum had one person. Another one swaps the two sums, and
# gets a number below 1: unequal weights would then make a survey better, which cannot be.

# %% exercise="design-effect" role="check"
assert design_effect([2.0, 2.0, 2.0]) is not None, "The function gives nothing back. Does it end with `return`?"
assert abs(design_effect([2.0, 2.0, 2.0]) - 1) < 1e-9, "Equal weights have a design effect of 1."
assert abs(design_effect([1, 1, 1, 5]) - 1.75) < 1e-9, "Four weights 1, 1, 1, 5: the sum of the squares is 28, the square of the sum is 64."
assert abs(design_effect([10, 10, 10, 50]) - 1.75) < 1e-9, "Only the proportions of the weights matter."
assert abs(design_effect(np.repeat(weight, strata["sample_target"])) - 1.318) < 0.0006, "The plan: use one weight for each person."

# %% exercise="design-effect" role="check-hidden"
_plan = design_effect(np.repeat(weight, strata["sample_target"]))
assert abs(_plan - 1.318133) < 1e-5 and round(27032 / _plan) == 20508, "The explanation names 1.318 and 20,508."
assert abs(design_effect(pd.Series([0.5, 1.5], index=[4, 9])) - 1.25) < 1e-9, "A series with any index must work."
assert abs(design_effect([7]) - 1) < 1e-9, "A single person has a design effect of 1."

# %% exercise="design-effect" role="mutant"
def design_effect(weights):
    w = np.asarray(weights, dtype=float)
    return w.sum() ** 2 / (len(w) * (w**2).sum())

# %% exercise="design-effect" role="mutant"
def design_effect(weights):
    w = np.unique(np.asarray(weights, dtype=float))
    return len(w) * (w**2).sum() / w.sum() ** 2

# %% exercise="design-effect" role="mutant"
def design_effect(weights):
    w = np.asarray(weights, dtype=float)
    return (w**2).mean()

# %% [markdown]
# Mei can pay for 460 letters. She could draw them from all editors in proportion, or 20 from each of the 23
# groups. What would the second plan cost?

# %%
equal = np.repeat(groups["editors"].to_numpy() / 20, 20)
effective = equal.sum() ** 2 / (equal**2).sum()
print(f"{len(equal)} people, weights {equal.min():.1f} to {equal.max():.1f}")
print(f"worth {effective:.0f}, design effect {len(equal) / effective:.2f}")

# %% tags=["remove-cell"]
assert len(equal) == 460 and round(effective) == 158 and round(len(equal) / effective, 2) == 2.91
assert round(equal.max(), 1) == 517.7, equal.max()

# %% [markdown]
# For a statement about *all* editors, 460 people are worth 158. The design effect is 2.91. In return, each group
# has 20 voices of its own, and 20 are still few. There is no best plan without a question: one total, or a
# comparison of groups?
#
# The rule is a rough one. It assumes that answers differ as much in one stratum as in another. It does not know
# that a stratum where everybody answers leaves nothing to chance. And it says nothing about *who* answers. That
# is the largest problem of all.

# %% [markdown] quiz="what-deff-says"
# Two surveys of the same editors. A: 1,000 answers, design effect 2.5. B: 600 answers, design effect 1.1. Both drew at random, and everybody answered. Which one is more precise about all editors?
# - [ ] A, because 1,000 is more than 600. > Misconception: the number of answers is the precision. Unequal weights reduce it.
# - [x] B: it is worth about 545 people, A only 400. > Yes. Divide the answers by the design effect.
# - [ ] B, because a design effect of 2.5 means that A is biased. > The design effect is about scatter. It says nothing about bias.
# - [ ] They are equal, since weights repair the differences. > Weights repair the mix, and pay for it with scatter.

# %% [markdown]
# ## Who answers?
#
# Back to the 4,000 answers. Nobody was drawn; people chose themselves. This is an *opt-in* survey. Active editors
# visit community pages more often. And perhaps people who feel at home like to say so. If the chance to answer
# depends on the answer, directly or through activity, the result has a **[selection bias](term:selection-bias)**.
#
# How far off is it, and do more answers help? Guess: is the error of 4,000 answers smaller than the error of 100?
#
# !!! warning "Simulated data"
#     Same invented editors as above. Now very active ones answer up to 3.5 times as often as occasional ones, and
#     those who feel welcome 1.5 times as often as the others of the same activity. Both factors are invented. We need
#     them to be known, to see which error the weights remove.

# %%
classes = ["10-29", "30-149", "150-599", "600-1199", "1200+"]
activity = np.repeat(strata["edits_per_year"].map(classes.index).to_numpy("int32"), strata["editors"])
feels_welcome = np.concatenate([np.arange(n) < k for n, k in zip(strata["editors"], welcome)])
eagerness = np.array([1, 1.3, 1.8, 2.5, 3.5])[activity] * np.where(feels_welcome, 1.5, 1)
level = np.maximum(activity, 1)                     # the small lowest class joins the next one
level_share = np.bincount(level)[1:] / len(level)

def by_activity(people):
    answers = np.bincount(level[people], minlength=5)[1:]
    yes = np.bincount(level[people], feels_welcome[people], minlength=5)[1:]
    return (level_share * yes / answers).sum()

# %%
rows = []
for repeat in range(200):
    volunteers = np.argsort(rng.exponential(size=len(activity)) / eagerness)      # the eager come first
    drawn = rng.permutation(len(activity))
    for n in [100, 400, 1000, 4000]:
        rows.append((n, feels_welcome[volunteers[:n]].mean(), by_activity(volunteers[:n]), feels_welcome[drawn[:n]].mean()))
surveys = pd.DataFrame(rows, columns=["n", "opt-in", "weighted", "random"])
(100 * surveys.groupby("n").mean()).round(1)         # the truth is 51.8

# %% tags=["remove-cell"]
means = (100 * surveys.groupby("n").mean()).round(1)
assert means["opt-in"].tolist() == [65.8, 65.8, 65.7, 65.0] and means["weighted"].tolist() == [61.5, 61.3, 61.2, 60.8]
assert means.loc[400, "random"] == 51.8 and (100 * surveys[surveys["n"] == 400]["random"].quantile([0.025, 0.975])).round(1).tolist() == [46.7, 56.8]
assert (100 * surveys[surveys["n"] == 4000]["opt-in"].quantile([0.025, 0.975])).round(1).tolist() == [63.8, 66.4]

# %% alt="Estimates from samples of 100, 400, 1,000 and 4,000 people, with bars for the middle 95 percent of 200 repetitions. Opt-in answers stay near 66 to 65 percent, weighted by activity near 61 percent, random samples at the truth, 51.8 percent. All bars shrink as samples grow. At 4,000, the bars of both opt-in series lie far above the line of the truth." tags=["hide-input"]
low, high = (100 * surveys.groupby("n").quantile(q) for q in (0.025, 0.975))
fig, ax = plt.subplots(figsize=(6, 4.6), layout="constrained")
for place, (name, marker, shift) in enumerate([("opt-in", "o", 0.93), ("weighted", "s", 1), ("random", "^", 1.07)]):
    mean = 100 * surveys.groupby("n")[name].mean()
    ax.vlines(mean.index * shift, low[name], high[name], color=f"C{place}", linewidth=3)
    ax.plot(mean.index * shift, mean, marker + ":", color=f"C{place}", label=name.replace("weigh", "opt-in, weigh"))
ax.axhline(100 * truth, color="black", linewidth=1)
ax.text(200, 100 * truth - 0.4, "truth", va="top")
ax.set_xscale("log")
ax.set_xticks([100, 400, 1000, 4000], ["100", "400", "1,000", "4,000"])
ax.minorticks_off()
ax.set_xlabel("Number of answers (log scale)")
ax.set_ylabel("Estimated share (%)")
ax.set_title("More volunteers: surer, and as wrong as before")
ax.legend()
plt.show()

# %% [markdown]
# Look at the three rows of bars. All become shorter: more answers, less scatter. But the opt-in bars shrink
# around the wrong place. From 100 to 4,000 answers, their centre moves from 65.8% to 65.0%, and the truth is
# 51.8%. (If *everybody* answered, the error would be gone. Long before that, it hardly moves.) Weights for
# activity bring the centre to 60.8%. They repair the part that has to do with activity. They cannot see the other
# part, because nobody knows how welcome those feel who did not answer.
#
# So who wins, 4,000 or 400? In 95% of the repetitions, the 4,000 volunteers gave a result in [63.8%, 66.4%], the
# 400 drawn people in [46.7%, 56.8%]. One more way to see it: which random sample would be as far off, on average?

# %%
errors = surveys[surveys["n"] == 4000].set_index("n") - truth
for name in ["opt-in", "weighted"]:
    same = truth * (1 - truth) / (errors[name] ** 2).mean()
    print(f"{name}: like {same:.0f} drawn at random")

# %% tags=["remove-cell"]
sizes = [round(truth * (1 - truth) / (errors[name] ** 2).mean()) for name in ("opt-in", "weighted")]
assert sizes == [14, 31], sizes

# %% [markdown]
# Four thousand volunteers are as far off as 14 people drawn at random; weighted by activity, as 31. The exact
# number belongs to our invented factors. The mechanism is real. In 2008, a large opt-in survey found 12.7% women
# among Wikipedia's editors. Hill and Shaw compared its readers in the United States with a random sample of
# adults there, and corrected for who answers. Their estimate is 16.1%, more than a quarter higher. It rests on
# assumptions too, which they state.

# %% tags=["remove-cell"]
assert round(16.1 / 12.7, 2) == 1.27

# %% [markdown] quiz="bigger-opt-in"
# The board offers money to bring the opt-in survey from 4,000 to 8,000 answers, by the same link on the same pages. What do you expect?
# - [ ] The bias is about halved, because the sample doubles. > Misconception: bias shrinks with the number of answers. The same kind of people answers.
# - [ ] The result becomes representative above some number of answers. > Misconception: large samples are representative. Size does not decide who comes.
# - [x] The scatter gets smaller, and the bias stays about the same. > Yes. You become more certain of the same wrong number. The money is better spent on reminders to a random sample.
# - [ ] The weights for activity will then remove the bias. > They remove the part due to activity, at any size. The rest stays.

# %% [markdown]
# !!! tip "A good place to pause"
#     You have seen that size does not repair selection. One step is left: random samples have a problem, too.
#
# ## Asked at random, answered by choice
#
# In our simulation, all drawn people answered. Reality is different. For its Community Insights report of 2021, the
# Wikimedia Foundation [drew 28,181 contributors at
# random](https://meta.wikimedia.org/wiki/Community_Insights/Community_Insights_2021_Report/Survey_Methodology) and
# wrote to them. 1,808 finished at least half of the survey.

# %%
asked, answered = 28181, 1808
print(f"response: {answered / asked:.1%}")

# %% tags=["remove-cell"]
assert round(answered / asked, 3) == 0.064 and asked - answered == 26373

# %% [markdown]
# Of those asked, 6.4% answered. The invitation was random, the answers are partly a choice again. The report
# gives those who answer less often, the less active editors, more weight. That repairs activity, as in our
# figure. Is the rest repaired? Nobody can know. But we can ask how bad it *could* be.

# %% [markdown] exercise="worst-case" minutes=5
# **What the silent ones could change**
#
# Write `worst_case(yes, answered, asked)`. Of `asked` people drawn at random, `answered` replied, and `yes` of
# them said yes. Return two shares of yes among *all asked*: the lowest possible and the highest possible, if the
# silent people could have said anything. Before you run it, guess the two numbers for 1,266 yes (70%) of 1,808
# answers from 28,181. (The 70% are invented.)

# %% exercise="worst-case" role="starter"
def worst_case(yes, answered, asked):
    """Return (lowest, highest) possible share of yes among all people asked, from 0 to 1."""
    ...


print(worst_case(1266, 1808, 28181))

# %% [markdown] exercise="worst-case" role="hint"
# Imagine that every silent person would have said no. How many yes are there then, and among how many people?

# %% [markdown] exercise="worst-case" role="hint"
# For the other end, add all silent people to the yes side. Both ends divide by the same number.

# %% exercise="worst-case" expected=true role="solution"
def worst_case(yes, answered, asked):
    silent = asked - answered
    return yes / asked, (yes + silent) / asked


lowest, highest = worst_case(1266, 1808, 28181)
print(f"between {lowest:.1%} and {highest:.1%}")

# %% [markdown] exercise="worst-case" role="explanation"
# Between 4.5% and 98.1%: without an assumption, 6.4% answers say almost nothing about all 28,181. Every narrower
# statement rests on an assumption about the silent ones, for example "inside each stratum they are like the
# others". That can be reasonable. It must be *written down*, because no number in the table supports it. A
# typical wrong answer divides by the people who answered, and so leaves the silent ones out again.

# %% exercise="worst-case" role="check"
result = worst_case(30, 50, 100)
assert result is not None, "The function gives nothing back. Does it end with `return`?"
assert len(result) == 2, "Return two shares: the lowest and the highest."
assert abs(result[0] - 0.3) < 1e-9, "Lowest: 30 of 100 asked said yes, and all silent ones would say no."
assert abs(result[1] - 0.8) < 1e-9, "Highest: 50 of 100 were silent. What if all of them would say yes?"

# %% exercise="worst-case" role="check-hidden"
_low, _high = worst_case(1266, 1808, 28181)
assert round(_low, 3) == 0.045 and round(_high, 3) == 0.981 and round(1266 / 1808, 2) == 0.70, "The explanation names 4.5% and 98.1%."
_low, _high = worst_case(7, 20, 20)
assert abs(_low - 0.35) < 1e-9 and abs(_high - 0.35) < 1e-9, "If everybody answers, both ends are the share itself."

# %% exercise="worst-case" role="mutant"
def worst_case(yes, answered, asked):
    return yes / answered, (yes + asked - answered) / answered

# %% exercise="worst-case" role="mutant"
def worst_case(yes, answered, asked):
    return yes / asked, answered / asked

# %% exercise="worst-case" role="mutant"
def worst_case(yes, answered, asked):
    share = yes / answered
    return share * answered / asked, share

# %% [markdown]
# Still, a random invitation is worth its trouble. You know who was asked, so you know the response rate, and some
# facts about the silent ones: wiki, activity, years of editing. You can send reminders, and see whether late
# answers differ from early ones. With a link on a page, you cannot even say how many people saw it.
#
# [How sure are we?](lesson:uncertainty-bootstrap) gives an interval from a single sample. Remember then: it knows
# the scatter, and never the selection.

# %% [markdown] exercise="can-weights-repair" minutes=5
# **Can weights repair it?**
#
# For each problem decide: `"weights help"` or `"weights cannot"`. You know the wiki and the activity of all
# editors in the frame, and nothing else. Replace each `...`.

# %% exercise="can-weights-repair" role="starter"
answers = {
    "Occasional editors answered less often than active ones": ...,
    "Editors who had a conflict were less willing to answer": ...,
    "We asked 20 editors of each wiki, large or small": ...,
    "People without an e-mail address could not be asked": ...,
    "Nobody answered from one stratum of the Korean Wikipedia": ...,
    "The Persian translation asked a slightly different question": ...,
}

# %% [markdown] exercise="can-weights-repair" role="hint"
# Weights make a group count more or less. For that, the group must be known for everybody, and somebody of it
# must have answered.

# %% [markdown] exercise="can-weights-repair" role="hint"
# Weights change how much an answer counts. They never change what it says, and never create one. How many of the
# six problems are about counting only?

# %% exercise="can-weights-repair" role="solution"
answers = {
    "Occasional editors answered less often than active ones": "weights help",
    "Editors who had a conflict were less willing to answer": "weights cannot",
    "We asked 20 editors of each wiki, large or small": "weights help",
    "People without an e-mail address could not be asked": "weights cannot",
    "Nobody answered from one stratum of the Korean Wikipedia": "weights cannot",
    "The Persian translation asked a slightly different question": "weights cannot",
}

# %% [markdown] exercise="can-weights-repair" role="explanation"
# Activity and wiki are known for everybody, so unequal response and unequal drawing by them can be repaired.
# Conflicts are not known for the silent ones. People outside the frame were never asked, and no answer can count
# for them. An empty stratum has nothing to count more; merging it with a neighbour is an assumption. And a
# different question is an error of measurement. A typical wrong answer says that weights repair every kind of
# missing people.

# %% exercise="can-weights-repair" role="check"
from hashlib import sha256

assert isinstance(answers, dict) and len(answers) == 6, "Keep the dictionary with its six lines."
given = {" ".join(str(key).split()[:2]): str(value).strip().lower() for key, value in answers.items()}
KEY = {  # fingerprints of the right labels, so that you can read this check without seeing them
    "Occasional editors": "25123b03", "Editors who": "d5d5cc31", "We asked": "b91918f4",
    "People without": "e4497fd8", "Nobody answered": "fa2a9aa2", "The Persian": "ae6b8c14",
}

def fits(key):
    return sha256(f"{key}: {given[key]}".encode()).hexdigest()[:8] == KEY[key]


assert set(given.values()) <= {"weights help", "weights cannot"}, "Use only 'weights help' and 'weights cannot', on every line."
assert fits("Occasional editors"), "Activity: is it known for those who did not answer?"
assert fits("Editors who"), "Conflicts: do you know who had one, among the silent ones?"
assert fits("We asked"), "20 of each wiki: do you know how many editors each wiki has?"
assert fits("People without"), "No e-mail: is there any answer that could count more for them?"
assert fits("Nobody answered"), "An empty stratum: which answer would you give the weight to?"
assert fits("The Persian"), "Another question: does counting an answer more often change what was asked?"

# %% exercise="can-weights-repair" role="check-hidden"
assert sorted(given.values()) == ["weights cannot"] * 4 + ["weights help"] * 2, "Count your labels."

# %% exercise="can-weights-repair" role="mutant"
answers = {
    "Occasional editors answered less often than active ones": "weights help",
    "Editors who had a conflict were less willing to answer": "weights help",
    "We asked 20 editors of each wiki, large or small": "weights help",
    "People without an e-mail address could not be asked": "weights cannot",
    "Nobody answered from one stratum of the Korean Wikipedia": "weights cannot",
    "The Persian translation asked a slightly different question": "weights cannot",
}

# %% exercise="can-weights-repair" role="mutant"
answers = {
    "Occasional editors answered less often than active ones": "weights cannot",
    "Editors who had a conflict were less willing to answer": "weights cannot",
    "We asked 20 editors of each wiki, large or small": "weights cannot",
    "People without an e-mail address could not be asked": "weights cannot",
    "Nobody answered from one stratum of the Korean Wikipedia": "weights cannot",
    "The Persian translation asked a slightly different question": "weights cannot",
}

# %% exercise="can-weights-repair" role="mutant"
answers = {
    "Occasional editors answered less often than active ones": "weights help",
    "Editors who had a conflict were less willing to answer": "weights cannot",
    "We asked 20 editors of each wiki, large or small": "weights help",
    "People without an e-mail address could not be asked": "weights cannot",
    "Nobody answered from one stratum of the Korean Wikipedia": "weights help",
    "The Persian translation asked a slightly different question": "weights cannot",
}

# %% [markdown]
# ## On your own wiki
#
# Mei decides. She draws 400 editors in strata of activity, writes to each in their language, and sends two
# reminders. The 4,000 comments are not lost: they are rich in ideas and examples. She reports them as voices,
# without a percentage for "the editors". For your survey:
#
# 1. **Name the population and the frame**, and who is missing between them. An editor who left because she felt
#    unwelcome is on no list of active editors. So this frame cannot tell how welcome *everybody* felt.
# 2. **Choose strata** that are known for all and have to do with the answer. `Special:ActiveUsers` of your wiki lists
#    recent accounts with their number of actions.
# 3. **Decide what the survey is for**, one total or a comparison of groups, and compute the design effect *before* you
#    ask.
# 4. **Ask few people well.** Before you write to anybody, read [Before you collect anything](lesson:ethics-first), and ask
#    your community.
# 5. **Report** the frame, the number asked, the response rate, the weights, the design effect, and one sentence about
#    what you assume of the silent ones. Do not publish results for groups of very few people.
#
# **Limits.** On a wiki with 60 active editors, ask all of them: then there is nothing to draw and nothing to
# weight but the silence. Weights from last year's table age. And a weighted share is still a share of what people
# say.
