# %% [markdown]
# ## Four questions on one evening
#
# A regional user group meets online. Four people bring a question.
#
# - **Amara** organises edit-a-thons: "Did the newcomers of our event stay?"
# - **Tomás** watches recent changes: "Which edits are undone ([reverted](term:revert)) at this moment, in all wikis?"
# - **Mei** reports to a funder: "How many people in Niger read our articles in Hausa?"
# - **Jonas** writes a thesis: "Which articles about my city cite no source?"
#
# All four say "the Wikipedia data", as if there were one table with everything in it. There is no such table. There are
# many sources. Each was made for its own purpose, holds some things, and leaves out others.
#
# Before you read on, predict: **which one of the four questions asks for something that no source counts at all?**
# You will find the answer in the middle of this lesson.
#
# **What you need.** Nothing but time. You will see short pieces of Python code with what they print. You do not have
# to understand each line yet. The next lessons explain them. (The four people are invented.)

# %% [markdown]
# ## Five kinds of data
#
# A first step saves hours: decide which *kind* of data a question is about. This course uses five kinds.
#
# | Kind | What one row is | A question for it |
# |---|---|---|
# | **content** | one page, sentence or link | Which articles cite no source? |
# | **edits** | one change of one page | Which edits are undone? |
# | **views** | one page on one day, with a count | Which topics do readers look for? |
# | **knowledge** | one statement or one media file | Which paintings have no image? |
# | **people** | one person, or a group of persons | Who answers our survey? |
#
# The word *Wikimedia* matters here. Wikipedia in one language is one wiki. Each language has its own. Beside
# them stand Wiktionary, Wikisource, Wikidata, Wikimedia Commons and others. A question that says "wiki projects" must
# say which ones. Even the name of a page changes from wiki to wiki. Here is the article about water in five Wikipedias:

# %%
import pandas as pd

water = {"English": "Water", "Hausa": "Ruwa", "Bulgarian": "Вода", "Arabic": "ماء", "Thai": "น้ำ"}
for language, title in water.items():
    print(f"{language:10} {title}")

# %% [markdown]
# A search for `Water` in all five finds one of them. So "our topic" is a list of titles for each wiki. Wikidata keeps such
# lists: one item for the idea, with a link to its page in each language.

# %% [markdown] quiz="wiki-projects"
# A report says: "Readers opened pages of the wiki projects 800 million times on that day." What do you ask first?
# - [ ] Nothing. "Wiki projects" is another word for Wikipedia. > Wikipedia is one of several kinds of Wikimedia wikis, and there is one Wikipedia for each language.
# - [x] Which wikis are counted. > Yes. One wiki, all Wikipedias, or all Wikimedia projects: the same sentence fits all three, and the numbers differ widely.
# - [ ] Which of the readers were editors. > Views do not record that. And first you need to know which wikis are in the number.

# %% [markdown]
# ## A catalogue of sources
#
# The next cell writes down thirteen sources. For each one it notes the kind of data, how you get it, how fresh it is, and
# **one limit**. It is our own short list, and it is not complete. Read the limits with care: they decide more than the size does.
#
# Three words first. A [dump](term:dump) is a file with a copy of many pages. An [API](term:api) is an address that
# answers requests of programs. A [replica](term:replica) is a copy of a wiki's database that you may ask questions.

