# %% [markdown]
# ## The script that was blocked
#
# Mei's affiliate looks after a list of articles, in four languages and four scripts. Each month she copies their views by hand, from a web page into a spreadsheet. It takes a
# day. So she writes her first script. It works for ten minutes. Then every answer is an error. The next morning it is
# an error from the first line.
#
# She asks: **"How do we get the views of all articles of our project, every month, without being blocked?"**
#
# Her script made four mistakes. It did not say who it was. It asked again at once when the server was busy. It asked
# for the same thing many times. And it did something worse, which gave no error at all: it stopped reading lists
# after the first part. Before you go on, guess: which share of a list does a program see that never asks for the rest?
#
# An [API](term:api) is made for programs. It is shared by all programs of the world, and paid for by donations. Being polite is not
# only kind: it is how you get complete data. (Mei and her list are invented.)

# %% [markdown]
# ## A server to practise on
#
# In this lesson, nothing goes over the internet. A small program in this notebook answers in place of Wikimedia's servers. It has
# their addresses and the shape of their answers, and it is strict on purpose. So you can make every mistake without harm, and
# the lesson gives the same result on each run.
#
# !!! warning "Partly simulated"
#     The views that our server gives out are real numbers, from [daily pageviews](dataset:pageviews-daily). They count all agents, because we have no others; the real
#     service counts what you ask for. The list of pages is invented. And our server forgets some days on purpose, because we need to know which ones.
#
# **Risk tier: public.** Views of whole pages on whole days. Nobody can be identified.
#
# The next cell is the server. You need not read it.

# %% tags=["hide-input"]
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pandas as pd

views = pd.read_csv("data/pageviews-daily.csv", parse_dates=["date"], index_col="date")
FORGOTTEN = pd.to_datetime(["2023-04-08", "2023-04-09", "2023-04-10", "2023-04-11"])
TITLES = [f"Bridge {number}" for number in range(1, 48)]
log, busy = [], []


class StandIn(BaseHTTPRequestHandler):
    """Answers as Wikimedia's services do: views of an article, and a list of pages in parts of ten."""

    def do_GET(self):
        parts = urlsplit(self.path)
        log.append(self.path)
        if "@" not in self.headers["User-Agent"] and "://" not in self.headers["User-Agent"]:
            self.answer(403, {"error": "Please set a user-agent with a contact."})
        elif busy:
            self.answer(429, {"error": "Too many requests"}, {"Retry-After": str(busy.pop())})
        elif parts.path.endswith("/api.php"):
            self.answer(200, self.page_list(parse_qs(parts.query)))
        else:
            self.answer(*self.daily_views(parts.path.split("/")))

    def page_list(self, query):
        start = int(query.get("cmcontinue", ["0"])[0])
        part = {"query": {"categorymembers": [{"title": title} for title in TITLES[start : start + 10]]}}
        return part | ({"continue": {"cmcontinue": str(start + 10)}} if start + 10 < len(TITLES) else {})

    def daily_views(self, path):
        title, start, end = unquote(path[-4]), path[-2], path[-1]
        if title not in views:
            return 404, {"error": "no data for this title and period"}
        days = views[title].loc[start:end].drop(FORGOTTEN, errors="ignore")
        return 200, {"items": [{"timestamp": f"{day:%Y%m%d}00", "views": int(count)} for day, count in days.items()]}

    def answer(self, status, content, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *args):
        """Stay silent."""


server = ThreadingHTTPServer(("localhost", 0), StandIn)
threading.Thread(target=server.serve_forever, daemon=True).start()
SERVER = f"http://localhost:{server.server_port}"  # live: "https://wikimedia.org"
WIKI = f"{SERVER}/w/api.php"  # live: "https://en.wikipedia.org/w/api.php"

# %% [markdown]
# ## A request is an address
#
# To ask for the views of an article, you write an address. Its parts stand between slashes, in a fixed order: the project, the kind of access, the kind of agent, the title, the
# step, the first and the last day. A title goes in with underscores in place of spaces.
#
# But a title can hold characters that mean something in an address. `AC/DC` has a slash, `C#` has a hash, and most titles of the
# world have letters outside of A to Z. [Percent-encoding](term:percent-encoding) solves it: every byte that could be misread becomes `%` and two signs, each a digit or one of the letters A to F.

# %%
from urllib.parse import quote

for title in ["Water", "AC/DC", "Вода", "น้ำ", "Thành phố Hồ Chí Minh"]:
    print(title, quote(title.replace(" ", "_"), safe=""), sep="\n   ")

