# %% [markdown]
# ## "On average, 5,492 views a day"
#
# Mei writes the yearly report of her affiliate. Volunteers improved the article on Chinese New Year, in several
# languages. The funder asks one question: how many people does the article reach on a normal day? Mei opens a
# spreadsheet, averages the daily views of the English article, and writes: "On average, 5,492 views a day."
#
# Amara reads the draft. "I opened the statistics page on five different days," she says. "I never saw a number
# near 5,000. Is your sum wrong?"
#
# The sum is right. The sentence is still misleading. In this lesson you learn why, and what to write instead.
# You will work with the [daily views](dataset:pageviews-daily) of 20 English Wikipedia articles that you loaded in
# [Eight years in one table](lesson:tables-with-pandas).
#
# !!! note "Data and risk"
#     **Risk tier: public.** The table holds daily totals, no readers and no editors. Its limits are the same as
#     before: bots are included, a view is not a person, and the 20 articles are not a random sample. So even
#     a good number answers "how many views", and not the funder's "how many people". Mei, Amara and their work are
#     invented; the data are real.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

daily = pd.read_csv("data/pageviews-daily.csv", index_col="date", parse_dates=True)
new_year = daily["Chinese_New_Year"]
print(f"{len(new_year):,} days until {new_year.index.max():%Y-%m-%d}")
print(f"Mean:   {new_year.mean():,.0f} views a day")
print(f"Median: {new_year.median():,.0f} views a day")
print(f"Days below the mean: {(new_year < new_year.mean()).mean():.0%}")

# %% tags=["remove-cell"]
assert len(new_year) == 2869 and daily.isna().sum().sum() == 0
assert round(new_year.mean()) == 5492 and round(new_year.median()) == 1889
assert round((new_year < new_year.mean()).mean(), 2) == 0.83
assert 2.9 < new_year.mean() / new_year.median() < 3.0

# %% [markdown]
# The **mean** is the total divided by the number of days. It shares all views out equally. The
# **[median](term:median)** is the middle day: put the days in order from quiet to busy and take the one in the
# middle. Half of the days lie at or below it.
#
# Mei's mean is almost three times the median. Worse, 83% of the days had *fewer* views than this "average day".
# Amara was not unlucky. She saw ordinary days, and ordinary days are below the mean.
#
# Who pulls the mean up? Count what the busiest 1% of the days contribute.

# %%
busiest = new_year.nlargest(round(len(new_year) * 0.01))
print(f"Share of the busiest {len(busiest)} days: {busiest.sum() / new_year.sum():.0%}")
busiest.head(3)

# %% tags=["remove-cell"]
assert len(busiest) == 29 and round(busiest.sum() / new_year.sum(), 2) == 0.29
assert busiest.index[0] == pd.Timestamp("2023-01-22") and busiest.iloc[0] == 859715

# %% [markdown]
# Twenty-nine days out of eight years carry 29% of the views. The top day, 22 January 2023, was the festival
# itself. These days are real, and they matter to the funder. They are not typical.

# %% [markdown] quiz="mean-far-above-median"
# A colleague sees a mean of 5,492 and a median of 1,889 for the same article. What can she conclude?
# - [ ] One of the two numbers must be a mistake. > Misconception: a mean far above the median is an error. Both can be correct, because they answer different questions.
# - [x] A few very busy days lift the mean, and the median hardly notices them. > Yes. The distance between the two is information about the shape of the data.
# - [ ] On half of the days the article had more than 5,492 views. > That would describe the median. Here 83% of the days stay below the mean.
# - [ ] The busy days are measurement errors, so they should be deleted before any summary. > Large is not the same as wrong. Look at the dates first: here they are the festival.

# %% [markdown] exercise="mean-and-median" minutes=6
# **A typical day, for any article**
#
# Mei has 20 articles to describe, so she wants a function. Complete `typical_day`. It returns a dictionary
# with the `mean`, the `median`, and `below_mean`: the share of days with fewer views than the mean. A missing
# value (`NaN`) is a day that nobody measured. It must not count as a quiet day. Try your function on
# `daily["Easter"]`.

# %% exercise="mean-and-median" role="starter"
def typical_day(views):
    """Describe a series of daily views; NaN marks a day that was not measured.

    Returns a dict with the keys "mean", "median" and "below_mean", which is the
    share (0 to 1) of the measured days that had fewer views than the mean.
    """
    ...


typical_day(daily["Easter"])

# %% [markdown] exercise="mean-and-median" role="hint"
# Mean and median are methods of a series, and both skip missing values by themselves. The share needs more
# care: how many days belong in the number you divide by?

# %% [markdown] exercise="mean-and-median" role="hint"
# Remove the missing days first, with `.dropna()`. After that, compare the remaining days with the mean. The
# comparison gives `True` or `False` for each day. The mean of those is a share.

# %% exercise="mean-and-median" expected=true role="solution"
def typical_day(views):
    measured = views.dropna()
    centre = measured.mean()
    return {
        "mean": float(centre),
        "median": float(measured.median()),
        "below_mean": float((measured < centre).mean()),
    }


typical_day(daily["Easter"])

# %% [markdown] exercise="mean-and-median" role="explanation"
# Easter shows the same pattern: the mean is more than twice the median, and most days stay below the mean. A
# typical wrong answer compares the full series with its mean. A comparison with `NaN` gives `False`, so a
# missing day counts as "not below" and the share becomes too small. Filling gaps with zero is worse: it
# invents quiet days.

# %% exercise="mean-and-median" role="check"
result = typical_day(daily["Easter"])
assert isinstance(result, (dict, pd.Series)), "Return a dictionary; a function without return gives None."
for key in ("mean", "median", "below_mean"):
    assert key in result, f"The dictionary needs the key {key!r}."
assert abs(result["mean"] - daily["Easter"].sum() / 2869) < 0.01, "Check the mean: total views divided by days."
assert abs(result["median"] - sorted(daily["Easter"])[1434]) < 0.01, "Check the median: the middle of the ordered days."
assert 0 <= result["below_mean"] <= 1, "below_mean is a share between 0 and 1, not a count or a percentage."
assert result["below_mean"] > 0.5, "Which days should be counted: those below the mean or those below the median?"
small = typical_day(pd.Series([1.0, 2.0, np.nan, 9.0]))
assert abs(small["below_mean"] - 2 / 3) < 1e-9, "With views 1, 2, missing, 9: how many days were measured?"