# %% tags=["hide-input"]
rows = [
    ("XML dumps", "content", "file", "monthly", "current versions, or very large files with the history"),
    ("Action API", "content", "API", "now", "some pages per request; not made to copy a whole wiki"),
    ("MediaWiki history", "edits", "file", "monthly", "each month is computed anew; do not mix months"),
    ("EventStreams", "edits", "API", "seconds", "a stream of what happens; only recent weeks can be replayed"),
    ("Wiki Replicas", "edits", "query", "minutes", "private columns are taken out"),
    ("Pageviews API", "views", "API", "daily", "counts requests, not people; exact titles"),
    ("Hourly pageview files", "views", "file", "hourly", "very large; you add up the hours yourself"),
    ("Clickstream", "views", "file", "monthly", "pairs of pages; rare pairs are left out; some wikis only"),
    ("Views by country", "views", "file", "daily", "noise was added to protect readers; small numbers are missing"),
    ("Wikidata Query Service", "knowledge", "query", "minutes", "a long question is stopped after a minute"),
    ("Commons files", "knowledge", "API", "now", "descriptions differ in quality and language"),
    ("Published surveys", "people", "file", "yearly", "speaks for those who answered"),
    ("Web request logs", "people", "agreement", "hours", "not public; deleted after a short time"),
]
catalogue = pd.DataFrame(rows, columns=["source", "kind", "access", "fresh", "limit"])
catalogue.set_index("source")[["kind", "access", "fresh"]]

# %% tags=["remove-cell"]
assert len(catalogue) == 13
assert catalogue["source"].is_unique and set(catalogue["kind"]) == {"content", "edits", "views", "knowledge", "people"}

# %% [markdown]
# `EventStreams` is an [event stream](term:event-stream): it sends a message for each change, while you listen.
# One line of code asks the catalogue for one kind of data. Here it shows the limits of all sources about views.

# %%
from textwrap import fill

for line in catalogue[catalogue["kind"] == "views"].itertuples():
    print(fill(f"{line.source}: {line.limit}", width=38, subsequent_indent="   "))

# %% tags=["remove-cell"]
assert (catalogue["kind"] == "views").sum() == 4

# %% [markdown]
# Four sources count views, and their four limits differ. The best source is not the largest one. It is the one whose
# limit does not touch your question.
#
# The map below counts our sources by kind and by access. An empty place is information too.

# %% alt="Map of thirteen sources. Rows are the five kinds of data, columns the four ways of access. The kinds content, edits, views and knowledge can each be had in two or three public ways: as a file, through an API or as a query. For people there is one public file and one source by agreement only, and nothing in between." tags=["hide-input"]
import matplotlib.pyplot as plt

kinds = ["content", "edits", "views", "knowledge", "people"]
ways = ["file", "API", "query", "agreement"]
counts = pd.crosstab(catalogue["kind"], catalogue["access"]).reindex(index=kinds, columns=ways)

fig, ax = plt.subplots()
for row, kind in enumerate(kinds):
    for column, way in enumerate(ways):
        number = counts.loc[kind, way]
        if number:
            ax.scatter(column, row, s=600 * number, color="C0", alpha=0.35)
        ax.text(column, row, number or "–", ha="center", va="center")
ax.set_xticks(range(len(ways)), ways)
ax.set_yticks(range(len(kinds)), kinds)
ax.set_xlim(-0.6, 3.6)
ax.set_ylim(4.6, -0.6)
ax.set_xlabel("how you get it")
ax.set_ylabel("kind of data")
ax.set_title("Public data is rich in pages, poor in people")
ax.grid(visible=False)
plt.show()

# %% tags=["remove-cell"]
assert counts.loc["people"].tolist() == [1, 0, 0, 1]
assert counts.loc["views"].tolist() == [3, 1, 0, 0]
assert counts["agreement"].sum() == 1

# %% [markdown]
# Two of the thirteen sources are about people. One is a public file with totals. The other one needs an
# agreement with the Wikimedia Foundation. This gap is on purpose. Wikimedia promises its readers privacy,
# and it keeps that promise by not collecting much, and by deleting what it has to collect.
#
# Now you can check your prediction. **Mei's question is the one.** No source counts *people* who read. A view is one request, and one person
# can make many. For many countries there are published views with noise. So Mei can look for "views from Niger", and
# state the noise. She cannot write "people".

