"""Generate a course of any size, for wikiskills and, with the same prose and code, for each peer in its own format.

Each lesson imports numpy, pandas and matplotlib, every third one scikit-learn; each draws two figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROSE = ("looks at views", "looks at many views")
CODE = ("views.head()", "views.tail()")
"""What the edits of prose and of code replace, and what stands there then; each stands once in every lesson."""

_CELLS = (
    "import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt",
    "rng = np.random.default_rng({number})",
    "views = pd.DataFrame({{'day': range(200), 'views': rng.poisson(300, 200)}})",
    "views.head()",
    "views['views'].describe()",
    "fig, ax = plt.subplots()\nax.plot(views['day'], views['views'])\nax.set_xlabel('day')\nplt.show()",
    "weekly = views.groupby(views['day'] // 7)['views'].mean()\nprint(weekly)",
    "fig, ax = plt.subplots()\nax.hist(views['views'], bins=20)\nax.set_xlabel('views')\nplt.show()",
    "float(views['views'].mean())",
)
_LEARNING = (
    "from sklearn.linear_model import LinearRegression\n"
    "model = LinearRegression().fit(views[['day']], views['views'])\nmodel.coef_.round(3)"
)
_COURSE = """\
title: Generated course
tagline: For benchmarks.
description: Lessons made by a program.
language: en
licence: {text: CC-BY-SA-4.0, code: MIT}
authors: [The wikiskills authors]
contact: https://example.org/contact
repository: https://example.org/repository
site_url: https://example.org/course/
tracks: [generated]
"""
_TRACK = "id: generated\ntitle: Generated\nsummary: Many lessons.\nicon: material/robot\nlessons:\n"
_PLAN = """\
  - id: lesson-{number}
    title: Lesson {number}
    summary: One of many.
    minutes: {{reading: 10, exercises: 0}}
    objectives: [Read a table]
"""
_MATERIAL = "site_name: Generated\ntheme: {name: material, font: false}\nplugins:\n  - search\n"
_MKDOCS_JUPYTER = _MATERIAL + "  - mkdocs-jupyter: {execute: true, allow_errors: false}\n"
_MKDOCS_GALLERY = (
    _MATERIAL + "  - gallery: {examples_dirs: docs/lessons, gallery_dirs: docs/generated/lessons}\n"
    "nav: [{Home: index.md}, {Lessons: generated/lessons}]\n"
)
_SPHINX = """\
project = "Generated"
extensions = ["myst_nb"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
"""
_KERNEL = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"


def cells(number: int) -> list[tuple[str, str]]:
    """Give the prose before each code cell of lesson `number`, and the code."""
    codes = [code.format(number=number) for code in _CELLS]
    if number % 3 == 0:
        codes.append(_LEARNING)
    first = f"Lesson {number} looks at views."
    return [(first if not step else f"Step {step} of the lesson.", code) for step, code in enumerate(codes)]


def percent(number: int) -> str:
    """Write a lesson in Jupytext's percent format, as wikiskills takes it: figures have alternative texts."""
    parts = []
    for prose, code in cells(number):
        marker = '# %% alt="A figure of the views"' if "plt.show" in code else "# %%"
        parts.append(f"# %% [markdown]\n# {prose}\n\n{marker}\n{code}\n")
    return "\n".join(parts)


def titled(number: int) -> str:
    """Write a lesson in the percent format, as mkdocs-jupyter takes it."""
    return f"# %% [markdown]\n# # Lesson {number}\n\n{percent(number)}"


def myst(number: int) -> str:
    """Write a lesson as a notebook in MyST Markdown."""
    parts = [f"{prose}\n\n```{{code-cell}} ipython3\n{code}\n```\n" for prose, code in cells(number)]
    return f"{_KERNEL}# Lesson {number}\n\n" + "\n".join(parts)


def gallery(number: int) -> str:
    """Write a lesson as a script of a gallery."""
    parts = [f"# %%\n# {prose}\n\n{code}\n" for prose, code in cells(number)]
    return f'"""\n# Lesson {number}\n\nOne of many.\n"""\n' + "\n".join(parts)


def write_wikiskills(folder: Path, lessons: int) -> None:
    """Write a whole course for wikiskills, with the settings of this repository's course."""
    settings = (Path(__file__).parents[1] / "mkdocs.yml").read_text(encoding="utf-8")
    plans = "".join(_PLAN.format(number=number) for number in _numbers(lessons))
    files = {"mkdocs.yml": settings, "curriculum/course.yml": _COURSE, "curriculum/generated.yml": _TRACK + plans}
    _write(folder, files | {f"lessons/generated/lesson-{number}.py": percent(number) for number in _numbers(lessons)})


def write_mkdocs_jupyter(folder: Path, lessons: int) -> None:
    """Write the same lessons for mkdocs-jupyter."""
    files = {"mkdocs.yml": _MKDOCS_JUPYTER, "docs/index.md": "# Home\n"}
    _write(folder, files | {f"docs/lesson-{number}.py": titled(number) for number in _numbers(lessons)})


def write_myst_nb(folder: Path, lessons: int) -> None:
    """Write the same lessons for Sphinx with myst-nb."""
    names = "".join(f"lesson-{number}\n" for number in _numbers(lessons))
    files = {"conf.py": _SPHINX, "index.md": f"# Home\n\n```{{toctree}}\n{names}```\n"}
    _write(folder, files | {f"lesson-{number}.md": myst(number) for number in _numbers(lessons)})


def write_mkdocs_gallery(folder: Path, lessons: int) -> None:
    """Write the same lessons for mkdocs-gallery, which runs files whose name begins with `plot_`."""
    files = {"mkdocs.yml": _MKDOCS_GALLERY, "docs/index.md": "# Home\n", "docs/lessons/README.md": "# Lessons\n"}
    _write(folder, files | {f"docs/lessons/plot_{number}.py": gallery(number) for number in _numbers(lessons)})


def _numbers(lessons: int) -> Iterator[int]:
    return iter(range(1, lessons + 1))


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
