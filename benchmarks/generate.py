"""Generate a course of any size for benchmarks.

Each lesson imports numpy, pandas and matplotlib, every third one scikit-learn; each draws two figures.
"""

from __future__ import annotations

from pathlib import Path

CELLS = (
    "import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt",
    "rng = np.random.default_rng({number})",
    "views = pd.DataFrame({{'day': range(200), 'views': rng.poisson(300, 200)}})",
    "views.head()",
    "views['views'].describe()",
    "fig, ax = plt.subplots()\nax.plot(views['day'], views['views'])\nax.set_xlabel('day')\nplt.show()",
    "weekly = views.groupby(views['day'] // 7)['views'].mean()\nprint(weekly.head())",
    "fig, ax = plt.subplots()\nax.hist(views['views'], bins=20)\nax.set_xlabel('views')\nplt.show()",
    "float(views['views'].mean())",
)
LEARNING = (
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
_PLAN = """\
  - id: lesson-{number}
    title: Lesson {number}
    summary: One of many.
    minutes: {{reading: 10, exercises: 0}}
    objectives: [Read a table]
"""


def code_cells(number: int) -> list[str]:
    """Give the code cells of lesson `number`."""
    cells = [cell.format(number=number) for cell in CELLS]
    return [*cells, LEARNING] if number % 3 == 0 else cells


def lesson(number: int) -> str:
    """Give the text of lesson `number` in Jupytext's percent format."""
    parts = [f"# %% [markdown]\n# Lesson {number} looks at views.\n"]
    for position, source in enumerate(code_cells(number)):
        marker = '# %% alt="A figure of the views"' if "plt.show" in source else "# %%"
        parts.append(f"# %% [markdown]\n# Step {position} of the lesson.\n")
        parts.append(f"{marker}\n{source}\n")
    return "\n".join(parts)


def write_course(folder: Path, lessons: int) -> None:
    """Write a whole wikiskills course of that many lessons into `folder`."""
    (folder / "curriculum").mkdir(parents=True)
    (folder / "lessons" / "generated").mkdir(parents=True)
    root = Path(__file__).parents[1] / "mkdocs.yml"
    (folder / "mkdocs.yml").write_text(root.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "curriculum" / "course.yml").write_text(_COURSE, encoding="utf-8")
    plans = "".join(_PLAN.format(number=number) for number in range(1, lessons + 1))
    head = "id: generated\ntitle: Generated\nsummary: Many lessons.\nicon: material/robot\nlessons:\n"
    (folder / "curriculum" / "generated.yml").write_text(head + plans, encoding="utf-8")
    for number in range(1, lessons + 1):
        path = folder / "lessons" / "generated" / f"lesson-{number}.py"
        path.write_text(lesson(number), encoding="utf-8")
