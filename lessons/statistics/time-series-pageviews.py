# %% [markdown]
# ## A success in four days
#
# A group of students runs a small campaign. On Sunday 5 November 2023 they share links to the article *Standard deviation* in every chat that they know. On
# Wednesday they look at the [daily views](dataset:pageviews-daily). Amara, who helps them, sees the chart and asks: **"Did our campaign raise the views?"**

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

views = pd.read_csv("data/pageviews-daily.csv", parse_dates=["date"], index_col="date")
sd = views["Standard_deviation"]
saturday, wednesday = sd.loc["2023-11-04"], sd.loc["2023-11-08"]
print(f"Saturday  {saturday:,.0f}")
print(f"Wednesday {wednesday:,.0f} ({wednesday / saturday - 1:+.0%})")

# %% tags=["remove-cell"]
assert (saturday, wednesday) == (4541, 7380) and round(wednesday / saturday - 1, 2) == 0.63

# %% [markdown]
# A rise of 63% in four days. (The campaign is invented. The views are real.) Before you read on, write down a number: how much of this rise do
# you believe?
#
# In a series over time, the order matters. Each day resembles its neighbours, and the same day of last week. In
# this lesson you use that: first to see what is normal, then to forecast, and at the end to judge an event.
#
# **Keep these:** seasonality, forecast, seasonal naive, back-test, differencing, spurious correlation. STL and
# Holt-Winters are tools. Here it is enough to see what goes in and what comes out.
#
# **Risk tier: public.** Totals for whole pages and days; all agents are counted, programs too.

# %% [markdown]
# ## What a Wednesday is worth
#
# Compare each day with the mean of the seven days around it: three before, the day, three after. The ratio is 1 for a day like its week. Then take the mean ratio for
# each day of the week. A pattern that returns with the calendar is called [seasonality](term:seasonality), for weeks as well as for years.

# %%
week_around = sd.rolling(7, center=True).mean()
ratio = (sd / week_around).dropna()
names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
by_day = ratio.groupby(ratio.index.day_of_week).describe()[["25%", "mean", "75%"]]
by_day.index = names
by_day.round(3)

# %% tags=["remove-cell"]
assert round(by_day.loc["Wed", "mean"], 3) == 1.200 and round(by_day.loc["Sat", "mean"], 3) == 0.627
assert round(by_day.loc["Wed", "mean"] / by_day.loc["Sat", "mean"], 2) == 1.91
assert by_day["75%"].loc["Sat"] < by_day["25%"].loc["Mon"]

# %% alt="Bar chart of the weekday index of the article Standard deviation, with the middle half of all weeks as lines. Monday to Thursday lie between 1.13 and 1.20, Friday at 0.98, Saturday at 0.63 and Sunday at 0.70." tags=["hide-input"]
fig, ax = plt.subplots()
ax.bar(names, by_day["mean"], color="C0", alpha=0.6)
ax.vlines(names, by_day["25%"], by_day["75%"], color="black", linewidth=3)
ax.axhline(1, linestyle="--", color="black", linewidth=1)
ax.set_xlabel("day of the week (UTC)")
ax.set_ylabel("views, compared with the week around")
ax.set_title("Standard deviation is a weekday article")
plt.show()

# %% tags=["remove-cell"]
assert [round(value, 2) for value in by_day["mean"]] == [1.13, 1.20, 1.20, 1.16, 0.98, 0.63, 0.70], by_day["mean"].tolist()

# %% [markdown]
# A Wednesday has 1.200 times the views of its week, a Saturday 0.627 times. The black lines hold the middle half of all weeks, and they are short. So from Saturday to Wednesday the views rise by 91% **in a normal
# week**, without any campaign. People who need the article are at school and at work.
#
# An index from other articles can be the opposite. The page about an actor may peak at weekends, and in countries where Friday is the day of rest, the week has another shape.

# %% [markdown] exercise="weekday-index" minutes=8
# **The weekday index**
#
# Write `weekday_index(series)` for a daily series with dates as its index. For each day, divide the value by the mean of the seven days around it, as above. Return a series
# with the mean ratio for each day of the week, with the index 0 (Monday) to 6 (Sunday). Days at the ends, without three neighbours on each side, are left out.

# %% exercise="weekday-index" role="starter"
def weekday_index(series):
    """Return the mean ratio of each weekday to the seven days around it, for the weekdays 0 to 6."""
    ...


print(weekday_index(views["Christmas"]))

# %% [markdown] exercise="weekday-index" role="hint"
# The week must be *around* the day. `rolling` looks back, unless you tell it to centre.