# %% [markdown] exercise="match-sources" minutes=6
# **Which source would you open first?**
#
# Write one letter for each question.
#
# - **A** XML dumps
# - **B** EventStreams
# - **C** Pageviews API
# - **D** Wikidata Query Service
# - **E** Clickstream
# - **F** Published surveys
#
# The questions:
#
# 1. Which bridges in Ghana have an item, but no photograph?
# 2. How often was the article *Ruwa* of the Hausa Wikipedia opened on each day of March?
# 3. From which pages do readers arrive at the article about our museum?
# 4. Which articles of the Bulgarian Wikipedia have no footnote?
# 5. Why do experienced editors say that they stopped?
# 6. Which pages are edited in this minute, in any wiki?

# %% exercise="match-sources" role="starter"
choice = {
    1: "",
    2: "",
    3: "",
    4: "",
    5: "",
    6: "",
}

# %% [markdown] exercise="match-sources" role="hint"
# First name the kind of data for each question: content, edits, views, knowledge or people. Only for views there
# are two letters to choose from.

# %% [markdown] exercise="match-sources" role="hint"
# The Pageviews API counts one page. The clickstream counts pairs: where readers come from, and where they go.
# "Why" and "say" are words about people. "Item" is the word of Wikidata for a thing.

# %% exercise="match-sources" role="solution"
choice = {1: "D", 2: "C", 3: "E", 4: "A", 5: "F", 6: "B"}

# %% [markdown] exercise="match-sources" role="explanation"
# Question 4 looks small, but it asks about *all* articles of a wiki. Thousands of API requests would be slow and a
# burden. One dump has everything. Question 3 needs pairs, which page counts do not have. A typical error is to look for
# reasons (question 5) in edits: edits show when somebody stopped, not why.

# %% exercise="match-sources" role="check"
from hashlib import sha256

given = {number: str(choice.get(number, "")).strip().upper() for number in range(1, 7)}
KEY = {1: "7d093c21", 2: "856323f5", 3: "d1668fde", 4: "908dcfb1", 5: "7b5b0210", 6: "3fc807eb"}  # fingerprints

def fits(number):
    return sha256(f"{number}: {given[number]}".encode()).hexdigest()[:8] == KEY[number]


assert all(given.values()), "Some questions have no letter yet."
assert set(given.values()) <= set("ABCDEF"), "Use the letters A to F, one for each question."
assert fits(1), "1: an item is a thing in which project? Which source asks that project?"
assert fits(2), "2: one page, one number for each day."
assert fits(3), "3: you need pairs of pages, from and to."
assert fits(4), "4: this is about the text of all articles of a wiki. What holds them all?"
assert fits(5), "5: only the editors themselves can say why."
assert fits(6), "6: which source is fresh within seconds?"

# %% exercise="match-sources" role="check-hidden"
assert len(choice) == 6, "Answer exactly the six questions."

# %% exercise="match-sources" role="mutant"
choice = {1: "D", 2: "C", 3: "C", 4: "A", 5: "F", 6: "B"}

# %% exercise="match-sources" role="mutant"
choice = {1: "D", 2: "C", 3: "E", 4: "A", 5: "B", 6: "B"}

# %% exercise="match-sources" role="mutant"
choice = dict.fromkeys(range(1, 7), "A")

# %% [markdown]
# !!! tip "A good place to pause"
#     You can name the kind of data behind a question, and a source with one limit. Next: a first look at a real source.

# %% [markdown]
# ## A first look at a real source
#
# A description tells what a source should hold. A first look tells what it holds. We open
# [daily pageviews](dataset:pageviews-daily): the views of 20 articles of the English Wikipedia, and of all pages of all Wikimedia projects
# together. A [pageview](term:pageview) is one request for one page.
#
# **Risk tier: public.** The table has totals for whole pages and whole days. Nobody can be identified.

# %%
views = pd.read_csv("data/pageviews-daily.csv", parse_dates=["date"], index_col="date")
first, last = views.index.min(), views.index.max()
print("rows:", len(views), " columns:", len(views.columns))
print("first day:", first.date())
print("last day: ", last.date())

