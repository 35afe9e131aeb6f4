# %% [markdown]
# ## "It made no difference. Switch it off."
#
# In early 2021, the Growth team of the Wikimedia Foundation compared two groups of newcomers. Chance had
# decided who got the team's new features and who did not. Without the features, 5.63% became "new active
# editors" (an active editor makes five edits or more in a month). With them, it was 5.92%. The team
# [reported](https://phabricator.wikimedia.org/T271998) that the difference was not statistically significant.
#
# Imagine the village pump of your wiki. Tomás writes: "So the features make no difference. Switch them off." Amara
# answers: "5.92 is more than 5.63. So they work!" Both are wrong, for the same reason: nobody has asked whether
# **the experiment could see such a difference at all**.
#
# In this lesson you compute that *before* an experiment starts. You reproduce a published plan of the same
# team, find out what a famous "5%" really means, learn why you must not stop at the first good week, and write
# a report about "nothing found" that a community can use.
#
# **Keep these:** power, number of people, smallest effect of interest, peeking, the unit of analysis, the report.
# The section about the published plan goes deeper, and you may leave it for later.
#
# !!! note "Data and risk"
#     **Risk tier: public; risk for people: low.** The [table](dataset:newcomers-2019) has counts of newcomers of 2019 for 16 Wikipedias,
#     by platform; no person can be identified. Two limits: the wikis are no sample of all Wikipedias, and 2019
#     is not this year. Tomás and Amara are invented, the published figures are not.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy.stats import norm

newcomers = pd.read_csv("data/newcomers-2019.csv")
four = newcomers[newcomers["wiki"].isin(["cswiki", "kowiki", "viwiki", "arwiki"])]
four.groupby("wiki")[["registered", "activated"]].sum()

# %% tags=["remove-cell"]
assert len(newcomers) == 32 and four["registered"].sum() == 209360 and four["activated"].sum() == 52757

# %% [markdown]
# These are the first four wikis of the team: Arabic (العربية), Czech (Čeština), Korean (한국어) and Vietnamese (Tiếng
# Việt). *Activated* means: edited within 24 hours of registration.
#
# ## What would chance show?
#
# In a **[randomised experiment](term:randomised-experiment)**, chance puts each person into a group. One group
# (the *treatment*) gets the change, the other (the *control*) does not. Why chance? If people choose for
# themselves, keen people choose the new thing. Then the groups differ for reasons that you [cannot
# see](lesson:simpson-and-confounding). Chance makes the groups alike on average, also in what nobody measured.
# What remains is luck, and luck can be computed.
#
# **Make a prediction.** Suppose that the truth is 5.63% and 5.92%, and each group has 20,000 newcomers. In how
# many of 100 such experiments would the difference be significant?
#
# !!! warning "Simulated data"
#     We invent 20,000 experiments with this truth. With real data nobody knows the truth, so nobody could count how
#     often an experiment finds it.

# %%
def z_score(k_control, n_control, k_treated, n_treated):
    """Difference of two shares, in standard errors."""
    p1, p2 = k_control / n_control, k_treated / n_treated
    return (p2 - p1) / np.sqrt(p1 * (1 - p1) / n_control + p2 * (1 - p2) / n_treated)


rng = np.random.default_rng(2026)
n = 20_000
control = rng.binomial(n, 0.0563, size=20_000)
treated = rng.binomial(n, 0.0592, size=20_000)
significant = np.abs(z_score(control, n, treated, n)) > 1.96
differences = (treated - control) / n * 100
print(f"Significant: {significant.mean():.0%}")
print(f"Mean difference of all: {differences.mean():.2f}")
print(f"Mean of the significant: {differences[significant].mean():.2f}")

# %% tags=["remove-cell"]
assert round(significant.mean(), 2) == 0.24, significant.mean()
assert round(differences.mean(), 2) == 0.29
assert round(differences[significant].mean(), 2) == 0.59, differences[significant].mean()
assert 2 <= differences[significant].mean() / 0.29 < 2.2
assert ((differences < 0) & significant).sum() >= 1, "some significant results point to the wrong side"

# %% alt="Histogram of the differences found in 20,000 simulated experiments, from about minus 0.5 to plus 1.1 percentage points. The bell is centred on the true 0.29 points. Only the dark bars to the right of about 0.46 points, and a few on the far left, are significant: 24 percent of all. The true value itself lies among the light bars." tags=["hide-input"]
edges = np.linspace(-0.6, 1.2, 61)
fig, ax = plt.subplots()
ax.hist(differences[~significant], bins=edges, color="0.8", edgecolor="0.4", linewidth=0.5)
ax.hist(differences[significant], bins=edges, color="black")
ax.axvline(0.29, color="black", linestyle="--")
ax.text(0.27, 1170, "truth: 0.29", ha="right")
ax.text(0.72, 520, "significant:\n24%")
ax.text(-0.55, 520, "not\nsignificant")
ax.set_ylim(0, 1280)
ax.set_xlabel("Difference found (percentage points)")
ax.set_ylabel("Experiments")
ax.set_title("20,000 newcomers in each group:\nmost experiments miss the effect")
plt.show()

# %% [markdown]
# The effect is real in this world, and 76% of the experiments miss it. The chance that an experiment
# finds an effect of a given size is its **[power](term:power)**. Here it is 24%. Most teams plan for 80% or more.
#
# Look at the dark bars too. An estimate had to be far above the truth to become significant. The significant
# ones report about twice the true effect on average. A weak experiment that "succeeds" exaggerates.

# %% [markdown] quiz="what-power-is"
# A plan says: "power 80% for a rise from 5.63% to 5.92%". What does that mean?
# - [ ] If the result is significant, the effect is real with a probability of 80%. > Misconception: power is the chance that a finding is true. Power starts from an effect that *is* there, and asks how often we find it.
# - [ ] The experiment proves that there is no effect, if it finds nothing. > Misconception: no significance is no effect. One of five such experiments misses the effect.
# - [x] If the true rise is of this size, 80 of 100 such experiments give a significant result. > Yes. Power always belongs to one size of effect, one sample size and one test.
# - [ ] The treatment works for 80% of the newcomers. > Misconception: power is about people. It is about repeated experiments.