# %% [markdown] exercise="weekday-index" role="hint"
# Divide first, then group the ratios by `index.day_of_week` and take the mean. Missing ratios at the ends drop out of a mean by themselves.

# %% exercise="weekday-index" role="solution"
def weekday_index(series):
    """Return the mean ratio of each weekday to the seven days around it, for the weekdays 0 to 6."""
    around = series.rolling(window=7, center=True).mean()
    return (series / around).groupby(series.index.day_of_week).mean()


weekday_index(views["Christmas"]).round(2)

# %% [markdown] exercise="weekday-index" role="explanation"
# Why not the mean of all Wednesdays, divided by the mean of all days? On a series that grows or has peaks, a few wild weeks would decide. The ratio treats each week alike. A typical error is `rolling(7)` without
# the centre: it compares a day with the week *before* it, and every change of level becomes part of the index.

# %% exercise="weekday-index" role="check"
answer = weekday_index(sd)
assert answer is not None, "The function returns nothing yet. Does it end with a return line?"
assert len(answer) == 7 and list(answer.index) == list(range(7)), "Return seven numbers, with the index 0 to 6."
assert abs(answer.mean() - 1) < 0.01, "The seven numbers should lie around 1. Did you divide by the week around each day?"
assert abs(answer.loc[2] - 1.200) < 0.001, "Compare the Wednesday with the table above. Is the week centred on the day?"
assert abs(answer.loc[5] - 0.627) < 0.001, "Compare the Saturday with the table above."

# %% exercise="weekday-index" role="check-hidden"
_days = pd.date_range("2024-01-01", periods=70)
_steps = pd.Series(np.where(np.arange(70) < 35, 10.0, 1000.0) * np.tile([1, 1, 1, 1, 1, 0.5, 0.5], 10), index=_days)
_got = weekday_index(_steps)
assert _got.loc[5] < 0.75 and _got.loc[0] > 0.9, "Try a series whose level jumps in the middle: every week should count alike."
_expected = (_steps / _steps.rolling(7, center=True).mean()).groupby(np.arange(70) % 7).mean()
assert np.allclose(_got.to_numpy(), _expected.to_numpy()), "Divide each day by its own week, then take the mean of the ratios."

# %% exercise="weekday-index" role="mutant"
def weekday_index(series):
    return series.groupby(series.index.day_of_week).mean() / series.mean()

# %% exercise="weekday-index" role="mutant"
def weekday_index(series):
    around = series.rolling(7).mean()
    return (series / around).groupby(series.index.day_of_week).mean()

# %% exercise="weekday-index" role="mutant"
def weekday_index(series):
    return (series / series.median()).groupby(series.index.day_of_week).median()

# %% [markdown] quiz="which-comparison"
# The students want a fair number for Wednesday 8 November. With what should they compare it?
# - [ ] With the Saturday before, because it is the last day before the campaign. > A Wednesday is always far above a Saturday in this series.
# - [x] With Wednesdays of other weeks near it, and with how much those differ from one another. > Yes. The same weekday takes the weekly pattern out, and the differences among normal weeks show what chance does.
# - [ ] With the mean of the whole year. > The mean mixes weekdays, weekends and holidays. A normal Wednesday is above it in any case.

# %% [markdown]
# ## Trend, week and rest
#
# The weekly pattern is one part. The level changes too: with the years, and with the school year. **STL** separates a series into three parts: a slow trend, a pattern that repeats each week, and the
# rest. Our pattern multiplies (0.627 *times*), so we take logarithms first. Then the parts add up.

# %%
from statsmodels.tsa.seasonal import STL

log_views = np.log(sd.loc["2022":"2023"])
parts = STL(log_views, period=7, robust=True).fit()
spread = pd.Series({"all": log_views.var(), "trend": parts.trend.var(), "week": parts.seasonal.var(), "rest": parts.resid.var()})
spread.round(3)

# %% tags=["remove-cell"]
assert [round(value, 3) for value in spread] == [0.088, 0.024, 0.059, 0.004], spread
assert round(spread["week"] / spread["all"], 2) == 0.67 and 0.15 < spread["trend"] / spread["all"] < 0.30
_month = np.exp(parts.trend).groupby(parts.trend.index.month).mean()
assert set(_month.nsmallest(2).index) <= {6, 7, 8, 12} and set(_month.nlargest(2).index) == {9, 10}, _month
assert (round(np.exp(parts.trend).min(), -2), round(np.exp(parts.trend).max(), -2)) == (3500, 7700)
assert (round(np.exp(parts.seasonal).min(), 1), round(np.exp(parts.seasonal).max(), 1)) == (0.6, 1.3)
assert {day.month for day in parts.resid.nsmallest(6).index} == {12} and parts.resid.nsmallest(6).index.day.min() >= 24

