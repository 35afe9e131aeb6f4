# ruff: noqa: E501 - lessons in one line
"""Which code of lessons breaks a policy, and which only looks so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.courses import LESSON, copy_course, edit, write_fake_site
from tests.support.fake_executor import FakeExecutor, NoProgress
from tests.test_cli import wikiskills
from tests.test_readers import dedent
from wikiskills.build import build
from wikiskills.config import load_project
from wikiskills.errors import Problem, WikiskillsError
from wikiskills.percent import Tag, read_cells
from wikiskills.policy.linter import policy_problems
from wikiskills.policy.outputs import output_problems, personal_data
from wikiskills.policy.waivers import waivers_in

AGENT = '{"User-Agent": "counting/1.0 (https://example.org/me)"}'
TOKEN = "ghp_" + "a1B2" * 9  # put together, so that no scanner takes this file for a leak


def lint(source: str) -> list[Problem]:
    """Check the code of a lesson; without a marker it is one cell."""
    text = dedent(source)
    problems: list[Problem] = []
    cells = read_cells(text if text.startswith("# %%") else f"# %%\n{text}", "lesson.py", problems)
    assert problems == []
    return policy_problems(cells)


def codes(source: str) -> list[str]:
    return [problem.code for problem in lint(source)]


UNNAMED = {
    "get": "import requests\nrequests.get('https://en.wikipedia.org/w/api.php')",
    "another name": "import requests as r\nr.get('https://www.wikidata.org/')",
    "function imported": "from requests import post\npost(unknown)",
    "only another header": "import requests\nrequests.get(u, headers={'Accept': 'text/html'})",
    "no contact": "import requests\nrequests.get(u, headers={'User-Agent': 'counting/1.0'})",
    "library's own": "import requests\nH = {'user-agent': 'python-requests/2.32'}\nrequests.get(u, headers=H)",
    "browser's": "import httpx\nhttpx.get(u, headers={'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)'})",
    "session": "import requests\ns = requests.Session()\ns.get('https://en.wikipedia.org/')",
    "session in with": "import requests\nwith requests.Session() as s:\n    s.get(u)",
    "session at once": "import requests\nrequests.Session().get(u)",
    "request": "import requests\nrequests.request('GET', 'https://de.wikipedia.org/')",
    "name put together": "import requests\nlang = 'sw'\nrequests.get(f'https://{lang}.wikipedia.org/')",
    "urlopen": "from urllib.request import urlopen\nurlopen('https://dumps.wikimedia.org/')",
    "urlretrieve": "import urllib.request\nurllib.request.urlretrieve('https://dumps.wikimedia.org/a', 'a')",
    "Request": "from urllib.request import Request, urlopen\nurlopen(Request('https://dumps.wikimedia.org/'))",
    "mwapi": "import mwapi\nmwapi.Session('https://en.wikipedia.org')",
    "mwclient": "import mwclient\nmwclient.Site('en.wikipedia.org')",
    "SPARQLWrapper": "from SPARQLWrapper import SPARQLWrapper\nSPARQLWrapper('https://query.wikidata.org/sparql')",
    "pooch": "import pooch\npooch.retrieve('https://analytics.wikimedia.org/published/a.tsv', known_hash=None)",
    "pandas": "import pandas as pd\npd.read_csv('https://analytics.wikimedia.org/a.tsv', sep='\\t')",
    "shell": "!wget https://dumps.wikimedia.org/other/a.gz",
    "subprocess": "import subprocess\nsubprocess.run(['curl', 'https://dumps.wikimedia.org/other/a.gz'])",
    "in a function": "import requests\ndef fetch(url):\n    return requests.get(url, timeout=9).json()",
}
NAMED = {
    "header": f"import requests\nrequests.get(u, headers={AGENT})",
    "header by name": f"import requests\nH = {AGENT}\nrequests.get(u, headers=H)",
    "header set later": f"import requests\nH = {{}}\nH['User-Agent'] = {AGENT}['User-Agent']\nrequests.get(u, headers=H)",
    "headers merged": f"import requests\nA = {AGENT}\nrequests.get(u, headers={{**A, 'Accept': 'a/b'}})",
    "partly known": "import requests\nrequests.get(u, headers={'User-Agent': f'counting/1.0 ({me})'})",
    "not known": "import requests\nrequests.get(u, headers=headers())",
    "all keywords": "import requests\nrequests.get(u, **options)",
    "parameter": "import requests\ndef fetch(u, headers):\n    return requests.get(u, headers=headers)",
    "session": f"import requests\ns = requests.Session()\ns.headers.update({AGENT})\ns.get(u)",
    "session, one key": "import requests\ns = requests.Session()\ns.headers['User-Agent'] = 'a/1 (a@b.org)'\ns.get(u)",
    "client": f"import httpx\nwith httpx.Client(headers={AGENT}) as c:\n    c.get(u)",
    "Request": f"import urllib.request as r\nr.urlopen(r.Request(u, headers={AGENT}))",
    "add_header": "import urllib.request as r\nq = r.Request(u)\nq.add_header('User-Agent', A)\nr.urlopen(q)",
    "mwapi": "import mwapi\nmwapi.Session('https://en.wikipedia.org', user_agent='counting/1 (User:Example)')",
    "mwclient": "import mwclient\nmwclient.Site('en.wikipedia.org', clients_useragent='a/1 (a@b.org)')",
    "pooch": f"import pooch\nd = pooch.HTTPDownloader(headers={AGENT})\npooch.retrieve(u, None, downloader=d)",
    "pandas": f"import pandas as pd\npd.read_csv('https://analytics.wikimedia.org/a.tsv', storage_options={AGENT})",
    "a file": "import pandas as pd\npd.read_csv('data/a.csv')\npd.read_csv(path)\npd.read_csv('memory://a')",
    "elsewhere": "import requests\nrequests.get('https://example.org/a')\nrequests.get('http://localhost:8000/')",
    "shell": "!curl -A 'counting/1 (a@b.org)' https://dumps.wikimedia.org/a\n!ls data",
    "dictionary": "counts = {}\ncounts.get('https://en.wikipedia.org/')",
    "own function": "def get(url):\n    return url\nget('https://en.wikipedia.org/')",
    "in a text": "print('requests.get(url)')",
    "interwiki": "import requests\nrequests.get(u, headers={'User-Agent': '[[m:Research:Counting edits]]'})",
}


@pytest.mark.parametrize("source", UNNAMED.values(), ids=UNNAMED)
def test_a_request_names_nobody(source: str) -> None:
    assert codes(source) == ["E640"]


@pytest.mark.parametrize("source", NAMED.values(), ids=NAMED)
def test_a_request_names_its_sender_or_is_none(source: str) -> None:
    assert codes(source) == []


BOUNDLESS = {
    "plain": "q = 'SELECT ?a WHERE { ?a wdt:P31 wd:Q5 }'",
    "lines": 'q = """\nSELECT ?a ?b\nWHERE {\n  ?a wdt:P31 wd:Q5 .  # people LIMIT 5\n}\nORDER BY ?b\n"""',
    "f-string": "q = f'SELECT ?a WHERE {{ ?a wdt:P31 wd:{kind} }}'",
    "grouped": "q = 'SELECT ?b (COUNT(*) AS ?n) WHERE { ?a wdt:P21 ?b } GROUP BY ?b'",
    "construct": "ask('CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }')",
    "only looked at": "q = 'SELECT ?a WHERE { ?a wdt:P31 wd:Q5 }'\nlen(q.split())",
    "variable first": 'q = """\nSELECT\n?a\nWHERE\n{ ?a wdt:P31 wd:Q5 }\n"""',
    "put together": "q = 'SELECT ?a WHERE { ?a wdt:P31 wd:Q5 }'\nrun('PREFIX a: <b> ' + q)",
}
BOUNDED = {
    "limit": "q = 'SELECT ?a WHERE { ?a wdt:P31 wd:Q5 } LIMIT 10'",
    "limit in an f-string": "q = f'SELECT ?a WHERE {{ ?a wdt:P31 wd:Q5 }} LIMIT {n}'",
    "added later": "q = 'SELECT ?a WHERE { ?a wdt:P31 wd:Q5 }'\nrun(q + ' LIMIT 10')",
    "added in place": "q = 'SELECT ?a WHERE { ?a wdt:P31 wd:Q5 }'\nq += ' LIMIT 10'",
    "open end": "q = f'SELECT ?a WHERE {{ ?a wdt:P31 wd:Q5 }} {ending}'",
    "one row": "q = 'SELECT (COUNT(*) AS ?n) WHERE { ?a wdt:P31 wd:Q5 }'",
    "XSLT": 'q = \'<?xml?><xsl:template match="{a}"><xsl:value-of select="$a"/></xsl:template>{b}\'',
    "ask": "q = 'ASK { wd:Q1 wdt:P31 ?a }'",
    "SQL": "q = 'SELECT page_id FROM page WHERE page_namespace = 0'",
    "format": "q = 'SELECT {} FROM t'.format(columns)",
    "documentation": 'def f():\n    """Run SELECT ?a WHERE { ?a ?b ?c }."""',
}


