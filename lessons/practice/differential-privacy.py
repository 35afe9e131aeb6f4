# %% [markdown]
# ## One reader too many
#
# Mei's affiliate works in a small country. Every month she asks the same question: **"Which articles do people in our country
# read?"** A friend with access to the raw data could count them for her. "We publish counts only," Mei says, "for whole pages and a whole country. What could go
# wrong?"
#
# Here is what could go wrong. Think of a report with exact counts that appears twice. In between, one family moved away. Everything else stayed the same.
#
# | Page read in the district | First report | Second report |
# |---|---|---|
# | Weather | 1,204 | 1,203 |
# | Divorce | 17 | 16 |
# | Cancer | 31 | 29 |
#
# Subtract, and you know what the family read. No name was ever published. The table above is invented, but the subtraction works on
# every exact table. Looking at the [smallest cell](lesson:ethics-first#how-small-is-too-small) does not help: the weather page has more than a thousand readers.
#
# [Differential privacy](term:differential-privacy) is an answer to this. It adds a little noise to each count, so much that *one*
# person disappears in it, and so little that thousands stay visible. Wikimedia uses it to publish views by country. After this lesson you can add
# such noise, say what it protects, and read the noisy tables.
#
# **Keep these:** epsilon, sensitivity, the Laplace mechanism, threshold, privacy budget. Rho and delta are how
# Wikimedia counts its budget; they come at the end, with one formula.
#
# **Before you go on, predict:** a page is missing in Wikimedia's table for a country. Had it no readers there?

# %% [markdown]
# ## A little noise
#
# The idea is old: let chance change every answer a bit. The **Laplace distribution** is made for it. Most of its values are near zero, a few are large, and
# plus and minus are equally likely. Its *scale* says how wide it is: the mean distance from zero.
#
# Take the page with 17 readers, and the same page with 16. We publish each a hundred thousand times, with fresh noise of scale 1 each time, and count what comes out.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

rng = np.random.default_rng(2026)
with_her = np.round(17 + rng.laplace(0, 1, 100_000))
without_her = np.round(16 + rng.laplace(0, 1, 100_000))
print("the first ten published numbers")
print("with her:")
print(with_her[:10].astype(int))
print("without her:")
print(without_her[:10].astype(int))

# %% alt="Two bar charts in one, published numbers from 10 to 23. The bars with her peak at 17, the bars without her at 16. Both peaks are wide and overlap: every number that comes from one of them can come from the other too." tags=["hide-input"]
numbers = np.arange(10, 24)
fig, ax = plt.subplots()
for values, shift, label, hatch in [(with_her, -0.2, "17 readers", ""), (without_her, 0.2, "16 readers", "//")]:
    share = [(values == number).mean() * 100 for number in numbers]
    ax.bar(numbers + shift, share, width=0.4, label=label, hatch=hatch)
ax.set_xlabel("published number")
ax.set_ylabel("how often (%)")
ax.set_title("One published number does not tell who was there")
ax.legend()
plt.show()

# %% [markdown]
# Somebody publishes "17". Was she there? Perhaps. A 17 comes from 16 readers often enough. How often compared with the other case?
# This ratio is what the whole theory measures.

# %%
ratio = (with_her == 17).sum() / (without_her == 17).sum()
print(f"17: {ratio:.2f} times as likely with her")

# %% tags=["remove-cell"]
assert 1.6 < ratio < 2.72, ratio
assert round(ratio, 2) == 2.07

# %% [markdown]
# The number 17 is 2.07 times as likely with her. For Laplace noise of scale 1, no number that can come out is more than $e^1 = 2.72$
# times as likely in one case as in the other. The exponent is called [epsilon](term:epsilon), written $\varepsilon$:
#
# $$\frac{P(\text{result} \mid \text{with her})}{P(\text{result} \mid \text{without her})} \le e^{\varepsilon}$$
#
# A small $\varepsilon$ makes the two cases hard to tell apart. This holds for *every* result, every person, and every reader of the table, whatever else
# they know. It does not say that nothing can be learned about her. If the table shows that smoking harms, it shows so with or without her.

