# %% [markdown]
# ## Two questions, one table
#
# Mei works for a Wikimedia affiliate. In January 2024 its volunteers rewrote articles about holidays.
# Now she prepares the yearly report. Her spreadsheet says that the article *Christmas* had far fewer views
# a day in 2024 than in 2023. A board member asks: **"Did our work drive readers away?"**
#
# Amara organises an edit-a-thon about women who ruled. She can offer two articles to her newcomers,
# *Elizabeth II* and *Cleopatra*. She asks: **"Which of the two had more views in 2022?"** That is the year in
# which Elizabeth II died, so her guess is clear. (Mei, Amara and their events are invented. The data are
# real.)
#
# Both questions need the same table and the same five steps: load, filter, group, resample, plot.
# And each question hides a trap. A wrong answer would come without any error message.
#
# **What you need.** A little Python: variables, lists, calling a function, and what `def` and `return` do.
#
# **How to run code.** On the course page, each code cell stands with its output. To run the cells yourself, open this
# lesson as a notebook. Click on a cell, then press Shift and Enter together, or the Run button.
# Go from top to bottom, because later cells use names from earlier cells.
#
# **The data.** Our file, [daily pageviews](dataset:pageviews-daily), counts the views of 20 English Wikipedia
# articles for each day. A [pageview](term:pageview) is one request for one page. It is not one person.
# One more column, `wiki_all`, counts the views of all Wikimedia projects together.
# Keep these limits in mind:
#
# - The counts include all agents: people, and also bots (programs that fetch pages).
# - Each count belongs to one exact title. A [redirect](term:redirect) is a page that sends readers on to another
#   title. Views that arrive through a redirect are counted under the redirect.
# - The 20 articles are not a random sample. They do not stand for Wikipedia.
#
# **Risk tier: public.** These are totals for whole pages and whole days. No reader and no editor can be
# identified.

# %% [markdown]
# ## Load the file
#
# A CSV file is plain text: one line per row, with commas between the values. The library *pandas* reads it
# into a [data frame](term:data-frame), a table with named columns. Two options matter:
#
# - `parse_dates` turns the text `2017-01-01` into a real date. Only then does pandas know months and years.
# - `index_col` makes the date the [index](term:index): the label of each row.
#
# Then look at the size of the table, and at the first rows of three columns. The double brackets hold a list
# of column names.

# %%
import pandas as pd
import matplotlib.pyplot as plt

views = pd.read_csv("data/pageviews-daily.csv", parse_dates=["date"], index_col="date")
print(views.shape)
views[["Christmas", "Cleopatra", "Elizabeth_II"]].head()

# %% tags=["remove-cell"]
assert views.shape == (2869, 21)

# %% [markdown]
# The table has 2,869 rows (days) and 21 columns.
#
# A look at five rows does not prove much. The line `assert condition` makes Python check the rest for you. If
# the [assert](term:assert) condition is true, nothing happens. If it is false, the program stops with your
# message. We expect one row for each calendar day, no day twice, and no empty place.

# %%
first_day, last_day = views.index.min(), views.index.max()
calendar_days = (last_day - first_day).days + 1

assert views.index.is_unique, "a day appears twice"
assert len(views) == calendar_days, "a day has no row"
assert views.notna().all().all(), "a value is empty"
print(first_day.date(), "to", last_day.date(), "=", calendar_days, "days")

# %% tags=["remove-cell"]
assert str(first_day.date()) == "2017-01-01" and str(last_day.date()) == "2024-11-08" and calendar_days == 2869

# %% [markdown]
# All three conditions hold. The table has no gap. Remember the last day, 8 November 2024. It will matter.

# %% [markdown] quiz="assert-silence"
# Suppose the cell held only the three `assert` lines. It runs and prints nothing. What do you know?
# - [ ] Nothing yet, because a cell without output may have failed silently. > A failed assert is never silent: it stops the program with an AssertionError. Silence means that the condition is true.
# - [x] The three conditions are true, and nothing else was checked. > An assert tests what you wrote and no more. A wrong count on a correct date would pass.
# - [ ] The table is free of errors, so every count in it can be trusted. > The cell checked dates and empty places only. It cannot know whether a count is right.

# %% [markdown]
# ## Select and filter
#
# One column of a data frame is a [series](term:series): values with their index.
# `.loc[...]` selects rows by label. With dates, a label can be a day, a month, a year or a range.

# %%
elizabeth = views["Elizabeth_II"]
elizabeth.loc["2022-09-06":"2022-09-10"]

# %% [markdown]
# In a range of labels, both ends are included. (A Python list leaves the last one out.)
#
# Often we do not know the labels. We know a condition. A [boolean filter](term:boolean-filter) has two parts.
# First a comparison gives `True` or `False` for each row. Then the brackets keep the rows that are `True`.

# %%
over_a_million = elizabeth > 1_000_000
elizabeth[over_a_million]

# %% tags=["remove-cell"]
assert over_a_million.sum() == 7 and (elizabeth[over_a_million].index.year == 2022).sum() == 6

# %% [markdown]
# Seven days, and six of them are in September 2022. Join two conditions with `&` (and) or `|` (or).
# Put each condition in round brackets. `!=` means "is not equal to".