# %% alt="Three line charts below each other, 2022 and 2023. The trend moves between about 3,500 and 7,700 views, lowest in summer and at the turn of the year. The weekly factor swings between about 0.6 and 1.3. The rest stays close to 1; its deepest falls are around Christmas." tags=["hide-input"]
fig, axes = plt.subplots(3, 1, figsize=(6.0, 6.5), sharex=True)
for ax, part, name in zip(axes, [parts.trend, parts.seasonal, parts.resid], ["trend", "week", "rest"]):
    ax.plot(part.index, np.exp(part), linewidth=1)
    ax.set_ylabel(name)
axes[0].set_title("Three parts that multiply to the views")
axes[0].set_ylabel("trend (views)")
axes[1].set_ylabel("week (factor)")
axes[2].set_ylabel("rest (factor)")
axes[2].set_xticks(pd.to_datetime(["2022-01-01", "2022-07-01", "2023-01-01", "2023-07-01"]), ["Jan 22", "Jul 22", "Jan 23", "Jul 23"])
axes[2].set_xlabel("day")
plt.show()

# %% [markdown]
# The week is by far the largest part: its variance is 0.059 of 0.088 in all, two thirds. The trend has 0.024, and
# the rest, which nothing explains, 0.004. The trend falls in July and at the end of December, and it is highest in
# September and October. It follows the school year of the north.
#
# The parts are a description. STL finds a weekly pattern in *any* series, also in noise. Whether the pattern helps is a question for the next section.

# %% [markdown]
# !!! tip "A good place to pause"
#     You can measure a weekly pattern and take a series apart. Next: forecasts, and an honest way to compare them.

# %% [markdown]
# ## A forecast needs an opponent
#
# A [forecast](term:forecast) is a statement about days that nobody has seen. To test one, hide the last days, forecast them, then look. Before any clever model, try two simple ones:
#
# - **naive**: every coming day is like the last known day;
# - [seasonal naive](term:seasonal-naive): every coming day is like the same weekday of the last known week.
#
# As a measure of error we use sMAPE, the mean of $\frac{2\,|y - \hat{y}|}{|y| + |\hat{y}|}$ in percent. 0 is perfect.

# %%
def smape(truth, forecast):
    """Symmetric mean absolute percentage error: 0 is perfect, 200 the worst."""
    truth, forecast = np.asarray(truth), np.asarray(forecast)
    return 100 * np.mean(2 * np.abs(truth - forecast) / (np.abs(truth) + np.abs(forecast)))


def naive(known, days):
    return np.repeat(known.iloc[-1], days)


