# %% [markdown]
# ## Three plans for one weekend
#
# A small research group of a Wikipedia meets. Everybody means well. Three plans lie on the table.
#
# - **Plan 1.** Tomás wants to show who causes the most work for patrollers. He will publish a list: the 20 user names
#   with the most undone edits of the month.
# - **Plan 2.** Jonas asks how fast errors are found. He will put 50 small errors into articles and measure the time until
#   each is removed.
# - **Plan 3.** Amara wants to understand why women leave. She will copy 300 messages from talk pages, take out
#   the names, and print the strongest ones in a report.
#
# All three use public pages. None of them breaks a technical rule. Predict: **which plan can be carried out as it stands?**
#
# The answer of this lesson is: none. But all three *questions* are good, and each can be answered in another way. To find that
# way before any data are collected is a skill, as much as computing a mean is. (The people and the plans are invented.)

# %% [markdown]
# ## Who is touched?
#
# A study touches more people than those who carry it out. They are its [stakeholders](term:stakeholder). Write them down first, with what each could
# gain and lose.
#
# | Plan | Who is touched | What could happen to them |
# |---|---|---|
# | 1: the list | the 20 people on it | blame, attacks; new editors who made honest mistakes leave |
# | 2: the errors | readers, patrollers | readers learn something false; volunteers lose hours on work that was not needed |
# | 3: the messages | the women who wrote them | someone finds the author and answers with hate |
# | all | the wiki as a whole | people trust researchers less, and the next survey gets no answers |
#
# Three questions help, in this order:
#
# 1. **Who did not choose to be in the study?** Only a person who knows about it and could say no gives
#    [informed consent](term:informed-consent).
# 2. **What is the worst thing that could happen to them?** Not on average. To one person, on a bad day.
# 3. **Could we learn the same with less?** With fewer people, less detail, or data that exist already.

# %% [markdown] quiz="public-is-fine"
# "Everything on a wiki is public. So a study of wiki pages needs no ethics." What is wrong with this?
# - [x] People wrote for one purpose and place. Collecting, joining and reprinting their words makes something new that can hurt them. > Yes. A message among thousands is one thing. The same message on a list, beside others by the same person, is another.
# - [ ] Nothing. What is public may be used for everything. > A licence says what you may copy. It does not say what your copy does to people.
# - [ ] Wiki pages are not really public, because one needs an account to read them. > They are public to read. The harm comes from what is done with them.

# %% [markdown]
# ## Five words are enough
#
# In plan 3, Amara takes out the names. That feels safe. We can test it, without any talk page, on texts that are meant to be found:
# the first paragraphs of [Wikipedia articles about many topics](dataset:article-topics). The experiment is this. Take a few words in a
# row from one of the texts. Then search all texts for exactly these words. **If only one text has them, the quote has no author's name, and still leads
# to its source.**
#
# Predict: how many words in a row are needed until nine of ten quotes lead to one text?
#
# The texts are by the editors of Wikipedia, CC BY-SA 4.0; the history of each article names its authors. **Risk tier: public.** We print
# no text, only counts.

# %%
import re

import numpy as np
import pandas as pd


def words_of(language):
    """Give the words of 5,000 first paragraphs, in lower case."""
    articles = pd.read_json(f"data/article-topics-{language}.json", orient="index").sample(5_000, random_state=2026)
    return [re.findall(r"\w+", text.lower()) for text in articles["extract"]]


english = words_of("en")
print(f"{len(english):,} texts, {sum(len(words) for words in english):,} words")

# %% tags=["remove-cell"]
assert len(english) == 5_000

# %% [markdown]
# The next function takes 500 texts at random, and from each a quote of `length` words. It counts in how many texts
# each quote stands.

# %%
def share_found(texts, length, seed=2026):
    """Share of quotes of `length` words that stand in one text only."""
    rng = np.random.default_rng(seed)
    long_enough = [words for words in texts if len(words) >= 20]
    quotes = []
    for number in rng.choice(len(long_enough), 500, replace=False):
        words = long_enough[number]
        start = rng.integers(0, len(words) - 8)
        quotes.append(" ".join(words[start : start + length]))
    places = dict.fromkeys(quotes, 0)
    for words in texts:
        runs = {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}
        for quote in places.keys() & runs:
            places[quote] += 1
    return np.mean([places[quote] == 1 for quote in quotes])