# %%
elizabeth[(elizabeth > 1_000_000) & (elizabeth.index.year != 2022)]

# %% tags=["remove-cell"]
_other = elizabeth[(elizabeth > 1_000_000) & (elizabeth.index.year != 2022)]
assert [str(d.date()) for d in _other.index] == ["2021-04-09"]

# %% [markdown]
# On 9 April 2021 Elizabeth's husband, Prince Philip, died. The table does not know that. It gives you the date,
# and you look up the event.
#
# How strong was the peak? We compare the largest day with its whole year.

# %%
year_2022 = elizabeth.loc["2022"]
share = year_2022.max() / year_2022.sum()
days_below_mean = (year_2022 < year_2022.mean()).sum()

print(f"mean views a day in 2022: {year_2022.mean():,.0f}")
print(f"share of the largest day: {share:.1%}")
print(f"days below the mean: {days_below_mean} of {len(year_2022)}")

# %% tags=["remove-cell"]
assert round(year_2022.mean()) == 133988 and round(share, 3) == 0.211 and days_below_mean == 336 and len(year_2022) == 365

# %% [markdown]
# One day holds 21.1% of the views of the year. And 336 of the 365 days are *below* the mean. So the mean of
# 133,988 describes no normal day. A line plot shows this faster than a table does.
# `plt.subplots()` makes an empty figure, and `ax` is the drawing area inside it. `ax.plot(x, y)` draws the line.

# %% alt="Line chart of the daily views of the article Elizabeth II in 2022. The line stays close to zero all year, except for one peak of more than ten million views on 8 September and a smaller one on 19 September."
fig, ax = plt.subplots()
ax.plot(year_2022.index, year_2022 / 1_000_000)
ax.text(pd.Timestamp("2022-08-28"), 9, "8 September:\n21% of the year", ha="right")
ax.set_title("Elizabeth II: one day holds a fifth of the views of 2022")
ax.set_xlabel("day in 2022")
ax.set_xticks(pd.to_datetime(["2022-01-01", "2022-05-01", "2022-09-01"]), ["1 January", "1 May", "1 September"])
ax.set_ylabel("views a day (millions)")
plt.show()

# %% [markdown] exercise="top-day" minutes=5
# **Find the top day**
#
# Write a function that works for any column of the table. It returns two things: the date of the largest
# value, and that value. Where two days share the largest value, return the earlier one.
# Then try it on `Elizabeth_II`, `Christmas` and `Periodic_table`. Which of the dates can you explain?

# %% exercise="top-day" role="starter"
def top_day(series):
    """Return (date, value) of the largest value of a series whose index holds dates in order."""
    ...


print(top_day(views["Elizabeth_II"]))

# %% [markdown] exercise="top-day" role="hint"
# You need two methods of a series. One returns the largest *value*. Another one returns the *label* of the
# largest value. Both names contain `max`.

# %% [markdown] exercise="top-day" role="hint"
# `series.max()` gives the value. The method for the label begins with `idx`, short for "index of". A function can
# return two things, with a comma between them. The date comes first.

# %% exercise="top-day" role="solution"
def top_day(series):
    """Return (date, value) of the largest value of a series whose index holds dates in order."""
    day = series.idxmax()
    return day, series.loc[day]


print(top_day(views["Elizabeth_II"]))

# %% [markdown] exercise="top-day" role="explanation"
# `idxmax` returns the label of the first largest value, so it also gives the earlier of two equal days. The
# label is a date, and `.loc` fetches the value for it. Two typical errors: `argmax` returns a *position* (a
# row number), which is not a date; and `series.index.max()` returns the *latest day*, not the top day. The
# top day of `Christmas` is a 25 December. A function can find the top day of `Periodic_table` too, but the
# table does not explain it.

# %% exercise="top-day" role="check"
answer = top_day(views["Elizabeth_II"])
assert answer is not None, "The function returns nothing yet. Does it end with a return line?"
assert len(answer) == 2, "Return exactly two things: the date and the value."
day, value = answer
assert "-" in str(day), "The first thing must be a date. A plain number is a position or a value."
assert pd.Timestamp(day) != views.index.max(), "That is the latest day of the table. We look for the day with the largest value."
assert pd.Timestamp(day) == pd.Timestamp("2022-09-08"), "The date is not right. Compare it with the filtered rows in the text above."
assert int(value) == 10_312_178, "The date is right. Check the value: it must be the number of views on that day."
other_day, other_value = top_day(views["Christmas"])
assert other_value == views["Christmas"].max(), "It works for Elizabeth_II, but not for Christmas. Does it use the series that it is given?"

# %% exercise="top-day" role="check-hidden"
import numpy as np
for _name in ["Christmas", "Germany", "wiki_all"]:
    _day, _value = top_day(views[_name])
    assert views.loc[pd.Timestamp(_day), _name] == _value == views[_name].to_numpy().max(), "Does it work for one column only?"