# %% [markdown] quiz="what-epsilon-means"
# A table is published with an epsilon of 1. What does the number promise to somebody who is counted in it?
# - [ ] A chance of 1% that her row is found out. > Epsilon is no probability. It bounds a ratio: how much more likely any result becomes because she is in the data.
# - [x] No result is more than about 2.7 times as likely because she is in the data. > Yes: the bound is e to the power of epsilon, and e is about 2.718.
# - [ ] Her own count is wrong by 1 at most. > The noise has no largest value. Epsilon is about how well two cases can be told apart.

# %% [markdown]
# ## How much noise is needed
#
# She may have read more than one page, or one page ten times. So the noise must hide *all* that one person can change.
# This largest change is the [sensitivity](term:sensitivity). In practice it is enforced: each person's views are counted up to a bound, and the rest is dropped. Then the
# [Laplace mechanism](term:laplace-mechanism) is one line:
#
# $$\text{published} = \text{count} + \text{noise}$$
#
# The noise gets this scale:
#
# $$\text{scale} = \frac{\text{bound}}{\varepsilon}$$
#
# With a bound of 30 views and $\varepsilon = 1$ the scale is 30. Note what is *not* in the formula: the size of the count. The same noise is nothing for a
# large page and everything for a small one.

# %%
for count in [20, 200, 2_000, 20_000]:
    error = np.abs(rng.laplace(0, 30, 10_000)).mean() / count
    print(f"{count:>6,} views: wrong by {error:.2%}")

# %% tags=["remove-cell"]
assert 1.4 < 30 / 20 < 1.6 and 30 / 20_000 == 0.0015

# %% [markdown]
# The mean error is 30 views in each line. For a page with 20 views that is 150%, for one with 20,000 views it is 0.15%. **Privacy costs the small pages most.** For a small
# language, or a small country, that is nearly all pages. It is a price, and an honest report names who pays it.

# %% [markdown] exercise="add-noise" minutes=8
# **Publish a column of counts**
#
# Write `publish(counts, epsilon, bound, rng)`. `counts` is a series. Return a new series with the same index: each count plus its **own** Laplace noise
# with the scale from the formula above. Take the noise from `rng.laplace(...)`.

# %% exercise="add-noise" role="starter"
def publish(counts, epsilon, bound, rng):
    """Return the counts, each with its own Laplace noise of scale bound / epsilon."""
    ...


exact = pd.Series({"Weather": 1204, "Divorce": 17, "Cancer": 31})
print(publish(exact, epsilon=1, bound=2, rng=np.random.default_rng(1)))

# %% [markdown] exercise="add-noise" role="hint"
# A small epsilon must give a *large* noise. On which side of the division does it stand?

# %% [markdown] exercise="add-noise" role="hint"
# `rng.laplace(0, scale, size)` draws `size` numbers at once. If you draw one number and add it to all counts, the differences between
# the counts stay exact.

# %% exercise="add-noise" role="solution"
def publish(counts, epsilon, bound, rng):
    """Return the counts, each with its own Laplace noise of scale bound / epsilon."""
    noise = rng.laplace(0, bound / epsilon, len(counts))
    return counts + noise


exact = pd.Series({"Weather": 1204, "Divorce": 17, "Cancer": 31})
publish(exact, epsilon=1, bound=2, rng=np.random.default_rng(1)).round(1)

# %% [markdown] exercise="add-noise" role="explanation"
# Each count needs its own noise. With one number for all, a single page whose true count is known gives away every other one. The second typical error turns the
# division round: then more privacy would mean less noise. Do not round negative results up to zero in secret. It looks tidy, and it makes every total
# of small pages too high.

# %% exercise="add-noise" role="check"
zeros = pd.Series(0.0, index=range(4000))
before = zeros.copy()
out = publish(zeros, epsilon=0.5, bound=3, rng=np.random.default_rng(7))
assert out is not None, "The function returns nothing yet. Does it end with a return line?"
assert len(out) == len(zeros) and list(getattr(out, "index", [])) == list(zeros.index), "Return a series with the same index."
assert out.nunique() > 100, "Every count needs its own noise."
assert zeros.equals(before), "The counts that come in were changed."
spread = out.abs().mean()
assert 5 < spread < 7, "The noise has another scale. Use the bound divided by epsilon: here the mean distance from zero should be near 6."
assert abs(out.mean()) < 1, "Plus and minus must be equally likely: centre the noise at zero."

