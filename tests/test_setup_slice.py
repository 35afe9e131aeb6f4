"""Which cells before an exercise run in the browser: those that it needs, and no figure that only the text shows."""

from __future__ import annotations

import pytest

from wikiskills.browser.setup_slice import history_of, setup_of
from wikiskills.errors import Location
from wikiskills.percent import Cell

LOAD = "import pandas as pd\n\nviews = pd.read_csv('views.csv')"
PLOT = "import matplotlib.pyplot as plt"
FIGURE = "fig, ax = plt.subplots()\nax.plot(views.index, views)\nplt.show()"


def chosen(cells: list[str], *code: str) -> list[str]:
    """The cells that code needs, of a lesson that has these."""
    history = history_of([Cell(Location("x.py", n), n + 1, is_code=True, source=s) for n, s in enumerate(cells, 1)])
    return [cell.source for cell in setup_of(history, code)]


@pytest.mark.parametrize(
    ("cells", "code", "needed"),
    [
        pytest.param([LOAD, "print(1)"], "views.sum()", [0], id="what binds a name, not what prints"),
        pytest.param([LOAD, "views.head()"], "views.sum()", [0], id="not what only shows"),
        pytest.param([LOAD, "len(views)"], "views.sum()", [0], id="not what calls a builtin on it"),
        pytest.param([LOAD], "total = 1", [], id="nothing where nothing is needed"),
        pytest.param(["x = 1", "x = 2"], "x", [1], id="the last binding only"),
        pytest.param(["x = 1", "if y:\n    x = 2", "z = 3"], "x", [0, 1], id="both where the last may not happen"),
        pytest.param(["x = 1", "for x in []:\n    pass"], "x", [0, 1], id="both where a loop may not run"),
        pytest.param(["x = 1", "x = x + 1"], "x", [0, 1], id="a chain of bindings"),
        pytest.param(["x = 1", "x += 1"], "x", [0, 1], id="augmented assignment"),
        pytest.param(["d = {}", "d['a'] = 1"], "d", [0, 1], id="subscript store"),
        pytest.param(["d = {}", "d['a']['b'] = 1"], "d", [0, 1], id="nested store"),
        pytest.param(["d = {}", "del d['a']"], "d", [0, 1], id="del of an item"),
        pytest.param([LOAD, "views.index.name = 'day'"], "views", [0, 1], id="attribute store"),
        pytest.param(["a = []", "a.append(1)"], "a", [0, 1], id="method call as a statement"),
        pytest.param(["a = [1]", "last = a.pop()"], "a", [0, 1], id="a method that changes within an expression"),
        pytest.param([LOAD, "views.sort_values('day', inplace=True)"], "views", [0, 1], id="inplace"),
        pytest.param(["a = [2, 1]", "from random import shuffle\nshuffle(a)"], "a", [0, 1], id="handed to a function"),
        pytest.param(["a = []", "b = a", "b.append(1)"], "a", [0, 1, 2], id="another name of the same list"),
        pytest.param(["a = {}", "b = a['x']", "b.append(1)"], "a", [0, 1, 2], id="a part of it"),
        pytest.param(["rows = [{}]", "for row in rows:\n    row['a'] = 1"], "rows", [0, 1], id="its items in a loop"),
        pytest.param(["d = {}", "for v in d.values():\n    v.sort()"], "d", [0, 1], id="its values in a loop"),
        pytest.param(["a = [1]", "b = sorted(a)", "b.sort()"], "a", [0, 1, 2], id="items in a copy are shared"),
        pytest.param([LOAD, "m = views.copy()", "m['x'] = 1"], "views", [0], id="not a copy that changes"),
        pytest.param(["rate = 2", "def f():\n    return rate"], "f()", [0, 1], id="what a function needs"),
        pytest.param(["def f():\n    return rate", "rate = 2"], "f()", [0, 1], id="what it needs, bound after it"),
        pytest.param(["def f():\n    return g()", "def g():\n    return 1"], "f()", [0, 1], id="a function it calls"),
        pytest.param(["x = 1", "def f(x):\n    return x"], "f(3)", [1], id="not what its argument hides"),
        pytest.param(["x = 1", "def f():\n    x = 2\n    return x"], "f()", [1], id="not what its local hides"),
        pytest.param(["k = 1", "y = [k for k in range(3)]"], "y", [1], id="not what a comprehension hides"),
        pytest.param(["k = 3", "y = [i for i in range(k)]"], "y", [0, 1], id="what a comprehension iterates over"),
        pytest.param(["k = 3", "f = lambda n=k: n"], "f()", [0, 1], id="the default of a lambda"),
        pytest.param(["class A:\n    x = 1\n\n    def f(self):\n        return B"], "A", [0], id="a class"),
        pytest.param(["B = 1", "class A:\n    def f(self):\n        return B"], "A().f()", [0, 1], id="in its method"),
        pytest.param(
            ["items = []", "def add():\n    items.append(1)", "add()"], "items", [0, 1, 2], id="a function that changes"
        ),
        pytest.param(
            ["n = 0", "def up():\n    global n\n    n += 1", "up()"], "n", [0, 1, 2], id="a function with global"
        ),
        pytest.param(
            ["a = [1]", "def clean(x):\n    x.clear()", "y = clean(a)"], "a", [0, 1, 2], id="its argument changes"
        ),
        pytest.param(["it = iter([1, 2])", "first = next(it)"], "next(it)", [0, 1], id="an iterator that moves on"),
        pytest.param(
            ["from numpy.random import default_rng\nrng = default_rng(1)", "x = rng.normal()"],
            "rng.normal()",
            [0, 1],
            id="a generator that moves on",
        ),
        pytest.param(["import numpy as np", "np.random.seed(1)"], "np.random.normal()", [0, 1], id="a seed"),
        pytest.param([PLOT, "plt.rcParams['x'] = 1"], "plt.plot()", [0, 1], id="a setting"),
        pytest.param([LOAD, PLOT, FIGURE], "views.sum()", [0], id="no figure"),
        pytest.param([LOAD, PLOT, FIGURE], "plt.plot(views)", [0, 1], id="no figure, though code plots"),
        pytest.param([LOAD, PLOT, FIGURE], "ax.set_title('x')", [0, 1, 2], id="a figure that code goes on with"),
        pytest.param(["x = 1", "%timeit x", "y = 2"], "y", [2], id="a magic does not stop the others"),
        pytest.param(["with open('f', 'w') as f:\n    f.write('x')"], "open('f').read()", [0], id="what writes files"),
        pytest.param([LOAD, "views.to_csv('small.csv')"], "open('small.csv')", [0, 1], id="what a method writes"),
        pytest.param(["try:\n    import x\nexcept ImportError:\n    x = None"], "x", [0], id="try"),
        pytest.param(["a, (b, *c) = 1, (2, 3)", "c = 4"], "b", [0], id="unpacking"),
        pytest.param(["x = 1", "(x := 5)"], "x", [0, 1], id="walrus"),
        pytest.param(["x = [1]", "match x:\n    case [y]:\n        pass"], "y", [0, 1], id="match"),
    ],
)  # fmt: skip
def test_slice(cells: list[str], code: str, needed: list[int]) -> None:
    assert chosen(cells, code) == [cells[number] for number in needed]


def test_later_code_of_the_exercise_finds_what_earlier_code_binds() -> None:
    assert chosen(["def share():\n    ...", "rate = 2"], "def share():\n    return rate", "share()") == ["rate = 2"]


def test_a_name_is_needed_where_it_is_read_before_it_is_bound() -> None:
    assert chosen(["x = 1"], "x = x + 1") == ["x = 1"]
    assert chosen(["x = 1"], "x = 2\nx + 1") == []