@pytest.mark.parametrize("source", BOUNDLESS.values(), ids=BOUNDLESS)
def test_a_query_without_limit(source: str) -> None:
    assert codes(source) == ["E641"]


@pytest.mark.parametrize("source", BOUNDED.values(), ids=BOUNDED)
def test_a_query_with_few_rows_or_none(source: str) -> None:
    assert codes(source) == []


ENDLESS = {
    "break": """
        while True:
            data = ask(params)
            if "continue" not in data:
                break
            params |= data["continue"]
    """,
    "return": """
        def all_pages(params):
            while 1:
                data = ask(params)
                yield from data["query"]
                if not data.get("continue"):
                    return
                params.update(data["continue"])
    """,
    "test": 'while "continue" in data:\n    data = ask(**data["continue"])',
    "old form": 'while True:\n    d = ask(p)\n    try:\n        p["cmcontinue"] = d["x"]\n    except KeyError:\n        break',
    "mwapi": """
        import mwapi
        s = mwapi.Session("https://en.wikipedia.org", user_agent="a/1 (a@b.org)")
        for portion in s.get(action="query", list="allpages", continuation=True):
            print(portion)
    """,
    "mwapi, counted": """
        import mwapi
        portions = mwapi.Session("https://en.wikipedia.org", user_agent="a/1 (a@b.org)").get(continuation=True)
        for number, portion in enumerate(portions):
            print(number)
    """,
}
ENDING = {
    "for": 'for _ in range(5):\n    data = ask(p)\n    if "continue" not in data:\n        break\n    p |= data["continue"]',
    "size": 'while True:\n    d = ask(p)\n    if "continue" not in d or len(rows) >= 500:\n        break\n    p |= d["continue"]',
    "in the test": 'n = 0\nwhile "continue" in d and n < 5:\n    d, n = ask(d["continue"]), n + 1',
    "no continuation": "while True:\n    line = file.readline()\n    if not line:\n        break",
    "a word": 'while True:\n    if word in ("break", "continue"):\n        break',
    "the statement": "while True:\n    if x:\n        continue\n    break",
    "mwapi, stopped": """
        import mwapi
        s = mwapi.Session("https://en.wikipedia.org", user_agent="a/1 (a@b.org)")
        for number, portion in enumerate(s.get(action="query", continuation=True)):
            if number == 3:
                break
        for portion in s.get(action="query", continuation=True):
            if len(rows) >= 50:
                break
    """,
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_a_loop_that_asks_for_all(source: str) -> None:
    assert codes(source) == ["E642"]


@pytest.mark.parametrize("source", ENDING.values(), ids=ENDING)
def test_a_loop_that_ends(source: str) -> None:
    assert codes(source) == []


SESSION = f"import requests\ns = requests.Session()\ns.headers.update({AGENT})\n"
WRITING = {
    "edit": SESSION + "s.post(API, data={'action': 'edit', 'title': 'A', 'text': 'b', 'token': t})",
    "by name": SESSION + "p = {'action': 'edit'}\np['token'] = t\ns.post(API, data=p)",
    "any post with a token": SESSION + "s.post(API, data={'action': kind, 'token': t})",
    "in the address": SESSION + "s.post('https://en.wikipedia.org/w/api.php?format=json&action=delete', data=d)",
    "Wikidata": SESSION + "s.post('https://www.wikidata.org/w/api.php', params={'action': 'wbsetclaim'})",
    "REST": SESSION + "s.put('https://en.wikipedia.org/w/rest.php/v1/page/A', json={'source': 'b'})",
    "mwclient": "import mwclient\ns = mwclient.Site('en.wikipedia.org', clients_useragent=me)\np = s.pages['A']\np.edit('b')",
    "pywikibot": "import pywikibot\ns = pywikibot.Site('en', 'wikipedia')\np = pywikibot.Page(s, 'A')\np.text = 'b'\np.save('c')",
    "pywikibot, a loop": "import pywikibot\nfor p in pywikibot.Site('en').allpages():\n    p.save()",
    "pywikibot, pages in a loop": "import pywikibot\nfor p in pywikibot.Site('en').categories['A']:\n    p.delete()",
    "pywikibot, a parameter": "import pywikibot\ndef mend(page):\n    page.save('mended')",
    "pywikibot, an item": "import pywikibot\nr = pywikibot.Site('wikidata').data_repository()\npywikibot.ItemPage(r, 'Q1').addClaim(c)",
    "mwapi": "import mwapi\ns = mwapi.Session(h, user_agent=a)\ns.post(action='edit', title='A', token=t)",
}
READING = {
    "query": SESSION + "s.get(API, params={'action': 'query', 'list': 'allpages'})",
    "a long query by post": SESSION + "s.post(API, data={'action': 'query', 'titles': many})",
    "the test wiki": SESSION + "s.post('https://test.wikipedia.org/w/api.php', data={'action': 'edit', 'token': t})",
    "the test wiki, mwclient": "import mwclient\ns = mwclient.Site('test.wikipedia.org', clients_useragent=me)\ns.pages['A'].save('b')",
    "prediction by post": SESSION
    + "s.post('https://api.wikimedia.org/service/lw/inference/v1/models/a:predict', json={'rev_id': 1})",
    "elsewhere": "import requests\nrequests.put('https://example.org/a', json={})",
    "data about edits": "counts = {'action': 'edit', 'n': 3}\nrows.append(counts)",
    "a figure": "import matplotlib.pyplot as plt\nplt.savefig('a.png')\nmodel.save('b')\ndef keep(model):\n    model.save('b')",
    "a tag in pandas": "import pandas as pd\nd = pd.read_csv('data/a.csv')\nd = d[d['action'] == 'edit']",
    "mwclient reads": "import mwclient\ns = mwclient.Site('en.wikipedia.org', clients_useragent=me)\ns.pages['A'].text()",
}


@pytest.mark.parametrize("source", WRITING.values(), ids=WRITING)
def test_a_lesson_writes(source: str) -> None:
    assert codes(source) == ["E643"]


@pytest.mark.parametrize("source", READING.values(), ids=READING)
def test_a_lesson_only_reads(source: str) -> None:
    assert codes(source) == []


LEAKING = {
    "password": "password = 'correct horse'",
    "key": "login = {'user': 'A', 'password': 'hunter22'}",
    "environment": "import os\nos.environ['WIKI_PASSWORD'] = 'hunter22'",
    "attribute": "config.client_secret = 'd41d8cd98f00b204e980'",
    "keyword": "connect(api_key='d41d8cd98f00b204e980')",
    "shape of a token": f"x = '{TOKEN}'",
    "bearer": "H = {'Authorization': 'Bearer d41d8cd98f00b204e980'}",
    "cookie": "H = {'Cookie': 'enwikiSession=q1w2e3r4t5z6'}",
    "edit token": "t = '" + "0123456789abcdef" * 2 + "+\\\\'",
    "address": "u = 'https://ada:hunter22@example.org/'",
    "login": "import mwclient\ns = mwclient.Site(h, clients_useragent=a)\ns.login('Ada@bot', 'hunter22')",
    "auth": "fetch(u, auth=('ada', 'hunter22'))",
}
DISCREET = {
    "asked": "from getpass import getpass\npassword = getpass()",
    "environment": "import os\ntoken = os.environ['WIKI_TOKEN']\npassword = os.getenv('WIKI_PASSWORD', '')",
    "how an address is made": "u = 'ftp://user:password@host/'",
    "to fill in": "password = 'YOUR-PASSWORD'\ntoken = '...'\nsecret = '<your secret here, at least 20>'",
    "a word": "token = 'Wikipedia'\ntokens = ['a', 'b']\nfor token in tokens:\n    print(token)",
    "tokenizer": "tokenizer = 'bert-base-multilingual-cased1'",
    "cookies by name": "names = {'cookie': 'consent'}",
    "hash": "digest = 'd41d8cd98f00b204e9800998ecf8427e'",
    "empty": "password = ''\npassword = None",
    "f-string": "H = {'Authorization': f'Bearer {token}'}",
}


@pytest.mark.parametrize("source", LEAKING.values(), ids=LEAKING)
def test_a_credential_in_the_code(source: str) -> None:
    assert codes(source) == ["E644"]
    assert "hunter" not in str(lint(source)[0]), "a report is public too"


@pytest.mark.parametrize("source", DISCREET.values(), ids=DISCREET)
def test_no_credential_in_the_code(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "u = 'https://dumps.wikimedia.org/enwiki/latest/enwiki-latest-pages-articles.xml.bz2'",
        "wiki, date = 'enwiki', 'latest'\ndate = 'latest'\nu = f'https://dumps.wikimedia.org/{wiki}/{date}/a.gz'",
        "base = 'https://dumps.wikimedia.org'\nu = base + '/wikidatawiki/entities/latest-all.json.bz2'",
        "open_dump('/public/dumps/public/swwiki/latest/swwiki-latest-pages-meta-current.xml.bz2')",
    ],
)
def test_an_unpinned_dump(source: str) -> None:
    assert codes(source) == ["E646"]