# %% exercise="add-noise" role="check-hidden"
_counts = pd.Series([10.0, 1000.0] * 3000)
_out = publish(_counts, epsilon=2, bound=1, rng=np.random.default_rng(8))
_noise = _out - _counts
assert 0.4 < _noise.abs().mean() < 0.6, "With epsilon 2 and bound 1 the scale is 0.5."
assert abs(_noise[::2].abs().mean() - _noise[1::2].abs().mean()) < 0.1, "The noise must not depend on the size of the count."
assert (_out < 0).sum() == 0 or True
_low = publish(pd.Series(np.zeros(2000)), epsilon=1, bound=1, rng=np.random.default_rng(9))
assert (_low < 0).mean() > 0.4, "Negative results belong to the method. Do not cut them off."
_kurt = ((_noise / _noise.std()) ** 4).mean()
assert _kurt > 4, "The noise should come from the Laplace distribution."

# %% exercise="add-noise" role="mutant"
def publish(counts, epsilon, bound, rng):
    return counts + rng.laplace(0, bound / epsilon)

# %% exercise="add-noise" role="mutant"
def publish(counts, epsilon, bound, rng):
    return counts + rng.laplace(0, epsilon / bound, len(counts))

# %% exercise="add-noise" role="mutant"
def publish(counts, epsilon, bound, rng):
    return (counts + rng.laplace(0, bound / epsilon, len(counts))).clip(lower=0)

# %% exercise="add-noise" role="mutant"
def publish(counts, epsilon, bound, rng):
    return counts + rng.normal(0, bound / epsilon, len(counts))

# %% [markdown]
# !!! tip "A good place to pause"
#     You can add noise with a stated guarantee. Next: the tables that Wikimedia really publishes, and the pages that are missing in them.

# %% [markdown]
# ## Wikimedia's noisy tables
#
# Since 2023 the Wikimedia Foundation has published daily views by country, project and page. Older years were added later. A noisy count below a
# **threshold** is left out, so that the file is not full of pages that are nothing but noise. The published settings changed twice:
#
# | Days | Noise | Scale | Threshold |
# |---|---|---|---|
# | Jul 2015 to Feb 2017 | Laplace | 300 | 3,500 |
# | Feb 2017 to Feb 2023 | Laplace | 30 | 450 |
# | since 6 Feb 2023 | Gaussian | 10 | 90 |
#
# Since February 2024 the table also has countries in which readers run a higher risk, with settings of their own.
#
# What does a small country see of its own reading? Exact counts by country are not public, for good reasons. So we make them up.
#
# !!! warning "Simulated data"
#     We take the real [daily views of 20 articles](dataset:pageviews-daily) in 2023, and pretend that 1% of them come from one country. This gives exact counts
#     whose truth we know. No real table by country looks exactly like it.
#
# **Risk tier: public.** The input has totals for whole pages and days, for the whole world.

# %%
views = pd.read_csv("data/pageviews-daily.csv", parse_dates=["date"], index_col="date")
world = views.drop(columns="wiki_all").loc["2023"]
country = pd.DataFrame(rng.poisson(0.01 * world), index=world.index, columns=world.columns)
print(f"{country.size:,} counts, the middle one is {np.median(country):.0f}")

# %% tags=["remove-cell"]
assert country.size == 7300
assert np.median(country) == 142

# %%
settings = {
    "2015-17": (rng.laplace(0, 300, country.shape), 3_500),
    "2017-23": (rng.laplace(0, 30, country.shape), 450),
    "since 2023": (rng.normal(0, 10, country.shape), 90),
}
shown = {}
for name, (noise, threshold) in settings.items():
    shown[name] = (country + noise) >= threshold
    print(f"{name:>10}: {shown[name].to_numpy().mean():6.1%} published")

# %% tags=["remove-cell"]
_rates = {name: round(100 * table.to_numpy().mean(), 1) for name, table in shown.items()}
assert _rates == {"2015-17": 0.0, "2017-23": 12.7, "since 2023": 62.8}
_middle = country.median()
assert shown["since 2023"].mean()[_middle < 60].max() < 0.25, shown["since 2023"].mean()[_middle < 60]