# %% [markdown]
# ## How many people?
#
# Simulation always works, but a formula is faster. For shares $p_1$, $p_2$ in groups of $n_1$, $n_2$ people,
# the difference has the [standard error](term:standard-error)
#
# $$\text{SE} = \sqrt{\frac{p_1(1-p_1)}{n_1} + \frac{p_2(1-p_2)}{n_2}}$$
#
# The test says "significant" beyond 1.96 SE from zero. The estimates scatter like a bell curve around the
# truth, which is $(p_2 - p_1)/\text{SE}$ standard errors from zero. Power is the part of the bell beyond the limit.

# %%
def power_of(p1, p2, n1, n2, limit=1.96):
    """Power of a two-sided test for the difference of two shares (normal approximation)."""
    se = np.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    distance = (p2 - p1) / se
    return norm.cdf(distance - limit) + norm.cdf(-distance - limit)


print(f"20,000 in each group: {power_of(0.0563, 0.0592, 20_000, 20_000):.0%}")
print("30,000 in each group:")
for rise in [0.05, 0.10, 0.20]:
    print(f"  rise of {rise:.0%}: {power_of(0.0563, 0.0563 * (1 + rise), 30_000, 30_000):.0%}")

# %% tags=["remove-cell"]
assert round(power_of(0.0563, 0.0592, 20_000, 20_000), 2) == 0.24
assert [round(power_of(0.0563, 0.0563 * (1 + r), 30_000, 30_000), 2) for r in (0.05, 0.10, 0.20)] == [0.32, 0.83, 1.00]
assert 1.04 < 0.0592 / 0.0563 < 1.06

# %% alt="Three rising curves of power against newcomers in each group, on a log scale from 1,000 to 300,000. For a rise of 20 percent, the curve passes 80 percent near 7,000. For 10 percent, near 28,000. For 5 percent, only near 108,000. Half of the effect needs about four times the people." tags=["hide-input"]
sizes = np.logspace(3, 5.5, 200)
fig, ax = plt.subplots()
for rise, style, place in [(0.20, ":", 2400), (0.10, "--", 9000), (0.05, "-", 32_000)]:
    ax.plot(sizes, 100 * power_of(0.0563, 0.0563 * (1 + rise), sizes, sizes), style, color="black")
    ax.text(place, 100 * power_of(0.0563, 0.0563 * (1 + rise), place, place) + 5, f"+{rise:.0%}", ha="right")
ax.axhline(80, color="0.6", linewidth=1)
ax.set_xscale("log")
ax.set_xticks([1_000, 10_000, 100_000], ["1,000", "10,000", "100,000"])
ax.set_ylim(0, 103)
ax.set_xlabel("Newcomers in each group (log scale)")
ax.set_ylabel("Power (%)")
ax.set_title("From 5.63%: half of the effect\nneeds four times the people")
plt.show()

# %% [markdown]
# The formula agrees with the simulation: 24%. The curves show the price of small effects. A rise of 10% (from
# 5.63% to 6.19%) has good power with 30,000 in each group: 83%. A rise of 5% (about the published one) has a
# power of 32%. For a fixed power, the number of people grows with one over the *square* of the effect.

# %% tags=["remove-cell"]
assert round(5.63 * 1.10, 2) == 6.19

# %% [markdown] exercise="n-per-arm" minutes=7
# **How many newcomers in each group?**
#
# Turn the formula around. Write `n_per_arm(p1, p2, power=0.8, alpha=0.05)`: the people needed in each of two
# groups of equal size, for a two-sided test at level `alpha`. Round up to a whole person. Then ask: how many
# for 5.63% against 5.92%? And how many *days* is that, if the four wikis have 574 registrations a day?

# %% exercise="n-per-arm" role="starter"
def n_per_arm(p1, p2, power=0.8, alpha=0.05):
    """Return the whole number of people needed in each group to tell p1 from p2."""
    ...


print(n_per_arm(0.0563, 0.0592))

# %% [markdown] exercise="n-per-arm" role="hint"
# The distance of the truth from zero, in SE, must be the limit of the test *plus* a bit more, so that the
# wanted part of the bell lies beyond the limit.

# %% [markdown] exercise="n-per-arm" role="hint"
# `norm.ppf(0.975)` is the limit 1.96 for `alpha=0.05`. `norm.ppf(0.8)` is the bit more for 80%. Call their sum
# $z$. Solve $p_2 - p_1 = z \cdot \text{SE}$ for $n$, with $n_1 = n_2 = n$.

# %% [markdown] exercise="n-per-arm" role="hint"
# After squaring, $n$ equals $z^2$ times the sum of the two terms $p(1-p)$, divided by the squared difference.

# %% exercise="n-per-arm" expected=true role="solution"
def n_per_arm(p1, p2, power=0.8, alpha=0.05):
    """Return the whole number of people needed in each group to tell p1 from p2."""
    z = norm.ppf(1 - alpha / 2) + norm.ppf(power)
    spread = p1 * (1 - p1) + p2 * (1 - p2)
    return int(np.ceil(z**2 * spread / (p2 - p1) ** 2))


size = n_per_arm(0.0563, 0.0592)
print(f"{size:,} in each group, {2 * size:,} in all, {2 * size / 574:.0f} days")

# %% [markdown] exercise="n-per-arm" role="explanation"
# About 101,600 people in each group: all newcomers of the four wikis for almost a year. Typical wrong answers:
# `norm.ppf(1 - alpha)` is the limit of a one-sided test. The number for both groups together is twice the
# number for one. And other formulas, with a pooled share or an arcsine, differ by a few people in 100,000: that
# is no error.

# %% exercise="n-per-arm" role="check"
answer = n_per_arm(0.0563, 0.0592)
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert abs(answer / 203_130 - 1) > 0.02, "This is the number for both groups together. Give the number for one."
assert abs(answer / 80_005 - 1) > 0.02, "Two-sided test: half of alpha lies on each side."
assert abs(answer / 101_565 - 1) < 0.01, "Compare with the second hint: which two values of norm.ppf do you add?"
assert abs(n_per_arm(0.10, 0.12) / 3_839 - 1) < 0.01, "From 10% to 12% you need about 3,840 in each group."
assert n_per_arm(0.10, 0.12, power=0.9) > n_per_arm(0.10, 0.12), "More power needs more people. Does the function use `power`?"
assert n_per_arm(0.10, 0.12, alpha=0.01) > n_per_arm(0.10, 0.12), "A stricter alpha needs more people. Does the function use `alpha`?"