# %% tags=["remove-cell"]
assert quote("น้ำ", safe="").count("%") == 9 and len("น้ำ") == 3
assert quote("AC/DC", safe="") == "AC%2FDC" and quote("AC/DC") == "AC/DC"

# %% [markdown]
# The Thai word for water has three characters, and needs nine bytes. Note `safe=""`. Without it, `quote` leaves the slash of `AC/DC` alone, and
# the server looks for an article `AC` in a folder.

# %% [markdown] exercise="build-address" minutes=8
# **Build the address**
#
# Write `views_path(project, title, start, end)`. It returns the part of the address behind the server's name:
#
# `/api/rest_v1/metrics/pageviews/per-article/PROJECT/all-access/user/TITLE/daily/START/END`
#
# The title comes as people write it, with spaces, in any script. The days come as texts like `2023-04-01`, and go in without hyphens.

# %% exercise="build-address" role="starter"
def views_path(project, title, start, end):
    """Return the path of the request for the daily views of one article."""
    ...


print(views_path("ha.wikipedia", "Ruwan sama", "2023-04-01", "2023-04-30"))

# %% [markdown] exercise="build-address" role="hint"
# Three small steps before you put the path together: spaces to underscores, percent-encoding, hyphens away.

# %% [markdown] exercise="build-address" role="hint"
# An f-string puts the parts between the slashes. Try your function on a title with a slash: it must not make one more part.

# %% exercise="build-address" expected=true role="solution"
def views_path(project, title, start, end):
    """Return the path of the request for the daily views of one article."""
    from urllib.parse import quote

    name = quote(title.replace(" ", "_"), safe="")
    first, last = start.replace("-", ""), end.replace("-", "")
    return f"/api/rest_v1/metrics/pageviews/per-article/{project}/all-access/user/{name}/daily/{first}/{last}"


print(views_path("ha.wikipedia", "Ruwan sama", "2023-04-01", "2023-04-30"))

# %% [markdown] exercise="build-address" role="explanation"
# Underscores first, then the encoding: the other way round, a space has already become `%20`, and there is nothing left to replace. The typical
# error is `quote(title)` without `safe=""`. It works for months, until the first title with a slash.

# %% exercise="build-address" role="check"
path = views_path("ha.wikipedia", "Ruwan sama", "2023-04-01", "2023-04-30")
assert path is not None, "The function returns nothing yet. Does it end with a return line?"
assert path.startswith("/api/rest_v1/metrics/pageviews/per-article/ha.wikipedia/all-access/user/"), "Compare the beginning with the pattern, slash by slash."
assert "Ruwan_sama" in path, "In a title, spaces become underscores."
assert path.endswith("/daily/20230401/20230430"), "The days go in without hyphens, after 'daily'."
assert views_path("en.wikipedia", "AC/DC", "2023-01-01", "2023-01-02").count("/") == path.count("/"), "A slash in the title must be encoded, or it makes a new part."

# %% exercise="build-address" role="check-hidden"
assert views_path("th.wikipedia", "น้ำ", "2024-02-28", "2024-03-01") == "/api/rest_v1/metrics/pageviews/per-article/th.wikipedia/all-access/user/%E0%B8%99%E0%B9%89%E0%B8%B3/daily/20240228/20240301", "Titles in any script must be encoded."
assert "/C%23_(programming_language)/" in views_path("en.wikipedia", "C# (programming language)", "2024-02-28", "2024-03-01").replace("%28", "(").replace("%29", ")"), "A hash in a title must be encoded."
assert "%25" in views_path("en.wikipedia", "100% wolf", "2024-02-28", "2024-03-01"), "A percent sign must be encoded once."

# %% exercise="build-address" role="mutant"
def views_path(project, title, start, end):
    from urllib.parse import quote

    name = quote(title.replace(" ", "_"))
    return f"/api/rest_v1/metrics/pageviews/per-article/{project}/all-access/user/{name}/daily/{start.replace('-', '')}/{end.replace('-', '')}"

# %% exercise="build-address" role="mutant"
def views_path(project, title, start, end):
    from urllib.parse import quote

    name = quote(title, safe="").replace(" ", "_")
    return f"/api/rest_v1/metrics/pageviews/per-article/{project}/all-access/user/{name}/daily/{start.replace('-', '')}/{end.replace('-', '')}"