@pytest.mark.parametrize(
    "source",
    [
        "u = 'https://dumps.wikimedia.org/enwiki/20241101/enwiki-20241101-pages-articles.xml.bz2'",
        "text = 'The latest dump of dumps.wikimedia.org changes.'",
        "latest = max(dates)\nu = f'https://dumps.wikimedia.org/enwiki/{latest}/'",
        "u = 'https://example.org/latest/a.csv'",
        "open('data/enwiki-latest-pages-shortened.xml')\nname = 'enwiki-latest-pages-shortened.xml'",
    ],
)
def test_a_pinned_dump_or_none(source: str) -> None:
    assert codes(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "open('/home/ada/edits.csv')",
        "import pandas as pd\npd.read_csv('../edits.csv')",
        "import pandas as pd\nFOLDER = 'data/../..'\npd.read_csv(FOLDER + '/a.csv')",
        "from pathlib import Path\nPath('~/edits.csv').expanduser()",
        "from pathlib import Path\nPath.home()",
        "import bz2\nbz2.open(r'C:\\dumps\\a.bz2')",
        "import pandas as pd\nname = 'a'\npd.read_parquet(f'/srv/{name}.parquet')",
        "import os\nos.chdir('..')",
        "import os\nopen(os.path.expanduser('~/a.csv'))",
        "import sys\nsys.path.append('..')",
        "open('file:///etc/hosts')",
        "path = '/a/'\npath = path.rstrip('/')\nopen(path)",
    ],
)
def test_a_file_outside_of_the_lesson(source: str) -> None:
    assert codes(source) == ["E647"]