# %% alt="Dot plot of twenty articles, from few views at the bottom to many at the top. Under the setting of 2015 to 2017 all dots are at zero. Under that of 2017 to 2023 only the largest few articles reach high shares. Since 2023 most articles above about 100 views a day are published on nearly all days, and those below 60 views on fewer than a quarter of them." tags=["hide-input"]
articles = world.median().sort_values().index
fig, ax = plt.subplots(figsize=(6.0, 5.5))
for (name, table), marker in zip(shown.items(), "^so"):
    ax.plot(table[articles].mean() * 100, range(len(articles)), marker, label=name)
ax.set_yticks(range(len(articles)), [f"{median * 0.01:,.0f}" for median in world[articles].median()])
ax.set_xlabel("days on which the article is in the table (%)")
ax.set_ylabel("typical views a day in the country, 20 articles")
ax.set_title("Better settings, and\nthe small pages still vanish")
ax.legend(loc="center right", bbox_to_anchor=(0.85, 0.55))
plt.show()

# %% [markdown]
# The readers are the same in all three cases. Under the first setting, practically none of the 7,300 counts is published. Under the second it is 12.7%, under the present one
# 62.8%. Each line of the figure is one article. Articles with fewer than 60 typical views a day are shown on fewer than one day in four, under the best setting too.
#
# So a missing row means: *the noisy count was below the threshold*. It does not mean that nobody read the page. And it is not a missing value at random: it is missing *because* it is
# small. A mean of the published rows only is too high.

# %%
noise, threshold = settings["2017-23"]
noisy = country + noise
published_mean = noisy.where(noisy >= threshold).stack().mean()
true_mean = country.stack().mean()
print(f"mean of the published rows: {published_mean:,.0f}")
print(f"true mean of all rows:      {true_mean:,.0f}")

# %% tags=["remove-cell"]
assert round(published_mean) == 1126 and round(true_mean) == 254 and round(published_mean / true_mean, 1) == 4.4

# %% [markdown]
# The mean of the published rows is 1,126, more than four times the true mean of 254. Baseline and limit belong beside every result from such a table: state the threshold, count only pages that are far above it, and never
# compare years with different settings.

# %% [markdown] quiz="absent-page"
# An article is in the table for country A, but not for country B, on the same day. What may you write?
# - [ ] "Nobody in country B read it on that day." > Up to the threshold, readers stay invisible. That can be dozens of views or more.
# - [x] "Its noisy count for country B was below the threshold." > Yes, and name the threshold.
# - [ ] "Country B is on the list of protected countries." > Then all pages of B would be missing, or have another setting. One missing page does not say that.

# %% [markdown]
# ## Every release costs
#
# Noise protects once. What if the same count is published every day, each time with fresh noise? Average the releases, and the noise goes away.

# %%
releases = 17 + np.random.default_rng(4).laplace(0, 5, 2_000)
running = releases.cumsum() / np.arange(1, 2_001)
for number in [1, 10, 100, 2_000]:
    print(f"mean of {number:>5} releases: {running[number - 1]:.1f}")

# %% tags=["remove-cell"]
assert abs(running[1999] - 17) < 0.5
assert [round(running[n], 1) for n in (0, 9, 99, 1999)] == [27.9, 19.4, 18.1, 17.1]

# %% alt="Line chart of the mean of more and more noisy releases of one count, on a log scale from 1 to 2,000 releases. It begins at 27.9, swings, and settles at 17.1, next to the dashed line at the secret value 17." tags=["hide-input"]
fig, ax = plt.subplots()
ax.plot(range(1, 2_001), running)
ax.axhline(17, linestyle="--", color="black")
ax.text(1.1, 17.3, "the secret: 17")
ax.set_xscale("log")
ax.set_xticks([1, 10, 100, 1_000], ["1", "10", "100", "1,000"])
ax.set_xlabel("releases of the same count (log scale)")
ax.set_ylabel("mean of the releases")
ax.set_title("Ask often enough, and the noise is gone")
plt.show()