# %% exercise="build-address" role="mutant"
def views_path(project, title, start, end):
    name = title.replace(" ", "_")
    return f"/api/rest_v1/metrics/pageviews/per-article/{project}/all-access/user/{name}/daily/{start.replace('-', '')}/{end.replace('-', '')}"

# %% [markdown]
# ## Say who you are
#
# The path says `user`. That leaves out programs that say so or that were recognised. Wikimedia recognises programs by the
# [user-agent](term:user-agent): a line that every request sends along. A library sends its own name if you do not set one. What does the server say to that?

# %%
import requests

path = "/api/rest_v1/metrics/pageviews/per-article/en.wikipedia/all-access/user/Easter/daily/20230401/20230430"
answer = requests.get(SERVER + path, timeout=30)  # policy: allow E640 because this cell shows what happens without it
print("status:", answer.status_code)
print(answer.json()["error"])

# %% tags=["remove-cell"]
assert answer.status_code == 403

# %% [markdown]
# Status 403 means "forbidden". It is Mei's first mistake. Wikimedia's policy asks for a name, a version and a **contact**: an address at which a person can be
# asked to stop. Since 2025 its servers enforce this, and names of libraries alone are refused. A session sends the line with each request.

# %%
session = requests.Session()
session.headers["User-Agent"] = "ViewsOfOurProject/1.0 (https://meta.wikimedia.org/wiki/User:Example) python-requests"

answer = session.get(SERVER + path, timeout=30)
days = pd.DataFrame(answer.json()["items"])
print(answer.status_code, "-", len(days), "days")
days.head(3)

# %% tags=["remove-cell"]
assert answer.status_code == 200 and len(days) == 26

# %% [markdown] quiz="agent-user"
# You ask for `agent=user`. What is in the numbers?
# - [ ] Views by people, and by nobody else. > Programs that pretend to be a browser, and are not recognised, are still in it.
# - [ ] Views by people with an account. > It has nothing to do with accounts. Most readers have none.
# - [x] Views by everything that was not recognised as a program. > Yes. It is the best separation there is, and it is not perfect.

# %% [markdown]
# ## A missing day is not always a zero
#
# April has 30 days. The answer has 26. The API leaves out what it does not have, without a word. That can be a day without a single view, and it can be a day whose
# numbers were not loaded. [Its documentation](https://doc.wikimedia.org/generated-data-platform/aqs/analytics-api/documentation/troubleshooting.html) says that it cannot tell the two
# apart. Mei's script filled the holes with zeros, "because no number means no views". See what that does to a mean.

# %%
april = pd.Series(days["views"].to_numpy(), index=pd.to_datetime(days["timestamp"], format="%Y%m%d00"))
calendar = pd.date_range("2023-04-01", "2023-04-30")
with_holes = april.reindex(calendar)
true_april = views.loc["2023-04", "Easter"]

print("missing days of April:", *calendar.difference(april.index).day)
print(f"mean with zeros:        {with_holes.fillna(0).mean():,.0f}")
print(f"mean without the holes: {with_holes.mean():,.0f}")
print(f"true mean:              {true_april.mean():,.0f}")

# %% tags=["remove-cell"]
_zero, _skip, _true = with_holes.fillna(0).mean(), with_holes.mean(), true_april.mean()
assert (round(_zero), round(_skip), round(_true)) == (15205, 17544, 27776)
assert str(true_april.idxmax().date()) == "2023-04-09" and round(_zero / _true, 2) == 0.55

# %% alt="Line chart of the daily views of the article Easter in April 2023, three lines. The true line rises to a sharp peak on 9 April. The answer of the API has a hole from 8 to 11 April, where the peak is. Filled with zeros, the line falls to nothing on these days." tags=["hide-input"]
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.plot(calendar.day, true_april / 1_000, linestyle=":", marker=".", label="truth")
ax.plot(calendar.day, with_holes / 1_000, marker="o", label="answer of the API")
ax.plot(calendar.day, with_holes.fillna(0) / 1_000, linestyle="--", label="holes filled with zero")
ax.set_xlabel("day in April 2023")
ax.set_ylabel("views of Easter (thousands)")
ax.set_title("The missing days were the ones that mattered")
ax.legend()
plt.show()