assert pd.Timestamp(top_day(views["Christmas"])[0]) == pd.Timestamp("2023-12-25"), "For Christmas, look for a 25 December."
_small = pd.Series([5, 9, 2, 9], index=pd.date_range("2020-02-27", periods=4))
_day, _value = top_day(_small)
assert pd.Timestamp(_day) == pd.Timestamp("2020-02-28") and _value == 9, "Two days share the largest value: return the earlier one."
_negative = pd.Series([-5.0, -1.5], index=pd.date_range("2021-01-01", periods=2))
_day, _value = top_day(_negative)
assert pd.Timestamp(_day) == pd.Timestamp("2021-01-02") and np.isclose(float(_value), -1.5), "Values may be negative or decimals. Return the value as it stands."

# %% exercise="top-day" role="mutant"
def top_day(series):
    return series.index.max(), series.max()

# %% exercise="top-day" role="mutant"
def top_day(series):
    return series.argmax(), series.max()

# %% exercise="top-day" role="mutant"
def top_day(series):
    return pd.Timestamp("2022-09-08"), 10_312_178

# %% exercise="top-day" role="mutant"
def top_day(series):
    ordered = series.sort_values(kind="stable")
    return ordered.index[-1], ordered.iloc[-1]

# %% [markdown]
# !!! tip "A good place to pause"
#     You can load a table, check it, select rows and find days that stand out. Next: Mei's question.

# %% [markdown]
# ## Group: one number per year
#
# Mei has one number per year. `groupby` makes it in three steps: it splits the rows into groups,
# computes one number for each group, and joins the numbers into a new table. Here the group of a row is
# the year of its date.

# %%
christmas = views["Christmas"]
by_year = christmas.groupby(views.index.year)
by_year.mean().round()

# %% tags=["remove-cell"]
_m = by_year.mean()
assert round(_m[2023]) == 10762 and round(_m[2024]) == 3964 and round(1 - _m[2024] / _m[2023], 2) == 0.63

# %% [markdown]
# This is Mei's table. The mean falls from 10,762 views a day in 2023 to 3,964 in 2024, a loss of 63%. Before
# you look for a cause, ask how many days stand behind each mean. A good rule: print the count beside every mean.

# %%
by_year.agg(["count", "mean"]).round()

# %% tags=["remove-cell"]
assert by_year.count()[2024] == 313 and by_year.count()[2023] == 365

# %% [markdown]
# The year 2024 has only 313 days: it stops on 8 November. What usually comes after that day?

# %%
christmas_2023 = christmas.loc["2023"]
late_share = christmas_2023.loc["2023-11-09":].sum() / christmas_2023.sum()
print(f"2023 views after 8 November: {late_share:.0%}")

# %% tags=["remove-cell"]
assert round(late_share, 2) == 0.60
assert (christmas.groupby(views.index.year).idxmax().loc[:2023].dt.month == 12).all()

# %% [markdown]
# In 2023, 60% of the views came after 8 November. A mean divides by the number of days, but it does not ask
# *which* days they are.
#
# A fair comparison uses the same days of each year. `strftime("%m-%d")` writes each date as month and day,
# for example `11-08`. These texts sort in the same order as the calendar, so we can compare them.

# %%
until_8_november = views.index.strftime("%m-%d") <= "11-08"
same_days = christmas[until_8_november]
same_by_year = same_days.groupby(same_days.index.year).mean()
change = same_by_year.pct_change() * 100

pd.DataFrame({"mean": same_by_year.round(), "change in %": change.round()})

# %% tags=["remove-cell"]
assert round(same_by_year[2023]) == 5019 and round(same_by_year[2024]) == 3964
assert change.round().loc[2018:].tolist() == [-7, -5, -11, 8, 27, 28, -21]
assert same_by_year.rank(ascending=False)[2024] == 2

# %% alt="Line chart with two lines, mean daily views of the article Christmas for each year from 2017 to 2024. With all days, the line falls steeply from 2023 to 2024. With the days from 1 January to 8 November only, it falls much less, and 2024 is the second highest year."
all_days = by_year.mean()
fig, ax = plt.subplots()
ax.plot(all_days.index, all_days, marker="o")
ax.plot(same_by_year.index, same_by_year, marker="s", linestyle="--")
ax.text(2017, 8000, "all days that we have")
ax.text(2017, 4400, "1 January to 8 November only")
ax.set_title("Christmas: most of the fall in 2024 is the calendar")
ax.set_xlabel("year (2024 stops on 8 November)")
ax.set_ylabel("mean views a day")
ax.set_ylim(0, 12_000)
plt.show()

# %% [markdown]
# On the same days, the fall from 2023 to 2024 is 21%, not 63%. And on these days 2024 is the second highest
# of the eight years. It is the largest fall among the seven changes. But two rises were larger: 27% in 2022
# and 28% in 2023. So changes of this size do happen to this article. With seven changes we cannot say how often.
#
# Mei can now answer. *"Most of the fall comes from a comparison of ten months with twelve. A fall of 21% is left.
# Pageviews alone cannot tell whether our work had a part in it."* For that, she would need a comparison group:
# similar articles that nobody rewrote.