lengths = range(1, 7)
found = {"English": [share_found(english, length) for length in lengths]}
for length, share in zip(lengths, found["English"]):
    print(f"words in a row: {length}   found: {share:4.0%}")

# %% tags=["remove-cell"]
_en = [round(100 * share) for share in found["English"]]
assert _en[:5] == [4, 40, 72, 90, 97]

# %% [markdown]
# One word leads nowhere. Three words are enough for 72% of the quotes, four words for 90%, and five words for 97%. Is this a property of English? The same experiment in French and Spanish says no.

# %%
for name, code in {"French": "fr", "Spanish": "es"}.items():
    texts = words_of(code)
    found[name] = [share_found(texts, length) for length in lengths]
pd.DataFrame(found, index=lengths).round(2)

# %% tags=["remove-cell"]
_four = {name: round(100 * shares[3]) for name, shares in found.items()}
_five = {name: round(100 * shares[4]) for name, shares in found.items()}
assert _four == {"English": 90, "French": 86, "Spanish": 85} and _five == {"English": 97, "French": 94, "Spanish": 94}

# %% alt="Line chart with one line each for English, French and Spanish. The share of quotes that lead to one text rises from under 10 percent for one word to about 70 percent for three, between 85 and 90 percent for four, and 94 percent or more for five." tags=["hide-input"]
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
for (name, shares), marker in zip(found.items(), "os^"):
    ax.plot(lengths, np.array(shares) * 100, marker=marker, label=name)
ax.axhline(90, linestyle=":", color="black")
ax.text(1, 92, "nine of ten")
ax.set_ylim(0, 105)
ax.set_xlabel("words in a row")
ax.set_ylabel("quotes that lead to one text (%)")
ax.set_title("A short quote is an address")
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# In all three languages, five words lead to one text for 94% of the quotes or more. These are 500 random quotes from 5,000 texts, so each share is uncertain by a few points. All three languages are written in Latin letters. For Arabic or Thai we have no such texts here: the test would be the same, but Thai has no spaces, so a program must find the words first. A search engine looks through billions of texts, so there a quote
# has to be longer. But a report prints whole sentences, not five words. And a wiki has its own search, with the full history.
#
# **Taking out the name does not make a quote safe.** What helps: ask the author; describe what many said, in your own words; or write
# a quote anew so that a search does not find it, and say that you did.

# %% [markdown] quiz="quote-without-name"
# A report prints a whole sentence from a talk page without the user name. Who can learn who wrote it?
# - [ ] Nobody, because the name was removed before printing. > The sentence itself is the address. A search for some of its words leads to the page.
# - [ ] Only administrators, who can see deleted and private data. > No special right is needed: the page history is public, with the user name beside each message.
# - [x] Anybody who copies a few words of it into a search. > Yes. In our experiment, a handful of words was enough for most quotes.

# %% [markdown]
# !!! tip "A good place to pause"
#     You can name stakeholders and test whether a quote leads to its source. Next: tables, where the names are not the only
#     problem.

# %% [markdown]
# ## A table without names
#
# Tables are no safer than texts. Here is the list of participants of a writing contest.
#
# !!! warning "Simulated data"
#     The 240 participants are invented by a program. We need the truth about each person to count who can be found,
#     and nobody should do that with real people for practice.

# %%
rng = np.random.default_rng(2026)
people = 240
first = ["Amber", "Blue", "Calm", "Dusty", "Early", "Fair", "Grey", "High", "Inner", "Jade", "Kind", "Late"]
second = ["Acacia", "Baobab", "Crane", "Dune", "Egret", "Fern", "Gecko", "Heron", "Ibis", "Jackal", "Kite", "Lemur",
          "Marula", "Neem", "Otter", "Palm", "Quail", "Rhino", "Swift", "Tern"]  # fmt: skip