# %% exercise="mean-and-median" role="check-hidden"
gaps = typical_day(pd.Series([1, 2, 3, np.nan, np.nan, 100]))
assert abs(gaps["mean"] - 26.5) < 1e-9, "The mean must use the measured days only."
assert abs(gaps["median"] - 2.5) < 1e-9, "The median must use the measured days only."
assert abs(gaps["below_mean"] - 0.75) < 1e-9, "The share must use the measured days only."
flat = typical_day(pd.Series([5, 5, 5]))
assert abs(flat["below_mean"]) < 1e-9, "On a flat series no day is below the mean."
left = typical_day(pd.Series([1, 10, 11, 12]))
assert abs(left["below_mean"] - 0.25) < 1e-9, "The share must be computed, also where the mean is below the median."

# %% exercise="mean-and-median" role="mutant"
def typical_day(views):
    return {"mean": views.mean(), "median": views.median(), "below_mean": (views < views.mean()).mean()}

# %% exercise="mean-and-median" role="mutant"
def typical_day(views):
    views = views.fillna(0)
    return {"mean": views.mean(), "median": views.median(), "below_mean": (views < views.mean()).mean()}

# %% exercise="mean-and-median" role="mutant"
def typical_day(views):
    views = views.dropna()
    return {"mean": views.mean(), "median": views.median(), "below_mean": (views < views.median()).mean()}

# %% [markdown]
# ### Is Chinese New Year special?
#
# Divide the mean by the median, for every article. A ratio of 1 says that both agree. The figure shortens three
# long titles.

# %%
articles = daily.drop(columns="wiki_all")
ratio = (articles.mean() / articles.median()).sort_values()
print(f"Ratio above 1: {(ratio > 1).sum()} of {len(ratio)} articles")
print(f"Smallest: {ratio.iloc[0]:.2f}   largest: {ratio.iloc[-1]:.2f}")

# %% tags=["remove-cell"]
assert (ratio > 1).sum() == len(ratio) == 20
assert round(ratio.iloc[-1], 2) == 3.89 and ratio.index[-1] == "Microsoft_Office"
assert ratio.index[-2] == "Thanksgiving" and round(ratio["William_Shakespeare"], 2) == 1.03

# %% alt="Dot chart of mean divided by median for 20 articles, sorted. All dots lie to the right of 1. Germany, William Shakespeare and the United States lie close to 1; Easter, Chinese New Year and Thanksgiving near 3; Microsoft Office highest, almost 4." tags=["hide-input"]
short = {"List of highest-grossing films": "Highest-grossing films (list)",
         "List of United States cities by population": "Cities of the USA (list)",
         "List of countries that have gained independence from the United Kingdom": "Independence from UK (list)"}
names = [short.get(name, name) for name in ratio.index.str.replace("_", " ")]
fig, ax = plt.subplots(figsize=(6, 5.6), layout="constrained")
ax.hlines(names, 1, ratio)
ax.plot(ratio, names, "o")
ax.axvline(1, color="black", linewidth=1)
ax.set_xlim(0.9, 4.2)
ax.set_xlabel("Mean divided by median (1 = both agree)")
ax.set_title("In all 20 articles,\nthe mean is above the median")
plt.show()

# %% [markdown]
# All 20 articles lie to the right of 1. Views cannot fall below zero, but news can lift them without a limit.
# The tail of busy days is on one side, and the mean follows the tail. This is no law of nature: other data can
# have the long tail on the other side, and other articles may behave differently.
#
# ### When the mean is the right number
#
# The median is no "better mean". The mean has one property that the median lacks: multiplied by the number of
# days, it gives back the total.

# %%
print(f"All views in the table:   {new_year.sum():>10,}")
print(f"Mean x number of days:    {new_year.mean() * len(new_year):>10,.0f}")
print(f"Median x number of days:  {new_year.median() * len(new_year):>10,.0f}")

# %% tags=["remove-cell"]
assert new_year.sum() == round(new_year.mean() * len(new_year))
assert round(new_year.median() * len(new_year) / new_year.sum(), 2) == 0.34

# %% [markdown]
# From the median you would report about a third of the real total. So choose by question. For "how much in
# all?", use the total or the mean. For "what does a typical day look like?", use the median.

# %% [markdown] quiz="total-or-typical"
# The funder asks: "How many views did all our articles get this year, in total?" Mei has only one summary per article left, plus the number of days. Which summary does she need?
# - [ ] The median, because it is always the safer summary. > Misconception: the median is always better. Medians cannot be added up or multiplied into a total.
# - [ ] The busiest day, because it shows the largest reach. > One day says nothing about the other days.
# - [x] The mean, because mean times days gives the total. > Yes. The totals of the articles can then be added up.

# %% [markdown]
# ## How much do days differ?
#
# A typical value needs a partner: the spread. A **[quantile](term:quantile)** cuts the ordered days at a
# share. The 0.25 quantile has 25% of the days at or below it. The **[interquartile
# range](term:interquartile-range)** (IQR) is the 0.75 quantile minus the 0.25 quantile. It is the width of
# the middle half.

# %%
new_year.quantile([0.05, 0.25, 0.50, 0.75, 0.95]).round(0)

# %% tags=["remove-cell"]
assert new_year.quantile(0.25) == 1414 and new_year.quantile(0.75) == 3202
assert round(new_year.quantile(0.05)) == 1036 and new_year.quantile(0.95) == 16208

# %% [markdown]
# The first column is the share of days below, the second the views. Now Mei can write a better sentence: "On
# half of the days, the article had between 1,414 and 3,202 views. On one day in twenty, it had more than
# 16,208." It is longer, and it is hard to misread.
#
# ### One day against eight years
#
# You may know the **standard deviation** (SD), which is built from squared distances to the mean. Another
# measure of spread is the **[median absolute deviation](term:median-absolute-deviation)** (MAD). Take each
# day's distance from the median, without its sign. The MAD is the median of those distances.
#
# Which summaries survive a single extreme day? You know one from the lesson on tables: 8 September 2022, for the
# article *Elizabeth II*. Remove this day, and compare.

