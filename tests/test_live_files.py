"""Files that Wikimedia publishes, read row by row: small ones of each kind, and real ones where they are at hand."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import os
import tracemalloc
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from wikiskills.errors import WikiskillsError
from wikiskills.live.clickstream import Step, clickstream_request, read_clickstream
from wikiskills.live.dumps import Revision, dump_request, read_revisions, read_site
from wikiskills.live.packed import opened
from wikiskills.live.pageview_files import HourViews, read_hour
from wikiskills.live.private_pageviews import NoisyViews, private_request, read_private

REPLAYS = Path(__file__).parent / "replays"
MIRROR = Path(os.environ.get("WIKISKILLS_DATA_MIRROR", ""))
needs_mirror = pytest.mark.skipif(
    not (MIRROR / "dumps" / "ar.wiki.xml.bz2").is_file(), reason="WIKISKILLS_DATA_MIRROR names no folder with the files"
)
PACKERS: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, bz2.compress]


@pytest.fixture(params=PACKERS, ids=["plain", "gzip", "bz2"])
def packed(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Path]:
    """Give a file of the replays, packed in one of three ways, under a name that does not tell which."""

    def pack(name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(request.param((REPLAYS / name).read_bytes()))
        return path

    return pack


def test_a_dump_is_read_revision_by_revision(packed: Callable[[str], Path]) -> None:
    assert list(read_revisions(packed("dump-0.10.xml"))) == [
        Revision(1, 0, "Kigali", None, 11, None, "2005-01-01T00:00:00Z", "Mji."),
        Revision(1, 0, "Kigali", None, 12, 11, "2006-01-01T00:00:00Z", None),
        Revision(2, 10, "Kigezo:Mji", "Kigezo:Miji", 21, None, "2007-01-01T00:00:00Z", "#REDIRECT [[Kigezo:Miji]]"),
    ]


def test_the_newer_format_keeps_the_main_text_apart() -> None:
    """A revision may have further slots, an empty text, or a text that is elsewhere."""
    assert [(each.revision, each.text) for each in read_revisions(REPLAYS / "dump-0.11.xml")] == [
        (31, "{{Information}}"),
        (32, ""),
        (33, None),
    ]


def test_a_dump_says_what_it_is_of() -> None:
    old, new = read_site(REPLAYS / "dump-0.10.xml"), read_site(REPLAYS / "dump-0.11.xml")

    assert (old.version, old.database, old.namespaces) == ("0.10", "swwiki", {0: "", 10: "Kigezo"})
    assert (new.version, new.database, new.namespaces) == ("0.11", "commonswiki", {6: "File"})


def test_one_namespace_is_chosen() -> None:
    assert [each.page for each in read_revisions(REPLAYS / "dump-0.10.xml", {10})] == [2]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'version="0.10"',
            'version="0.3"',
            "dump.xml: E639 this is no dump of format 0.10 or 0.11, but 'mediawiki' 0.3",
        ),
        ("mediawiki", "html", "dump.xml: E639 this is no dump of format 0.10 or 0.11, but 'html' 0.10"),
        ("</mediawiki>", "", "dump.xml:44: E639 the XML breaks off"),
        ("<id>21</id>", "", "dump.xml: E639 a revision of 'Kigezo:Mji' is incomplete"),
        ("<ns>10</ns>", "<ns>ten</ns>", "dump.xml: E639 a revision of 'Kigezo:Mji' is incomplete"),
    ],
)
def test_what_is_no_dump_is_an_error(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "dump.xml"
    path.write_text((REPLAYS / "dump-0.10.xml").read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(WikiskillsError, match=message):
        list(read_revisions(path))


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    names = [f"e{number}" for number in range(12)]
    entities = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in pairwise(names))
    path = tmp_path / "dump.xml"
    path.write_text(
        f'<!DOCTYPE mediawiki [<!ENTITY e0 "{"x" * 100}">{entities}]><mediawiki version="0.10">&e11;</mediawiki>',
        encoding="utf-8",
    )

    with pytest.raises(WikiskillsError, match=r"E639 the XML breaks off: .*amplification"):
        list(read_revisions(path))


def test_a_long_dump_takes_little_memory(tmp_path: Path) -> None:
    """A page of a thousand long versions, then five thousand short pages: never more than a few of them at once."""
    revision = "<revision><id>1</id><timestamp>t</timestamp><text>{}</text></revision>"
    page = "<page><title>T</title><ns>0</ns><id>1</id>{}</page>"
    long, short = page.format(revision.format("x" * 10_000) * 1000), page.format(revision.format("x"))
    path = tmp_path / "dump.xml"
    path.write_text(f'<mediawiki version="0.11">{long}{short * 5000}</mediawiki>', encoding="utf-8")
    tracemalloc.start()
    count = sum(1 for _ in read_revisions(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 6000
    assert peak < 2_000_000


def test_clickstream_rows(packed: Callable[[str], Path]) -> None:
    assert list(read_clickstream(packed("clickstream.tsv"))) == [
        Step("other-search", "Kigali", "external", 1234),
        Step("Rwanda", "Kigali", "link", 321),
        Step('"Heroes"_(album)', "Kigali", "other", 11),
    ]


def test_views_with_noise_under_both_names_of_the_column(packed: Callable[[str], Path]) -> None:
    assert list(read_private(packed("private-gbc.csv"))) == [
        NoisyViews("Rwanda", "en.wikipedia", 51361, "Kigali", "", 512),
        NoisyViews("Kenya", "sw.wikipedia", 77, "Nairobi, Kenya", "", 93),
    ]
    assert list(read_private(packed("private-private_count.csv"))) == [
        NoisyViews("Rwanda", "rw.wikipedia", 12, "Kigali", "Q3859", 131)
    ]


def test_hourly_views(packed: Callable[[str], Path]) -> None:
    assert list(read_hour(packed("pageviews-20241101-010000"))) == [
        HourViews("en", "Main_Page", 240000),
        HourViews("sw", "Tanzania", 4),
        HourViews("sw.m", "Tanzania", 9),
    ]


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (
            read_clickstream,
            "a\tb\tlink\t1\na\tb\tlink\n",
            "data:2: E639 this row is not 'source, target, kind, readers'",
        ),
        (read_clickstream, "prev\tcurr\ttype\tn\n", "data:1: E639 this row"),
        (read_hour, "en A 1 0\nen A B 1 0\n", "data:2: E639 this row is not 'project title views bytes'"),
        (read_hour, "en A -1 0\n", "data:1: E639"),
        (read_private, "a,b\n1,2\n", "data:1: E639 the columns are a, b; needed: country, .* and gbc or private_count"),
        (read_private, "", "data:1: E639 the columns are absent"),
        (
            read_private,
            "country,project,page_id,page_title,gbc\nA,b,1,T,1\nA,b,x,T,1\n",
            "data:3: E639 this row is not as",
        ),
        (
            read_private,
            "country,project,page_id,page_title,gbc\nA,b,1,T,inf\n",
            "data:2: E639 this row is not as documented",
        ),
        (read_private, "country,project,page_id,page_title,gbc\nA,b\n", "data:2: E639 this row is not as documented"),
    ],
)
def test_a_wrong_row_is_an_error_with_its_line(
    tmp_path: Path, read: Callable[[Path], Iterator[Any]], text: str, message: str
) -> None:
    path = tmp_path / "data"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(WikiskillsError, match=message):
        list(read(path))


@pytest.mark.parametrize("pack", PACKERS[1:], ids=["gzip", "bz2"])
@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_file_is_an_error(tmp_path: Path, pack: Callable[[bytes], bytes], damage: str) -> None:
    data = bytearray(pack(b"en A 1 0\n" * 1000))
    path = tmp_path / "data"
    if damage == "changed":
        data[-6] ^= 0xFF
    path.write_bytes(data[:-4] if damage == "cut" else data)

    with pytest.raises(WikiskillsError, match="data: E639 the file cannot be read to its end"):
        list(read_hour(path))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WikiskillsError, match="data: E639"), opened(tmp_path / "data"):
        pass


def test_addresses_of_files() -> None:
    def address(request: Any) -> str:
        return str(request.address({}))

    assert address(dump_request("swwiki", dt.date(2024, 11, 1))) == (
        "https://dumps.wikimedia.org/swwiki/20241101/swwiki-20241101-pages-articles.xml.bz2"
    )
    assert address(clickstream_request("dewiki", "2024-10")) == (
        "https://dumps.wikimedia.org/other/clickstream/2024-10/clickstream-dewiki-2024-10.tsv.gz"
    )
    base = "https://analytics.wikimedia.org/published/datasets/"
    assert [address(private_request(dt.date(*day))).removeprefix(base) for day in
            [(2015, 7, 1), (2017, 2, 8), (2017, 2, 9), (2023, 2, 5), (2023, 2, 6), (2024, 11, 30)]] == [
        "country_project_page_historical_pre_2017/2015-7-1.csv",
        "country_project_page_historical_pre_2017/2017-2-8.csv",
        "country_project_page_historical/2017-2-9.csv",
        "country_project_page_historical/2023-2-5.csv",
        "country_project_page/2023-2-6.csv",
        "country_project_page/2024-11-30.csv",
    ]  # fmt: skip


@needs_mirror
@pytest.mark.parametrize(("name", "pages"), [("ar", [1343, 57, 8387]), ("de", [182, 2552494])])
def test_real_dumps(name: str, pages: list[int]) -> None:
    path = MIRROR / "dumps" / f"{name}.wiki.xml.bz2"
    found = list(read_revisions(path))

    assert [each.page for each in found] == pages
    assert {each.namespace for each in found} == {0}
    assert read_site(path).namespaces[10] == "Template"


@needs_mirror
def test_the_real_clickstream() -> None:
    rows = list(read_clickstream(MIRROR / "clickstream" / "clickstream-sample.tsv"))

    assert (len(rows), rows[0]) == (1039, Step("other-empty", "Main_Page", "external", 121508231))
    assert {row.kind for row in rows} == {"link", "external", "other"}


@pytest.mark.skipif(find_spec("gensim") is None, reason="the package gensim, which has a sample of a dump, is not here")
def test_the_sample_of_a_dump_that_lessons_use() -> None:
    spec = find_spec("gensim")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "test" / "test_data"
    (english,) = folder.glob("enwiki-latest-pages-articles1.xml-*-shortened.bz2")
    found = list(read_revisions(english))

    assert (len(found), sum(each.redirect is not None for each in found)) == (206, 100)
    sixteen_bits = read_revisions(folder / "bgwiki-latest-pages-articles-shortened.xml.bz2")
    assert next(islice(sixteen_bits, 1)).title == "Григориански календар"