participants = pd.DataFrame({
    "user": [f"{a} {b}" for a in first for b in second],
    "wiki": rng.choice(["es", "fr", "ha", "th", "bg"], people, p=[0.4, 0.3, 0.15, 0.1, 0.05]),
    "device": rng.choice(["phone", "computer", "tablet"], people, p=[0.6, 0.35, 0.05]),
    "hour": rng.choice(24, people, p=np.r_[np.full(7, 0.01), np.full(11, 0.04), np.full(6, 0.49 / 6)]),
    "edits": rng.geometric(0.08, people),
})
participants["note"] = ""
participants.loc[[3, 57, 200], "note"] = ["met at the library", "asked Kind Heron for help", "first contest"]
participants.drop(columns="user").sample(4, random_state=3)

# %% tags=["remove-cell"]
assert len(participants) == 240 and participants["user"].is_unique

# %% [markdown]
# Imagine that the column `user` is gone. You know somebody who took part: a friend, a rival, an employee. You know her wiki, her device, and at which hour she
# edits. **How many people fit?** If it is one, you have found her row, and you can read the rest of it.

# %%
columns = ["wiki", "device", "hour", "edits"]
alone = []
for number in range(1, len(columns) + 1):
    sizes = participants.groupby(columns[:number])["user"].transform("size")
    alone.append((sizes == 1).mean())
    print(f"{alone[-1]:4.0%} with", " + ".join(columns[:number]))

# %% tags=["remove-cell"]
assert [round(100 * share) for share in alone] == [0, 1, 22, 93]

# %% alt="Bar chart of the share of 240 simulated participants who stand alone. With the wiki known: none. With wiki and device: 1 percent. With the hour too: 22 percent. With the number of edits too: 93 percent." tags=["hide-input"]
fig, ax = plt.subplots()
bars = ax.barh(range(len(columns)), np.array(alone) * 100)
ax.bar_label(bars, fmt="%.0f%%", padding=3)
ax.set_yticks(range(len(columns)), ["wiki", "+ device", "+ hour", "+ edits"])
ax.invert_yaxis()
ax.set_xlim(0, 112)
ax.set_xlabel("participants who stand alone (%)")
ax.set_title("No name, and nearly everybody can be found")
plt.show()

# %% [markdown]
# The wiki alone singles out nobody. Wiki, device and hour together single out 22% of the participants. With the exact number of edits, 93% stand
# alone. These harmless columns together work like a name. Data that can be traced to one person are
# [personal data](term:personal-data), with or without a name. The numbers are of our invention, but the effect is well known:
# the references name a study in which few facts were enough for most people of a country.
#
# Note the column `note` too. One note holds a *user name*, of another participant. Free text is where names hide.

# %% [markdown] exercise="redact" minutes=9
# **Take out what points at a person**
#
# Write `redact(table)`. It returns a **new** table in which
#
# - every row is kept, in the same order;
# - the columns `user`, `note` and `hour` are gone;
# - the column `edits` is replaced by a column `activity` with three texts: `"1-4"`, `"5-19"` or `"20+"`.
#
# The table that comes in must stay as it is.

# %% exercise="redact" role="starter"
def redact(table):
    """Return a copy of the table without user, note and hour, and with activity in place of edits."""
    ...


print(redact(participants))

# %% [markdown] exercise="redact" role="hint"
# `table.drop(columns=[...])` gives a new table without these columns, and leaves the old one alone.

# %% [markdown] exercise="redact" role="hint"
# `pd.cut(column, [0, 4, 19, np.inf], labels=[...])` sorts numbers into three groups. The first number of each pair is left out of the group, the second one
# belongs to it. Give the result a name as a new column, then drop `edits` too.

# %% exercise="redact" expected=true role="solution"
def redact(table):
    """Return a copy of the table without user, note and hour, and with activity in place of edits."""
    activity = pd.cut(table["edits"], [0, 4, 19, np.inf], labels=["1-4", "5-19", "20+"]).astype(str)
    return table.drop(columns=["user", "note", "hour", "edits"]).assign(activity=activity)


