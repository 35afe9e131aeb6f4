"""SVG that a cell gave out is shown only where nothing in it can act."""

from __future__ import annotations

import pytest

from wikiskills.render.figures import read_figure

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">{}</svg>'
)


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<a href="&#106;avascript:alert(1)"><text>x</text></a>',
        '<a xlink:href=" java&#10;script:alert(1)"><text>x</text></a>',
        '<a><set attributeName="href" to="&#x4a;avascript:alert(1)"/></a>',
    ],
)
def test_what_could_act_is_refused(inner: str) -> None:
    assert read_figure("image/svg+xml", SVG.format(inner), {}) is None


def test_a_drawing_with_links_is_shown() -> None:
    figure = read_figure("image/svg+xml", SVG.format('<a href="https://example.org/"><text>javascript</text></a>'), {})

    assert figure is not None
    assert figure.size == (10, 10)