@pytest.mark.parametrize(
    "source",
    [
        "open('data/edits.csv')\nopen('results.csv', 'w')\nopen('./data/a/../b.csv')",
        "import pandas as pd\npd.read_csv(path)\npd.read_csv(f'{folder}/a.csv')",
        "open('/dev/null', 'w')",
        "print('/home/ada')\nratio = a / b\n'a/b'.split('/')",
        "import pandas as pd\ndf = pd.read_csv('data/a.csv')\ndf.query('a < 1')",
        "def open(path):\n    ...\nopen('/etc/hosts')",
        "import os\nos.path.join('data', 'a.csv')\nos.path.expanduser(path)",
    ],
)
def test_a_file_of_the_lesson(source: str) -> None:
    assert codes(source) == []


def test_cells_that_learners_see_are_checked_and_wrong_answers_are_not() -> None:
    problems = lint("""
        # %% tags=["skip-execution"]
        open("/a")

        # %% exercise="e" role="starter"
        open("/b")

        # %% exercise="e" role="solution"
        ä = "ä"; open("/c")

        # %% exercise="e" role="check-hidden"
        open("/d")

        # %% exercise="e" role="mutant"
        open("/e")

        # %%
        %time 1
        x = !ls
        def broken(:
    """)

    assert [(p.code, p.where.line, p.where.column) for p in sorted(problems)] == [
        ("E647", 2, 1),
        ("E647", 5, 1),
        ("E647", 8, 10),
        ("E647", 11, 1),
    ]