redact(participants).head(3)

# %% [markdown] exercise="redact" role="explanation"
# Less detail protects, and rows stay for counting. A typical error drops `user` but keeps `note`, which still holds a name.
# Another one removes *rows* that look risky: then every total is wrong, and nobody can see it. Exact numbers such as 73 edits point at one
# person; a group does not. Is the result safe now? Better, but the next exercise shows how to check.

# %% exercise="redact" role="check"
before = participants.copy()
result = redact(participants)
assert result is not None, "The function returns nothing yet. Does it end with a return line?"
assert len(result) == len(participants), "All rows must stay. Remove columns, not people."
assert set(result.columns) == {"wiki", "device", "activity"}, "Keep wiki and device, add activity, and nothing else."
assert set(result["activity"].astype(str)) <= {"1-4", "5-19", "20+"}, "activity: use exactly the three texts, for every row."
few, many = (participants["edits"] <= 4).to_numpy(), (participants["edits"] >= 20).to_numpy()
activity = result["activity"].astype(str).to_numpy()
assert set(activity[few]) == {"1-4"}, "activity: look at the people with 1 to 4 edits. In which group is a person with 4?"
assert set(activity[many]) == {"20+"}, "activity: look at the people with 20 edits or more. In which group is a person with 20?"
assert set(activity[~few & ~many]) == {"5-19"}, "activity: look at the people with 5 to 19 edits."
assert participants.equals(before), "The table that comes in was changed. Work on a new table."

# %% exercise="redact" role="check-hidden"
_small = pd.DataFrame({"user": list("vwxyz"), "wiki": ["ha"] * 5, "device": ["phone"] * 5, "hour": range(5), "edits": [1, 4, 5, 19, 20], "note": ["x"] * 5}, index=[9, 7, 5, 3, 1])
_kept = _small.copy()
_result = redact(_small)
assert list(_result["activity"].astype(str)) == ["1-4", "1-4", "5-19", "5-19", "20+"], "Look at the edges of the groups: 4, 5, 19 and 20."
assert list(_result.index) == [9, 7, 5, 3, 1] or list(_result.index) == list(range(5)), "Keep the rows in their order."
assert _small.equals(_kept), "The table that comes in must stay as it is."

# %% exercise="redact" role="mutant"
def redact(table):
    activity = pd.cut(table["edits"], [0, 4, 19, np.inf], labels=["1-4", "5-19", "20+"]).astype(str)
    return table.drop(columns=["user", "hour", "edits"]).assign(activity=activity)

# %% exercise="redact" role="mutant"
def redact(table):
    activity = pd.cut(table["edits"], [0, 5, 20, np.inf], labels=["1-4", "5-19", "20+"]).astype(str)
    return table.drop(columns=["user", "note", "hour", "edits"]).assign(activity=activity)

# %% exercise="redact" role="mutant"
def redact(table):
    safe = table[table["edits"] < 20].drop(columns=["user", "note", "hour"])
    safe["activity"] = np.where(safe.pop("edits") < 5, "1-4", "5-19")
    return safe

# %% [markdown]
# ## How small is too small?
#
# When a table is published as counts, each count is a *cell*. A [small cell](term:small-cell) points at few people. A common rule
# is: publish a table only if its smallest cell has at least $k$ people. There is no magic $k$. Many offices use 5, 10 or more, and write down
# which one. Without the rule, what would a reader see?

# %%
by_wiki = participants.groupby("wiki").size()
by_device = participants.groupby(["wiki", "device"]).size()
print("by wiki: smallest cell", by_wiki.min())
print("by wiki and device: smallest cell", by_device.min())

# %% tags=["remove-cell"]
assert by_wiki.min() == 9 and by_device.min() == 1 and by_device.loc[("bg", "tablet")] == 1