# %%
def summarise(series):
    distances = (series - series.median()).abs()
    iqr = series.quantile(0.75) - series.quantile(0.25)
    return {"mean": series.mean(), "SD": series.std(),
            "median": series.median(), "IQR": iqr, "MAD": distances.median()}

queen = daily["Elizabeth_II"]
without = queen.drop(pd.Timestamp("2022-09-08"))
summary = pd.DataFrame({"all days": summarise(queen), "one day less": summarise(without)})
summary["change in %"] = 100 * (summary["one day less"] / summary["all days"] - 1)
summary.round(2)

# %% tags=["remove-cell"]
assert summary["change in %"].round(2).to_dict() == {"mean": -5.86, "SD": -38.51, "median": -0.05, "IQR": -0.21, "MAD": -0.09}
assert queen["2022-09-08"] == queen.max() == 10312178
assert round(summary.loc["SD", "all days"]) == 242736 and round(summary.loc["MAD", "all days"]) == 8040

# %% [markdown]
# Without one day out of 2,869, the SD falls by 38.51% and the mean by 5.86%. Median, IQR and MAD hardly move:
# they are **[robust](term:robust)**, which means that a few extreme values cannot pull them far. The SD of
# 242,736 mostly reflects a few historic days. The MAD of 8,040 describes ordinary days.
#
# Robust does not mean "delete the extremes". The day of the Queen's death belongs in the story. It should not
# decide what a normal day is.

# %% [markdown] exercise="busy-days" minutes=8
# **Flag the busy days**
#
# Mei wants a list of exceptional days, to look each one up. Write `busy_days(views, k)`. It returns the part
# of the series with more than `k` MADs above the median. Dates stay as the index, in the old order. A missing
# day is never busy. Use the MAD as defined above, without a scaling factor. Try it on `new_year`
# with `k = 10`.

# %% exercise="busy-days" role="starter"
def busy_days(views, k):
    """Return the entries of the Series `views` that lie more than k MADs above its median."""
    ...


busy_days(new_year, 10)

# %% [markdown] exercise="busy-days" role="hint"
# You need two numbers before you filter: the median, and the MAD. The function `summarise` above shows the
# two steps of the MAD. Both ignore missing values.

# %% [markdown] exercise="busy-days" role="hint"
# The limit is the median plus `k` times the MAD. Keep the entries above the limit with square brackets, as
# you filtered rows in the lesson on tables. Only the upper side counts.

# %% exercise="busy-days" expected=true role="solution"
def busy_days(views, k):
    centre = views.median()
    mad = (views - centre).abs().median()
    return views[views > centre + k * mad]


flagged = busy_days(new_year, 10)
flagged.groupby(flagged.index.month).size()

# %% [markdown] exercise="busy-days" role="explanation"
# The output counts the flagged days by month. Most fall in January and February, where the festival lies
# every year. So a flag is a question, not a verdict: here it found a season. The typical wrong answer is
# "mean plus three SDs". It finds only 22 days, because the busy days inflate the very SD that should reveal
# them. Statisticians call this masking. The value `k = 10` is a choice. Report it, and try another one.

# %% exercise="busy-days" role="check"
found = busy_days(new_year, 10)
assert isinstance(found, pd.Series), "Return a Series: filter `views`, so that the dates stay as the index."
assert pd.Timestamp("2023-01-22") in found.index, "The festival of 2023 should be flagged. Is your limit too high?"
assert len(found) > 22, "Too few days. Did you use the mean and the standard deviation?"
assert found.min() > new_year.median(), "Only days above the median can be busy. Keep the upper side only."
tiny = pd.Series([8, 9, 10, 10, 11, 12, 30])
assert list(busy_days(tiny, 5)) == [30], "For 8, 9, 10, 10, 11, 12, 30 the median is 10 and the MAD is 1. Which values lie above 15?"
assert list(busy_days(tiny, 1)) == [12, 30], "With k = 1, compare with median plus one MAD."

# %% exercise="busy-days" role="check-hidden"
by_sd = new_year > new_year.mean() + 3 * new_year.std()
assert by_sd.sum() == 22, "The explanation names 22 days for the rule with mean and SD."
assert len(found) == 378 and int(found.index.month.isin([1, 2]).sum()) == 304, "The limit is median plus k times MAD."
gappy = pd.Series([10.0, np.nan, 12.0, 8.0, 100.0, 11.0, np.nan], index=list("abcdefg"))
assert list(busy_days(gappy, 3).index) == ["e"], "Missing days must not disturb the median or be flagged."
low = pd.Series([50, 51, 52, 53, 54, 0, 1])
assert len(busy_days(low, 3)) == 0, "Very quiet days are not busy days."
order = pd.Series([5, 90, 5, 6, 7, 80], index=list("uvwxyz"))
assert list(busy_days(order, 6).index) == ["v", "z"], "Keep the order of the days."

# %% exercise="busy-days" role="mutant"
def busy_days(views, k):
    return views[views > views.mean() + k * views.std()]

# %% exercise="busy-days" role="mutant"
def busy_days(views, k):
    distance = (views - views.median()).abs()
    return views[distance > k * distance.median()]

# %% exercise="busy-days" role="mutant"
def busy_days(views, k):
    distance = (views - views.median()).abs()
    return views[views > views.median() + k * distance.mean()]

# %% [markdown]
# ### What these summaries say, and what they do not
#
# Is 2,869 days a large sample? Test an idea. Count how often a day lies within 10% of the day before. Then
# mix the order of the days at random, and count again.

# %%
def close_to_day_before(values):
    step = values[1:] / values[:-1]
    return ((step > 0.9) & (step < 1.1)).mean()

mixed = np.random.default_rng(7).permutation(new_year.to_numpy())
print("Days within 10% of the day before")
print(f"Real order:  {close_to_day_before(new_year.to_numpy()):.0%}")
print(f"Mixed order: {close_to_day_before(mixed):.0%}")

# %% tags=["remove-cell"]
assert round(close_to_day_before(new_year.to_numpy()), 2) == 0.50 and round(close_to_day_before(mixed), 2) == 0.11