# %% exercise="n-per-arm" role="check-hidden"
assert 350 < 2 * answer / 574 < 358 and round(209360 / 365) == 574, "The explanation says: almost a year."
assert abs(n_per_arm(0.12, 0.10) / 3_839 - 1) < 0.01, "A fall needs as many people as a rise."
assert abs(n_per_arm(0.5, 0.6, power=0.9, alpha=0.01) / 730 - 1) < 0.02, "Use all four arguments."
assert float(n_per_arm(0.3, 0.4)).is_integer(), "Round up to a whole person."
reached = power_of(0.10, 0.12, n_per_arm(0.10, 0.12), n_per_arm(0.10, 0.12))
assert 0.795 < reached < 0.81, "With this n, the power must be 80%."

# %% exercise="n-per-arm" role="mutant"
def n_per_arm(p1, p2, power=0.8, alpha=0.05):
    z = norm.ppf(1 - alpha) + norm.ppf(power)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p2 - p1) ** 2))

# %% exercise="n-per-arm" role="mutant"
def n_per_arm(p1, p2, power=0.8, alpha=0.05):
    z = norm.ppf(1 - alpha / 2) + norm.ppf(power)
    return 2 * int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p2 - p1) ** 2))

# %% exercise="n-per-arm" role="mutant"
def n_per_arm(p1, p2, power=0.8, alpha=0.05):
    z = norm.ppf(1 - alpha / 2)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p2 - p1) ** 2))

# %% exercise="n-per-arm" role="mutant"
def n_per_arm(p1, p2, power=0.8, alpha=0.05):
    z = norm.ppf(0.975) + norm.ppf(0.8)
    return int(np.ceil(z**2 * (p1 * (1 - p1) + p2 * (1 - p2)) / (p2 - p1) ** 2))

# %% [markdown]
# ### Is 76 to 24 free?
#
# Another experiment of the team gave the features to [76% of the newcomers and not to
# 24%](https://www.mediawiki.org/wiki/Growth/Personalized_first_day/Newcomer_tasks/Experiment_analysis,_November_2020).
# There is a good reason to do so: if the features help, more people profit. What does it cost? **Guess:** with
# the same 203,200 people in all, how far does the power fall from 80%?

# %%
total = 203_200
print("share that is treated")
for share in [0.50, 0.76, 0.90]:
    power = power_of(0.0563, 0.0592, total * (1 - share), total * share)
    print(f"{share:.0%}: power {power:.0%}, people x {0.25 / (share * (1 - share)):.2f}")

# %% tags=["remove-cell"]
assert [round(power_of(0.0563, 0.0592, total * (1 - s), total * s), 2) for s in (0.5, 0.76, 0.9)] == [0.80, 0.67, 0.40]
assert round(0.25 / (0.76 * 0.24), 2) == 1.37 and round(0.25 / 0.09, 2) == 2.78

# %% [markdown]
# Power falls to 67%. To get 80% back, the experiment needs 1.37 times the people, and so the time. ("people x"
# is approximate: it takes both groups to scatter equally.) The small group decides how well we see. An unequal
# split can be a good choice. It is never a free one.
#
# !!! tip "A good place to pause"
#     You can compute power and numbers of people. Next: a real plan, and what its "5%" means.
#
# ## Reading a published plan
#
# This section goes deeper: how to read a plan that others wrote. You can also go on with
# [the effect to plan for](lesson:ab-tests-and-power#the-effect-to-plan-for), and come back later.
#
# In 2020 the team [published its power
# analysis](https://github.com/wikimedia-research/Growth-power-analysis-2020) for activation in the four wikis.
# For an effect called "5%" it gives this power:

# %%
published = pd.Series({7: 0.690, 14: 0.819, 28: 0.885, 84: 0.934}, name="power")
per_day = four["registered"].sum() / 365
rate = four["activated"].sum() / four["registered"].sum()
print(f"{per_day:.0f} registrations a day")
print(f"{rate:.1%} activated")
published

# %% tags=["remove-cell"]
assert round(per_day) == 574 and round(rate, 3) == 0.252

# %% [markdown]
# Two things are strange. 93% after twelve weeks is hardly more than 89% after four. And 69% after only one
# week, for "5%"? The code beside the plan explains both.
#
# **The scale.** The effect is 0.2 in *log-odds*. The odds of a share are $p/(1-p)$, and log-odds are their
# natural logarithm. A rule of thumb divides a change in log-odds by 4 to get the *largest* possible change of
# the share. Hence "5%". At our rate it is this:

# %%
log_odds = np.log(rate / (1 - rate))
new_rate = 1 / (1 + np.exp(-(log_odds + 0.2)))
print(f"from {rate:.1%} to {new_rate:.1%}")
print(f"{100 * (new_rate - rate):.1f} points, a rise of {new_rate / rate - 1:.0%}")

# %% tags=["remove-cell"]
assert round(new_rate, 3) == 0.292 and round(100 * (new_rate - rate), 1) == 4.0 and round(new_rate / rate - 1, 2) == 0.16

# %% [markdown]
# "5%" is a rise of 4.0 points, or 16% of the rate. Always ask: percent of what?
#
# **The uncertain effect.** The plan does not assume that the effect *is* 0.2. In each simulated experiment it
# draws a true effect from a bell curve around 0.2 with a standard deviation of 0.1. So a few of these worlds
# have almost no effect, or a harmful one. No number of weeks finds a benefit that is not there. Statisticians
# call such an average of power over plausible effects *assurance*.

# %% [markdown] exercise="planned-power" minutes=8
# **Reproduce the table**
#
# Write `planned_power(days, effect, effect_sd, rng, repeats=20_000)` with the rules of the plan. In each
# repeat: draw the true effect from a bell curve (mean `effect`, standard deviation `effect_sd`). Draw the
# estimate from a bell curve around *that* true effect, with the standard error below. It is a success if the
# estimate is more than 2 standard errors *above* zero. Return the share of successes.
#
# $$\text{SE} = \sqrt{\frac{4}{n \, p(1-p)}}$$
#
# Here $n$ is the number of *all* people who register in `days` days, and $p$ the rate. This is the standard
# error of a difference in log-odds, for small effects and two equal groups. Use `per_day` and `rate` from
# above.