def test_magics_do_not_hide_what_stands_around_them() -> None:
    assert codes("%matplotlib inline\nopen('/a')") == ["E647"]


def test_names_lead_through_cells_but_not_into_functions() -> None:
    source = """
        # %%
        path = "/a"

        # %%
        open(path)

        # %%
        def read(path):
            return open(path)

        # %%
        if big:
            path = "/b"
        open(path)
    """

    assert [problem.where.line for problem in lint(source)] == [5]


def test_a_reasoned_exception_holds_in_its_cell_and_for_its_code() -> None:
    source = """
        # %%
        # policy: allow E647 because the lesson is about folders
        open("/a")
        open("/b")
        {more}

        # %%
        open("/c")
    """

    assert [(p.code, p.where.line) for p in lint(source.format(more=""))] == [("E647", 8)]
    more = "query = 'SELECT ?a {{ ?a ?b ?c }}'"
    assert [(p.code, p.where.line) for p in lint(source.format(more=more))] == [("E641", 5), ("E647", 8)]
    problems: list[Problem] = []
    (waiver,) = waivers_in(read_cells(dedent(source), "lesson.py", problems), problems)
    assert str(waiver) == "lesson.py:2:1: E647 is allowed, because the lesson is about folders"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("# policy: allow E647 because why not", "E648"),
        ("# policy: allow E647", "E648"),
        ("# Policy: E647 is fine for us here", "E648"),
        ("# policy: allow E674 because it is a slip", "E648"),
        ("# policy: allow E999 because there is no such", "E648"),
        ("# policy: allow E646 because there is no dump here", "E649"),
        ("# our policy: ask first", None),
        ("text = '''\\n# policies'''", None),
    ],
)
def test_an_exception_that_is_wrong_or_of_no_use(line: str, code: str | None) -> None:
    assert codes(f"{line}\nx = 1") == ([code] if code else [])