# %% [markdown]
# Neighbouring days resemble each other: 50% against 11%. This is **[autocorrelation](term:autocorrelation)**.
# A day repeats much of what the day before already said. So 2,869 days tell us less about the usual level than
# 2,869 independent measurements would. Our summaries *describe* the counts of these eight years. They do not
# promise what next year brings. Formulas for margins of error that assume independent values do not apply to
# them.
#
# !!! tip "A good place to pause"
#     You can now choose between mean and median, and describe spread robustly. Next: how to *see* such data.

# %% [markdown]
# ## A scale that multiplies
#
# A histogram with equal steps fails on this data. Almost every day falls into the first bar. The cure is a
# **[log scale](term:log-scale)**. On a common (linear) scale, equal distances *add* the same amount. On a log
# scale, equal distances *multiply* by the same factor. From 1,000 to 10,000 is as far as from 10,000 to
# 100,000.
#
# The position of a value is its logarithm. With base 10, $\log_{10}(1000) = 3$, because $10^3 = 1000$. Zero
# has no logarithm: you can divide by ten for ever and never arrive at zero.

# %% alt="Two histograms of the daily views of Chinese New Year. Top, common scale: one high bar near zero and an empty axis up to 860 thousand. Bottom, log scale: a hill with its top near 1,500 views and a long right slope. The median lies by the hill, the mean far out on the slope."
fig, (top, bottom) = plt.subplots(2, 1, figsize=(6, 5), layout="constrained")
top.hist(new_year / 1000, bins=40)
top.set_xlabel("Views a day (thousands)")
top.set_ylabel("Days")
top.set_title("Common scale: one bar")
bottom.hist(new_year, bins=np.logspace(2.8, 6, 40))
bottom.set_xscale("log")
bottom.set_xticks([1_000, 10_000, 100_000], ["1,000", "10,000", "100,000"])
bottom.axvline(new_year.median(), color="black", label="median")
bottom.axvline(new_year.mean(), color="black", linestyle="--", label="mean")
bottom.set(xlabel="Views a day (log scale)", ylabel="Days", title="Log scale: a shape appears")
bottom.legend()
plt.show()

# %% [markdown]
# Both panels show the same 2,869 days. At the top, the festival stretches the axis and hides everything else.
# Below, you see a hill of ordinary days and a long slope of festival weeks. The median stands on the hill.
# The mean stands on the slope.
#
# ### Skewness: one number for the lopsided shape
#
# **[Skewness](term:skewness)** measures how lopsided a distribution is. Each day's distance from the mean is
# counted in SDs $s$ and raised to the third power, which keeps the sign:
#
# $$\text{skewness} = \frac{1}{n} \sum_{i=1}^{n} \left( \frac{x_i - \bar{x}}{s} \right)^3$$
#
# A long right tail gives a positive value, a long left tail a negative one. A symmetric shape gives zero.
# (pandas adds a small correction for short series.) The third power makes skewness very sensitive to single
# days. Never read it without a picture.

# %% [markdown] exercise="skew-and-log" minutes=8
# **Skew before and after the log**
#
# Write `skew_and_log(views)`. It returns a dictionary with `raw`, the skewness of the views, `log`, the
# skewness of their logarithms, and `left_out`, the number of days without a logarithm. Those are days with
# zero views and missing days. To compare fairly, both skewness values must use the same days. The method
# `.skew()` of a series is allowed. Try it on `queen`.

# %% exercise="skew-and-log" role="starter"
def skew_and_log(views):
    """Compare the skewness of positive daily views before and after taking logarithms.

    Returns a dict with the keys "raw", "log" and "left_out" (the count of zero or missing days).
    """
    ...


skew_and_log(queen)

# %% [markdown] exercise="skew-and-log" role="hint"
# Decide first which days you keep. The same selection then goes into both skewness values, and its length
# tells you how many days were left out.

# %% [markdown] exercise="skew-and-log" role="hint"
# A filter that keeps values greater than zero also drops missing days, because `NaN > 0` is `False`. `np.log10`
# accepts a whole series and returns a series.

# %% exercise="skew-and-log" expected=true role="solution"
def skew_and_log(views):
    positive = views[views > 0]
    return {
        "raw": round(float(positive.skew()), 3),
        "log": round(float(np.log10(positive).skew()), 3),
        "left_out": len(views) - len(positive),
    }


skew_and_log(queen)

# %% [markdown] exercise="skew-and-log" role="explanation"
# The log shrinks the skewness of the Queen's article enormously, but not to zero: the log values still have a
# right tail. A typical wrong answer takes the logarithm of `views + 1` to avoid the zero. That changes every
# value, most of all on small wikis where days with 0 to 5 views are common. Counting and reporting the days
# left out is more honest. Note that the base does not matter: another base multiplies all logs by one factor,
# and skewness ignores that.

# %% exercise="skew-and-log" role="check"
answer = skew_and_log(queen)
assert isinstance(answer, (dict, pd.Series)), "Return a dictionary; a function without return gives None."
assert set(dict(answer)) >= {"raw", "log", "left_out"}, "The dictionary needs the keys 'raw', 'log' and 'left_out'."
assert abs(answer["raw"] - queen.skew()) < 0.05, "raw is the skewness of the views themselves."
assert abs(answer["log"]) < 5, "The log value is still large. Did you take the logarithm before the skewness?"
doubling = pd.Series([1.0, 2.0, 4.0, 8.0, 16.0])
assert abs(skew_and_log(doubling)["log"]) < 0.01, "The logs of 1, 2, 4, 8, 16 are evenly spaced. What skewness do they have?"
assert skew_and_log(doubling)["left_out"] == 0, "No day of 1, 2, 4, 8, 16 needs to be left out."
with_zero = pd.Series([0, 1, 2, 4, 8, 16])
assert abs(skew_and_log(with_zero)["log"]) < 0.01, "A day with zero views has no logarithm. Leave it out of both values."
assert skew_and_log(with_zero)["left_out"] == 1, "Count the days that were left out."
even = skew_and_log(pd.Series([0, 99, 100, 101]))
assert abs(even["raw"]) < 0.01, "raw must use the same days as log: leave the zero out there, too."