# %% exercise="planned-power" role="starter"
def planned_power(days, effect, effect_sd, rng, repeats=20_000):
    """Return the share of simulated experiments that find a benefit, for an uncertain true effect."""
    ...


for days in published.index:
    print(days, published[days], planned_power(days, 0.2, 0.1, np.random.default_rng(2026)))

# %% [markdown] exercise="planned-power" role="hint"
# Two random steps follow each other: first the world, then the experiment in this world. Each step is one call of
# `rng.normal` with `size=repeats`.

# %% [markdown] exercise="planned-power" role="hint"
# `rng.normal(centre, spread, size)` also takes an array as its centre. So the second call can use the result of
# the first.

# %% exercise="planned-power" expected=true role="solution"
def planned_power(days, effect, effect_sd, rng, repeats=20_000):
    """Return the share of simulated experiments that find a benefit, for an uncertain true effect."""
    people = per_day * days
    se = (4 / (people * rate * (1 - rate))) ** 0.5
    worlds = rng.normal(effect, effect_sd, repeats)
    estimates = rng.normal(worlds, se)
    return float((estimates > 2 * se).mean())


for days in published.index:
    ours = planned_power(days, 0.2, 0.1, np.random.default_rng(2026))
    print(f"{days:>2} days: published {published[days]:.3f}, ours {ours:.3f}")

# %% [markdown] exercise="planned-power" role="explanation"
# All four figures agree within 0.04. The team's method is richer: it draws new base rates for each wiki, models
# mobile and desktop, draws each person, and fits a multilevel logistic regression 1,000 times for each figure.
# (So each of its figures has a standard error of about 0.01 itself.) It also counts a month as 30 days. Our
# three lines keep what matters: the uncertain effect and the standard error. A typical wrong answer draws the
# estimates around `effect`: then the power is almost 1 after four weeks.

# %% exercise="planned-power" role="check"
answer = planned_power(28, 0.2, 0.1, np.random.default_rng(5))
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert 0 <= answer <= 1, "Return a share between 0 and 1."
assert answer < 0.95, "Too many successes. Does the true effect differ from repeat to repeat? Is the estimate compared with 2 SE?"
for days in published.index:
    ours = planned_power(days, 0.2, 0.1, np.random.default_rng(6))
    assert abs(ours - published[days]) < 0.04, f"{days} days: more than 0.04 away from the published figure. Check n (all people) and the limit of 2 SE."
assert planned_power(28, 0.0, 0.0, np.random.default_rng(7)) < 0.04, "Without any effect, about 2% succeed: only estimates ABOVE 2 SE count."

# %% exercise="planned-power" role="check-hidden"
assert abs(planned_power(7, 0.2, 0.0, np.random.default_rng(8)) - 0.776) < 0.02, "With effect_sd=0 the effect is always the same."
assert planned_power(28, 0.2, 0.0, np.random.default_rng(8)) > 0.99, "The explanation says: almost 1 after four weeks."
assert abs(planned_power(7, 0.08, 0.04, np.random.default_rng(9)) - 0.209) < 0.05, "Does it use the effect that it is given?"
assert abs(planned_power(7, 0.0, 0.1, np.random.default_rng(10)) - 0.125) < 0.02, "Does it use the effect and its standard deviation?"

# %% exercise="planned-power" role="mutant"
def planned_power(days, effect, effect_sd, rng, repeats=20_000):
    se = np.sqrt(4 / (per_day * days * rate * (1 - rate)))
    return (rng.normal(effect, se, repeats) > 2 * se).mean()

# %% exercise="planned-power" role="mutant"
def planned_power(days, effect, effect_sd, rng, repeats=20_000):
    se = np.sqrt(4 / (per_day * days * rate * (1 - rate)))
    return (rng.normal(rng.normal(effect, effect_sd, repeats), se) > 0).mean()

# %% exercise="planned-power" role="mutant"
def planned_power(days, effect, effect_sd, rng, repeats=20_000):
    se = np.sqrt(4 / (per_day * days / 2 * rate * (1 - rate)))
    return (rng.normal(rng.normal(effect, effect_sd, repeats), se) > 2 * se).mean()

# %% exercise="planned-power" role="mutant"
def planned_power(days, effect, effect_sd, rng, repeats=20_000):
    se = np.sqrt(4 / (per_day * days * rate * (1 - rate)))
    return (np.abs(rng.normal(rng.normal(effect, effect_sd, repeats), se)) > 2 * se).mean()

# %% [markdown]
# For the bell curves of this plan the average even has a closed form. The figure compares it with the power for
# an effect of exactly 0.2.

# %% alt="Two curves and four published dots, power against days from 3 to 84. The curve for an effect of exactly 0.2 climbs to almost 100 percent within 21 days. The curve for an uncertain effect runs through the published dots, 69, 82, 89 and 93 percent, and flattens out below a dotted line at 98 percent." tags=["hide-input"]
days = np.arange(3, 85)
se = np.sqrt(4 / (per_day * days * rate * (1 - rate)))
certain = norm.cdf(0.2 / se - 2)
uncertain = norm.cdf((0.2 - 2 * se) / np.sqrt(0.1**2 + se**2))
fig, ax = plt.subplots()
ax.plot(days, 100 * certain, "--", color="0.4")
ax.plot(days, 100 * uncertain, color="black")
ax.plot(published.index, 100 * published, "o", color="black", markersize=9)
ax.axhline(100 * norm.cdf(0.2 / 0.1), linestyle=":", color="black")
ax.text(30, 102, "effect exactly 0.2")
ax.text(36, 79, "uncertain effect\n(dots: published)")
ax.set_ylim(40, 109)
ax.set_yticks([40, 60, 80, 100])
ax.set_xlabel("Days")
ax.set_ylabel("Power (%)")
ax.set_title("More weeks cannot find a benefit\nthat may not be there")
plt.show()

# %% tags=["remove-cell"]
assert max(abs(uncertain[days == d][0] - published[d]) for d in published.index) < 0.04
assert round(norm.cdf(2), 2) == 0.98 and certain[days == 21][0] > 0.99