# %% [markdown]
# The missing days were 8 to 11 April. In 2023, Easter Sunday was 9 April, the day with the most views. With zeros, the mean is 15,205, little more than half of the truth. Without the
# holes it is 17,544, which is still far too low. No way of filling repairs it: the four days hold a large part of the month, and we do not have them.
#
# The lesson: after each request, compare the days with the calendar. Report the holes. Do not fill them with zero. And remember that leaving them out is
# a choice too. On an article with thousands of views a day, a hole is a gap. On one with two views a day, it is probably a zero: look at the days beside it. If there is nothing for the whole
# period, the API answers 404, "not found": no views, or not loaded, or a mistake in the title. That is a third case, and it needs its own line in your report.

# %% [markdown] quiz="missing-day"
# An article has about 500 views on each day. Its series for March has 29 rows. What do you write into the two empty places?
# - [ ] Zero, because the API would have given a number if there had been views. > On such an article it is probably a gap in the collection. A zero says "we counted, and nobody came".
# - [ ] The mean of the month, so that the mean stays as it is. > It hides the hole, and it makes the month look quieter than it may have been.
# - [x] Nothing. I keep them as missing, say how many there are, and look for the reason. > Yes. Then every reader can judge what the holes may hide.

# %% [markdown]
# !!! tip "A good place to pause"
#     You can write an address for any title, say who you are, and find holes. Next: lists that come in parts.

# %% [markdown]
# ## Lists come in parts
#
# Which articles belong to the project? The Action API lists the pages of a category; `cmtype` leaves out its subcategories. It gives them in parts, so that no request is too large. As long as there is
# more, the answer has an entry `continue`. This is the [continuation](term:continuation): send it back with the next request, and you get the next part.

# %%
params = {"action": "query", "list": "categorymembers", "cmtitle": "Category:Bridges", "cmtype": "page", "format": "json"}
first_part = session.get(WIKI, params=params, timeout=30).json()
titles = [page["title"] for page in first_part["query"]["categorymembers"]]
print(len(titles), "titles")
print("continue:", first_part["continue"])

# %% tags=["remove-cell"]
assert len(titles) == 10 and first_part["continue"] == {"cmcontinue": "10"}
assert len(TITLES) == 47 and round(10 / 47, 2) == 0.21

# %% [markdown]
# Ten titles came. The category has 47. Mei's script stopped here: it saw 21% of the list and gave no error. Did you guess less or more? Everything that she computed
# from it was about ten articles, and she did not know.

# %% [markdown] exercise="follow-continue" minutes=9
# **Follow the list to its end**
#
# Write `all_titles(get, params, most=50)`. `get` is a function: `get(params)` makes one request and returns the answer as a dictionary, like `first_part` above. Return the
# list of all titles, in order, without doubles. Make at most `most` requests: a loop over somebody else's server needs a bound.
# If the bound is reached and there is still more, raise a `RuntimeError`, so that nobody takes a part for the whole.

# %% exercise="follow-continue" role="starter"
def all_titles(get, params, most=50):
    """Return all titles of a list that comes in parts, with at most `most` requests."""
    ...

# %% [markdown] exercise="follow-continue" role="hint"
# Everything that stands in `continue` must be added to the next request, and the first parameters must stay in it. `params | answer["continue"]` makes such a
# dictionary.

# %% [markdown] exercise="follow-continue" role="hint"
# A `for` loop over `range(most)` is a loop with a bound. Return from inside when there is no `continue`. What follows after the loop is the
# case that the bound was reached. `dict.fromkeys(titles)` keeps each title once, in order.

# %% exercise="follow-continue" role="solution"
def all_titles(get, params, most=50):
    """Return all titles of a list that comes in parts, with at most `most` requests."""
    found, extra = [], {}
    for _ in range(most):
        part = get(params | extra)
        found += [page["title"] for page in part["query"]["categorymembers"]]
        if "continue" not in part:
            return list(dict.fromkeys(found))
        extra = part["continue"]
    raise RuntimeError(f"there is more after {most} requests")

# %% [markdown] exercise="follow-continue" role="explanation"
# Three details decide. The continuation can hold more than one entry, so all of it goes back. Pages can be added while you read, so the same title can come twice. And an endless list
# must not become an endless loop: with a bound and an error you notice. The typical error is to return what is there when the bound is reached. It looks complete.

# %% exercise="follow-continue" role="check"
def pretend(parts):
    """Make a server that has these parts, and counts its requests."""
    asked = []

    def get(params):
        asked.append(dict(params))
        number = int(params.get("cmcontinue", 0))
        answer = {"query": {"categorymembers": [{"title": title} for title in parts[number]]}}
        if number + 1 < len(parts):
            answer["continue"] = {"cmcontinue": str(number + 1), "continue": "-||"}
        return answer

    return get, asked