# %% exercise="skew-and-log" role="check-hidden"
rng = np.random.default_rng(11)
sample = pd.Series(np.round(10 ** rng.normal(1.2, 0.4, 600)) + 1)
sample.iloc[:100] = 0
sample.iloc[100:120] = np.nan
kept = sample.iloc[120:].to_numpy()
def third(x): return ((x - x.mean()) ** 3).mean() / x.std() ** 3
answer = skew_and_log(sample)
assert abs(answer["raw"] - third(kept)) < 0.02 * abs(third(kept)), "raw must use the same days as log."
assert abs(answer["log"] - third(np.log(kept))) < 0.02, "log must use the positive days, without adding anything."
assert answer["left_out"] == 120, "left_out counts zero days and missing days."

# %% exercise="skew-and-log" role="mutant"
def skew_and_log(views):
    return {"raw": views.skew(), "log": np.log10(views + 1).skew(), "left_out": 0}

# %% exercise="skew-and-log" role="mutant"
def skew_and_log(views):
    positive = views[views > 0]
    return {"raw": views.skew(), "log": np.log10(positive).skew(), "left_out": len(views) - len(positive)}

# %% exercise="skew-and-log" role="mutant"
def skew_and_log(views):
    positive = views[views > 0]
    return {"raw": positive.skew(), "log": np.log10(positive.skew()), "left_out": int((views == 0).sum())}

# %% [markdown]
# ## What the log cannot do
#
# Many people learn: "take the log, and the data become normal". Normal means the symmetric bell shape. Look
# at four articles.

# %%
four = ["Elizabeth_II", "Easter", "Standard_deviation", "Cleopatra"]
skews = pd.DataFrame({"raw": daily[four].skew(), "log": np.log10(daily[four]).skew()})
skews.round(2)

# %% tags=["remove-cell"]
assert skews.round(2)["raw"].tolist() == [32.66, 12.52, 0.79, 0.34]
assert skews.round(2)["log"].tolist() == [2.27, 1.92, -0.14, -0.18]

# %% [markdown]
# Two articles stay clearly skewed after the log. The other two end near zero, at -0.14 and -0.18. Cleopatra
# even starts near zero, at 0.34. From this number, it seems not to need a log at all. Now look at its shape.

# %% alt="Left: daily views of Cleopatra on a log scale, 2017 to 2024; about 7,000 a day until the end of 2019, then a climb to about 150,000. Right: histogram of the same days on the same axis, with two large hills and a small one between. The dashed median line at 70,506 runs through a valley with few days." tags=["hide-input"]
cleopatra = daily["Cleopatra"]
fig, (left, right) = plt.subplots(1, 2, sharey=True, width_ratios=[2, 1], layout="constrained")
left.plot(cleopatra)
left.set_yscale("log")
left.yaxis.set_major_formatter("{x:,.0f}")
years = ["2018", "2020", "2022", "2024"]
left.set_xticks(pd.to_datetime(years), years)
left.set(xlabel="Year", ylabel="Views a day (log scale)", title="Cleopatra: a new level")
right.hist(cleopatra, bins=np.logspace(3.6, 5.7, 40), orientation="horizontal")
right.set_xlabel("Number of days")
right.set_title("Two hills")
for ax in (left, right):
    ax.axhline(cleopatra.median(), color="black", linestyle="--")
left.text(cleopatra.index[30], 77_000, "median\nof all days")
plt.show()

# %%
near = ((cleopatra > 0.8 * cleopatra.median()) & (cleopatra < 1.2 * cleopatra.median())).mean()
print(f"Median of all days: {cleopatra.median():,.0f}")
print(f"Days within 20% of that median: {near:.1%}")
cleopatra.groupby(cleopatra.index.year).median().round(0)

# %% tags=["remove-cell"]
by_year = cleopatra.groupby(cleopatra.index.year).median()
assert cleopatra.median() == 70506 and round(near, 3) == 0.031
assert by_year[2017] == 6921 and by_year[2023] == 177149 and 25 < by_year[2023] / by_year[2017] < 26
assert by_year[2020] == 33888.5 and round(near, 3) == 0.031

# %% [markdown]
# There are two hills, before and after the rise that you know from the lesson on tables. (The small hill between them is the
# climb of 2020.) The median of all days, 70,506, lies in a valley. Only 3.1% of the days come within 20% of it. No
# single number is typical here, not even a robust one. The median of each year tells more: from 6,921 views a
# day in 2017 to 177,149 in 2023, a factor of more than 25.
#
# So one question comes before every summary: do all these days belong together? If something changed on the way,
# describe each part by itself.

# %% [markdown] quiz="after-the-log"
# The log views of Cleopatra have a skewness of -0.18, close to zero. What follows?
# - [ ] The log views are normally distributed. > Misconception: the log makes everything normal. Two hills of similar size can also balance to a skewness near zero.
# - [ ] A typical day lies in the middle, at the median. > The middle is the valley. Only 3.1% of the days are near it.
# - [ ] The log was a mistake, because it hid the two hills in the data. > The log did not hide them; the single number did. On the log scale both hills are visible.
# - [x] The two tails are about in balance, and the shape is still unknown. > Yes. One number cannot describe a shape. Plot it.

# %% [markdown]
# !!! tip "A good place to pause"
#     You can now read and draw log scales, and you know their limits. The last part is shorter, and stranger.

# %% [markdown]
# ## First digits
#
# Somebody on a mailing list writes: "I checked the daily views of William Shakespeare. Nine of ten numbers
# begin with a 1! Somebody is faking the statistics." Check the count first.

# %%
shakespeare = daily["William_Shakespeare"]
shakespeare_digits = shakespeare.astype(str).str[0].value_counts(normalize=True)
print(f"Days that begin with a 1: {shakespeare_digits['1']:.1%}")
print(f"From {shakespeare.min():,} to {shakespeare.max():,} views a day")

# %% tags=["remove-cell"]
assert round(shakespeare_digits["1"], 3) == 0.915 and shakespeare.min() == 7927 and shakespeare.max() == 66093

# %% [markdown]
# The count is right: 91.5%. The mailing list knows **[Benford's law](term:benfords-law)**. In many
# collections of numbers, the digit $d$ comes first with the share
#
# $$P(d) = \log_{10}\left(1 + \frac{1}{d}\right)$$
#
# So the digit 1 leads 30.1% of the numbers, and the digit 9 only 4.6%.

# %%
digits = np.arange(1, 10)
benford = pd.Series(np.log10(1 + 1 / digits), index=digits)
benford.round(3)

