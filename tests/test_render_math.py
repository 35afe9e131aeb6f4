"""Formulas become MathML that Markdown leaves alone; dollars, code and links stay as they are."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.markdown_pages import Reader, page
from tests.support.words import ENGLISH
from wikiskills.errors import Location
from wikiskills.render.math import FormulaError, math_problems, math_to_mathml

UNTOUCHED = [
    "",
    "It costs $5 and $6.",
    "From $5-$6 to $10, or $ 7 $.",
    "A lone $ sign, and another $",
    "US$20 is AU$30",
    "`$x$` and ``a ` $y$``",
    "```python\nf'$x$ {y}'\n```",
    "~~~\n$$\nx\n$$\n~~~",
    "- item\n\n    ```\n    $x$\n    ```",
    "```\n$never closed$\n",
    "[link](https://example.org/$a$)",
    '<a href="$x$">link</a>',
    "<!-- $x$ -->",
    "one $\n\n two$",
    r"\\ and \* stay",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_text_without_formulas_stays(text: str) -> None:
    assert math_to_mathml(text, ENGLISH) == text


FORMULAS = [
    ("$x_1$", ["x_1"]),
    ("a $x$, b $y$.", ["x", "y"]),
    ("It costs $5, and $x$ is more.", ["x"]),
    ("$x$-axis and ($y$)", ["x", "y"]),
    ("*$a*b$ and $c*d$*", ["a*b", "c*d"]),
    ("**$w_i^*$** then `$no$` then $z_i$_", ["w_i^*", "z_i"]),
    ("$a<b$ and $c>d$", ["a<b", "c>d"]),
    (r"$5\%$ of $\{a\}$", [r"5\%", r"\{a\}"]),
    ("$$\n\\frac{a_1}{b_1}\n$$", [r"\frac{a_1}{b_1}"]),
    ("before $$x$$ after", ["x"]),
    ("- item\n\n    $$\n    a*b\n    $$\n\n- $$c*d$$", ["a*b", "c*d"]),
    ('!!! note "On $t_1$"\n    Text $a_1$\n\n    $$b_1$$', ["t_1", "a_1", "b_1"]),
    ("| a |\n|---|\n| $|x_1|$ |", ["|x_1|"]),
    ('<details markdown="1">\n<summary>$s_1$</summary>\n\n$x$ first\n\n$$\na_1\n$$\n\n</details>', ["s_1", "x", "a_1"]),
    ("> $a\n> b$\n>\n> $$\n> c_1\n> $$", ["a b", "c_1"]),
    ("## The sum $s_n$", ["s_n"]),
    (r"$\text{a*b, `c` and ~~d~~ é}$", [r"\text{a*b, `c` and ~~d~~ é}"]),
    ("$$\\begin{aligned}a &= b\\\\ c &= d\\end{aligned}$$", [r"\begin{aligned}a &= b\\ c &= d\end{aligned}"]),
    (r"\\$x$", ["x"]),
]


@pytest.mark.parametrize(("text", "formulas"), FORMULAS)
def test_formulas_pass_through_markdown(text: str, formulas: list[str]) -> None:
    converted = math_to_mathml(text, ENGLISH)
    html = page(converted)

    assert [found["alttext"] for found in Reader(html).all("math")] == formulas
    assert html.count("<math") == html.count("</math></span>")
    assert Reader(html, "ws-math").text + Reader(html, "ws-formula").text == (
        Reader(converted, "ws-math").text + Reader(converted, "ws-formula").text
    )
    assert "em" not in Reader(html).names() or text.startswith("*$")


def test_block_can_be_scrolled_by_keyboard() -> None:
    reader = Reader(page(math_to_mathml("Text:\n\n$$x$$\n", ENGLISH)))

    assert {"class": "ws-math", "tabindex": "0", "role": "group", "aria-label": "Formula"} in reader.all("span")
    assert reader.one("math")["display"] == "block"


def test_escaped_dollars_are_dollars() -> None:
    html = page(math_to_mathml(r"from \$5 to 6\$ and `\$`", ENGLISH))
    assert Reader(html).text == r"from $5 to 6$ and `\$`".replace("`", "")


def test_symbols_are_those_of_the_formula() -> None:
    html = page(math_to_mathml(r"$\sum_{i=1}^n x_i \le \alpha*\text{a_b <c>}$", ENGLISH))

    assert Reader(html, "ws-formula").text == "∑i=1nxi≤\u03b1*a_b\xa0<c>"


UNREADABLE = [
    (r"\frac{1", "braces"),
    (r"a}", "braces"),
    (r"\nosuchcommand{x}", r"unknown command '\nosuchcommand'"),
    (r"\left( x", "extra left or missing right"),
    ("x^2^3", "double superscripts"),
    (r"50% of x", "comment"),
    ("a & b", "outside of an alignment"),
    (r"a \\ b", "outside of an alignment"),
    (r"\begin{tikz}x\end{tikz}", "unknown environment 'tikz'"),
]


@pytest.mark.parametrize(("latex", "reason"), UNREADABLE)
def test_unreadable_formula_names_its_line(latex: str, reason: str) -> None:
    text = f"First $x$\n\n- second\n- and ${latex}$"

    with pytest.raises(FormulaError, match=reason.replace("\\", ".")) as caught:
        math_to_mathml(text, ENGLISH)

    assert caught.value.line == 4
    assert caught.value.latex == latex


def test_all_unreadable_formulas_are_problems_at_their_place() -> None:
    text = "$$\nx\n\n$$\n\n$\\foo$"

    found = list(math_problems(text, Location("lessons/a/b.py", 10)))

    assert [(problem.where.line, problem.code) for problem in found] == [(10, "E713"), (13, "E713"), (15, "E713")]
    assert str(found[2]) == (
        "lessons/a/b.py:15: E713 the formula cannot be read: unknown command '\\foo'\n  hint: the formula is: \\foo"
    )


def test_links_and_styles_of_a_formula_are_dropped() -> None:
    converted = math_to_mathml(r"$\href{javascript:alert(1)}{x} \style{color:red}{y}$", ENGLISH)

    assert not {"href", "style"} & {key for _, attributes in Reader(converted).tags for key in attributes}


@settings(deadline=None)
@given(st.text(st.sampled_from("ab12 _*<>&|^{}`~[]()!#-+=\\é'\"")))
def test_any_formula_passes_or_is_reported(latex: str) -> None:
    try:
        converted = math_to_mathml(f"Text $${latex}$$ end", ENGLISH)
    except FormulaError:
        return
    if "<math" in converted:
        assert Reader(page(converted), "ws-math").text == Reader(converted, "ws-math").text


@settings(deadline=None)
@given(st.text(st.sampled_from("$a1 .\n\\`~<>|"), max_size=30))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    assert isinstance(list(math_problems(text, Location("a.py", 1))), list)


def test_indented_code_of_a_list_stays() -> None:
    text = textwrap.dedent("""\
        1. run

            ```bash
            echo $HOME $PATH$
            ```

        2. read $x$
        """)

    assert "echo $HOME $PATH$" in math_to_mathml(text, ENGLISH)