get, asked = pretend([["A", "B"], ["B", "C"], ["D"]])
result = all_titles(get, {"list": "categorymembers", "cmtitle": "X"})
assert result is not None, "The function returns nothing yet. Does it end with a return line?"
assert list(result)[:2] == ["A", "B"], "Keep the titles in the order in which they come."
assert "D" in result, "There is a third part. Follow the continuation until no part has one."
assert list(result) == ["A", "B", "C", "D"], "A title that comes twice must stand once."
assert len(asked) == 3, "Three parts need three requests, not more."
assert all(question.get("cmtitle") == "X" for question in asked), "The first parameters must be in every request."
assert asked[1].get("continue") == "-||", "Send back everything that stands in 'continue'."

# %% exercise="follow-continue" role="check-hidden"
_get, _asked = pretend([[str(number)] for number in range(30)])
try:
    all_titles(_get, {"list": "categorymembers"}, most=5)
except RuntimeError:
    pass
else:
    raise AssertionError("When the bound is reached and there is more, raise a RuntimeError.")
assert len(_asked) == 5, "At most `most` requests."
_get, _asked = pretend([["only"]])
assert list(all_titles(_get, {}, most=1)) == ["only"] and len(_asked) == 1, "A list with one part needs one request."
_params = {"list": "x"}
all_titles(pretend([["A"], ["B"]])[0], _params)
assert _params == {"list": "x"}, "The parameters that come in must stay as they are."

# %% exercise="follow-continue" role="mutant"
def all_titles(get, params, most=50):
    return [page["title"] for page in get(params)["query"]["categorymembers"]]

# %% exercise="follow-continue" role="mutant"
def all_titles(get, params, most=50):
    found, extra = [], {}
    for _ in range(most):
        part = get(params | extra)
        found += [page["title"] for page in part["query"]["categorymembers"]]
        if "continue" not in part:
            break
        extra = part["continue"]
    return list(dict.fromkeys(found))

# %% exercise="follow-continue" role="mutant"
def all_titles(get, params, most=50):
    found, extra = [], {}
    for _ in range(most):
        part = get(params | extra)
        found += [page["title"] for page in part["query"]["categorymembers"]]
        if "continue" not in part:
            return found
        extra = {"cmcontinue": part["continue"]["cmcontinue"]}
    raise RuntimeError

# %% [markdown]
# ## Ask once
#
# Mei ran her script forty times while she mended it. Each run made all requests again, although last year's views do not change. A [cache](term:cache) keeps each answer under its question. The next cell
# shows the idea, with a dictionary. The server counts what reaches it.

# %%
memory = {}


def remembered(path):
    """Ask the server, but for each path only once."""
    if path not in memory:
        memory[path] = session.get(SERVER + path, timeout=30).json()
    return memory[path]


before = len(log)
for run in range(40):
    remembered(path)
print("40 calls,", len(log) - before, "request")

# %% tags=["remove-cell"]
assert len(log) - before == 1

# %% [markdown]
# A dictionary forgets when the program ends. For real work, let a library keep the answers in files, and decide for how long. Answers about the past may stay. Answers about today get old.

# %% [markdown] exercise="cache" minutes=7
# **Remember answers, not errors**
#
# Write `with_cache(get)`. It returns a new function that takes a dictionary of parameters and answers like `get`, but asks `get` only once for the same
# parameters. The order of the parameters must not matter. An error must not be remembered: if `get` raises one, the next call asks again.

# %% exercise="cache" role="starter"
def with_cache(get):
    """Return a function like `get` that remembers answers by their parameters."""
    ...

# %% [markdown] exercise="cache" role="hint"
# A dictionary cannot be a key of another dictionary. Turn the parameters into something fixed that is the same for any order.

# %% [markdown] exercise="cache" role="hint"
# `tuple(sorted(params.items()))` is such a key. Put the answer into the memory only after `get` has returned.

# %% exercise="cache" role="solution"
def with_cache(get):
    """Return a function like `get` that remembers answers by their parameters."""
    known = {}

    def ask(params):
        key = tuple(sorted(params.items()))
        if key not in known:
            known[key] = get(params)
        return known[key]

    return ask

# %% [markdown] exercise="cache" role="explanation"
# If `get` raises an error, the line with the assignment never finishes, so nothing is stored. That is why there is no special code for errors. The typical error is one
# memory for *all* functions, made outside: then two APIs mix their answers.