# %% tags=["remove-cell"]
assert benford.round(3)[1] == 0.301 and benford.round(3)[9] == 0.046 and abs(benford.sum() - 1) < 1e-12

# %% [markdown]
# Where does this come from? From the log scale. To compare, we take a second public source: the length, in
# bytes, of 106 articles in a [small sample of a 2016 dump](dataset:enwiki-dump-sample) of English Wikipedia.
# A [dump](term:dump) is a file with a copy of a wiki's pages. The lesson [From XML to
# features](lesson:dumps-and-wikitext) shows how to read one. You do not need it here. We use titles and lengths,
# and no editor names.

# %% tags=["hide-input"]
import bz2
import xml.etree.ElementTree as ET

def article_lengths(path):
    """Length in bytes of the wikitext of each article; redirects are left out."""
    lengths = {}
    with bz2.open(path) as dump:
        for event, page in ET.iterparse(dump):
            if page.tag.endswith("}page"):
                if page.find("{*}redirect") is None:
                    text = page.findtext("{*}revision/{*}text") or ""
                    lengths[page.findtext("{*}title")] = len(text.encode("utf-8"))
                page.clear()
    return pd.Series(lengths)

# %%
lengths = article_lengths("data/enwiki-sample.xml.bz2")
print(f"{len(lengths)} articles")
print(f"From {lengths.min():,} to {lengths.max():,} bytes")
print("Largest divided by smallest")
print(f"   lengths:             {lengths.max() / lengths.min():.0f}")
print(f"   days of Shakespeare: {shakespeare.max() / shakespeare.min():.0f}")

# %% tags=["remove-cell"]
assert len(lengths) == 106 and lengths.min() == 429 and lengths.max() == 180822
assert round(lengths.max() / lengths.min()) == 421 and round(shakespeare.max() / shakespeare.min()) == 8

# %% alt="Two histograms on one log axis from 100 to 1,000,000. Shaded bands mark the numbers that begin with 1: each band is 30 percent of a power of ten. Top: the article lengths spread over almost three powers of ten and cross three shaded bands. Bottom: the daily views of Shakespeare form one narrow hill, almost all of it inside one shaded band." tags=["hide-input"]
fig, (top, bottom) = plt.subplots(2, 1, sharex=True, layout="constrained")
bins = np.logspace(2, 6, 41)
top.hist(lengths, bins=bins)
top.set_title("Article lengths cross several shaded bands")
top.set_ylabel("Articles")
bottom.hist(shakespeare, bins=bins)
bottom.set_title("Nine of ten days of Shakespeare lie in one band")
bottom.set_ylabel("Days")
for ax in (top, bottom):
    for start in (100, 1000, 10_000, 100_000):
        ax.axvspan(start, 2 * start, color="black", alpha=0.12)
bottom.set_xscale("log")
bottom.xaxis.set_major_formatter("{x:,.0f}")
bottom.set_xlabel("Bytes (top), views a day (bottom); shaded: first digit is 1")
plt.show()

# %% [markdown]
# The shaded bands hold the numbers that begin with 1: from 1,000 to 2,000, from 10,000 to 20,000, and so on.
# On a log scale each band fills 30.1% of its power of ten. Values that spread *smoothly over several powers
# of ten* fall into the bands about 30.1% of the time. The article lengths do spread: the largest is 421 times
# the smallest. The views of Shakespeare do not: a factor of 8, with nine of ten days between 10,000 and
# 20,000. They sit inside one band. No faking is needed.
#
# ### How close is close enough?
#
# A sample of 106 articles will never match Benford's shares exactly. How far may it stray? We can try it out.
#
# !!! warning "Simulated"
#     The grey bars in the next figure come from a simulation. The computer draws 106 first digits from Benford's
#     shares, 1,000 times. Each bar covers the middle 90% of the results for that digit.

# %%
length_digits = lengths.astype(str).str[0].value_counts(normalize=True)
draws = np.random.default_rng(7).multinomial(106, benford, size=1000) / 106
low, high = np.quantile(draws, [0.05, 0.95], axis=0)
comparison = pd.DataFrame({"low": low, "benford": benford, "high": high,
                           "lengths": length_digits.sort_index().to_numpy()})
comparison.round(3)

# %% tags=["remove-cell"]
assert length_digits.sort_index().index.tolist() == list("123456789")
outside = comparison[(comparison.lengths < low) | (comparison.lengths > high)]
assert outside.index.tolist() == [6]
assert round(comparison.lengths[1], 3) == 0.321

# %% alt="First digits 1 to 9 and their shares. Benford's curve falls from 30 percent to 5 percent. The circles for 106 article lengths stay near the curve, and eight of nine lie inside the grey simulated bars; digit 6 lies above. The crosses for Shakespeare jump to 91 percent at digit 1 and lie near zero elsewhere."
fig, ax = plt.subplots()
ax.vlines(digits, low * 100, high * 100, color="0.8", linewidth=10, label="Simulated: middle 90%")
ax.plot(digits, benford * 100, color="black", label="Benford's law")
ax.plot(digits, comparison["lengths"] * 100, "o", label="Lengths of 106 articles")
ax.plot(digits, shakespeare_digits.reindex(digits.astype(str)).fillna(0) * 100, "X", label="Daily views of Shakespeare")
ax.set_xticks(digits)
ax.set_xlabel("First digit")
ax.set_ylabel("Share of the values (%)")
ax.set_title("Article lengths stay near Benford, one page does not")
ax.legend()
plt.show()

# %% [markdown]
# The digit 1 leads 32.1% of the lengths. Eight of the nine circles lie inside their grey bar. Digit 6 lies
# outside. Is that suspicious? No: a 90% bar misses about one time in ten, and we look at nine digits. One
# miss is no surprise.
#
# Two limits. These 106 articles are the first pages of a dump, and not a random sample of Wikipedia. And
# agreement proves nothing: invented numbers can follow Benford too. We draw no such bars for Shakespeare. His
# days are not independent draws, and his range rules the law out anyway.

# %% [markdown] quiz="digits-and-fraud"
# On a small wiki, 88% of the daily view counts of the main page begin with the digit 4. What should you do first?
# - [ ] Report a manipulation, because real data follow Benford's law. > Misconception: non-Benford is fraud. The law holds only under conditions, and most daily series break them.
# - [x] Look at the range: perhaps nearly all days lie between 400 and 499. > Yes. A narrow range makes one digit dominate, without any manipulation.
# - [ ] Collect more days, because the law always appears in large samples. > More days from the same narrow range begin with the same digit.
# - [ ] Nothing: first digits can never show a problem. > Too strong. A surprising digit count is a fair reason to look at how the numbers were made.