# %% [markdown] quiz="partial-year"
# `Thanksgiving`, in the United States a holiday in late November, also has a much lower mean in 2024 than in 2023. What may Mei write?
# - [ ] "Interest in Thanksgiving fell in 2024." > This compares a partial year with a full one. In each earlier year the busiest day came in late November. The data end before it.
# - [ ] "It fell. A mean is fair, because it divides by the number of days." > A mean corrects for how many days there are, not for which days they are.
# - [ ] "We scaled 2024 up by 366/313 to get the full year." > This assumes that the absent days are like the others. In each earlier year they held the busiest day.
# - [x] "We compare 1 January to 8 November in both years." > Same days, same part of the season. The holiday itself is then outside both parts: say so.

# %% tags=["remove-cell"]
_t = views["Thanksgiving"].groupby(views.index.year).mean()
assert _t[2024] < 0.5 * _t[2023]
_top = views["Thanksgiving"].groupby(views.index.year).idxmax().loc[:2023]
assert (_top.dt.month == 11).all() and (_top.dt.day > 20).all()

# %% [markdown]
# ## Which counts may you add?
#
# Views add up. The views of twelve months, added together, are the views of the year. Visitors do not add up.
# Wikimedia publishes [unique devices](term:unique-devices) per day and per month: an estimate of how many
# different phones and computers came. A device that comes in January and in February is in both months. A
# small invented table shows it. Each row is one visit.

# %%
visits = pd.DataFrame({
    "month":  ["Jan", "Jan", "Jan", "Feb", "Feb", "Mar"],
    "device": ["A",   "B",   "A",   "A",   "C",   "A"],
})
per_month = visits.groupby("month", sort=False)["device"].nunique()
print(per_month)
print("sum of the months:", per_month.sum())
print("different devices:", visits["device"].nunique())

# %% tags=["remove-cell"]
assert per_month.sum() == 5 and visits["device"].nunique() == 3

# %% [markdown]
# `nunique()` counts different values. The sum of the months is 5, but only 3 devices came. Device A was
# counted three times.

# %% [markdown] quiz="uniques-add-up"
# A wiki reports 100 unique devices in January and 120 in February. How many different devices came in the two months together?
# - [ ] 220, because the months add up. > This adds monthly uniques. A device that came in both months is counted twice.
# - [ ] 110, the mean of the months. > The mean answers a different question: how large is a typical month?
# - [x] Any number from 120 to 220. > 120 if all January devices came back in February, 220 if none did. The two numbers alone cannot say more.
# - [ ] 120, because it is the larger one. > This is the smallest possible value. It is right only if every January device came back.

# %% [markdown]
# !!! tip "A good place to pause"
#     You can group, compare the same days of each year, and say which counts add up. Next: Amara's question.

# %% [markdown]
# ## Resample: one number per month
#
# Amara's question needs one line of code. What is your guess?

# %%
views.loc["2022", ["Elizabeth_II", "Cleopatra"]].sum()

# %% tags=["remove-cell"]
_s = views.loc["2022", ["Elizabeth_II", "Cleopatra"]].sum()
assert round(_s["Elizabeth_II"] / 1e6, 1) == 48.9 and round(_s["Cleopatra"] / 1e6, 1) == 56.4

# %% [markdown]
# *Cleopatra* had 56.4 million views and *Elizabeth II* 48.9 million. Even in the year of the Queen's death, a
# ruler of ancient Egypt had more. Something is strange here. Before Amara decides, she should look at the
# months.
#
# `groupby(views.index.month)` would put all eight Januaries into one group. We want each month of each year,
# in order. That is [resampling](term:time-resampling): it cuts the calendar into equal pieces and computes
# one number for each piece. `"MS"` stands for "month start": the first day of the month becomes the label.

# %%
monthly = views[["Cleopatra", "William_Shakespeare"]].resample("MS").mean()
monthly.tail(3).round()

# %% [markdown]
# The last row is November 2024 again, with eight days. We leave it out of the figure.
# *William Shakespeare* is our baseline: another historic person, for comparison.

# %% alt="Line chart of the mean daily views per month of two articles, January 2017 to October 2024. William Shakespeare stays near 14,000 the whole time. Cleopatra stays under 12,000 until early 2020, climbs steeply in 2020 and 2021, and remains between about 80,000 and 250,000 afterwards."
whole_months = monthly.loc[:"2024-10"] / 1000
fig, ax = plt.subplots()
ax.plot(whole_months.index, whole_months["Cleopatra"])
ax.plot(whole_months.index, whole_months["William_Shakespeare"], linestyle="--")
ax.text(pd.Timestamp("2019-08-01"), 150, "Cleopatra")
ax.text(pd.Timestamp("2020-12-01"), 25, "William Shakespeare (baseline)")
ax.set_title("Cleopatra rose in 2020 and 2021 and stayed high")
ax.set_xlabel("month")
ax.set_ylabel("mean views a day (thousands)")
plt.show()

# %% tags=["remove-cell"]
_w = monthly.loc[:"2024-10"]
assert _w["Cleopatra"].loc[:"2020-02"].max() < 12_000 and 78_000 < _w["Cleopatra"].loc["2020-12":].min() < 80_000
assert 240_000 < _w["Cleopatra"].max() < 250_000 and round(_w["William_Shakespeare"].mean(), -3) == 14_000

# %% [markdown] exercise="monthly-means" minutes=10
# **Monthly means, complete months only**
#
# A partial month misleads in the same way as a partial year. Write a function that takes a series of daily
# values and returns one mean for each *complete* calendar month, in order of time. If a month lacks even one
# of its days, leave it out. February is complete with 28 days in some years, and with 29 in others.