# %% exercise="cache" role="check"
calls = []


def count(params):
    calls.append(params)
    if params.get("fail") and len(calls) < 4:
        raise OSError("busy")
    return {"number": len(calls)}


ask = with_cache(count)
assert ask is not None, "Return the new function."
first = ask({"a": 1, "b": 2})
assert first == {"number": 1}, "The first call must return the answer of get."
assert ask({"b": 2, "a": 1}) == first and len(calls) == 1, "The same parameters in another order must not ask again."
assert ask({"a": 2, "b": 1}) != first, "Other values are another question."
try:
    ask({"fail": 1})
except OSError:
    pass
assert ask({"fail": 1}) == {"number": 4}, "An error must not be remembered: ask again."

# %% exercise="cache" role="check-hidden"
_one, _two = with_cache(lambda params: "one"), with_cache(lambda params: "two")
assert (_one({"q": 1}), _two({"q": 1})) == ("one", "two"), "Two functions must not share their memory."
_empty = []
_ask = with_cache(lambda params: _empty.append(1))
_ask({}), _ask({})
assert len(_empty) == 1, "An answer that is None is an answer too."

# %% exercise="cache" role="mutant"
def with_cache(get):
    def ask(params):
        return get(params)

    return ask

# %% exercise="cache" role="mutant"
def with_cache(get):
    known = {}

    def ask(params):
        key = str(params)
        if key not in known:
            known[key] = get(params)
        return known[key]

    return ask

# %% exercise="cache" role="mutant"
def with_cache(get):
    known = {}

    def ask(params):
        key = tuple(sorted(params.items()))
        if key not in known:
            try:
                known[key] = get(params)
            except OSError as error:
                known[key] = error
        return known[key]

    return ask

# %% [markdown]
# ## When the server says "later"
#
# Status 429 means "too many requests". The answer often says how long to wait, in seconds, in the header `Retry-After`. This agreement on how many requests are
# welcome is the [rate limit](term:rate-limit).

# %%
busy.append(7)
answer = session.get(SERVER + path, timeout=30)
print(answer.status_code, "- wait", answer.headers["Retry-After"], "seconds")

# %% tags=["remove-cell"]
assert answer.status_code == 429 and answer.headers["Retry-After"] == "7"

# %% [markdown]
# If the server does not say how long, wait 1 second, then 2, then 4, and so on. This is [back-off](term:back-off). Why not ask again at once? Picture a server that is overloaded for one minute,
# and two programs that want one answer from it. The first asks ten times a second. The second one doubles its waiting time. How many requests does each make, and after how many seconds does it have its answer?

# %%
outage = 60
impatient = [0.1 * number for number in range(10 * outage + 1)]
patient, moment, wait = [0], 0, 1
while moment < outage:
    moment, wait = moment + wait, 2 * wait
    patient.append(moment)
print("impatient:", len(impatient), "requests,", outage, "seconds")
print("patient:  ", len(patient), "requests,", patient[-1], "seconds")

# %% tags=["remove-cell"]
assert len(impatient) == 601 and patient == [0, 1, 3, 7, 15, 31, 63]

# %% alt="Two rows of marks over time from 0 to 63 seconds. The impatient program fills its row with 601 marks without a gap. The patient program has seven marks, at 0, 1, 3, 7, 15, 31 and 63 seconds. The server works again from second 60 on." tags=["hide-input"]
fig, ax = plt.subplots()
ax.plot(impatient, [1] * len(impatient), "|", markersize=18)
ax.plot(patient, [0] * len(patient), "o", markersize=9)
ax.axvline(outage, linestyle="--", color="black")
ax.text(outage - 1, 0.5, "works again", ha="right")
ax.set_yticks([0, 1], ["patient:\n7 requests", "impatient:\n601 requests"])
ax.set_ylim(-0.5, 1.5)
ax.set_xlabel("seconds")
ax.set_title("Three seconds won, 594 requests too many")
plt.show()

# %% [markdown]
# The impatient program wins three seconds and sends 601 requests, the patient one seven. Now think of a thousand impatient programs. They *are* the overload. To keep many programs from asking at the same moment, real
# clients also add a little random time.