# %% [markdown]
# By wiki, the smallest cell has 9 people. By wiki and device it has 1: a single participant of the Bulgarian Wikipedia used a tablet. Whoever knows a tablet
# owner there has found her.
#
# A smallest cell of at least $k$ is a first guard, not a proof. Two tables that are safe alone can be subtracted from each other. The lesson
# [Small numbers talk](lesson:reidentification) shows how.

# %% [markdown] exercise="finest-level" minutes=8
# **The finest table that is safe**
#
# Write `finest_level(table, levels, k)`. `levels` is a list of lists of columns, from fine to coarse. Return the first
# of them for which every cell that holds people has at least `k` rows. If there is none, return `None`.

# %% exercise="finest-level" role="starter"
def finest_level(table, levels, k):
    """Return the first list of columns whose smallest cell has at least k rows, or None."""
    ...


levels = [["wiki", "device", "hour"], ["wiki", "device"], ["wiki"], ["device"]]
print(finest_level(participants, levels, 8))

# %% [markdown] exercise="finest-level" role="hint"
# Go through the levels one after the other with `for`. Return as soon as one is good enough.

# %% [markdown] exercise="finest-level" role="hint"
# `table.groupby(columns).size()` counts the rows of each cell, and `.min()` finds the smallest. After the loop, nothing
# was good enough.

# %% exercise="finest-level" expected=true role="solution"
def finest_level(table, levels, k):
    """Return the first list of columns whose smallest cell has at least k rows, or None."""
    for names in levels:
        if table.groupby(names).size().min() >= k:
            return names
    return None


levels = [["wiki", "device", "hour"], ["wiki", "device"], ["wiki"], ["device"]]
print(finest_level(participants, levels, 8))

# %% [markdown] exercise="finest-level" role="explanation"
# The order matters: we want as much detail as is safe. A typical error looks at the *mean* size of the cells. A mean of many can hide a cell with one
# person. Another one returns the coarsest level that fits, and loses detail without need. "None" is a real answer too: then
# the table is not published, or more people are needed.

# %% exercise="finest-level" role="check"
steps = [["wiki", "device", "hour"], ["wiki", "device"], ["wiki"], ["device"]]
answer = finest_level(participants, steps, 8)
assert answer is not None, "At least one of the levels has only cells of eight or more. Does the function return it?"
assert isinstance(answer, list), "Return the list of columns itself."
assert participants.groupby(answer).size().min() >= 8, "This level has a cell with fewer than 8 people. Look at the smallest cell, not at the mean."
assert answer == ["wiki"], "There is a finer level in the list that is safe too."
assert finest_level(participants, steps, 1) == steps[0], "With k = 1 every level is safe, so the finest one is right."

# %% exercise="finest-level" role="check-hidden"
assert finest_level(participants, steps, 1000) is None, "No level is safe here: return None."
_t = pd.DataFrame({"a": list("xxxyyy"), "b": list("ppqqqq")})
assert finest_level(_t, [["a", "b"], ["b"], ["a"]], 2) == ["b"], "Return the first level that is safe."
assert finest_level(_t, [["a", "b"], ["a"], ["b"]], 3) == ["a"], "Every cell needs k rows, the smallest one too."

# %% exercise="finest-level" role="mutant"
def finest_level(table, levels, k):
    for names in levels:
        if table.groupby(names).size().mean() >= k:
            return names
    return None

# %% exercise="finest-level" role="mutant"
def finest_level(table, levels, k):
    safe = [names for names in levels if table.groupby(names).size().min() >= k]
    return safe[-1] if safe else None

# %% exercise="finest-level" role="mutant"
def finest_level(table, levels, k):
    return ["wiki"]

# %% [markdown]
# ## Three tiers of risk
#
# This course gives every table a [risk tier](term:risk-tier). You have seen the words already. Now they get a meaning.
#
# | Tier | What it means | Example |
# |---|---|---|
# | **public** | anybody may have it; nobody can be singled out | views of a page on a day |
# | **restricted** | people can be found in it; seen by few, for a stated purpose, with consent or an agreement | answers to a survey, row by row |
# | **never** | too dangerous to collect or to publish, whatever the purpose | who read which article |
#
# Public data can still lead to people: a public edit has an author. So the page of each dataset also says how great the **risk for people** is: *low* where nobody
# can be found in it, *medium* where somebody can be found through it.
#
# The tier belongs to what you *make*, not only to what you take. User names on a wiki are public. A new list that ranks people is
# not: the list did not exist before you made it.