# %% [markdown] exercise="benford-gap" minutes=8
# **How far from Benford?**
#
# Write `benford_gap(values)`. It returns the largest distance between an observed share and Benford's share,
# over the nine digits. A gap of 0 is a perfect match. Your function must work for any positive numbers, also
# for decimals: the first digit of 0.042 is 4. Zeros and missing values have no first digit. Leave them out. A
# digit that never occurs has the share 0, and it counts. The series `benford` from above is available.
# Compare `lengths` with `daily["Microsoft_Office"]`.

# %% exercise="benford-gap" role="starter"
def benford_gap(values):
    """Largest absolute distance (0 to 1) between the observed first-digit shares and Benford's.

    values: a Series of numbers >= 0, possibly with decimals, zeros and missing values.
    """
    ...


print(benford_gap(lengths), benford_gap(daily["Microsoft_Office"]))

# %% [markdown] exercise="benford-gap" role="hint"
# Work in three steps: find the first digit of each positive value; turn the digits into nine shares; take the
# largest absolute difference to `benford`.

# %% [markdown] exercise="benford-gap" role="hint"
# For the digit: scientific notation writes every positive number with its first digit in front, for example
# `f"{0.042:.15e}"` gives `4.2...e-02`. Take the character at position 0.

# %% [markdown] exercise="benford-gap" role="hint"
# `value_counts` forgets digits that never occur. The method `.reindex(..., fill_value=0)` with the index 1 to
# 9 brings them back. Take care that both indexes hold whole numbers and not text.

# %% exercise="benford-gap" expected=true role="solution"
def benford_gap(values):
    positive = values[values > 0]
    first = pd.Series([int(f"{number:.15e}"[0]) for number in positive])
    shares = first.value_counts(normalize=True).reindex(range(1, 10), fill_value=0)
    return float((shares - benford).abs().max())


office = daily["Microsoft_Office"]
print(f"Gap of the article lengths:       {benford_gap(lengths):.3f}")
print(f"Gap of the Microsoft Office days: {benford_gap(office):.3f}")
print(f"Largest Office day divided by smallest: {office.max() / office.min():.0f}")
print(f"Office days that begin with a 3:        {office.astype(str).str.startswith('3').mean():.1%}")

# %% [markdown] exercise="benford-gap" role="explanation"
# The Office article spans a factor of 388, almost as wide as the article lengths, and its gap is larger. A
# wide range helps, but it is not enough: 24.3% of its days begin with a 3, where Benford expects 12.5%. In
# the first years, most days lay between 3,000 and 3,999. The values must also spread *smoothly*. Do not read
# a gap as a verdict: a small sample strays further from the law by chance than a large one. Typical wrong
# answers take the first character of the plain number (`0.042` then begins with 0), or forget the digits that
# never occur.

# %% exercise="benford-gap" role="check"
gap = benford_gap(lengths)
assert gap is not None, "The function returns None: a return line is missing."
assert 0 <= gap <= 1, "A gap between shares lies between 0 and 1."
equal = pd.Series([1, 2, 3, 4, 5, 6, 7, 8, 9])
assert abs(benford_gap(equal) - (benford[1] - 1 / 9)) < 1e-6, "With each digit once, the largest gap is at digit 1. Take the largest distance, not the mean."
powers = pd.Series([2.0 ** k for k in range(1000)])
assert benford_gap(powers) < 0.01, "The powers of two follow the law closely. Does your first digit work for very large numbers?"
assert abs(benford_gap(pd.Series([0.042, 0.0047, 400.5])) - (1 - benford[4])) < 1e-6, "0.042, 0.0047 and 400.5 all have the first digit 4."
without_one = pd.Series([2, 3, 4, 5, 6, 7, 8, 9])
assert abs(benford_gap(without_one) - benford[1]) < 1e-6, "From 2 to 9, the digit 1 never occurs. Its share is 0, and its gap counts."
assert abs(benford_gap(pd.Series([0, np.nan, 30, 3.5])) - (1 - benford[3])) < 1e-6, "Leave out zeros and missing values before you compute shares."

# %% exercise="benford-gap" role="check-hidden"
assert 0.05 < gap < 0.06 and abs(benford_gap(daily["Microsoft_Office"]) - 0.118) < 0.001, "The gap must be computed from the data."
office_days = daily["Microsoft_Office"]
assert round(office_days.max() / office_days.min()) == 388, "The explanation names the factor 388."
assert round((office_days.astype(str).str[0] == "3").mean(), 3) == 0.243, "The explanation names the share 24.3%."
assert office_days["2017":"2018"].between(3000, 3999).mean() > 0.5, "The explanation says that most early days lie there."
no_one = pd.Series([0.2, 3, 44, 5, 610, 7, 8, 9e5] * 5)
assert abs(benford_gap(no_one) - benford[1]) < 1e-6, "A digit that never occurs has the share 0, and its gap counts."
zeros = pd.Series([0, 0, 0, np.nan, 0.5, 50, 5000.0])
assert abs(benford_gap(zeros) - (1 - benford[5])) < 1e-6, "Zeros and missing values are left out before the shares are computed."
assert abs(benford_gap(pd.Series([1, 10, 1000, 0.001, 1000000])) - (1 - benford[1])) < 1e-6, "Exact powers of ten begin with 1."

# %% exercise="benford-gap" role="mutant"
def benford_gap(values):
    shares = values.astype(str).str[0].astype(int).value_counts(normalize=True).reindex(range(1, 10), fill_value=0)
    return (shares - benford).abs().max()

# %% exercise="benford-gap" role="mutant"
def benford_gap(values):
    first = pd.Series([int(f"{number:.15e}"[0]) for number in values[values > 0]])
    return (first.value_counts(normalize=True) - benford).abs().max()

# %% exercise="benford-gap" role="mutant"
def benford_gap(values):
    first = pd.Series([int(f"{number:.15e}"[0]) for number in values.dropna()])
    shares = first.value_counts(normalize=True).reindex(range(1, 10), fill_value=0)
    return (shares - benford).abs().max()