# %% tags=["remove-cell"]
assert views.shape == (2869, 21) and str(first.date()) == "2017-01-01" and str(last.date()) == "2024-11-08"

# %% [markdown]
# Three questions belong to every first look: **From when to when? Are there gaps? What does one row count?**
#
# For the gaps, we make the whole calendar between the two days, and see which of its days have no row.

# %%
calendar = pd.date_range(first, last)
no_row = calendar.difference(views.index)
print("days in the calendar:", len(calendar))
print("days without a row:  ", len(no_row))

# %% tags=["remove-cell"]
assert len(calendar) == 2869 and len(no_row) == 0

# %% [markdown]
# There is no gap: 2,869 days, 2,869 rows. But look at the last day again. The year 2024 ends on 8 November, so it cannot be compared with
# full years.
#
# What does one row count? The column `wiki_all` holds *all* projects together.

# %%
everything = views["wiki_all"]
print(f"on a typical day: {everything.median() / 1e6:.0f} million views")
print(f"fewest and most:  {everything.min() / 1e6:.0f} and {everything.max() / 1e6:.0f} million")

# %% tags=["remove-cell"]
assert round(everything.median() / 1e6) == 716
assert round(everything.min() / 1e6) == 548 and round(everything.max() / 1e6) == 1030

# %% [markdown]
# A typical day has 716 million views. Among hundreds of millions, can one single article be seen? Predict: what is the largest
# share that one of our 20 articles ever had, on one day?

# %%
shares = views.drop(columns="wiki_all").div(everything, axis=0)
article = shares.max().idxmax()
day = shares[article].idxmax()
print(article, day.date())
print(f"share of all projects: {shares.loc[day, article]:.2%}")

# %% tags=["remove-cell"]
assert (article, str(day.date())) == ("Elizabeth_II", "2022-09-08") and round(shares.loc[day, article], 4) == 0.0125

# %% [markdown]
# One article, in one language, had 1.25% of the views of all Wikimedia projects. About one view in 80. It was the day on which the queen
# of the United Kingdom died. Here is the whole series.

# %% alt="Line chart of the mean number of views of all Wikimedia projects a day, by month from January 2017 to October 2024. The line moves between about 600 and 700 million until 2019, jumps to 858 million in April 2020, and is highest in January 2024 with 948 million." tags=["hide-input"]
monthly = everything.loc[:"2024-10"].resample("MS").mean() / 1e6

fig, ax = plt.subplots()
ax.plot(monthly.index, monthly, marker=".")
ax.set_ylim(0, 1_000)
ax.set_xticks(pd.to_datetime([f"{year}-01-01" for year in range(2017, 2026, 2)]), range(2017, 2026, 2))
ax.set_xlabel("month")
ax.set_ylabel("views a day (millions)")
ax.set_title("All Wikimedia projects: more requests,\nnot surely more readers")
plt.show()

# %% tags=["remove-cell"]
assert monthly.loc[:"2019"].between(580, 730).all(), monthly.loc[:"2019"].describe()
assert round(monthly.loc["2020-04"].iloc[0]) == 858 and round(monthly.max()) == 948 and str(monthly.idxmax().date()) == "2024-01-01"

# %% [markdown]
# ## Views are not people
#
# It is tempting to read the rise as "more readers". But our table counts **all agents**: people, and also programs. Look at one
# article more closely, *Microsoft Office*.

# %%
office = views["Microsoft_Office"]
busy = office[office > 100_000]
print(f"middle day: {office.median():,.0f} views")
print(f"days above 100,000: {len(busy)}")
print(f"   from {busy.index.min().date()} to {busy.index.max().date()}")
print(f"largest day: {office.idxmax().date()}, {office.max():,.0f}")

# %% tags=["remove-cell"]
assert round(office.median()) == 10592 and len(busy) == 393 and office.max() == 728418
assert (str(busy.index.min().date()), str(busy.index.max().date())) == ("2020-04-30", "2022-10-01")
assert office.max() / office.median() > 68 and str(office.idxmax().date()) == "2021-06-10"