# %% [markdown]
# The theory sees this coming. Epsilons **add up**: ten releases with $\varepsilon = 1$ about the same people cost $\varepsilon = 10$ together. The total that one allows is the
# [privacy budget](term:privacy-budget). When it is spent, no further answer is given.
#
# For Gaussian noise one counts the cost in another unit, $\rho$ (rho). It adds up in the same way, and more exactly. At the end one translates the sum to
# $\varepsilon$, with a tiny chance $\delta$ (delta) that the promise fails:
#
# $$\varepsilon = \rho + 2 \sqrt{\rho \, \ln(1 / \delta)}$$
#
# Wikimedia's notes on the table say: $\rho = 0.015$ for each day, roughly $\varepsilon = 1$ with $\delta = 10^{-7}$. You can check that.

# %% [markdown] exercise="rho-to-epsilon" minutes=6
# **Check the published number**
#
# Write `epsilon_of(rho, delta)` with the formula above. Does $\rho = 0.015$ with $\delta = 10^{-7}$ give about 1?

# %% exercise="rho-to-epsilon" role="starter"
def epsilon_of(rho, delta):
    """Translate a cost rho into epsilon, for a chance delta that the promise fails."""
    ...


print(epsilon_of(0.015, 1e-7))

# %% [markdown] exercise="rho-to-epsilon" role="hint"
# $\ln$ is the natural logarithm. In NumPy it is `np.log`, and the root is `np.sqrt`.

# %% [markdown] exercise="rho-to-epsilon" role="hint"
# $\ln(1/\delta)$ is a positive number, about 16 for $\delta = 10^{-7}$. It stands inside the root, multiplied by $\rho$.

# %% exercise="rho-to-epsilon" expected=true role="solution"
def epsilon_of(rho, delta):
    """Translate a cost rho into epsilon, for a chance delta that the promise fails."""
    return rho + 2 * np.sqrt(rho * np.log(1 / delta))


print(round(float(epsilon_of(0.015, 1e-7)), 3))

# %% [markdown] exercise="rho-to-epsilon" role="explanation"
# The result is 0.998, and the published note says "roughly 1". The two agree. The root matters: $\rho$ grows with the number of days, but $\varepsilon$ grows more slowly. A
# typical error uses `np.log10`. It gives a smaller $\varepsilon$, and so promises more than is true.

# %% exercise="rho-to-epsilon" role="check"
value = epsilon_of(0.015, 1e-7)
assert value is not None, "The function returns nothing yet. Does it end with a return line?"
assert value > 0.1, "Look at the root: rho times the logarithm stands under it, and the root is taken twice."
assert abs(value - 0.66) > 0.02, "This is the logarithm to the base 10. The formula has the natural logarithm."
assert abs(value - 0.9984) < 0.001, "Compare your line with the formula, term by term."
assert epsilon_of(0.015, 1e-9) > value, "A smaller delta must cost more."

# %% exercise="rho-to-epsilon" role="check-hidden"
assert abs(epsilon_of(0.5, 1e-5) - (0.5 + 2 * (0.5 * 11.512925464970229) ** 0.5)) < 1e-6, "Try other values of rho and delta."
assert abs(epsilon_of(5.475, 1e-7) - 24.26292949824654) < 1e-4, "Large values of rho must work too."

# %% exercise="rho-to-epsilon" role="mutant"
def epsilon_of(rho, delta):
    return rho + 2 * np.sqrt(rho * np.log10(1 / delta))

# %% exercise="rho-to-epsilon" role="mutant"
def epsilon_of(rho, delta):
    return 2 * np.sqrt(rho * np.log(1 / delta))

# %% exercise="rho-to-epsilon" role="mutant"
def epsilon_of(rho, delta):
    return 0.9984

# %% [markdown]
# Now the other side of the note: the budget is *for each day*. A person who reads every day is in every table. The next cell adds up $\rho$ over days and translates the sum.

# %%
delta = 1e-7
totals = {days: 0.015 * days for days in [1, 7, 30, 365]}
for days, rho in totals.items():
    print(f"{days:>3} days: rho {rho:.3f}, epsilon {rho + 2 * (rho * np.log(1 / delta)) ** 0.5:.1f}")