# %% exercise="monthly-means" role="starter"
def monthly_means(series):
    """Return a Series: the mean of each calendar month for which every day has a value.

    The index of the result holds one date per month. Months that are not complete are left out.
    """
    ...


print(monthly_means(views["Christmas"].loc["2024-08-15":]))

# %% [markdown] exercise="monthly-means" role="hint"
# You need two numbers for each month: the mean, and how many days have a value. Both come from the same
# resampled series, with different methods.

# %% [markdown] exercise="monthly-means" role="hint"
# `.count()` after `.resample("MS")` says how many days each month has in your data. An index of dates has
# an attribute `days_in_month`: how many days the calendar has.

# %% [markdown] exercise="monthly-means" role="hint"
# Compare the two day counts with `==`. This gives `True` or `False` for each month: a boolean filter for the
# means.

# %% exercise="monthly-means" expected=true role="solution"
def monthly_means(series):
    """Return a Series: the mean of each calendar month for which every day has a value.

    The index of the result holds one date per month. Months that are not complete are left out.
    """
    pieces = series.resample("MS")
    means = pieces.mean()
    complete = pieces.count() == means.index.days_in_month
    return means[complete]


print(monthly_means(views["Christmas"].loc["2024-08-15":]))

# %% [markdown] exercise="monthly-means" role="explanation"
# The count comes from the data, `days_in_month` comes from the calendar. Only where both agree is the month
# complete. In the example, August starts on the 15th and November ends on the 8th, so two months are left. A
# typical wrong answer drops only the last month: then a partial *first* month stays in. Another one uses
# `groupby(series.index.month)`, which mixes the same month of different years. Our rule is strict. You may
# choose a softer one, for example 25 days or more. Then write the rule beside the result.

# %% exercise="monthly-means" role="check"
part = views["Christmas"].loc["2024-08-15":]
result = monthly_means(part)
assert result is not None, "The function returns nothing yet. Does it end with a return line?"
assert isinstance(result, pd.Series), "Return a Series with one value per month: filter the means, and keep their index."
months = [str(label)[:7] for label in result.index]
assert "2024-11" not in months, "November 2024 has only eight days in the data. Leave it out."
assert "2024-08" not in months, "This part of the data starts on 15 August. Is August complete?"
assert months == ["2024-09", "2024-10"], "Expected one label per complete month of this part. Look at the index of your result."
assert abs(float(result.iloc[0]) - part.loc["2024-09"].mean()) < 1, "The label is right, the number is not. Is it the mean, and of September only?"
assert len(monthly_means(views["Christmas"])) == 94, "In the whole table 94 months are complete. Are all years kept apart, and is each February treated right?"

# %% exercise="monthly-means" role="check-hidden"
def _labels(result):
    return [str(label)[:7] for label in result.index]

_days = pd.date_range("2023-02-01", "2024-03-31")
_made = pd.Series(range(len(_days)), index=_days, dtype=float)
_out = monthly_means(_made)
assert len(_out) == 14 and abs(float(_out.iloc[0]) - 13.5) < 1e-6, "A complete February has 28 days in 2023."
_out = monthly_means(_made.drop(pd.Timestamp("2024-02-29")))
assert "2024-02" not in _labels(_out) and len(_out) == 13, "A February with 28 rows is not complete in 2024."
_out = monthly_means(_made.drop(pd.Timestamp("2023-07-31")))
assert "2023-07" not in _labels(_out) and len(_out) == 13, "A month with 30 of 31 days is not complete."
_blank = _made.copy()
_blank.loc["2023-05-10"] = float("nan")
assert "2023-05" not in _labels(monthly_means(_blank)), "A blank day has no value: the month is not complete."
assert len(monthly_means(_made.iloc[:10])) == 0, "Ten days hold no complete month."

# %% exercise="monthly-means" role="mutant"
def monthly_means(series):
    return series.resample("MS").mean()

# %% exercise="monthly-means" role="mutant"
def monthly_means(series):
    return series.resample("MS").mean().iloc[:-1]

# %% exercise="monthly-means" role="mutant"
def monthly_means(series):
    return series.groupby(series.index.month).mean()

# %% exercise="monthly-means" role="mutant"
def monthly_means(series):
    months = series.resample("MS")
    return months.mean()[months.count() >= 28]

# %% exercise="monthly-means" role="mutant"
def monthly_means(series):
    months = series.resample("MS")
    sums = months.sum()
    return sums[months.count() == sums.index.days_in_month]

# %% [markdown]
# ### What the table cannot say
#
# Why did *Cleopatra* rise? First collect facts: the days around its top day, and the means of each year.

# %%
cleopatra = views["Cleopatra"]
print("largest value of all days:", cleopatra.max())
print(cleopatra.loc["2022-09-01":"2022-09-09"])

two = views[["Cleopatra", "William_Shakespeare"]]
two.groupby(views.index.year).mean().round()

# %% tags=["remove-cell"]
_c = views["Cleopatra"]
assert str(_c.idxmax().date()) == "2022-09-07"
_y = _c.groupby(views.index.year).mean()
assert _y[2023] / _y[2017] > 20 and _y[2020] > 3 * _y[2019]