# %% alt="Line chart of the daily views of the article Microsoft Office from 2017 to 2024. The line stays near 10 thousand until 2020, rises in irregular waves to 728 thousand in June 2021, and is low again from the end of 2022." tags=["hide-input"]
fig, ax = plt.subplots()
ax.plot(office.index, office / 1_000, linewidth=1)
ax.axhline(office.median() / 1_000, linestyle="--", color="black")
ax.text(pd.Timestamp("2017-01-01"), 30, "middle day:\n10.6 thousand")
ax.set_xticks(pd.to_datetime([f"{year}-01-01" for year in range(2017, 2026, 2)]), range(2017, 2026, 2))
ax.set_xlabel("day")
ax.set_ylabel("views a day (thousands)")
ax.set_title("Microsoft Office: waves without a known cause")
plt.show()

# %% [markdown]
# The middle day has 10,592 views. Then, on 393 days between April 2020 and October 2022, there are more than 100,000, and once
# 728,418. We know of no event that lasted so long. Programs may have made many of these
# requests, or apps that open the page by themselves. **The table cannot tell.** It counts requests and does not say who sent them. We do not know the cause, and an
# honest report says so.
#
# The Pageviews API can split views by *agent*. `user` leaves out programs that say so or that were recognised. Even
# then, a view is a request. A person who opens ten pages counts ten times.

# %% [markdown] quiz="views-people"
# An article had 50,000 views in May and 100,000 in June, all agents. What may you write?
# - [ ] "Twice as many people read the article." > A view is a request. One person can make many, and programs make some too.
# - [ ] "Interest doubled." > Perhaps. But a program or a link from an app can double requests while interest stays as it is.
# - [x] "The article was requested twice as often, programs included." > Yes. This says what was counted, and by whom.

# %% [markdown] exercise="first-look" minutes=9
# **From when to when, and what is missing?**
#
# A first look that you can use for any daily series. Write `first_look(days)`. It takes a list of days as texts, such as
# `"2024-03-01"`. The list can be in any order, and a day may stand in it twice. Return a dictionary with three entries:
#
# - `"first"`: the earliest day, as a text;
# - `"last"`: the latest day, as a text;
# - `"missing"`: the list of days between them that are not in the list, in order, as texts.

# %% exercise="first-look" role="starter"
def first_look(days):
    """Return {"first": ..., "last": ..., "missing": [...]} for a list of days as texts."""
    ...


example = ["2024-02-27", "2024-03-02", "2024-02-28"]
print(first_look(example))

# %% [markdown] exercise="first-look" role="hint"
# Days written as year-month-day sort like the calendar. So `min(days)` is the earliest one, also for texts.

# %% [markdown] exercise="first-look" role="hint"
# `pd.date_range(a, b)` makes all days from a to b, also over the end of February. Turn each into a text with
# `.strftime("%Y-%m-%d")`, then keep those that are not in `days`.

# %% exercise="first-look" expected=true role="solution"
def first_look(days):
    """Return {"first": ..., "last": ..., "missing": [...]} for a list of days as texts."""
    known = set(days)
    every_day = pd.date_range(min(known), max(known)).strftime("%Y-%m-%d")
    return {"first": min(known), "last": max(known), "missing": [text for text in every_day if text not in known]}


example = ["2024-02-27", "2024-03-02", "2024-02-28"]
print(first_look(example))

# %% [markdown] exercise="first-look" role="explanation"
# The calendar knows that 2024 has a 29 February; counting by hand often forgets it. Two typical errors: taking the first and last
# *entry* of the list, which fails when the list is not sorted; and comparing only the *number* of days, which tells that something is missing, but not
# what, and is wrong when a day stands twice. A missing day need not be a day with zero views. It is a day that you know nothing about.