# %% [markdown] exercise="assign-tiers" minutes=6
# **Which tier?**
#
# Write `"public"`, `"restricted"` or `"never"` for each.
#
# - **a** Views of the article *Malaria* in the Hausa Wikipedia, by day
# - **b** The sign-up sheet of an edit-a-thon, with user names and e-mail addresses, for the organisers
# - **c** Which medical articles each reader of a region opened
# - **d** The number of new articles about women, by month and wiki
# - **e** The answers to a survey of 90 editors, row by row, without names
# - **f** A list that joins user names of activists with the places they edit from

# %% exercise="assign-tiers" role="starter"
tier = {
    "a": "",
    "b": "",
    "c": "",
    "d": "",
    "e": "",
    "f": "",
}

# %% [markdown] exercise="assign-tiers" role="hint"
# Can somebody be found in it? If not, it is public. If yes: is there a good purpose for a few people with consent, or only harm?

# %% [markdown] exercise="assign-tiers" role="hint"
# Two of each. Rows about persons without names are still rows about persons.

# %% exercise="assign-tiers" role="solution"
tier = {"a": "public", "b": "restricted", "c": "never", "d": "public", "e": "restricted", "f": "never"}

# %% [markdown] exercise="assign-tiers" role="explanation"
# The typical error is **e**: no names, so public. But you saw that a few columns are enough to find a person among 240; with 90 it is easier still.
# **b** is needed to run the event and belongs to the organisers alone. **c** and **f** could put people in danger, and no
# result is worth that.

# %% exercise="assign-tiers" role="check"
from hashlib import sha256

given = {letter: str(tier.get(letter, "")).strip().lower() for letter in "abcdef"}
KEY = {"a": "6db8ca61", "b": "4acb7ca1", "c": "b010fbb5", "d": "4bd15b38", "e": "c91bf316", "f": "d408c5fb"}  # fingerprints

def fits(letter):
    return sha256(f"{letter}: {given[letter]}".encode()).hexdigest()[:8] == KEY[letter]


assert all(given.values()), "Some lines have no tier yet."
assert set(given.values()) <= {"public", "restricted", "never"}, "Use exactly these words: public, restricted, never."
assert fits("a"), "a: does a count of one page on one day point at anybody?"
assert fits("b"), "b: who needs it, for what, and did the people agree?"
assert fits("c"), "c: what could happen to a reader if this became known?"
assert fits("d"), "d: what is one row? A person, or a month?"
assert fits("e"), "e: remember how many of the 240 participants stood alone."
assert fits("f"), "f: who would like to have such a list?"

# %% exercise="assign-tiers" role="check-hidden"
assert len(tier) == 6, "Give a tier to exactly the six lines."

# %% exercise="assign-tiers" role="mutant"
tier = {"a": "public", "b": "restricted", "c": "never", "d": "public", "e": "public", "f": "never"}

# %% exercise="assign-tiers" role="mutant"
tier = {"a": "public", "b": "public", "c": "restricted", "d": "public", "e": "restricted", "f": "restricted"}

# %% exercise="assign-tiers" role="mutant"
tier = dict.fromkeys("abcdef", "restricted")

# %% [markdown]
# ## Rewrite the plan
#
# Back to the weekend. Keep each question, and change the way.
#
# **Plan 1** asks where patrol work comes from. That is a question about *kinds of edits*, not about persons. Count undone edits by
# kind (no source, test edit, removed text) and by the experience of the author, in groups of at least $k$. The result helps more: a list of names
# tells nobody what to change.
#
# **Plan 2** asks how fast errors are found. Errors exist already, thousands of them. Find some that were corrected, and look in the history when each came in.
# Nobody has to add one. The English Wikipedia says in its rules that it is not a laboratory, and people were blocked for
# such tests.
#
# **Plan 3** asks why women leave. Ask those who want to answer, tell them what you will do with it, and report themes in your own words.