# %% [markdown]
# The top day is 7 September 2022, one day before the death of Elizabeth II. It is tempting to see a link.
#
# There is a published idea about the rise. In 2023 the researcher [Taha
# Yasseri](https://www.ucd.ie/newsandopinion/news/2023/january/12/opinion2022wasnttheyearofcleopatrasowhywasshethemostviewedpageonwikipedia)
# wrote about a voice assistant on many phones. It suggested the words "Show Cleopatra on Wikipedia" to its users.
# That would fit a level that rises and stays. But our table has no column that says where a view came from,
# and its counts include bots. It cannot confirm the idea, and it cannot reject it.

# %% [markdown] exercise="what-the-data-shows" minutes=6
# **Shown, contradicted, or cannot tell?**
#
# Give each statement one label: `"shown"` (the table shows it), `"contradicted"` (it does not fit
# the table and the dates), or `"cannot tell"` (the table alone cannot decide).
#
# - **a.** In 2023 the article *Cleopatra* had more than 20 times as many views a day as in 2017.
# - **b.** In 2023 more than 20 times as many *people* read the article as in 2017.
# - **c.** The rise began in 2023.
# - **d.** A voice assistant caused the rise.
# - **e.** The record on 7 September 2022 was a reaction to the death of Elizabeth II on 8 September.
# - **f.** All articles about historic persons rose in this way.

# %% exercise="what-the-data-shows" role="starter"
answers = {
    "a": "",
    "b": "",
    "c": "",
    "d": "",
    "e": "",
    "f": "",
}

# %% [markdown] exercise="what-the-data-shows" role="hint"
# For each statement ask two things. Which column of the table speaks about it? And does the statement claim a
# *number* or a *cause*?

# %% [markdown] exercise="what-the-data-shows" role="hint"
# One counterexample is enough to contradict a sentence with "all". A cause must come before its effect. And
# remember what one pageview is.

# %% exercise="what-the-data-shows" role="solution"
answers = {
    "a": "shown",
    "b": "cannot tell",
    "c": "contradicted",
    "d": "cannot tell",
    "e": "contradicted",
    "f": "contradicted",
}

# %% [markdown] exercise="what-the-data-shows" role="explanation"
# **a** is a number that the table contains. **b** sounds the same, but one person can make many views, and
# bots make views too. **c** does not fit: the mean of 2020 is already several times that of 2019. **d** may
# well be true. A good fit is not a proof, and the table has no column for the origin of a view. **e**
# reverses time: the record came one day before the event. **f** needs one counterexample, and *William
# Shakespeare* is one. The typical error is to label **d** as shown because the story is good.

# %% exercise="what-the-data-shows" role="check"
from hashlib import sha256

given = {key: str(answers.get(key, "")).strip().lower() for key in "abcdef"}
KEY = {  # fingerprints of the right labels, so that you can read this check without seeing them
    "a": "136081a8", "b": "73f765f1", "c": "21d205e6",
    "d": "4064dd79", "e": "1c80796e", "f": "616f4140",
}

def fits(key):
    return sha256(f"{key}: {given[key]}".encode()).hexdigest()[:8] == KEY[key]


assert all(given.values()), "Some statements have no label yet."
assert set(given.values()) <= {"shown", "contradicted", "cannot tell"}, "Use exactly these labels: shown, contradicted, cannot tell."
assert fits("a"), "a: divide the mean of 2023 by the mean of 2017 in the table of years."
assert fits("b"), "b: what does one pageview count? Is there a column with people?"
assert fits("c"), "c: compare the means of 2019, 2020 and 2021."
assert fits("d"), "d: which column could show where a view came from?"
assert fits("e"), "e: put the two dates in order. Which one comes first?"
assert fits("f"), "f: look at the second line of the figure."

# %% exercise="what-the-data-shows" role="check-hidden"
given = {key: str(label).strip().lower() for key, label in answers.items()}
_year = views[["Cleopatra", "William_Shakespeare"]].groupby(views.index.year).mean()
assert (given["a"] == "shown") == (_year.loc[2023, "Cleopatra"] > 20 * _year.loc[2017, "Cleopatra"])
assert (given["c"] == "contradicted") == (_year.loc[2020, "Cleopatra"] > 2 * _year.loc[2019, "Cleopatra"])
assert (given["e"] == "contradicted") == (views["Cleopatra"].idxmax() < pd.Timestamp("2022-09-08"))
assert (given["f"] == "contradicted") == (_year.loc[2023, "William_Shakespeare"] < 1.2 * _year.loc[2017, "William_Shakespeare"])

# %% exercise="what-the-data-shows" role="mutant"
answers = {"a": "shown", "b": "shown", "c": "contradicted", "d": "cannot tell", "e": "contradicted", "f": "contradicted"}

# %% exercise="what-the-data-shows" role="mutant"
answers = {"a": "shown", "b": "cannot tell", "c": "contradicted", "d": "shown", "e": "contradicted", "f": "contradicted"}

# %% exercise="what-the-data-shows" role="mutant"
answers = {"a": "shown", "b": "cannot tell", "c": "contradicted", "d": "cannot tell", "e": "shown", "f": "contradicted"}