# %% [markdown]
# The dotted line at 98% is the share of worlds with a benefit. No number of weeks gets above it.
#
# ### The effect to plan for
#
# Which effect should a plan use? Not the one you hope for. Choose the **[smallest effect of
# interest](term:smallest-effect-of-interest)**: the smallest change that would alter your decision. If half a
# point would not be worth the work of your mentors, do not pay for seeing half a point. This is a decision of
# the community and no result of statistics.
#
# ## Looking early
#
# Your plan says twelve weeks. A friendly patroller asks every Monday: "Is it significant yet?" After five weeks
# it is. Stop and celebrate? Looking at the result repeatedly, and stopping when it pleases, is called
# **[peeking](term:peeking)**.
#
# **Predict:** if the features do *nothing*, how often will at least one of twelve Mondays show a "significant"
# result? 5%? 10%?

# %% [markdown] exercise="peeking-error" minutes=8
# **Count the false alarms**
#
# !!! warning "Simulated data"
#     Both groups have the same true rate. Each alarm is false, and we can count them.
#
# Write `peeking_error(looks, per_look, rate, rng, repeats=4000, limit=1.96)`. Before each look, `per_look` more
# people arrive in *each* group; at each look all people so far are compared, with `z_score` from above. Return
# the share of experiments in which $|z|$ is above the limit at one look or more.

# %% exercise="peeking-error" role="starter"
def peeking_error(looks, per_look, rate, rng, repeats=4000, limit=1.96):
    """Return the share of experiments without any effect that look significant at least once."""
    ...


for looks in [1, 4, 12]:
    print(looks, "looks:", peeking_error(looks, 2000, 0.252, np.random.default_rng(2026)))

# %% [markdown] exercise="peeking-error" role="hint"
# Draw a table for each group: one row for each experiment, one column for each look, with
# `size=(repeats, looks)`. The entries are the new activations of that week. At a look you need the sum so far.

# %% [markdown] exercise="peeking-error" role="hint"
# `.cumsum(axis=1)` adds along a row. The number of people so far is `per_look * np.arange(1, looks + 1)`.
# `.any(axis=1)` asks each row whether one of its columns is true.

# %% exercise="peeking-error" expected=true role="solution"
def peeking_error(looks, per_look, rate, rng, repeats=4000, limit=1.96):
    """Return the share of experiments without any effect that look significant at least once."""
    first, second = rng.binomial(per_look, rate, size=(2, repeats, looks)).cumsum(axis=2)
    so_far = per_look * np.arange(1, looks + 1)
    alarm = np.abs(z_score(first, so_far, second, so_far)) > limit
    return float(alarm.any(axis=1).mean())


for looks in [1, 4, 12]:
    print(f"{looks:>2} looks: {peeking_error(looks, 2000, 0.252, np.random.default_rng(2026)):.1%}")

# %% [markdown] exercise="peeking-error" role="explanation"
# One look keeps the promise of 5%. Twelve looks give more than 20%, without any effect. A typical wrong answer
# tests each week by itself: this gives $1 - 0.95^{12}$, or 46%, because separate weeks are independent. Sums
# share most of their people, so it is less. Another one counts the last look only, where nothing is wrong.

# %% exercise="peeking-error" role="check"
answer = peeking_error(12, 2000, 0.252, np.random.default_rng(3))
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert abs(peeking_error(1, 2000, 0.252, np.random.default_rng(4)) - 0.05) < 0.02, "With a single look, about 5% must be false alarms, on both sides together."
assert answer < 0.35, "Too many alarms. Do you compare all people so far, or only those of the week?"
assert answer > 0.08, "Too few alarms. One look above the limit is enough; it need not be the last one."
assert abs(answer - 0.215) < 0.03, "Twelve looks: about 21%. Count alarms above +limit and below -limit."
assert peeking_error(12, 2000, 0.252, np.random.default_rng(3), limit=3.0) < 0.04, "A higher limit gives fewer alarms. Does the function use `limit`?"

# %% exercise="peeking-error" role="check-hidden"
assert abs(peeking_error(4, 500, 0.5, np.random.default_rng(11)) - 0.126) < 0.03, "Does it use all of its arguments?"
assert round(1 - 0.95**12, 2) == 0.46, "The explanation says 46%."
assert abs(peeking_error(2, 3000, 0.1, np.random.default_rng(12), repeats=6000) - 0.083) < 0.02, "Two looks give about 8%."

# %% exercise="peeking-error" role="mutant"
def peeking_error(looks, per_look, rate, rng, repeats=4000, limit=1.96):
    a, b = rng.binomial(per_look, rate, (2, repeats, looks))
    return (np.abs(z_score(a, per_look, b, per_look)) > limit).any(axis=1).mean()

# %% exercise="peeking-error" role="mutant"
def peeking_error(looks, per_look, rate, rng, repeats=4000, limit=1.96):
    a, b = rng.binomial(per_look, rate, (2, repeats, looks)).cumsum(axis=2)
    n = per_look * np.arange(1, looks + 1)
    return (np.abs(z_score(a, n, b, n)) > limit)[:, -1].mean()

# %% exercise="peeking-error" role="mutant"
def peeking_error(looks, per_look, rate, rng, repeats=4000, limit=1.96):
    a, b = rng.binomial(per_look, rate, (2, repeats, looks)).cumsum(axis=2)
    n = per_look * np.arange(1, looks + 1)
    return (z_score(a, n, b, n) > limit).any(axis=1).mean()

# %% exercise="peeking-error" role="mutant"
def peeking_error(looks, per_look, rate, rng, repeats=4000, limit=1.96):
    a, b = rng.binomial(per_look, rate, (2, repeats, looks)).cumsum(axis=2)
    n = per_look * np.arange(1, looks + 1)
    return (np.abs(z_score(a, n, b, n)) > limit).mean()

# %% [markdown]
# Add up the differences between the groups, day after day. With many people, this sum moves like a *random walk*: each
# day adds an independent step. Divided by its standard error, which grows with the square root of the days, it is $z$.
# That lets us repeat the count without any people at all, and ask a second question: which limit would keep the promise?