# %% exercise="first-look" role="check"
answer = first_look(["2024-02-27", "2024-03-02", "2024-02-28"])
assert answer is not None, "The function returns nothing yet. Does it end with a return line?"
assert set(answer) == {"first", "last", "missing"}, "The dictionary needs exactly the entries first, last and missing."
assert str(answer["first"])[:10] == "2024-02-27", "first: the earliest day of all, not the first entry of the list."
assert str(answer["last"])[:10] == "2024-03-02", "last: the latest day of all. The list is not in order."
found = [str(day)[:10] for day in answer["missing"]]
assert "2024-02-29" in found, "missing: 2024 is a leap year. Does the calendar make all days for you?"
assert found == ["2024-02-29", "2024-03-01"], "missing: only the days between first and last without an entry, in order."

# %% exercise="first-look" role="check-hidden"
_full = [str(day.date()) for day in views.index]
assert first_look(_full)["missing"] == [] or len(first_look(_full)["missing"]) == 0, "A series without gaps has no missing days."
_cut = [day for day in reversed(_full) if day not in {"2019-12-31", "2020-01-01"}]
_result = first_look(_cut + _cut[:5])
assert [str(day)[:10] for day in _result["missing"]] == ["2019-12-31", "2020-01-01"], "It must work for any order, and for days that stand twice."
assert str(_result["first"])[:10] == "2017-01-01" and str(_result["last"])[:10] == "2024-11-08"
assert len(first_look(["2024-05-05"])["missing"]) == 0, "One day alone has no gap."

# %% exercise="first-look" role="mutant"
def first_look(days):
    calendar = pd.date_range(days[0], days[-1]).strftime("%Y-%m-%d")
    return {"first": days[0], "last": days[-1], "missing": [day for day in calendar if day not in days]}

# %% exercise="first-look" role="mutant"
def first_look(days):
    return {"first": min(days), "last": max(days), "missing": []}

# %% exercise="first-look" role="mutant"
def first_look(days):
    return {"first": "2024-02-27", "last": "2024-03-02", "missing": ["2024-02-29", "2024-03-01"]}

# %% [markdown]
# ## What public data cannot tell
#
# The best source may still not answer a question. Sometimes nobody collects the data. Sometimes it exists, and is kept back to protect people.
#
# One change matters for everybody who counts editors. For many years, an edit without an account was published with the **IP
# address** of the device. People called it "anonymous", although an IP address can lead to a place or an employer. Wikimedia wikis
# now give such an edit a [temporary account](term:temporary-account), with a name such as `~2026-12345-67`. The address is no
# longer public. So a program that finds these edits by looking for an IP address finds old edits only.

# %% [markdown] quiz="temporary-accounts"
# Your script counts edits without an account. It looks for user names that are IP addresses. What happens with edits of this year?
# - [ ] It counts them all, because edits without an account are published with an IP address. > This was so for many years. Now these edits carry the name of a temporary account.
# - [x] It misses those that were made with a temporary account. > Yes. The count falls to nearly nothing, and a chart would show a fall that never happened.
# - [ ] It counts them twice, once by address and once by account. > The address is not public any more, so the script does not see it.

# %% [markdown] exercise="public-or-not" minutes=5
# **Public, or not?**
#
# For each question write `"public"` if public data can answer it *as it is asked*, else `"not public"`.
#
# - **a** How often was the article about Kano opened on each day of last week?
# - **b** Which articles did one certain reader open yesterday?
# - **c** Which edits of the Thai Wikipedia were undone in June?
# - **d** From which town do the readers of our small wiki come?
# - **e** How many different people read the article about Kano last week?
# - **f** How many items of Wikidata describe a bridge?

# %% exercise="public-or-not" role="starter"
labels = {
    "a": "",
    "b": "",
    "c": "",
    "d": "",
    "e": "",
    "f": "",
}

# %% [markdown] exercise="public-or-not" role="hint"
# Ask two things. Does anybody count this at all? And could the answer point at a person, or at a few people in one place?

# %% [markdown] exercise="public-or-not" role="hint"
# Three answers are "not public". Edits, pages and statements are public. Readers are protected, and they are not counted
# as people.