# %% [markdown]
# !!! tip "A good place to pause"
#     You can resample, plot, and keep numbers apart from causes. The last part is about days that are not there.

# %% [markdown]
# ## A missing day is not a zero
#
# Our table has no gaps, but yours may have some. A [missing value](term:missing-value) means "we do not know".
# Zero means "we know: nobody came". pandas writes a missing number as `NaN` ("not a number").
#
# To see what a gap does, we make one. We take a copy of *Germany* in March 2023 and remove ten days
# ourselves, so that we know the truth. `astype(float)` turns whole numbers into decimals, because a column of
# whole numbers has no place for `NaN`.
#
# Then we put three versions side by side: the truth, the missing days skipped, and the missing days as zero.
# `fillna(0)` writes the zeros.

# %%
march = views.loc["2023-03", "Germany"].astype(float)
blanked = march.copy()
blanked.loc["2023-03-06":"2023-03-15"] = float("nan")   # ten days removed by us

versions = pd.DataFrame({"truth": march, "skipped": blanked, "as zero": blanked.fillna(0)})
versions.agg(["count", "mean", "sum"]).round().astype(int)

# %% tags=["remove-cell"]
assert [round(x) for x in (march.mean(), blanked.mean(), blanked.fillna(0).mean())] == [22822, 22770, 15425]
assert blanked.isna().sum() == 10
assert march.sum() == 707480 and blanked.sum() == blanked.fillna(0).sum() == 478164
assert blanked.count() == 21 and len(march) == 31

# %% [markdown]
# `.mean()` skips missing days, and here it comes close to the truth: 22,770 against 22,822.
# Zeros give 15,425, which is far too low.
#
# Two warnings. First, a *sum* skips missing days too. But for a sum, a skipped day has the same effect as a
# zero: both give 478,164, where the truth is 707,480. The row `count` warns you: only 21 of the 31 days have a
# value.
#
# Second, skipping works only if the missing days are like the others. Suppose a counter stops because too
# many readers come. Then it loses the busiest days. We remove three such days from *Elizabeth II*, again in a
# copy.

# %%
september = views.loc["2022-09", "Elizabeth_II"].astype(float)
overloaded = september.copy()
overloaded.loc["2022-09-08":"2022-09-10"] = float("nan")   # the peak, removed by us

print(f"mean, truth: {september.mean():,.0f}")
print(f"mean, three days missing: {overloaded.mean():,.0f}")

# %% tags=["remove-cell"]
assert round(september.mean()) == 1044433 and round(overloaded.mean()) == 463448
assert overloaded.mean() < 0.5 * september.mean()
assert set(september.nlargest(3).index) == set(pd.date_range("2022-09-08", "2022-09-10"))

# %% [markdown]
# Three missing days of thirty, and the mean is less than half of the truth. No option of `.mean()` can repair
# this. So always report how many days are missing, and *which* ones.
#
# Missing days also hide. A blank day has a row with `NaN`. An absent day has no row at all, and then `isna()`
# finds nothing. `asfreq("D")` brings the absent rows back, one for each day between the first and the last.

# %%
absent = march.drop(march.index[5:15])   # the same ten days, but their rows are gone
print("missing, as it stands:", absent.isna().sum())
print("missing, on the calendar:", absent.asfreq("D").isna().sum())

# %% tags=["remove-cell"]
assert absent.isna().sum() == 0 and absent.asfreq("D").isna().sum() == 10
assert set(march.index[5:15]) == set(blanked[blanked.isna()].index)

# %% [markdown] quiz="nan-is-not-zero"
# A month has 30 days. On 20 days there were 600 views each. The other 10 days are `NaN`. What does `.mean()` return?
# - [ ] 400 > This counts each missing day as zero: 12,000 divided by 30. pandas divides by the 20 days that have a value.
# - [x] 600 > The mean uses only the 20 days with a value. Whether 600 also holds for the missing days, it cannot know.
# - [ ] `NaN`, because a value is missing > pandas skips missing values unless you ask for `skipna=False`. That is convenient, and it can hide a gap.

# %% [markdown] exercise="missing-report" minutes=9
# **A missing-value report**
#
# Write a function that finds both kinds of missing days: blank (`NaN`) and absent (no row). It returns a
# dictionary with three keys:
#
# - `"days"`: the number of calendar days from the first to the last date of the index, both included
# - `"missing"`: how many of these days have no value
# - `"share"`: `missing` divided by `days`, between 0 and 1
#
# A day with zero views is not missing.

# %% exercise="missing-report" role="starter"
def missing_report(series):
    """Return {"days": ..., "missing": ..., "share": ...} for a series of daily values with a date index."""
    ...


print(missing_report(views["Germany"].drop(views.index[100:150])))

# %% [markdown] exercise="missing-report" role="hint"
# First give every calendar day a row. After that, blank and absent days look the same, and one count finds both.

# %% [markdown] exercise="missing-report" role="hint"
# `asfreq("D")` adds the absent rows. `isna().sum()` counts what has no value. `len(...)` counts rows: ask
# yourself, of which of the two series?