def seasonal_naive(known, days):
    return np.tile(known.iloc[-7:], days // 7 + 1)[:days]


known, hidden = sd.iloc[:-28], sd.iloc[-28:]
print(f"naive {smape(hidden, naive(known, 28)):.1f}   seasonal naive {smape(hidden, seasonal_naive(known, 28)):.1f}")

# %% tags=["remove-cell"]
assert round(smape(hidden, naive(known, 28)), 1) == 23.1 and round(smape(hidden, seasonal_naive(known, 28)), 1) == 8.0

# %% [markdown]
# The naive error is 23.1%, that of the seasonal naive forecast 8.0%. But one test is one draw. The last four weeks may have been quiet. A [back-test](term:back-test) repeats it: move the point from which you forecast (the *origin*) back by four weeks, ten times in all, and look at all ten errors. At each origin, the model
# sees only what was known on that day.

# %% [markdown] quiz="shuffled-split"
# A friend hides 28 days chosen at random from the whole series, fills each from its neighbours, and gets a tiny error. What is wrong with that as a test of a forecast?
# - [ ] Nothing. More random is always more fair. > For rows that do not depend on each other, yes. Days do: both neighbours of a hidden day were known.
# - [ ] The error is too small because 28 days are too few. > The number of days is not the problem. With more random days it is the same.
# - [x] It uses days after the hidden one. On the day of a forecast, nobody has them. > Yes. A test must look like the use: the past is known, the future is not.

# %% [markdown] exercise="back-test" minutes=12
# **Write the back-test**
#
# Write `back_test(series, forecast, days=28, origins=10)`. `forecast(known, days)` is a function like `naive`. Return a list of `origins` errors (sMAPE, with the function `smape` above), the **oldest origin first**. The newest test uses the
# last `days` days of the series as hidden days, the one before it the `days` days before those, and so on. At each origin the forecast gets everything before the hidden days, and nothing else.

# %% exercise="back-test" role="starter"
def back_test(series, forecast, days=28, origins=10):
    """Return the errors of `origins` forecasts, oldest first, each made from the days before it only."""
    ...


print(back_test(sd, seasonal_naive))

# %% [markdown] exercise="back-test" role="hint"
# Count origins from the end. For the newest one, the hidden days begin at `len(series) - days`. Where do they begin for the one before?

# %% [markdown] exercise="back-test" role="hint"
# `series.iloc[:start]` is what is known, `series.iloc[start : start + days]` what is hidden. Let a number run from `origins` down to 1, and compute `start` from it.

# %% exercise="back-test" role="solution"
def back_test(series, forecast, days=28, origins=10):
    """Return the errors of `origins` forecasts, oldest first, each made from the days before it only."""
    errors = []
    for back in range(origins, 0, -1):
        start = len(series) - back * days
        errors.append(float(smape(series.iloc[start : start + days], forecast(series.iloc[:start], days))))
    return errors


print([round(error) for error in back_test(sd, seasonal_naive)])

# %% [markdown] exercise="back-test" role="explanation"
# The one line that matters is `series.iloc[:start]`: the model sees nothing from the hidden days or after them. A typical error is
# `series.iloc[: start + days]`, which gives the hidden days to the model. The errors become small, and mean
# nothing. Another one hides days for all origins from the same place, and so tests ten times the same.

# %% exercise="back-test" role="check"
errors = back_test(sd, seasonal_naive)
assert errors is not None, "The function returns nothing yet. Does it end with a return line?"
assert len(errors) == 10, "Return one error for each origin."
assert abs(errors[-1] - smape(sd.iloc[-28:], seasonal_naive(sd.iloc[:-28], 28))) < 0.01, "The newest test hides the last 28 days, and stands last in the list."
seen = []


def spy(known, days):
    seen.append(len(known))
    return np.repeat(known.iloc[-1], days)


back_test(sd, spy)
assert len(set(seen)) == 10, "Each of the ten origins should know another number of days."
assert max(seen) == len(sd) - 28, "At the newest origin, everything but the last 28 days is known."
assert min(seen) == len(sd) - 280, "Ten origins of 28 days go back 280 days."
assert abs(errors[0] - smape(sd.iloc[-280:-252], seasonal_naive(sd.iloc[:-280], 28))) < 0.01, "The oldest origin stands first in the list."
assert 11 < np.mean(errors) < 17, "Compare your errors with the text: the mean should be near 14."

# %% exercise="back-test" role="check-hidden"
_line = pd.Series(np.arange(1.0, 101.0), index=pd.date_range("2024-01-01", periods=100))
_seen = []
def _spy(known, days):
    _seen.append((known.iloc[-1], days))
    return np.repeat(known.iloc[-1], days)
_got = back_test(_line, _spy, days=7, origins=3)
assert sorted(set(_seen)) == [(79.0, 7), (86.0, 7), (93.0, 7)], "Other numbers of days and origins must work too."
assert np.allclose(_got[0], smape(np.arange(80, 87), np.repeat(79, 7)))

# %% exercise="back-test" role="mutant"
def back_test(series, forecast, days=28, origins=10):
    errors = []
    for back in range(origins, 0, -1):
        start = len(series) - back * days
        errors.append(smape(series.iloc[start : start + days], forecast(series.iloc[: start + days], days)))
    return errors

# %% exercise="back-test" role="mutant"
def back_test(series, forecast, days=28, origins=10):
    errors = []
    for back in range(1, origins + 1):
        start = len(series) - back * days
        errors.append(smape(series.iloc[start : start + days], forecast(series.iloc[:start], days)))
    return errors

# %% exercise="back-test" role="mutant"
def back_test(series, forecast, days=28, origins=10):
    start = len(series) - days
    return [smape(series.iloc[start:], forecast(series.iloc[:start], days))] * origins

# %% [markdown]
# ## Does a clever model win?
#
# Holt-Winters is a model from the textbooks. It keeps a level, a trend and a weekly pattern, and updates them with each day. Here are the ten errors of all three. The code for the back-test is the
# subject of the exercise above, so the cell is folded.

# %% tags=["hide-input"]
from statsmodels.tsa.holtwinters import ExponentialSmoothing


def holt_winters(known, days):
    """Level, damped trend and weekly factors, fitted to the last 52 weeks."""
    model = ExponentialSmoothing(known.to_numpy()[-364:], trend="add", damped_trend=True, seasonal="mul", seasonal_periods=7)
    return model.fit().forecast(days)


cuts = [len(sd) - 28 * number for number in range(10, 0, -1)]
models = {"naive": naive, "seasonal naive": seasonal_naive, "Holt-Winters": holt_winters}
errors_of = pd.DataFrame({
    name: [smape(sd.iloc[cut : cut + 28], model(sd.iloc[:cut], 28)) for cut in cuts] for name, model in models.items()
}, index=[f"{sd.index[cut]:%d %b %y}" for cut in cuts])  # fmt: skip
errors_of.describe().loc[["mean", "min", "max"]].T.round(1)

# %% tags=["remove-cell"]
assert errors_of.mean().round(1).tolist() == [26.1, 14.2, 13.9], errors_of.mean()
assert errors_of["Holt-Winters"].idxmax() == "02 Mar 24" and errors_of["Holt-Winters"].max() > 39
assert errors_of["seasonal naive"].idxmax() == "03 Feb 24" and errors_of["seasonal naive"].max() > 42
assert errors_of[["Holt-Winters", "seasonal naive"]].apply(lambda column: column.nlargest(2).iloc[1]).max() < 22

# %% alt="Dot plot of ten forecasts, three marks each. The naive forecast has errors of 20 to 42 percent. The seasonal naive and the Holt-Winters forecast lie mostly between 4 and 21, and change places. Each of them has one error above 40 percent: the seasonal naive forecast from 3 February 2024, Holt-Winters from 2 March 2024." tags=["hide-input"]
fig, ax = plt.subplots(figsize=(6.0, 5.0))
for name, marker in zip(errors_of, "^so"):
    ax.plot(errors_of[name], range(10), marker, label=name)
ax.set_yticks(range(10), errors_of.index)
ax.invert_yaxis()
ax.set_xlabel("error of a forecast of 28 days (sMAPE, %)")
ax.set_ylabel("first day of the forecast")
ax.set_title("The clever model wins, and loses")
ax.legend(loc="lower right")
plt.show()

# %%
difference = errors_of["seasonal naive"] - errors_of["Holt-Winters"]
rng = np.random.default_rng(2026)
draws = rng.choice(difference, (10_000, 10)).mean(axis=1)
low, high = np.quantile(draws, [0.025, 0.975])
print(f"Holt-Winters wins {(difference > 0).sum()} of 10,")
print(f"better by {difference.mean():.1f} points [{low:.1f}, {high:.1f}]")

# %% tags=["remove-cell"]
assert round(difference.mean(), 1) == 0.3 and (difference > 0).sum() == 5
assert (round(low, 1), round(high, 1)) == (-8.1, 9.8), (low, high)

# %% [markdown]
# The mean errors are 26.1% for the naive forecast, 14.2% for the seasonal naive one and 13.9% for Holt-Winters. The
# clever model wins five of ten. Its advantage of 0.3 points has a 95% interval from -8.1 to 9.8 points: on this
# series, we cannot say that it is better, or worse. (The interval comes from a
# [bootstrap](lesson:uncertainty-bootstrap) of ten origins. That is few, and neighbouring origins resemble each
# other. Take it as a rough guide.)
#
# Each of the two has one error above 40%. What happened just before?

# %%
busy = sd.loc["2024-01-27":"2024-02-02"].mean()
then = sd.loc["2024-02-03":"2024-03-01"].mean()
print("views a day")
print(f"week before 3 February: {busy:>6,.0f}")
print(f"the four weeks after:   {then:>6,.0f}")
print(f"Friday, 23 February:    {sd.loc['2024-02-23']:>6,}")
print(f"Friday, 1 March:        {sd.loc['2024-03-01']:>6,}")

# %% tags=["remove-cell"]
assert (round(busy), round(then)) == (12081, 7890) and sd.loc[["2024-02-23", "2024-03-01"]].tolist() == [7321, 10804]

# %% [markdown]
# The week before 3 February was unusually busy: 12,081 views a day, and 7,890 in the four weeks after. The seasonal
# naive forecast repeated the busy week four times. On the last day before 2 March, the views jumped: 10,804, where
# the Friday before had 7,321. Holt-Winters took this one day for a new level. So a forecast that rests on a few days
# repeats their accidents, and a mean error hides it.
#
# The rule is: **a model that does not beat the seasonal naive forecast has not earned its place.** And the weekly
# pattern alone brings the error of the naive forecast down from 26.1% to 14.2%.

# %% [markdown] quiz="complex-wins"
# Another team reports: "Our model has an error of 9%." What do you ask first?
# - [x] "What error does the seasonal naive forecast have, at the same origins?" > Yes. 9% is good against 30%, and useless against 8%.
# - [ ] "How many parameters does it have?" > More parameters are neither good nor bad. What counts is the error on days that it had not seen.
# - [ ] "Is 9% below 10%?" > There is no limit that fits all series. Some are easy to forecast, some are not.

# %% [markdown]
# ## Two lines that rise together
#
# Mei shows a chart: in the months when many people read about *Cleopatra*, many also read *History of the hamburger*. The correlation is high. "Readers of one look for the other," she says. Is that so?

# %%
monthly = np.log(views.loc[:"2024-10"].resample("MS").median())
pairs = {
    "hamburger and Cleopatra": ("History_of_the_hamburger", "Cleopatra"),
    "Standard deviation and Shakespeare": ("Standard_deviation", "William_Shakespeare"),
}
for name, (one, other) in pairs.items():
    levels, changes = monthly[one].corr(monthly[other]), monthly[one].diff().corr(monthly[other].diff())
    print(f"{name}:\n  levels {levels:.2f}, changes {changes:.2f}")

# %% tags=["remove-cell"]
_c = {name: (round(monthly[a].corr(monthly[b]), 2), round(monthly[a].diff().corr(monthly[b].diff()), 2)) for name, (a, b) in pairs.items()}
assert _c == {"hamburger and Cleopatra": (0.75, 0.08), "Standard deviation and Shakespeare": (0.57, 0.71)}, _c
assert len(monthly) == 94 and round(1.96 / np.sqrt(93), 1) == 0.2

# %% alt="Two scatter plots of 94 months, one below the other. Upper plot, the levels of the articles History of the hamburger and Cleopatra on log scales: one cloud at the lower left, dots before April 2020, and one at the upper right, triangles since then; correlation 0.75. Lower plot, their changes from month to month: one cloud without direction, correlation 0.08." tags=["hide-input"]
fig, axes = plt.subplots(2, 1, figsize=(6.0, 6.5))
one, other = pairs["hamburger and Cleopatra"]
for ax, table, name in [(axes[0], monthly, "level"), (axes[1], monthly.diff(), "change")]:
    for part, marker, label in [(table[:"2020-03"], "o", "before April 2020"), (table["2020-04":], "^", "since then")]:
        ax.scatter(part[one], part[other], s=22, marker=marker, label=label)
    ax.set_xlabel(f"hamburger: {name} of log views")
    ax.set_ylabel(f"Cleopatra: {name}")
axes[0].set_title("Levels: a strong relation (0.75)")
axes[0].legend(loc="lower right")
axes[1].set_title("Changes: nothing is left (0.08)")
fig.subplots_adjust(hspace=0.55)
plt.show()

# %% [markdown]
# The levels have a correlation of 0.75. But if one article led to the other, then a month with *more* hamburger
# should be a month with *more* Cleopatra. So look at the changes from month to month. This is
# [differencing](term:differencing). The correlation falls to 0.08. (With 93 pairs of unrelated changes, chance alone
# mostly gives values between -0.2 and 0.2.) Where did the 0.75 come from? The upper plot has two clouds. Look at both
# articles early and late.

# %%
for name in pairs["hamburger and Cleopatra"]:
    early, late = views.loc["2017":"2019", name].median(), views.loc["2021":, name].median()
    print(f"{name}:\n  {early:,.0f} a day, later {late:,.0f}")

# %% tags=["remove-cell"]
assert (views.loc["2017":"2019", "Cleopatra"].median(), views.loc["2021":, "Cleopatra"].median()) == (7210, 151572.5)
assert (views.loc["2017":"2019", "History_of_the_hamburger"].median(), views.loc["2021":, "History_of_the_hamburger"].median()) == (448, 679)
assert round(151572.5 / 7210) == 21

# %% [markdown]
# Between 2017 and 2019, *Cleopatra* had 7,210 views on a typical day. Since 2021 it has 151,572, which is 21 times as
# many. The table does not say why. Programs are counted too, so these need not be readers. The hamburger rose in the
# same years, from 448 to 679. Two series that rise in the same years correlate, also if each has its own reason. It is
# a [spurious correlation](term:spurious-correlation).
#
# The second pair is the opposite. Its correlation *grows*, from 0.57 to 0.71. The two articles most likely share a
# real cause: both rise and fall with the school year. Note that it is a common cause. Statistics do not send readers
# to Shakespeare. So even a correlation that survives is not an arrow from one to the other.

# %% [markdown] exercise="change-correlation" minutes=7
# **Correlation of changes**
#
# Write `change_correlation(one, other)` for two daily series with positive values and dates as index. Take the **median of each month**, then logarithms, then the changes from month to
# month. Return their correlation as a number.

# %% exercise="change-correlation" role="starter"
def change_correlation(one, other):
    """Return the correlation of the monthly changes (of log medians) of two daily series."""
    ...


print(change_correlation(views["Christmas"], views["Easter"]))

# %% [markdown] exercise="change-correlation" role="hint"
# Four small steps, in the order of the text. Each of them is one method of a series or one function of NumPy.

# %% [markdown] exercise="change-correlation" role="hint"
# `series.resample("MS").median()` gives the months. `.diff()` gives the changes, with a missing value first. `.corr()` leaves missing values out.

# %% exercise="change-correlation" role="solution"
def change_correlation(one, other):
    """Return the correlation of the monthly changes (of log medians) of two daily series."""
    changes = [np.log(series.resample("MS").median()).diff() for series in (one, other)]
    return changes[0].corr(changes[1])


print(f"{change_correlation(views['Christmas'], views['Easter']):.2f}")

# %% [markdown] exercise="change-correlation" role="explanation"
# With logarithms, a change is a factor: twice as many counts the same for small and large pages. The typical error is to difference the days and not the months. Then the weekly pattern, which many articles share, makes the changes of nearly
# every pair correlate.

# %% exercise="change-correlation" role="check"
answer = change_correlation(views["History_of_the_hamburger"], views["Cleopatra"])
assert answer is not None, "The function returns nothing yet. Does it end with a return line?"
assert abs(answer) < 0.5, "This is the correlation of the levels. Take the changes from month to month first."
months = views[["Standard_deviation", "William_Shakespeare"]]
other_answer = change_correlation(months["Standard_deviation"], months["William_Shakespeare"])
assert 0.6 < other_answer < 0.8, "For Standard deviation and Shakespeare, a value near 0.7 should come out. Check the order of the steps."

# %% exercise="change-correlation" role="check-hidden"
_rng = np.random.default_rng(5)
_days = pd.date_range("2019-01-01", periods=1500)
_a = pd.Series(np.exp(np.cumsum(_rng.normal(0, 0.05, 1500))), index=_days)
_b = pd.Series(np.exp(np.cumsum(_rng.normal(0, 0.05, 1500))), index=_days)
_m = np.log(pd.DataFrame({"a": _a, "b": _b}).resample("MS").median()).diff()
assert abs(change_correlation(_a, _b) - _m["a"].corr(_m["b"])) < 1e-9, "Median of the month, logarithm, difference, correlation: in this order."
assert abs(change_correlation(_a, _a * 1000) - 1) < 1e-9, "A factor must not matter."

# %% exercise="change-correlation" role="mutant"
def change_correlation(one, other):
    return np.log(one.resample("MS").median()).corr(np.log(other.resample("MS").median()))

# %% exercise="change-correlation" role="mutant"
def change_correlation(one, other):
    return np.log(one).diff().corr(np.log(other).diff())

# %% exercise="change-correlation" role="mutant"
def change_correlation(one, other):
    return one.resample("MS").median().diff().corr(other.resample("MS").median().diff())

# %% [markdown]
# ## How large was the event?
#
# Now events. A forecast says what would have come without one. The **extra views** are what came, minus the forecast. At the end of April 2019 a film was released that later was, for a time, the one with the highest earnings of all. How much did
# *List of highest-grossing films* gain, in the 28 days from 24 April? As a measure of the usual error we take the same sum for earlier periods without such an event.

# %%
films = views["List_of_highest-grossing_films"]


def extra_views(series, start):
    """Views of 28 days minus their seasonal naive forecast."""
    place = series.index.get_loc(pd.Timestamp(start))
    return series.iloc[place : place + 28].sum() - seasonal_naive(series.iloc[:place], 28).sum()


event = extra_views(films, "2019-04-24")
usual = [extra_views(films, films.index[films.index.get_loc(pd.Timestamp("2019-04-24")) - 28 * back]) for back in range(1, 11)]
print(f"extra views: {event / 1e6:.1f} million")
print(f"before: {min(usual) / 1e6:+.2f} to {max(usual) / 1e6:+.2f} million")

# %% tags=["remove-cell"]
assert round(event / 1e6, 1) == 8.6 and round(min(usual) / 1e6, 2) == -0.16 and round(max(usual) / 1e6, 2) == 0.12

# %% [markdown]
# 8.6 million extra views. The ten periods before lie between 0.16 million too few and 0.12 million too many. There is
# no doubt that something happened. That it was the film is our reading: the table holds dates, and no causes.
#
# And the campaign of the students? The same method, for the four days from Sunday 5 to Wednesday 8 November:

# %%
place = sd.index.get_loc(pd.Timestamp("2023-11-05"))


def surplus(position):
    """Views of four days, in percent more than on the same days of the week before."""
    return 100 * (sd.iloc[position : position + 4].sum() / sd.iloc[position - 7 : position - 3].sum() - 1)


campaign = surplus(place)
before = [surplus(place - 7 * weeks) for weeks in range(1, 9)]
print(f"campaign: {campaign:+.1f}%")
print(f"eight weeks before: {min(before):+.1f}% to {max(before):+.1f}%")

# %% tags=["remove-cell"]
assert round(campaign, 1) == 7.0 and round(min(before), 1) == -8.2 and round(max(before), 1) == 10.6

# %% [markdown]
# The campaign days have 7.0% more views than the same days of the week before. In the eight weeks before, without a campaign, the same number moved between -8.2% and +10.6%. So 7.0% is nothing unusual. And the proud 63%? In a normal week the
# rise from Saturday to Wednesday is 91%. It was *smaller* than usual. Compare this with the number that you wrote down.

# %% [markdown] exercise="judge-claims" minutes=6
# **Shown, contradicted, or cannot tell?**
#
# Judge each sentence by the results of this lesson. Write `"shown"`, `"contradicted"` or `"cannot tell"`.
#
# - **a** *Standard deviation* has fewer views at weekends than on working days.
# - **b** The views of *Standard deviation* rose by about 90% because of the campaign.
# - **c** The campaign brought not one single reader.
# - **d** In the 28 days from 24 April 2019, the list of films had far more views than its weekly pattern predicts.
# - **e** Readers of *Standard deviation* go on to *William Shakespeare*.

# %% exercise="judge-claims" role="starter"
verdict = {"a": "", "b": "", "c": "", "d": "", "e": ""}

# %% [markdown] exercise="judge-claims" role="hint"
# For **c**: if ten people came because of the campaign, would you see it in these numbers?

# %% [markdown] exercise="judge-claims" role="hint"
# Two are shown, one is contradicted, and for two the table has no answer.

# %% exercise="judge-claims" role="solution"
verdict = {"a": "shown", "b": "contradicted", "c": "cannot tell", "d": "shown", "e": "cannot tell"}

# %% [markdown] exercise="judge-claims" role="explanation"
# The hard one is **c**. No visible effect is not the same as no effect: a small one disappears among normal weeks. Normal weeks
# differ from each other by about ten percent. So honest words are: "an effect far above ten percent would have been
# visible". For **e** one would need data about where readers come from, such as the clickstream.

# %% exercise="judge-claims" role="check"
from hashlib import sha256

given = {letter: str(verdict.get(letter, "")).strip().lower() for letter in "abcde"}
KEY = {"a": "136081a8", "b": "ee626311", "c": "69515388", "d": "9e0a64e2", "e": "2837ebae"}  # fingerprints


def fits(letter):
    return sha256(f"{letter}: {given[letter]}".encode()).hexdigest()[:8] == KEY[letter]


assert all(given.values()), "Some sentences have no verdict yet."
assert set(given.values()) <= {"shown", "contradicted", "cannot tell"}, "Use exactly these words: shown, contradicted, cannot tell."
assert fits("a"), "a: look at the weekday index."
assert fits("b"), "b: what is the rise from Saturday to Wednesday in a normal week?"
assert fits("c"), "c: how large must an effect be before it stands out from normal weeks?"
assert fits("d"), "d: compare the extra views with the ten periods before."
assert fits("e"), "e: does any column say where a reader came from?"

# %% exercise="judge-claims" role="check-hidden"
assert len(verdict) == 5, "Judge exactly the five sentences."

# %% exercise="judge-claims" role="mutant"
verdict = {"a": "shown", "b": "contradicted", "c": "shown", "d": "shown", "e": "cannot tell"}

# %% exercise="judge-claims" role="mutant"
verdict = {"a": "shown", "b": "contradicted", "c": "cannot tell", "d": "shown", "e": "shown"}

# %% exercise="judge-claims" role="mutant"
verdict = dict.fromkeys("abcde", "shown")

# %% [markdown]
# ## On your own wiki
#
# For your next campaign, decide *before* it starts:
#
# 1. **Which articles, in which wiki, and which days.** Write them down with the date.
# 2. **The comparison.** The same weekdays of the weeks before, and similar articles that the campaign does not touch.
# 3. **The usual error.** Compute the same number for ten earlier periods. Only what is clearly outside of them is news.
# 4. **The calendar of your readers.** Holidays, school terms and days of rest differ from country to country. Wikimedia
#    counts days in UTC. In Dhaka, the first six hours of a day still belong to the day before in UTC.
#
# What this method cannot do: tell one cause from another on the same days. If a newspaper writes about your topic in the week of the campaign, the extra views are of both. For that you need a
# [comparison group](lesson:simpson-and-confounding), or [an experiment](lesson:ab-tests-and-power).