# %%
rng = np.random.default_rng(2026)
steps = rng.normal(size=(50_000, 84))
walk = steps.cumsum(axis=1) / np.sqrt(np.arange(1, 85))
rows = []
for every, name in [(84, "at the end"), (7, "every week"), (1, "every day")]:
    highest = np.abs(walk[:, every - 1 :: every]).max(axis=1)
    rows.append((name, 84 // every, (highest > 1.96).mean(), np.quantile(highest, 0.95)))
pd.DataFrame(rows, columns=["look", "looks", "alarms", "limit"]).set_index("look").round(2)

# %% tags=["remove-cell"]
assert [round(r[2], 2) for r in rows] == [0.05, 0.21, 0.36], rows
assert round(rows[1][3], 1) == 2.6 and round(rows[0][3], 2) == 1.96, rows
assert 0.075 < (np.abs(walk[:, [34, 83]]) > 1.96).any(axis=1).mean() < 0.09, "the quiz says about 8%"

# %% alt="Twenty wandering lines over 12 weeks, the z scores of experiments without any effect, with dashed limits at plus and minus 1.96. Fifteen stay inside. Five that were outside on some Monday are drawn dark, with crosses on the outside weeks. Three of the five are inside again at the end." tags=["hide-input"]
weeks = np.arange(1, 13)
mondays = walk[:20, 6::7]
alarms = (np.abs(mondays) > 1.96).any(axis=1).sum()
fig, ax = plt.subplots(figsize=(6, 4.4))
for path in mondays:
    out = np.abs(path) > 1.96
    ax.plot(weeks, path, color="black" if out.any() else "0.75", linewidth=1.8 if out.any() else 1, zorder=2 if out.any() else 1)
    ax.plot(weeks[out], path[out], "X", color="black", markersize=9)
for limit in (-1.96, 1.96):
    ax.axhline(limit, color="black", linestyle="--", linewidth=1)
ax.set_ylim(-3.4, 3.4)
ax.set_xticks(weeks[1::2])
ax.set_xlabel("Week of the look")
ax.set_ylabel("z score")
ax.set_title(f"No effect at all: {alarms} of 20 experiments\nlook significant on some Monday (crosses)")
plt.show()

# %% tags=["remove-cell"]
assert alarms == 5 and (np.abs(mondays[:, -1]) > 1.96).sum() == 2

# %% [markdown]
# In the table, `alarms` is the share of false alarms, and `limit` is the limit that would keep them at 5%. Weekly
# looks raise the false alarms from 5% to 21%, daily looks to 36%. There are honest ways to look early.
# Fix the number of looks before the start, and use the higher limit (for twelve looks about 2.6 in place of
# 1.96). Or look only at *harm* and at technical errors. Or wait.

# %% [markdown] quiz="stop-early"
# An experiment was planned for 12 weeks. In week 5 it is significant, and the team stops. In the report, what is needed?
# - [ ] The p-value of week 5, because the test was correct on that day. > Misconception: a test does not care how the day was chosen. The day was chosen *because* of the result.
# - [ ] Nothing special, because stopping early saves work and harms nobody. > Misconception: peeking is free. The false alarms are several times more frequent than reported.
# - [x] How often the team looked, and a limit or method that was made for so many looks. > Yes. Then 5% can mean 5% again.
# - [ ] Seven more weeks at once, and then the usual test at 1.96. > Two looks are peeking too: about 8% false alarms in place of 5%.

# %% [markdown]
# !!! tip "A good place to pause"
#     You have a plan and a rule for looking. Next: who counts as one, and how to report "nothing found".
#
# ## One person, many edits
#
# Chance assigned *people*. But a table may have one row for each *edit*. Edits of one person resemble each
# other: some people are reverted often, most hardly ever. Are 8,000 edits 8,000 pieces of evidence?
#
# !!! warning "Simulated data"
#     2,000 experiments without any effect. Each group has 200 people with 20 edits each. The chance of a revert
#     differs from person to person (10% on average).

# %%
rng = np.random.default_rng(2026)
chance = rng.beta(0.6, 5.4, size=(2, 2000, 200))
reverted = rng.binomial(20, chance)
by_edit = z_score(reverted[0].sum(axis=1), 4000, reverted[1].sum(axis=1), 4000)
shares = reverted / 20
mean_1, mean_2 = shares.mean(axis=2)
by_person = (mean_2 - mean_1) / np.sqrt(shares.var(axis=2, ddof=1).sum(axis=0) / 200)
print(f"False alarms by edit:   {(np.abs(by_edit) > 1.96).mean():.0%}")
print(f"False alarms by person: {(np.abs(by_person) > 1.96).mean():.0%}")

# %% tags=["remove-cell"]
assert round((np.abs(by_edit) > 1.96).mean(), 2) == 0.30, (np.abs(by_edit) > 1.96).mean()
assert 0.04 <= (np.abs(by_person) > 1.96).mean() <= 0.06

# %% [markdown]
# Counting edits makes 30% of these null experiments "significant". The rule: **analyse the unit that chance
# assigned.** Make one number for each person first. If chance assigns whole events, schools or wikis, then
# *these* are your $n$, and four wikis are four. Watch for people with two accounts, and for mentors who teach
# both groups: then the groups are no longer separate.
#
# ## Reporting "nothing found"
#
# Back to the village pump. How much could such an experiment see? The published task names no group sizes.
# **Suppose** that it had all newcomers of our four wikis for 77 days, at the speed of 2019, and a split of 76
# to 24.

# %%
people = round(per_day * 77)
n_treated = round(people * 0.76)
n_control = people - n_treated
k_control, k_treated = round(n_control * 0.0563), round(n_treated * 0.0592)
print(f"control:  {k_control:,} of {n_control:,}")
print(f"features: {k_treated:,} of {n_treated:,}")
print(f"z = {z_score(k_control, n_control, k_treated, n_treated):.2f}")
print(f"Power for 5.63% -> 5.92%: {power_of(0.0563, 0.0592, n_control, n_treated):.0%}")

# %% tags=["remove-cell"]
assert round(power_of(0.0563, 0.0592, n_control, n_treated), 2) == 0.20
assert round(z_score(k_control, n_control, k_treated, n_treated), 2) == 1.11, z_score(k_control, n_control, k_treated, n_treated)
assert (k_control, n_control, k_treated, n_treated) == (597, 10600, 1987, 33566), (k_control, n_control, k_treated, n_treated)

# %% [markdown]
# With these numbers, a real rise from 5.63% to 5.92% would have been *missed in 80 of 100 experiments*. So "not
# significant" was to be expected, with or without an effect. A useful report has three parts:
#
# - the difference with a 95% [interval](term:confidence-interval);
# - the smallest difference that the experiment could have seen with 80% power, $(1.96 + 0.84) \cdot \text{SE}$;
# - what both mean for the decision.
#
# Do not compute "the power for the effect that we found" and take it as news: it only repeats the p-value.
# Compare with the smallest effect of interest, which was chosen before.

# %% [markdown] exercise="report-null" minutes=7
# **The numbers for an honest report**
#
# Write `report(k_control, n_control, k_treated, n_treated)`. It returns a dictionary in *percentage points*:
# `difference` (treated minus control), `low` and `high` (95% interval, plus and minus 1.96 SE), and `smallest`,
# the smallest true difference with 80% power. Use the observed shares for the SE.

# %% exercise="report-null" role="starter"
def report(k_control, n_control, k_treated, n_treated):
    """Return {"difference", "low", "high", "smallest"} in percentage points."""
    ...


print(report(k_control, n_control, k_treated, n_treated))

# %% [markdown] exercise="report-null" role="hint"
# All four numbers need the difference and one SE. The function `z_score` above computes both inside.

# %% [markdown] exercise="report-null" role="hint"
# Compute with shares, and multiply by 100 at the very end. The smallest difference uses the SE and not the
# difference that was found.

# %% exercise="report-null" expected=true role="solution"
def report(k_control, n_control, k_treated, n_treated):
    """Return {"difference", "low", "high", "smallest"} in percentage points."""
    groups = [(k_control / n_control, n_control), (k_treated / n_treated, n_treated)]
    error = sum(share * (1 - share) / size for share, size in groups) ** 0.5
    gap = groups[1][0] - groups[0][0]
    numbers = {"difference": gap, "low": gap - 1.96 * error, "high": gap + 1.96 * error, "smallest": 2.8 * error}
    return {name: float(100 * value) for name, value in numbers.items()}


for name, value in report(k_control, n_control, k_treated, n_treated).items():
    print(f"{name:>10}: {value:+.2f} points")

# %% [markdown] exercise="report-null" role="explanation"
# The difference is +0.29 points, with an interval from −0.22 to +0.79. The experiment could see about 0.72
# points, more than a tenth of the rate. So it excludes a large benefit and a large harm, and it says nothing
# about a rise of 5%. A typical wrong answer forgets the 0.84: with 1.96 SE alone, half of the experiments miss
# the effect.

# %% exercise="report-null" role="check"
answer = report(k_control, n_control, k_treated, n_treated)
assert answer is not None, "The function gives nothing back. Does it end with a return line?"
assert set(dict(answer)) == {"difference", "low", "high", "smallest"}, "The dictionary needs exactly these four names."
assert abs(answer["difference"]) > 0.1, "Percentage points, please: from 5.6% to 5.9% is 0.3 points."
assert answer["difference"] > 0, "Take treated minus control."
assert answer["low"] < answer["difference"] < answer["high"], "The interval must hold the difference."
simple = report(200, 1000, 300, 1000)
assert abs(simple["difference"] - 10) < 1e-6, "For 200 of 1,000 and 300 of 1,000 the difference is 10 points."
assert abs(simple["low"] - 6.235) < 0.02 and abs(simple["high"] - 13.765) < 0.02, "Check the SE: each group has its own share and its own size."
assert abs(simple["smallest"] - 3.765) > 0.02, "With 1.96 SE, only half of the experiments would see it. What must be added for 80%?"
assert abs(simple["smallest"] - 5.38) < 0.03, "The smallest difference is (1.96 + 0.84) times the SE, whatever was found."

# %% exercise="report-null" role="check-hidden"
assert (round(answer["difference"], 2), round(answer["low"], 2), round(answer["high"], 2)) == (0.29, -0.22, 0.79), "The explanation names these."
assert round(answer["smallest"], 2) == 0.72 and answer["smallest"] / 5.63 > 0.1, "The explanation names 0.72 points."
uneven = report(50, 500, 200, 4000)
assert abs(uneven["difference"] + 5) < 1e-6 and abs(uneven["high"] + 2.285) < 0.02 and abs(uneven["smallest"] - 3.88) < 0.03, "Groups may have different sizes, and a fall is possible."

# %% exercise="report-null" role="mutant"
def report(k_control, n_control, k_treated, n_treated):
    p1, p2 = k_control / n_control, k_treated / n_treated
    se = np.sqrt(p1 * (1 - p1) / n_control + p2 * (1 - p2) / n_treated)
    return {"difference": 100 * (p2 - p1), "low": 100 * (p2 - p1 - 1.96 * se), "high": 100 * (p2 - p1 + 1.96 * se), "smallest": 196 * se}

# %% exercise="report-null" role="mutant"
def report(k_control, n_control, k_treated, n_treated):
    p1, p2 = k_control / n_control, k_treated / n_treated
    se = np.sqrt(p1 * (1 - p1) / n_control + p2 * (1 - p2) / n_treated)
    return {"difference": p2 - p1, "low": p2 - p1 - 1.96 * se, "high": p2 - p1 + 1.96 * se, "smallest": 2.8 * se}

# %% exercise="report-null" role="mutant"
def report(k_control, n_control, k_treated, n_treated):
    p1, p2 = k_control / n_control, k_treated / n_treated
    p, n = (k_control + k_treated) / (n_control + n_treated), (n_control + n_treated) / 2
    se = np.sqrt(2 * p * (1 - p) / n)
    return {"difference": 100 * (p2 - p1), "low": 100 * (p2 - p1 - 1.96 * se), "high": 100 * (p2 - p1 + 1.96 * se), "smallest": 280 * se}

# %% exercise="report-null" role="mutant"
def report(k_control, n_control, k_treated, n_treated):
    p1, p2 = k_control / n_control, k_treated / n_treated
    se = np.sqrt(p1 * (1 - p1) / n_control + p2 * (1 - p2) / n_treated)
    return {"difference": 100 * (p2 - p1), "low": 100 * (p2 - p1 - 1.96 * se), "high": 100 * (p2 - p1 + 1.96 * se), "smallest": abs(100 * (p2 - p1))}

# %% [markdown] exercise="may-we-write" minutes=5
# **What may the report say?**
#
# The assumed experiment found +0.29 points, with a 95% interval from −0.22 to +0.79. It had 80% power for 0.72
# points. Write `"yes"` for each sentence that these numbers support, and `"no"` for the others.

# %% exercise="may-we-write" role="starter"
answers = {
    "1 The features have no effect.": ...,
    "2 A rise of half a point is compatible with what we saw.": ...,
    "3 The features work, because 5.92% is more than 5.63%.": ...,
    "4 A fall of a full point is hard to reconcile with what we saw.": ...,
    "5 The probability that the features help is 95%.": ...,
    "6 An experiment of this size would probably miss a true rise of 0.29 points.": ...,
}

# %% [markdown] exercise="may-we-write" role="hint"
# Put each claimed size on a line with the interval from −0.22 to +0.79. Is it inside or outside? And is zero
# inside?

# %% [markdown] exercise="may-we-write" role="hint"
# An interval speaks about sizes of the effect. It gives no probability for a claim. For the last sentence you
# have seen a number in the text above.

# %% exercise="may-we-write" role="solution"
answers = {
    "1 The features have no effect.": "no",
    "2 A rise of half a point is compatible with what we saw.": "yes",
    "3 The features work, because 5.92% is more than 5.63%.": "no",
    "4 A fall of a full point is hard to reconcile with what we saw.": "yes",
    "5 The probability that the features help is 95%.": "no",
    "6 An experiment of this size would probably miss a true rise of 0.29 points.": "yes",
}

# %% [markdown] exercise="may-we-write" role="explanation"
# Sentence 1 is Tomás, sentence 3 is Amara. The interval holds zero, and it also holds benefits that would be
# worth having. So both claims go too far. Sentences 2 and 4 are what the data can say: some sizes fit, others
# do not. Sentence 5 mistakes the 95% of the method for a probability of the claim. Sentence 6 is the power of
# about 20%.

# %% exercise="may-we-write" role="check"
from hashlib import sha256

assert isinstance(answers, dict) and len(answers) == 6, "Keep the dictionary with its six lines."
given = {str(key).split()[0]: str(value).strip().lower() for key, value in answers.items()}
KEY = {  # fingerprints of the right labels, so that you can read this check without seeing them
    "1": "3a373817", "2": "6fa6ccbf", "3": "8d48d52c", "4": "049bb2d2", "5": "1b9a88c1", "6": "3e6c24d9",
}

def fits(key):
    return sha256(f"may we write {key}: {given[key]}".encode()).hexdigest()[:8] == KEY[key]


assert set(given.values()) <= {"yes", "no"}, "Write 'yes' or 'no' on every line."
assert fits("1"), "Sentence 1: which benefits does the interval still allow?"
assert fits("3"), "Sentence 3: is zero inside the interval?"
assert fits("2"), "Sentence 2: is +0.5 inside the interval?"
assert fits("4"), "Sentence 4: where does the interval end on the left?"
assert fits("5"), "Sentence 5: does the 95% belong to the method or to the claim?"
assert fits("6"), "Sentence 6: compare 0.29 with the smallest difference that had 80% power."

# %% exercise="may-we-write" role="check-hidden"
assert sorted(given.values()) == ["no"] * 3 + ["yes"] * 3, "Three sentences are supported."

# %% exercise="may-we-write" role="mutant"
answers = {
    "1 The features have no effect.": "yes",
    "2 A rise of half a point is compatible with what we saw.": "no",
    "3 The features work, because 5.92% is more than 5.63%.": "no",
    "4 A fall of a full point is hard to reconcile with what we saw.": "yes",
    "5 The probability that the features help is 95%.": "no",
    "6 An experiment of this size would probably miss a true rise of 0.29 points.": "yes",
}

# %% exercise="may-we-write" role="mutant"
answers = {
    "1 The features have no effect.": "no",
    "2 A rise of half a point is compatible with what we saw.": "yes",
    "3 The features work, because 5.92% is more than 5.63%.": "no",
    "4 A fall of a full point is hard to reconcile with what we saw.": "yes",
    "5 The probability that the features help is 95%.": "yes",
    "6 An experiment of this size would probably miss a true rise of 0.29 points.": "yes",
}

# %% [markdown] quiz="split-and-null"
# A small wiki ran a test of a welcome message: 90% got it, 10% did not, 400 newcomers in all. Result: not significant. What is the best next step?
# - [ ] Remove the message, because it was tested and does not work. > Misconception: no significance is no effect. The control group had 40 people.
# - [ ] Run it again with 90% and 10%, because the split does not matter if chance decides. > Misconception: an unequal split costs nothing. It needs 2.8 times the people here.
# - [ ] Keep adding newcomers until it becomes significant. > Misconception: peeking is free. In the long run, nearly every null experiment crosses the limit.
# - [x] Report the interval, and plan with other wikis for the smallest effect that matters to them. > Yes. Together, several small wikis can have the power that none of them has alone.

# %% [markdown]
# ## Ask before you randomise
#
# Chance is fair. It is not consent. Newcomers have not agreed to be part of your study, and a community has to
# live with what you do to its newcomers. Work through [Before you collect anything](lesson:ethics-first) first.
# For experiments, add:
#
# - **Ask the community** where it talks, in its language, before the start. Tell who is assigned, to what, for
#   how long. Document the project on Meta-Wiki, and give people a way to leave.
# - **Never test harm.** No vandalism to see who reverts it, no rude messages, no help taken away that people
#   rely on.
# - **Too small is unfair too.** An experiment without power costs people's attention and cannot answer. So the
#   power analysis belongs in the request for consent.
# - **Plan the end.** Who looks for harm on the way? Who gets the better version afterwards? Write the smallest
#   effect of interest, the number of looks and the analysis down before the first person arrives, as in [Honest
#   from plan to page](lesson:plan-report-reproduce).
#
# So what do Tomás and Amara decide, with the assumed numbers? They leave the features on, because a harm of
# more than about a fifth of a point does not fit. They ask the other wikis to join a longer test, with equal
# groups, one look, and the smallest effect of interest that all have agreed on.
#
# ## On your own wiki
#
# 1. Find your base rate and your newcomers per week. The [analytics pages](https://stats.wikimedia.org) show
#    new registrations for each wiki. Activation needs a query or a team that has it.
# 2. Choose the smallest effect of interest with people who do the work. Write it in points *and* in percent of
#    the rate.
# 3. Compute the people needed. If your wiki needs twenty years, that is a result: do not run this test. Look
#    for a larger change, a more frequent outcome (first edits rather than active editors), or other wikis to
#    join. A wiki with 10 registrations a day has 840 in twelve weeks.
# 4. Let chance assign by account, in equal groups if you can. Analyse by account too.
# 5. Report difference, interval, and the smallest effect you could see. Also, and above all, if you found nothing.