# %% [markdown] exercise="may-it-fit" minutes=5
# **When can the law not hold?**
#
# No code this time. For each collection decide: `"may fit"`, where the comparison with Benford's law makes
# sense, or `"cannot"`, where it tells you nothing. Replace each `...` with one of the two labels.

# %% exercise="may-it-fit" role="starter"
answers = {
    "size in bytes of every file on Wikimedia Commons": ...,
    "year in which each article was created": ...,
    "satisfaction score, 1 to 5, of each event participant": ...,
    "views in 2023 of each of 10,000 randomly chosen articles": ...,
    "daily views of a Hausa article that always gets 40 to 90 views": ...,
    "page id, given out by a counter: 1, 2, 3, up to 60,000": ...,
}

# %% [markdown] exercise="may-it-fit" role="hint"
# Ask three questions. Is it an amount that can be measured or counted? Does it spread over several powers of
# ten? Is it free of fixed limits and of a rule that gives the numbers out?

# %% [markdown] exercise="may-it-fit" role="hint"
# Write down the smallest and the largest value that you would expect. For the page ids, think of the numbers
# from 10,000 to 60,000: they are most of the list. Which first digits do they have?

# %% exercise="may-it-fit" role="solution"
answers = {
    "size in bytes of every file on Wikimedia Commons": "may fit",
    "year in which each article was created": "cannot",
    "satisfaction score, 1 to 5, of each event participant": "cannot",
    "views in 2023 of each of 10,000 randomly chosen articles": "may fit",
    "daily views of a Hausa article that always gets 40 to 90 views": "cannot",
    "page id, given out by a counter: 1, 2, 3, up to 60,000": "cannot",
}

# %% [markdown] exercise="may-it-fit" role="explanation"
# File sizes and yearly views spread from a few units to millions, without a rule that fixes them. Every year so
# far begins with the digit 2. Scores have limits. The Hausa article stays inside one power of ten. The counter is
# the difficult case: it covers several powers of ten, but where it stops decides which digits are frequent. A
# typical wrong answer looks at the range only. And "may fit" is a modest label: it says that the comparison is
# fair, not that the law must hold.

# %% exercise="may-it-fit" role="check"
from hashlib import sha256

assert isinstance(answers, dict) and len(answers) == 6, "Keep the dictionary with its six lines."
given = {" ".join(str(key).split()[:2]): str(value).strip().lower() for key, value in answers.items()}
KEY = {  # fingerprints of the right labels, so that you can read this check without seeing them
    "size in": "50acb958", "year in": "b42e4e7f", "satisfaction score,": "c5972613",
    "views in": "d4902a34", "daily views": "7dc2532a", "page id,": "5e67341d",
}

def fits(key):
    return sha256(f"{key}: {given[key]}".encode()).hexdigest()[:8] == KEY[key]


assert set(given.values()) <= {"may fit", "cannot"}, "Use only the labels 'may fit' and 'cannot', on every line."
assert fits("year in"), "Years: with which digit does every year since 2001 begin?"
assert fits("satisfaction score,"), "Scores: how many powers of ten lie between 1 and 5?"
assert fits("daily views"), "The Hausa article: can any of its days begin with a 1?"
assert fits("page id,"), "Page ids: is this a measured amount, or does the stopping point of a counter decide?"
assert fits("size in"), "File sizes: think of the smallest icon and the longest video."
assert fits("views in"), "Yearly views: compare a village with a film star. How wide is the range?"

# %% exercise="may-it-fit" role="check-hidden"
assert sorted(given.values()) == ["cannot"] * 4 + ["may fit"] * 2, "Count your labels: how many collections may fit?"

# %% exercise="may-it-fit" role="mutant"
answers = {
    "size in bytes of every file on Wikimedia Commons": "may fit",
    "year in which each article was created": "cannot",
    "satisfaction score, 1 to 5, of each event participant": "cannot",
    "views in 2023 of each of 10,000 randomly chosen articles": "may fit",
    "daily views of a Hausa article that always gets 40 to 90 views": "cannot",
    "page id, given out by a counter: 1, 2, 3, up to 60,000": "may fit",
}

# %% exercise="may-it-fit" role="mutant"
answers = {
    "size in bytes of every file on Wikimedia Commons": "may fit",
    "year in which each article was created": "may fit",
    "satisfaction score, 1 to 5, of each event participant": "may fit",
    "views in 2023 of each of 10,000 randomly chosen articles": "may fit",
    "daily views of a Hausa article that always gets 40 to 90 views": "may fit",
    "page id, given out by a counter: 1, 2, 3, up to 60,000": "may fit",
}

# %% exercise="may-it-fit" role="mutant"
answers = {
    "size in bytes of every file on Wikimedia Commons": "may fit",
    "year in which each article was created": "cannot",
    "satisfaction score, 1 to 5, of each event participant": "cannot",
    "views in 2023 of each of 10,000 randomly chosen articles": "may fit",
    "daily views of a Hausa article that always gets 40 to 90 views": "may fit",
    "page id, given out by a counter: 1, 2, 3, up to 60,000": "cannot",
}

# %% [markdown]
# ## On your own wiki
#
# Mei's new sentence: "In these eight years, the English article had 1,889 views on its median day. Around the
# festival it gets many times more; 29% of all views fall on the busiest 1% of days." Amara agrees: this is
# the article she knows.
#
# Do the same for a page you care about. The [Pageviews tool](https://pageviews.wmcloud.org) shows daily views
# for any Wikimedia wiki and lets you download them as CSV.
#
# 1. Plot the series over time *first*. If the level moves, as with Cleopatra, report each year by itself.
# 2. Report median and IQR for typical days, and the total for reach. Say whether bots are included.
# 3. Draw a histogram on a log scale. Count the days with zero views. On a small wiki they may be most of the days,
#    and then the median may be zero. Report the share of days with at least one view instead.
# 4. Look up the extreme days. Festivals follow their own calendars: Tết on the Vietnamese Wikipedia, Sallah on the
#    Hausa one.
#
# One limit for article *lengths*, as in our last figures: they were bytes, and bytes are not letters. Compare them
# only within one writing system. [From XML to features](lesson:dumps-and-wikitext) shows why.
