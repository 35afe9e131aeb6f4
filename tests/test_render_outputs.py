"""Outputs of cells, those of real kernels and nasty ones, become blocks that Markdown leaves alone, and figures."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure as Plot

from tests.support.cells import HERE, code_cell, display, stream
from tests.support.markdown_pages import Reader, page, pre_text
from tests.support.words import ENGLISH
from wikiskills.errors import Problem
from wikiskills.execution.job import Job
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.record import Output
from wikiskills.percent import Cell, Tag
from wikiskills.render.fragment import Fragment
from wikiskills.render.outputs import render_outputs

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"><text>*</text></svg>'


def plot(kind: str) -> str:
    figure = Plot(figsize=(2, 1), dpi=100)
    figure.subplots().plot([1, 3, 2])
    file = BytesIO()
    figure.savefig(file, format=kind)
    return file.getvalue().decode() if kind == "svg" else b64encode(file.getvalue()).decode()


def render(*outputs: Output, cell: Cell | None = None) -> tuple[Fragment, list[Problem]]:
    problems: list[Problem] = []
    return render_outputs(outputs, cell or code_cell(), "start/first/figures", "views", problems, ENGLISH), problems


def html_of(*outputs: Output) -> str:
    fragment, problems = render(*outputs)
    assert problems == []
    assert all(line.strip() for block in fragment.markdown.split("\n\n") for line in block.split("\n")) or not outputs
    return page(f"Before\n\n{fragment.markdown}\n\nAfter")


def test_no_outputs_give_nothing() -> None:
    assert render() == (Fragment(""), [])


def test_printed_text_and_messages_have_their_names() -> None:
    html = html_of(stream("a"), stream("careful", "stderr"))

    assert [pre["aria-label"] for pre in Reader(html).all("pre")] == ["Output", "Messages"]
    assert pre_text(html) == "acareful"


@pytest.mark.parametrize(("kind", "size"), [("png", (200, 100)), ("jpeg", (200, 100)), ("svg", (192, 96))])
def test_figures_are_files_with_size_and_alt_text(kind: str, size: tuple[int, int]) -> None:
    data: dict[str, Any] = {kind: plot(kind), "plain": "<Figure>"}
    output = display(**data)
    fragment, problems = render(output, cell=code_cell(alt=('Views & "more" <up>',)))
    image = Reader(page(fragment.markdown)).one("img")

    assert problems == []
    assert [asset.path for asset in fragment.assets] == [f"start/first/{image['src']}"]
    assert image["src"].startswith("figures/views-1-")
    assert (image["alt"], int(image["width"]), int(image["height"])) == ('Views & "more" <up>', *size)
    assert (image["loading"], image["decoding"]) == ("lazy", "async")
    assert "base64" not in fragment.markdown


def test_figure_names_depend_on_nothing_but_their_content() -> None:
    first, again = (render(display(svg=SVG))[0] for _ in range(2))
    other, _ = render(display(svg=SVG.replace("*", "+")))

    assert first == again
    assert first.assets[0].path != other.assets[0].path


def test_figures_of_deeper_pages_have_their_own_prefix() -> None:
    fragment = render_outputs([display(svg=SVG)], code_cell(), "a/figures", "x", [], ENGLISH, href="../figures")

    assert Reader(fragment.markdown).one("img")["src"] == fragment.assets[0].path.replace("a/", "../")


def test_wanted_size_of_a_sharp_figure_is_taken() -> None:
    fragment, _ = render(display({"image/png": {"width": 100, "height": 50}}, png=plot("png")))

    assert Reader(fragment.markdown).one("img")["width"] == "100"


XMLNS = 'xmlns:s="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"png": "not base64", "plain": "fallback"}, "fallback"),
        ({"png": b64encode(b"no image").decode(), "plain": "fallback"}, "fallback"),
        ({"jpeg": b64encode(b"\xff\xd8\xff\xe0").decode(), "plain": "fallback"}, "fallback"),
        ({"svg": SVG.replace("<text>", "<script>x</script><text>"), "plain": "fallback"}, "fallback"),
        ({"svg": SVG.replace("<text>", '<text onclick="x">'), "plain": "fallback"}, "fallback"),
        ({"svg": SVG.replace("<text>", f"<s:script {XMLNS}>x</s:script><text>"), "plain": "fallback"}, "fallback"),
        ({"svg": "<svg", "plain": "fallback"}, "fallback"),
        ({"latex": r"\begin{tikz}x\end{tikz}", "plain": "fallback"}, "fallback"),
        ({"html": "<style>x</style>", "plain": "fallback"}, "fallback"),
        ({"html": "<script>draw()</script><div>menu</div>", "plain": "Chart(...)"}, "Chart(...)"),
        ({"plain": ["two\n", "lines"]}, "two\nlines"),
    ],
)
def test_what_cannot_be_shown_gives_way_to_the_next_best(data: dict[str, Any], text: str) -> None:
    assert pre_text(html_of(display(**data))) == text


def test_foreign_types_are_skipped() -> None:
    output = {"output_type": "display_data", "data": {"application/vnd.x+json": {"a": 1}, "text/plain": "Chart"}}

    assert pre_text(html_of(output)) == "Chart"


def test_html_is_preferred_and_harmless() -> None:
    source = '<b onclick="x()">bold</b><script>alert(1)</script><a href="javascript:x()">link</a>'
    source += '<img src="data:x" onerror="x">'
    reader = Reader(html_of(display(html=source, plain="<IPython.core.display.HTML object>")))

    assert "boldlink" in reader.text
    assert not {"script", "img"} & set(reader.names())
    assert not any(key.startswith("on") or "javascript" in value for _, a in reader.tags for key, value in a.items())


def test_markdown_is_rendered_with_its_formulas() -> None:
    source = "**bold** $x_1$ and $5\n\n```\n$a$\n\n<b>\n```\n\n<script>alert(1)</script>"
    reader = Reader(html_of(display(markdown=source, plain="<IPython.core.display.Markdown object>")))

    assert reader.one("math")["alttext"] == "x_1"
    assert "script" not in reader.names()
    assert "$a$\n\n<b>" in reader.text


@pytest.mark.parametrize("source", ["$\\frac12$", "$$\\frac12$$", "$\\displaystyle \\frac12$", "\\frac12"])
def test_latex_becomes_a_formula(source: str) -> None:
    assert "mfrac" in Reader(html_of(display(latex=source, plain="1/2"))).names()


ALT_CASES = [
    (1, {}, "E710"),
    (2, {}, "E710"),
    (2, {"alt": ("one",)}, "E711"),
    (1, {"alt": ("one", "two")}, "E711"),
    (0, {"alt": ("one",)}, "E712"),
    (0, {"decorative": True}, "E712"),
    (2, {"alt": ("one", "two")}, ""),
    (2, {"decorative": True}, ""),
    (0, {"alt": ("one",), "tags": frozenset([Tag.REMOVE_OUTPUT])}, ""),
]


@pytest.mark.parametrize(("images", "options", "code"), ALT_CASES)
def test_alt_texts_match_the_figures(images: int, options: dict[str, Any], code: str) -> None:
    fragment, problems = render(stream("x"), *[display(svg=SVG)] * images, cell=code_cell(**options))

    assert [(problem.where, problem.code) for problem in problems] == [(HERE, code)] * bool(code)
    assert not code or problems[0].hint
    if not code and fragment.markdown:
        wanted = list(options.get("alt", ())) or [""] * images
        assert [image["alt"] for image in Reader(fragment.markdown).all("img")] == wanted


def test_removed_output_leaves_nothing() -> None:
    cell = code_cell(tags=frozenset([Tag.REMOVE_OUTPUT]))

    assert render(stream("x"), display(svg=SVG), cell=cell) == (Fragment(""), [])


def test_hidden_output_is_folded() -> None:
    cell = code_cell(tags=frozenset([Tag.HIDE_OUTPUT]), decorative=True)
    fragment, _ = render(stream("a\n\n*b*"), display(svg=SVG), display(html="<p>c</p>"), cell=cell)
    reader = Reader(page(fragment.markdown), "ws-fold")

    assert "\n\n" not in fragment.markdown
    assert reader.text.split() == ["Show", "the", "output", "a", "*b*", "c"]
    assert len(fragment.assets) == 1


SOURCES = {
    "frame": "import pandas as pd\npd.DataFrame({'n': [1, 2], 'who': ['<a>', '*b*\\n\\n`c`']})",
    "figure": "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "define": "def fails(x):\n    return x['key']",
    "raise": "fails(3)",
    "deep": "def again(n): return again(n + 1)\nagain(0)",
    "library": "pd.read_csv('data/nothing.csv')",
    "chain": "try:\n    1/0\nexcept ZeroDivisionError as error:\n    raise KeyError('k') from error",
    "syntax": "x = = 1",
    "warn": "import warnings\nwarnings.warn('careful')",
    "model": "from sklearn.linear_model import LogisticRegression\nLogisticRegression()",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Output, ...]]:
    """What a real kernel gives out for `SOURCES`."""
    patch = pytest.MonkeyPatch()
    patch.setattr("wikiskills.execution.failure.cell_problem", lambda *_: None)
    raising = frozenset([Tag.RAISES_EXCEPTION])
    steps = tuple(code_cell(source, tags=raising) for source in SOURCES.values())
    job = Job("first", steps, (), "python3", 60)
    outputs = KernelExecutor(Path(tmp_path_factory.mktemp("cache"))).execute(job, lambda _: None).outputs
    patch.undo()
    return dict(zip(SOURCES, outputs, strict=True))


def test_real_table(record: dict[str, tuple[Output, ...]]) -> None:
    reader = Reader(html_of(*record["frame"]), "ws-table")

    assert reader.text.split() == ["n", "who", "0", "1", "<a>", "1", "2", "*b*\\n\\n`c`"]
    assert reader.one("table") == {}


def test_real_figure(record: dict[str, tuple[Output, ...]]) -> None:
    fragment, problems = render(*record["figure"], cell=code_cell(alt=("A rising line",)))

    assert problems == []
    assert Reader(page(fragment.markdown)).one("img")["alt"] == "A rising line"


def test_real_traceback_shows_the_frames_of_cells(record: dict[str, tuple[Output, ...]]) -> None:
    assert pre_text(html_of(*record["raise"])) == (
        "This cell, line 1\n----> 1 fails(3)\n"
        "An earlier cell, line 2, in fails(x)\n      1 def fails(x):\n----> 2     return x['key']\n"
        "TypeError: 'int' object is not subscriptable"
    )


def test_real_traceback_leaves_out_libraries(record: dict[str, tuple[Output, ...]]) -> None:
    assert pre_text(html_of(*record["library"])).splitlines() == [
        "This cell, line 1",
        "----> 1 pd.read_csv('data/nothing.csv')",
        "FileNotFoundError: [Errno 2] No such file or directory: 'data/nothing.csv'",
    ]


def test_real_recursion_is_shortened(record: dict[str, tuple[Output, ...]]) -> None:
    text = pre_text(html_of(*record["deep"]))

    assert len(text.splitlines()) < 25
    assert text.splitlines()[-1] == "RecursionError: maximum recursion depth exceeded"


def test_real_chain_of_errors_is_told(record: dict[str, tuple[Output, ...]]) -> None:
    text = pre_text(html_of(*record["chain"]))

    assert "The above exception was the direct cause of the following exception:" in text
    assert text.endswith("KeyError: 'k'")


def test_real_syntax_error_is_told_once(record: dict[str, tuple[Output, ...]]) -> None:
    text = pre_text(html_of(*record["syntax"]))

    assert text.count("SyntaxError: invalid syntax") == 1
    assert "x = = 1" in text


def test_real_warning(record: dict[str, tuple[Output, ...]]) -> None:
    assert "UserWarning: careful" in pre_text(html_of(*record["warn"]))


def test_real_model_is_text_rather_than_a_broken_menu(record: dict[str, tuple[Output, ...]]) -> None:
    assert pre_text(html_of(*record["model"])) == "LogisticRegression()"


def test_no_real_output_names_this_machine(record: dict[str, tuple[Output, ...]]) -> None:
    text = "".join(render(*outputs)[0].markdown for outputs in record.values())

    assert "site-packages" not in text
    assert "/tmp/" not in text
    assert str(Path.home()) not in text