# %% [markdown] exercise="back-off" minutes=8
# **Wait as you are told**
#
# Write `ask_patiently(get, pause, tries=5)`. `get()` makes a request and returns `(status, wait, content)`, where `wait` is the number of seconds of
# `Retry-After`, or `None`. While the status is 429, call `pause(seconds)` and ask again: with the seconds that the server says, or else 1, 2, 4, ... Return the content when the status is 200. After
# `tries` requests without success, and at once for any other status, raise a `RuntimeError`.

# %% exercise="back-off" role="starter"
def ask_patiently(get, pause, tries=5):
    """Return the content of the first answer with status 200; wait between requests when the server is busy."""
    ...

# %% [markdown] exercise="back-off" role="hint"
# `pause` is given to you, so that a test need not really wait. In real life it is `time.sleep`.

# %% [markdown] exercise="back-off" role="hint"
# In a `for` loop over `range(tries)`, the number of the round gives the waiting time: 2 to the power of it. Take the server's number when it is not `None`.
# After the last try, there is nothing to wait for.

# %% exercise="back-off" role="solution"
def ask_patiently(get, pause, tries=5):
    """Return the content of the first answer with status 200; wait between requests when the server is busy."""
    for number in range(tries):
        status, wait, content = get()
        if status == 200:
            return content
        if status != 429:
            raise RuntimeError(f"status {status}")
        if number + 1 < tries:
            pause(2**number if wait is None else wait)
    raise RuntimeError("still busy")

# %% [markdown] exercise="back-off" role="explanation"
# A 404 or a 403 will not get better by waiting: stop and read the message. A typical error is `wait or 2**number`. It treats a `Retry-After` of 0 as if it were not there. Another one waits
# after the last try, for nobody.

# %% exercise="back-off" role="check"
def script(*answers):
    """Make a get that gives these answers in turn, and a pause that notes the seconds."""
    left, waited = list(answers), []
    return (lambda: left.pop(0)), waited.append, waited


get, pause, waited = script((429, 7, None), (429, None, None), (200, None, "data"))
result = ask_patiently(get, pause)
assert result == "data", "Return the content of the answer with status 200."
assert waited and waited[0] == 7, "When the server says how long, wait exactly that long."
assert waited == [7, 2], "Without a number from the server, the second wait is 2 seconds: 1, 2, 4, ..."
get, pause, waited = script(*[(429, None, None)] * 9)
try:
    ask_patiently(get, pause, tries=3)
except RuntimeError:
    pass
else:
    raise AssertionError("After the last try, raise a RuntimeError.")
assert waited == [1, 2], "Three tries have two waits between them, 1 and 2 seconds."

# %% exercise="back-off" role="check-hidden"
_get, _pause, _waited = script((404, None, None), (200, None, "late"))
try:
    ask_patiently(_get, _pause)
except RuntimeError:
    pass
else:
    raise AssertionError("A status that is neither 200 nor 429 will not get better: raise at once.")
assert _waited == [], "Do not wait for a status that will not change."
_get, _pause, _waited = script((429, 0, None), (200, None, "x"))
assert ask_patiently(_get, _pause) == "x" and sum(_waited) == 0, "A Retry-After of 0 means: now."
_get, _pause, _waited = script((200, None, "first"))
assert ask_patiently(_get, _pause) == "first" and _waited == []

# %% exercise="back-off" role="mutant"
def ask_patiently(get, pause, tries=5):
    for number in range(tries):
        status, wait, content = get()
        if status == 200:
            return content
        if status != 429:
            raise RuntimeError
    raise RuntimeError

# %% exercise="back-off" role="mutant"
def ask_patiently(get, pause, tries=5):
    for number in range(tries):
        status, wait, content = get()
        if status == 200:
            return content
        if status != 429:
            raise RuntimeError
        pause(2**number)
    raise RuntimeError

# %% exercise="back-off" role="mutant"
def ask_patiently(get, pause, tries=5):
    for number in range(tries):
        status, wait, content = get()
        if status == 200:
            return content
        if number + 1 < tries:
            pause(2**number if wait is None else wait)
    raise RuntimeError

# %% [markdown] quiz="retry-at-once"
# Your program gets a 429 without `Retry-After`. What should it do first?
# - [ ] Ask again at once, because the next request may be lucky. > Each request during an overload makes the overload longer, for everybody.
# - [ ] Start three more copies, so that one of them gets through. > Limits count all requests from you. This is the way to be blocked for longer.
# - [x] Wait a second, then ask again, and double the wait if it is still busy. > Yes. It costs you little, and it lets the server recover.