# %% exercise="public-or-not" role="solution"
labels = {"a": "public", "b": "not public", "c": "public", "d": "not public", "e": "not public", "f": "public"}

# %% [markdown] exercise="public-or-not" role="explanation"
# Views of a page are public (a), but people who read are not counted (e). Who reads what (b) would be a grave
# breach of privacy. Towns (d) are too small: published numbers stop at the country, with noise added. A typical error is to label **e** as
# public because "unique devices" exist. These count devices, for a whole project, never for one page.

# %% exercise="public-or-not" role="check"
from hashlib import sha256

given = {letter: str(labels.get(letter, "")).strip().lower() for letter in "abcdef"}
KEY = {"a": "6db8ca61", "b": "a76a0b79", "c": "54dae785", "d": "4ce17594", "e": "330a0bae", "f": "675d1c13"}  # fingerprints

def fits(letter):
    return sha256(f"{letter}: {given[letter]}".encode()).hexdigest()[:8] == KEY[letter]


assert all(given.values()), "Some questions have no label yet."
assert set(given.values()) <= {"public", "not public"}, "Use exactly these labels: public, not public."
assert fits("a"), "a: which source counts the views of one page for each day?"
assert fits("b"), "b: would a reader want the world to know this?"
assert fits("c"), "c: every edit is public, and so is what happened to it."
assert fits("d"), "d: how exact are published places of readers? Look at the limit of 'Views by country'."
assert fits("e"), "e: does any source count people?"
assert fits("f"), "f: which project holds items, and who may ask it?"

# %% exercise="public-or-not" role="check-hidden"
assert len(labels) == 6, "Label exactly the six questions."

# %% exercise="public-or-not" role="mutant"
labels = {"a": "public", "b": "not public", "c": "public", "d": "not public", "e": "public", "f": "public"}

# %% exercise="public-or-not" role="mutant"
labels = dict.fromkeys("abcdef", "public")

# %% exercise="public-or-not" role="mutant"
labels = {"a": "public", "b": "not public", "c": "not public", "d": "not public", "e": "not public", "f": "public"}

# %% [markdown]
# ## Back to the four questions
#
# | Question | First source | One limit to write down |
# |---|---|---|
# | Amara: did our newcomers stay? | Wiki Replicas | you need the list of participants, and their consent |
# | Tomás: which edits are undone now? | EventStreams | an undone edit is not always a bad edit |
# | Mei: readers in Niger | Views by country | views with noise, not people |
# | Jonas: articles without a source | XML dumps | a missing footnote is not a missing source |
#
# Amara's limit is not about technology at all. It is about the people in her table. That is the subject of
# [the next lesson](lesson:ethics-first).

# %% [markdown] quiz="change-the-question"
# The source that fits best lacks one thing that your question needs. What is the best next step?
# - [ ] Use the source all the same, and mention the gap at the end of the report if somebody asks. > The reader then learns too late that the answer is about something else.
# - [ ] Drop the question, because the data is not good enough. > Every source has a limit. Often a smaller question is still worth an answer.
# - [x] Change the question to one that the source can answer, and say so. > "Views from Niger" in place of "readers in Niger": smaller, true, and still useful.

# %% [markdown]
# ## On your own wiki
#
# Take one question of your community, and write five lines before you write any code:
#
# 1. **The question**, in one sentence, with the wiki and the period in it.
# 2. **The kind of data**: content, edits, views, knowledge or people.
# 3. **The source**, and how fresh it has to be.
# 4. **One limit** that could change your answer.
# 5. **The decision** that depends on it. If nothing depends on it, choose another question.
#
# Then take a first look: first day, last day, gaps, and what one row counts. Check too that your wiki is in the source. Clickstream
# files, for example, exist for some languages only, and a small wiki may have so few views by country that nothing is published.
# Show the five lines to somebody who knows your community. It takes five minutes, and it can save weeks.
