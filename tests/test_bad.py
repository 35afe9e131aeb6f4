"""Every broken course gives exactly the message that is recorded with it; `--update` records them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.bad_cases import BadCase, bad_cases, load
from wikiskills.errors import WikiskillsError


@pytest.mark.parametrize("case", list(bad_cases()), ids=str)
def test_message(case: BadCase, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = (tmp_path / "course").resolve()
    case.lay_out(root)

    with pytest.raises(WikiskillsError) as caught:
        load(root)

    message = str(caught.value).replace(str(root), "<course>") + "\n"
    if request.config.getoption("--update"):
        case.update(message)
    assert case.code in {problem.code for problem in caught.value.problems}
    assert message == case.expected
