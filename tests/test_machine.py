"""What the environment of a machine says to all that fetch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.runtime import VARIABLE, VERSION
from wikiskills.errors import WikiskillsError
from wikiskills.live.response_cache import usual_folder
from wikiskills.machine import contact_or, is_offline, refuse_offline
from wikiskills.runtime.cache import open_cache as open_runtime_cache
from wikiskills.runtime.catalogue import load_catalogue
from wikiskills.sources.access import open_cache


def test_one_folder_holds_all_that_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIKISKILLS_CACHE", "kept")
    monkeypatch.delenv(VARIABLE)
    folders = [open_cache().folder, usual_folder(), open_runtime_cache(load_catalogue(VERSION)).folder]

    assert folders == [tmp_path / "kept", tmp_path / "kept/answers", tmp_path / "kept/runtime" / VERSION]


@pytest.mark.parametrize(("value", "offline"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_the_network_can_be_forbidden(value: str, offline: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001 - a case
    monkeypatch.setenv("WIKISKILLS_OFFLINE", value)

    assert is_offline() == offline
    if offline:
        with pytest.raises(WikiskillsError, match="E630 the network is not to be used"):
            refuse_offline()
    else:
        refuse_offline()


def test_another_contact_than_that_of_the_course(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIKISKILLS_CONTACT", raising=False)
    assert contact_or("me@example.org") == "me@example.org"

    monkeypatch.setenv("WIKISKILLS_CONTACT", "you@example.org")
    assert contact_or("me@example.org") == "you@example.org"