# %% [markdown] exercise="mend-the-script" minutes=4
# **What went wrong?**
#
# Four results look strange. Write the letter of the cause.
#
# 1. An article has a mean of 900 views, but its smallest day is 0, on four days in a row.
# 2. A category of the Bulgarian Wikipedia seems to have exactly 500 pages. So has another one.
# 3. The article *AC/DC* is "not found". All other articles work.
# 4. The script worked yesterday. Today every request gives 403.
#
# Causes: **A** The continuation was not followed. **B** The user-agent names no contact. **C** Holes were filled with zero. **D** The title was not fully encoded.

# %% exercise="mend-the-script" role="starter"
cause = {1: "", 2: "", 3: "", 4: ""}

# %% [markdown] exercise="mend-the-script" role="hint"
# A round number that comes twice is a sign that something stopped. Which of the causes stops a list?

# %% [markdown] exercise="mend-the-script" role="hint"
# What is special about the title AC/DC? And what does status 403 say about the one who asks?

# %% exercise="mend-the-script" role="solution"
cause = {1: "C", 2: "A", 3: "D", 4: "B"}

# %% [markdown] exercise="mend-the-script" role="explanation"
# Result 2 is the most dangerous one, because nothing fails. A round number, such as 10, 50 or 500, that comes again is nearly always a limit. The typical error is to believe it.

# %% exercise="mend-the-script" role="check"
from hashlib import sha256

given = {number: str(cause.get(number, "")).strip().upper() for number in (1, 2, 3, 4)}
KEY = {1: "161d3a32", 2: "d5e8fd21", 3: "9f4ada43", 4: "dff9a68b"}  # fingerprints


def fits(number):
    return sha256(f"{number}: {given[number]}".encode()).hexdigest()[:8] == KEY[number]


assert all(given.values()), "Some results have no letter yet."
assert set(given.values()) <= set("ABCD"), "Use the letters A to D."
assert fits(1), "1: what does a zero say, and what does a hole say?"
assert fits(2), "2: why would two different lists have the same length?"
assert fits(3), "3: which character of the title has a meaning in an address?"
assert fits(4), "4: what does the server need to know about you?"

# %% exercise="mend-the-script" role="check-hidden"
assert len(cause) == 4, "Give a cause to exactly the four results."

# %% exercise="mend-the-script" role="mutant"
cause = {1: "C", 2: "A", 3: "B", 4: "D"}

# %% exercise="mend-the-script" role="mutant"
cause = {1: "A", 2: "C", 3: "D", 4: "B"}

# %% [markdown]
# ## All of it together
#
# Mei's new script is short. It follows the list, remembers answers, waits when it is told to, and reports holes. It makes its requests one after the other, never many at once. Here is the part that follows the list, at work on our server: how many requests does it need?

# %%
log.clear()
found, extra = [], {}
for _ in range(20):
    part = session.get(WIKI, params=params | extra, timeout=30).json()
    found += [page["title"] for page in part["query"]["categorymembers"]]
    if "continue" not in part:
        break
    extra = part["continue"]
else:
    raise RuntimeError("20 requests were not enough")
print(len(found), "titles with", len(log), "requests")
server.shutdown()

# %% tags=["remove-cell"]
assert len(found) == 47 and len(log) == 5 and found == TITLES

# %% [markdown]
# ## On your own wiki
#
# To ask the real servers, change two lines: the addresses `SERVER` and `WIKI`, whose live values stand beside them. Then:
#
# 1. **Put your own contact** into the user-agent: your user page or an e-mail address.
# 2. **Start with one title** in your language. Compare the result with the web page [Pageviews Analysis](https://pageviews.wmcloud.org/) for the same days.
# 3. **Ask one after the other**, and keep the answers in files.
# 4. **Print three numbers with each result**: titles asked, titles with data, days missing.
# 5. **Look for an entry `error`** in each answer of the Action API. It reports errors with status 200. For a long run, add the parameter
#    [`maxlag=5`](https://www.mediawiki.org/wiki/Manual:Maxlag_parameter): while the databases are behind, you get such an error, with a `Retry-After`. Wait, and ask again.
# 6. **For a whole wiki, do not use an API.** Take a [dump](lesson:dumps-and-wikitext). Thousands of small requests are slower for you, and a burden for others.
#
# Limits: the rules change, so read the current page of the policy before a large run. Titles change too. An article that was moved has its older views under
# the old title, and an API asked for the new one gives a series that begins in the middle.