PERSONAL = [
    "[[User:Ada Lovelace]]",
    '<a href="https://de.wikipedia.org/wiki/Benutzer%3AAda">Ada</a>',
    "Участник:Ада",
    "利用者:エイダ",
    "User talk:Ada",
    "Special:Contributions/Ada",
    "~2026-12345-67",
    "last edit by 86.147.12.9 at noon",
    "2a02:c7f:b0e:1c00:5d4:77a:9be1:22f0",
    "2A02:C7F:B0E:1C00:5D4:77A:9BE1:22F0",
    "<td>203.45.1.200</td>",
    "<th>user_text</th>",
]
IMPERSONAL = [
    "version 1.2.3.4",
    "pandas==99.88.77.66, version 99.88.77.66, build: 10.0.22631.4460",
    "sections 1.2.3.4 and 2.10.3.1",
    "127.0.0.1 and 192.168.1.20 and 198.51.100.7",
    "2001:db8::1:2:3 is for documentation",
    "12:30:45 and 2024-11-08T12:30:45",
    "00:1A:2B:3C:4D:5E",
    "999.1.2.3 and 1.2.3.4.5.99",
    "CPU times: user 5 ms, sys: 2 ms",
    "User: 5 edits; Users: 7",
    "User:Example and [[User:Username]]",
    "<th>user_edit_count</th><th>user_id</th>",
    "std::vector and x[::2]",
    "SuperUser:Ada",
    "3.11.250.99rc1",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_personal_data_in_an_output(text: str) -> None:
    assert list(personal_data(text))


@pytest.mark.parametrize("text", IMPERSONAL)
def test_no_personal_data_in_an_output(text: str) -> None:
    assert list(personal_data(text)) == []


def shown(source: str, *outputs: dict[str, Any]) -> list[str]:
    problems: list[Problem] = []
    (cell,) = read_cells(source, "lesson.py", problems)
    return [problem.code for problem in output_problems(cell, outputs)]


def test_outputs_of_every_kind_are_read() -> None:
    stream = {"output_type": "stream", "name": "stdout", "text": ["by ", "User:Ada\n"]}
    table = {"output_type": "execute_result", "data": {"text/html": "<td>User:Ada</td>", "image/png": "User:Ada"}}
    error = {"output_type": "error", "ename": "KeyError", "evalue": "'User:Ada'", "traceback": []}
    picture = {"output_type": "display_data", "data": {"image/png": "User:Ada"}}

    assert [shown("# %%\n1", output) for output in (stream, table, error, picture)] == [["E645"]] * 3 + [[]]


def test_exceptions_for_outputs() -> None:
    named = {"output_type": "stream", "name": "stdout", "text": "User:Ada"}
    waiver = "# policy: allow E645 because Ada is not alive any more"

    assert shown(f"# %%\n{waiver}\n1", named) == []
    assert shown(f"# %%\n{waiver}\n1") == ["E649"]
    assert codes(f"{waiver}\n1") == [], "whether it is needed is known after the cell has run"
    assert shown(f'# %% tags=["{Tag.REMOVE_OUTPUT}"]\n1', named) == []


COUNTS = "counts = [int(edits) for _, edits in rows]\ncounts\n"


def test_a_build_refuses_names_that_only_running_shows(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    named = {"counts": [{"output_type": "stream", "name": "stdout", "text": "3 by User:Ada"}]}

    with pytest.raises(WikiskillsError) as caught:
        write_fake_site(root, named)
    assert [(problem.code, str(problem.where)) for problem in caught.value.problems] == [("E645", f"{LESSON}:18:1")]

    edit(root / LESSON, COUNTS, f"# policy: allow E645 because Ada agreed to be named\n{COUNTS}")
    write_fake_site(root, named)
    shutil.rmtree(root / ".wikiskills")
    with pytest.raises(WikiskillsError) as caught:
        write_fake_site(root, {})
    assert [problem.code for problem in caught.value.problems] == ["E649"]


def test_check_lists_exceptions(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    edit(root / LESSON, COUNTS, f"# policy: allow E647 because the lesson is about folders\nopen('/a')\n{COUNTS}")
    wikiskills(root, "notebooks")

    result = wikiskills(root, "check")

    note = f"note: {LESSON}:21:1: E647 is allowed, because the lesson is about folders\n"
    assert (result.exit_code, note in result.stderr) == (0, True), result.output


def test_exceptions_stand_in_reports(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    edit(root / LESSON, COUNTS, f"# policy: allow E645 because <Ada> agreed to be named\n{COUNTS}")
    with pytest.raises(
        WikiskillsError, match="E649"
    ):  # the fake outputs name nobody; the report is written all the same
        build(load_project(root), FakeExecutor(), 1, NoProgress(), lambda _: None)
    wikiskills(root, "notebooks")

    checked = wikiskills(root, "check", "--format", "json")
    page = (root / "build/report.html").read_text(encoding="utf-8")

    assert "<h2>Exceptions from policies</h2>" in page
    assert f"{LESSON}:21:1: E645 is allowed, because &lt;Ada&gt; agreed to be named" in page

    row = {"path": LESSON, "line": 21, "column": 1, "code": "E645", "message": "<Ada> agreed to be named"}
    assert (checked.exit_code, json.loads(checked.stdout)) == (0, [{**row, "waived": True}]), checked.output


LINES = sorted(
    {
        line
        for cases in (UNNAMED, NAMED, BOUNDLESS, ENDLESS, ENDING, WRITING, READING, LEAKING)
        for source in cases.values()
        for line in source.split("\n")
    }
)


@given(st.lists(st.sampled_from([*LINES, "x = x + u", "u = f'{u}{x}'", "H = {**H}", "s = s.get(s)", "\r", "# %%"])))
def test_any_code_gives_problems_with_a_place_in_it(lines: list[str]) -> None:
    text = "\n".join(["# %%", *lines])

    for problem in policy_problems(read_cells(text, "lesson.py", [])):
        assert 2 <= problem.where.line <= len(lines) + 1
        assert 1 <= problem.where.column <= len(text)
