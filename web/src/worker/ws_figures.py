"""A backend for Matplotlib that hands figures to the page. Matplotlib loads it by the name in `MPLBACKEND`."""

import base64
from collections.abc import Iterator
from io import BytesIO

import matplotlib.pyplot as plt
import ws_harness
from matplotlib.backend_bases import FigureManagerBase as FigureManager  # noqa: F401 - part of a backend
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas  # noqa: F401 - part of a backend
from matplotlib.figure import Figure


def show(*_: object, **__: object) -> None:
    """Do what `plt.show()` does here: show all open figures where the code stands."""
    ws_harness.harness.show_figures()


def drawn() -> Iterator[tuple[str, str]]:
    """Give each open figure as PNG in base64, with the words that stand in it; close it."""
    for number in plt.get_fignums():
        figure = plt.figure(number)
        if figure.axes or figure.texts:
            file = BytesIO()
            figure.savefig(file, format="png", bbox_inches="tight")
            yield base64.b64encode(file.getvalue()).decode(), _words(figure)
        plt.close(figure)


def _words(figure: Figure) -> str:
    """Give the titles and labels of a figure, which a screen reader can say."""
    texts = [figure.get_suptitle()]
    for axes in figure.axes:
        texts += [axes.get_title(where) for where in ("left", "center", "right")]
        texts += [axes.get_xlabel(), axes.get_ylabel()]
    return "; ".join(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