# %% tags=["remove-cell"]
_year = 5.475 + 2 * (5.475 * np.log(1 / delta)) ** 0.5
assert round(_year, 1) == 24.3 and round(np.log10(np.exp(_year))) == 11
assert round(0.015 + 2 * (0.015 * np.log(1 / delta)) ** 0.5, 3) == 0.998

# %% [markdown]
# "Epsilon 1" becomes 24.3 for somebody who reads on every day of a year. The bound $e^{24.3}$ is a number with 11 digits: as a worst case, it promises nearly nothing.
# **The unit of a guarantee belongs in every sentence about it.** Here the unit is one device, on one day, with its first ten different pages. A bound is not an attack: nobody has shown that
# such a reader can be found. But the promise for a day is not a promise for a year.

# %% [markdown] exercise="days-in-budget" minutes=8
# **How long does a budget last?**
#
# Write `days_in_budget(rho, delta, budget)`: the largest number of whole days for which the total $\varepsilon$ is still at most `budget`, if every day costs
# `rho`. If already one day costs too much, return 0.

# %% exercise="days-in-budget" role="starter"
def days_in_budget(rho, delta, budget):
    """Return the largest number of days whose total epsilon is at most the budget."""
    ...


print(days_in_budget(0.015, 1e-7, 5))

# %% [markdown] exercise="days-in-budget" role="hint"
# After `d` days the cost in rho is `d * rho`. Translate the sum once, at the end. Do not multiply epsilon by the days.

# %% [markdown] exercise="days-in-budget" role="hint"
# A `while` loop can try one day more as long as the total for that day still fits. Begin with no days.

# %% exercise="days-in-budget" expected=true role="solution"
def days_in_budget(rho, delta, budget):
    """Return the largest number of days whose total epsilon is at most the budget."""
    days = 0
    while (total := (days + 1) * rho) + 2 * np.sqrt(total * np.log(1 / delta)) <= budget:
        days += 1
    return days


print(days_in_budget(0.015, 1e-7, 5))

# %% [markdown] exercise="days-in-budget" role="explanation"
# Rho adds up day by day, and its root is taken at the end. If you divide the budget by the epsilon of one day, you get 5 days; the true answer is more than four times as many. The
# worst case of every day at once is so unlikely that delta covers it. This is why people who publish often count in $\rho$.

# %% exercise="days-in-budget" role="check"
answer = days_in_budget(0.015, 1e-7, 5)
assert answer is not None, "The function returns nothing yet. Does it end with a return line?"
assert answer != 5, "Epsilons of Gaussian noise need not be added one by one. Add up rho first, then translate."
_cost = lambda d: d * 0.015 + 2 * (d * 0.015 * np.log(1e7)) ** 0.5
assert _cost(answer) <= 5, "The total of that many days is above the budget."
assert _cost(answer + 1) > 5, "One day more still fits into the budget."
assert days_in_budget(0.015, 1e-7, 0.5) == 0, "If one day costs too much, the answer is 0."

# %% exercise="days-in-budget" role="check-hidden"
for _rho, _delta, _budget in [(0.1, 1e-5, 10), (0.001, 1e-9, 3), (0.5, 1e-7, 24.3)]:
    _days = days_in_budget(_rho, _delta, _budget)
    _e = lambda d: d * _rho + 2 * (d * _rho * np.log(1 / _delta)) ** 0.5
    assert _e(_days) <= _budget < _e(_days + 1), "Try other costs and budgets."

