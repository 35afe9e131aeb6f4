"""Jupytext's reader without the rest of Jupytext: the same cells, and nobody else notices."""

from __future__ import annotations

import subprocess
import sys

import jupytext.cell_reader
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wikiskills import jupytext_reader
from wikiskills.bare_import import import_alone
from wikiskills.percent import Cell, read_cells

PIECES = [
    "'",
    '"',
    "'''",
    '"""',
    "\\",
    "#",
    " ",
    "x = 1",
    "f'{a}'",
    "# %%",
    "# %% [markdown]",
    "\n",
    "\n\n",
    "```",
    "%ls",
]


def in_a_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout


def whole_jupytext(text: str) -> tuple[Cell, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jupytext_reader, "_cell_reader", lambda: jupytext.cell_reader)
        return read_cells(text, "x.py", [])


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join) | st.lists(st.sampled_from(PIECES)).map("".join))
@example("# %%\na = '''\n# %%\n'''\n# %%\nb = 1")
@example("# %%\na = 'x\n# %%\nb = 1")
def test_cells_are_those_of_the_whole_of_jupytext(text: str) -> None:
    assert read_cells(text, "x.py", []) == whole_jupytext(text)


def test_the_reader_is_a_copy_and_jupytext_stays_as_it_is() -> None:
    told = in_a_process(
        "import sys\n"
        "from wikiskills.percent import read_cells\n"
        "cells = read_cells('# %%\\nx = 1\\n', 'x.py', [])\n"
        "print(len(cells), [name for name in sys.modules if name.partition('.')[0] in ('jupytext', 'nbformat')])\n"
        "import jupytext, nbformat\n"
        "notebook = jupytext.reads('# %%\\nx = \"a\"\\n', 'py:percent')\n"
        "print(nbformat.writes(notebook)[:1], jupytext.cell_reader.StringParser.read_line.__name__)\n"
    )

    assert told == "1 []\n{ read_line\n"


def test_a_module_that_needs_its_packages_is_imported_with_them() -> None:
    told = in_a_process(
        "from wikiskills.bare_import import import_alone\n"
        "module = import_alone('email.mime.text', 'no_such_package')\n"
        "print(module.MIMEText.__name__)\n"
    )

    assert told == "MIMEText\n"


def test_what_is_loaded_stays_and_the_module_is_a_copy() -> None:
    copy = import_alone("jupytext.cell_reader", "jupytext", "nbformat", "nbformat.v4")

    assert copy is not jupytext.cell_reader
    assert sys.modules["jupytext.cell_reader"] is jupytext.cell_reader