# %% exercise="missing-report" expected=true role="solution"
def missing_report(series):
    """Return {"days": ..., "missing": ..., "share": ...} for a series of daily values with a date index."""
    calendar = series.asfreq("D")
    days = len(calendar)
    missing = int(calendar.isna().sum())
    return {"days": days, "missing": missing, "share": missing / days}


print(missing_report(views["Germany"].drop(views.index[100:150])))

# %% [markdown] exercise="missing-report" role="explanation"
# After `asfreq("D")` the calendar decides what must be there, not the file. A typical wrong answer counts
# `series.isna()` only: it reports zero missing days for a file that lost its rows. Another one divides by
# `len(series)`: the absent days are then not in the whole, and the share is wrong. One limit: the report
# cannot see days lost before the first or after the last date. For those, you must know which period the data
# should cover.

# %% exercise="missing-report" role="check"
complete_year = views.loc["2023", "Germany"].astype(float)
report = missing_report(complete_year)
assert report is not None, "The function returns nothing yet. Does it end with a return line?"
assert set(dict(report)) == {"days", "missing", "share"}, "The dictionary needs exactly three keys: days, missing, share."
assert report["days"] == 365, "Days of a complete 2023: count both the first and the last day."
assert report["missing"] == 0 and report["share"] == 0, "Nothing is missing in 2023. Does your report agree?"
two_kinds = complete_year.drop(pd.date_range("2023-02-01", "2023-02-10"))
two_kinds.loc["2023-06-01":"2023-06-05"] = float("nan")
report = missing_report(two_kinds)
assert report["missing"] != 5, "You found the blank days. Some days have no row at all: bring their rows back first."
assert report["missing"] != 10, "You found the absent days. Some days have a row without a value."
assert report["missing"] == 15, "This series lacks 10 rows and has 5 blank days. Both kinds count."
assert report["days"] == 365, "Absent days still belong to the calendar. Count days after you bring the rows back."
assert abs(report["share"] - 15 / 365) < 1e-3, "The share is missing divided by days, a number between 0 and 1."

# %% exercise="missing-report" role="check-hidden"
_zeros = pd.Series([0.0, 3.0, float("nan"), 0.0], index=pd.to_datetime(["2024-02-27", "2024-02-28", "2024-03-01", "2024-03-02"]))
_report = missing_report(_zeros)
assert _report["days"] == 5 and _report["missing"] == 2 and abs(_report["share"] - 0.4) < 1e-3, "Zero views is a value; 29 February exists in 2024."
_report = missing_report(views["wiki_all"])
assert _report["days"] == 2869 and _report["missing"] == 0, "A series without gaps has no missing day. Does it use the series that it is given?"
_one = missing_report(pd.Series([7], index=pd.to_datetime(["2024-05-05"])))
assert _one["days"] == 1 and _one["missing"] == 0 and _one["share"] == 0, "A series of one day counts one day: first and last date are both included."

# %% exercise="missing-report" role="mutant"
def missing_report(series):
    missing = int(series.isna().sum())
    return {"days": len(series), "missing": missing, "share": missing / len(series)}

# %% exercise="missing-report" role="mutant"
def missing_report(series):
    days = (series.index.max() - series.index.min()).days + 1
    missing = days - len(series)
    return {"days": days, "missing": missing, "share": missing / days}

# %% exercise="missing-report" role="mutant"
def missing_report(series):
    missing = int(series.asfreq("D").isna().sum())
    return {"days": len(series.asfreq("D")), "missing": missing, "share": missing / len(series)}

# %% exercise="missing-report" role="mutant"
def missing_report(series):
    filled = series.asfreq("D").fillna(0)
    missing = int((filled == 0).sum())
    return {"days": len(filled), "missing": missing, "share": missing / len(filled)}

# %% [markdown]
# ## On your own wiki
#
# Take a question from your own community. You can do the same with articles from any Wikimedia project, in
# any language and script.
#
# 1. Open [Pageviews Analysis](https://pageviews.wmcloud.org/). Choose your project, for example `ha.wikipedia.org`
#    (Hausa) or `zh.wikipedia.org` (Chinese), and up to ten articles.
# 2. Choose the agent "User". It leaves out the bots that Wikimedia recognises. It is still not a count of people.
# 3. Download the CSV file and load it as below. Its first line holds the names of the columns. If the date column has
#    another name than `Date`, use that name.
#
# ```python
# my_views = pd.read_csv("my-pageviews.csv", parse_dates=["Date"], index_col="Date")
# ```
#
# Then work through this list:
#
# - Write three `assert` lines. What must be true if the file is complete?
# - Make a missing-value report. On a small wiki, ask one thing more: does the source leave out days with no
#   views? Then an absent row may mean zero. Read the documentation before you fill anything.
# - Find the top day. Can you name an event? Can you name a second explanation?
# - Compare this year with last year, on the same days. Print the count of days beside each mean.
# - Write one sentence that begins "This table cannot tell us ...".
#
# Amara has her answer: *Cleopatra* had more views in 2022. But nobody can say from this table how many of these
# views came from people who read. She offers both articles. Next, you can learn why a mean can describe no normal day, in
# [Typical is not average](lesson:describe-and-plot). Or make a table from the text of articles, in [From XML
# to features](lesson:dumps-and-wikitext).