# %% exercise="days-in-budget" role="mutant"
def days_in_budget(rho, delta, budget):
    return int(budget // (rho + 2 * np.sqrt(rho * np.log(1 / delta))))

# %% exercise="days-in-budget" role="mutant"
def days_in_budget(rho, delta, budget):
    return int(budget / rho)

# %% exercise="days-in-budget" role="mutant"
def days_in_budget(rho, delta, budget):
    days = 1
    while days * rho + 2 * np.sqrt(days * rho * np.log(1 / delta)) <= budget:
        days += 1
    return days

# %% [markdown] quiz="average-releases"
# A team publishes the same noisy table again each week, with fresh noise, "so that people can average it". What do you answer?
# - [x] Each release spends budget; a thousand averaged releases are nearly the exact count. > Yes. If a better number is needed, publish once with less noise, and state the epsilon.
# - [ ] Good, because fresh noise protects again each time. > Fresh noise is exactly what an average removes.
# - [ ] It is harmless as long as each single release has a small epsilon. > The costs add up over releases about the same people.

# %% [markdown] exercise="true-or-false" minutes=6
# **Read a noisy table**
#
# Write `True` or `False` for each sentence.
#
# - **a** With noise of scale 30, a page with 40 views is as exact, in percent, as a page with 4,000.
# - **b** A published count can be larger than the true count.
# - **c** A country whose row is missing for a page had no views of it.
# - **d** Between two years with different thresholds, the number of published pages can rise although nobody reads more.
# - **e** If a table has epsilon 1 for each day, a daily reader has epsilon 1 for the year.
# - **f** Somebody who knows everything about all other readers still cannot be sure whether the last one is in the table.

# %% exercise="true-or-false" role="starter"
said = {"a": None, "b": None, "c": None, "d": None, "e": None, "f": None}

# %% [markdown] exercise="true-or-false" role="hint"
# For **d**, look at the three settings again. What changed, apart from the readers?

# %% [markdown] exercise="true-or-false" role="hint"
# Three sentences are true. One of them is the promise itself, in words.

# %% exercise="true-or-false" role="solution"
said = {"a": False, "b": True, "c": False, "d": True, "e": False, "f": True}

# %% [markdown] exercise="true-or-false" role="explanation"
# **d** is the trap that catches careful people: a chart of "pages read in our country" jumps in 2017 and in 2023, and both jumps are made by the settings. **f** is
# what differential privacy promises: even against somebody who knows all the rest. The typical error is **e**: a guarantee without its unit.

# %% exercise="true-or-false" role="check"
from hashlib import sha256

given = {letter: str(said.get(letter)).strip().lower() for letter in "abcdef"}
KEY = {"a": "14e34d1b", "b": "86d7fcdf", "c": "e4db8738", "d": "93b9c29e", "e": "f2b7c282", "f": "ed16cbb3"}  # fingerprints


def fits(letter):
    return sha256(f"{letter}: {given[letter]}".encode()).hexdigest()[:8] == KEY[letter]


assert set(given.values()) <= {"true", "false"}, "Write True or False for each letter."
assert fits("a"), "a: the noise is the same number of views. What is it in percent?"
assert fits("b"), "b: on which side of zero can the noise be?"
assert fits("c"), "c: what happens to a count below the threshold?"
assert fits("d"), "d: compare the three settings. Which one shows more pages of the same country?"
assert fits("e"), "e: add up the days, as in the table above."
assert fits("f"), "f: this is the promise. Against whom does it hold?"

# %% exercise="true-or-false" role="check-hidden"
assert len(said) == 6, "Judge exactly the six sentences."

# %% exercise="true-or-false" role="mutant"
said = {"a": False, "b": True, "c": True, "d": True, "e": False, "f": True}

# %% exercise="true-or-false" role="mutant"
said = {"a": False, "b": True, "c": False, "d": True, "e": True, "f": True}

# %% exercise="true-or-false" role="mutant"
said = dict.fromkeys("abcdef", True)

# %% [markdown]
# ## On your own wiki
#
# **To read** noisy data about your country: read [the notes of the table](https://analytics.wikimedia.org/published/datasets/country_project_page/00_README.html) first. They say which settings your country has, and which
# days, and once a whole country, were missing because of an error. Then download one day of the country, project and page table. Keep your country and your wiki. Then write down three things before any result: the setting of
# that period, the smallest published count, and how many pages of your wiki appear at all. For a small wiki the answer may be "six". Then use a week or a month of the public totals for the whole world instead, and say that they are
# not about your country.
#
# **To publish** counts about your own events: with thirty participants, noise that protects them hides nearly everything else. Differential privacy is made for thousands. For small groups it is better to publish less: shares
# of large groups, or a story that people agreed to.
#
# What would change the conclusions here: a bound of more or fewer pages for each device, another threshold, and readers who block the cookie that counts their pages. Two details we left out: in practice the
# noise must come from a secure generator, and the page must have enough views worldwide to be considered at all.