# %% [markdown] quiz="ethics-board"
# A group has the approval of a university's ethics board. Whom else should it inform before a study on a wiki?
# - [ ] Nobody. The board has decided, and that is what it is for. > The board knows the university's rules. It does not know the wiki's, and it does not speak for the community.
# - [x] The community of that wiki, in a place where people can ask and object. > Yes. A short public plan, early, costs little, and often makes the study better.
# - [ ] Only the Wikimedia Foundation, which owns the content. > The authors own their texts and license them. The community decides about research on its wiki.

# %% [markdown] exercise="better-plan" minutes=5
# **Choose the better plan**
#
# For each question, write the letter of the plan that answers it with the least risk.
#
# 1. *Do new editors get rude answers?* **A** Print the ten rudest answers with links. **B** Let two people rate a random sample of answers, and publish the share.
#    **C** Write rude answers to test accounts, and see who reacts.
# 2. *Do participants of our event come back?* **A** Publish a table: user, week, edits. **B** Follow all editors of the city by their addresses. **C** Ask participants for consent, and publish shares for groups of ten or more.
# 3. *Which medical articles are needed?* **A** Use daily views of articles. **B** Ask a provider for the browsing history of readers. **C** Collect what named users ask on talk pages about their illnesses.

# %% exercise="better-plan" role="starter"
plan = {1: "", 2: "", 3: ""}

# %% [markdown] exercise="better-plan" role="hint"
# Cross out every plan that names a person, deceives somebody, or needs data of the tier "never".

# %% [markdown] exercise="better-plan" role="hint"
# A share of a random sample names nobody. Consent and groups protect participants. Totals for a page touch no reader.

# %% exercise="better-plan" role="solution"
plan = {1: "B", 2: "C", 3: "A"}

# %% [markdown] exercise="better-plan" role="explanation"
# In each case the better plan also gives the better answer. Ten chosen examples prove nothing about how *often* something happens; a rated random sample does. A typical
# error is 1A, because the links make it look honest. They also lead a crowd to ten people.

# %% exercise="better-plan" role="check"
from hashlib import sha256

given = {number: str(plan.get(number, "")).strip().upper() for number in (1, 2, 3)}
KEY = {1: "0c460933", 2: "856323f5", 3: "c478eb12"}  # fingerprints


def fits(number):
    return sha256(f"{number}: {given[number]}".encode()).hexdigest()[:8] == KEY[number]


assert all(given.values()), "Some questions have no letter yet."
assert set(given.values()) <= set("ABC"), "Use the letters A, B or C."
assert fits(1), "1: which plan neither names nor deceives anybody, and says how often?"
assert fits(2), "2: which plan asks the participants first?"
assert fits(3), "3: which plan needs no data about a single reader?"

# %% exercise="better-plan" role="check-hidden"
assert len(plan) == 3, "Answer exactly the three questions."

# %% exercise="better-plan" role="mutant"
plan = {1: "A", 2: "C", 3: "A"}

# %% exercise="better-plan" role="mutant"
plan = {1: "B", 2: "A", 3: "A"}

# %% [markdown]
# ## On your own wiki
#
# Before your next project, write half a page and show it to somebody who could be touched by it:
#
# 1. **Question** and the decision that depends on it.
# 2. **Stakeholders**, with the worst thing that could happen to one of them.
# 3. **Data** that you take and tables that you make, each with a tier.
# 4. **Smallest cell**: your $k$, and what you do with smaller ones.
# 5. **Consent and notice**: who can say no, and where the plan is announced. Look up the rules of your wiki. They differ: some have a page for research requests, and
#    some forbid tests on live articles.
# 6. **End**: when restricted data are deleted.
#
# Law is a floor, and it differs from country to country. This lesson gives no legal advice. And a small community is a small cell: in a wiki with
# eight active editors, "one of our editors" is nearly a name.
