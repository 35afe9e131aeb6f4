# ruff: noqa: E501 - lessons in one line
"""Code of lessons that breaks a policy, and code that only looks so."""

from __future__ import annotations

from tests.support.reading import dedent
from wikiskills.errors import Problem
from wikiskills.percent import read_cells
from wikiskills.policy.linter import policy_problems

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
    """Give the codes of what is wrong."""
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
