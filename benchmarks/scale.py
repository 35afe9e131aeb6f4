"""Measure how much memory large files take; write benchmarks/SCALE.md.

`python benchmarks/scale.py`. Makes a file of 2 million rows of pageviews and a dump of 1 GB (pages of a real dump, many
times), reads both with wikiskills' readers, and adds up a larger file with DuckDB, under a memory limit, and pandas.
Each part runs in a process of its own, whose peak of resident memory the system tells.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
BAR = 300  # megabytes
LIMIT = 200  # megabytes, for DuckDB
MB = 1_000_000


def write_views(path: Path, rows: int) -> None:
    """Write an hourly pageview file of made-up pages: few with many views, many with few."""
    chance = random.Random(7)  # noqa: S311 - made-up numbers, the same each time
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as stream:
        for number in range(rows):
            stream.write(
                f"{chance.choice(('en', 'fr', 'sw', 'ha'))} Page_{number} {int(chance.paretovariate(1.1))} 0\n"
            )


def write_days(path: Path, rows: int) -> None:
    """Write a table of views by day and page, plain, in which pages come again: larger than DuckDB's memory."""
    chance = random.Random(7)  # noqa: S311 - as above
    with path.open("w", encoding="utf-8") as stream:
        stream.write("date,project,article,views\n")
        for number in range(rows):
            views = int(chance.paretovariate(1.1))
            stream.write(
                f"2024-11-{number % 30 + 1:02},en.wikipedia,Article_number_{number * 7919 % (rows // 10)},{views}\n"
            )


def write_dump(path: Path, size: int) -> None:
    """Write an XML dump of about `size` bytes, plain: the pages of the sample in gensim, again and again."""
    import bz2  # noqa: PLC0415 - here alone

    spec = find_spec("gensim")
    if spec is None or spec.origin is None:
        sys.exit("this needs the package gensim, which has a sample of a dump: install wikiskills[lessons]")
    (sample,) = (Path(spec.origin).parent / "test" / "test_data").glob(
        "enwiki-latest-pages-articles1.xml-*-shortened.bz2"
    )
    head, opening, pages = bz2.decompress(sample.read_bytes()).partition(b"<page>")
    pages = opening + pages[: pages.rindex(b"</page>")] + b"</page>\n"
    with path.open("wb") as stream:
        stream.write(head)
        for _ in range(max(1, round(size / len(pages)))):
            stream.write(pages)
        stream.write(b"</mediawiki>\n")


def read_views(path: Path) -> int:
    """Add up the views of each project."""
    from wikiskills.live.pageview_files import read_hour  # noqa: PLC0415 - each part loads what it measures

    totals: dict[str, int] = {}
    for each in read_hour(path):
        totals[each.project] = totals.get(each.project, 0) + each.views
    return sum(totals.values())


def read_dump(path: Path) -> int:
    """Add up the length of the texts."""
    from wikiskills.live.dumps import read_revisions  # noqa: PLC0415 - as above

    return sum(len(each.text or "") for each in read_revisions(path))


def read_dump_mwxml(path: Path) -> int:
    """Add up the length of the texts, with the library mwxml."""
    import mwxml  # noqa: PLC0415 - as above

    with path.open(encoding="utf-8") as stream:
        return sum(len(revision.text or "") for page in mwxml.Dump.from_file(stream) for revision in page)


def add_up_duckdb(path: Path) -> int:
    """Find the most viewed articles with DuckDB, which may use `LIMIT` megabytes for data."""
    import duckdb  # noqa: PLC0415 - as above

    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{LIMIT}MB'; SET threads = 1; SET preserve_insertion_order = false")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET temp_directory = ?", [str(path.parent / "spilled")])
    top = connection.execute(
        "SELECT article, sum(views) AS views FROM read_csv(?) GROUP BY article ORDER BY views DESC, article LIMIT 10",
        [str(path)],
    )
    return sum(int(views) for _, views in top.fetchall())


def add_up_pandas(path: Path) -> int:
    """Find the most viewed articles with pandas, which holds the whole table."""
    import pandas as pd  # noqa: PLC0415 - as above

    views = pd.read_csv(path).groupby("article")["views"].sum()
    return int(views.sort_values(ascending=False).head(10).sum())


PARTS: dict[str, tuple[Callable[[Path], int], str]] = {
    "views": (read_views, "hourly pageviews, gzip: our reader"),
    "dump": (read_dump, "XML dump: our reader"),
    "mwxml": (read_dump_mwxml, "XML dump: mwxml"),
    "duckdb": (add_up_duckdb, f"top ten of the table: DuckDB, limit {LIMIT} MB"),
    "pandas": (add_up_pandas, "top ten of the table: pandas"),
}


def run_part(part: str, path: Path) -> None:
    """Do one part in this process, and print what it took."""
    begin = time.process_time()
    result = PARTS[part][0](path)
    print(json.dumps({"seconds": time.process_time() - begin, "peak": peak_memory(), "result": result}))


def peak_memory() -> float:
    """Give this process's peak of resident memory in megabytes; `getrusage` counts that of the parent on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        (peak,) = [line.split()[1] for line in status.read_text(encoding="ascii").splitlines() if "VmHWM" in line]
        return int(peak) * 1024 / MB
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MB


def measured(part: str, path: Path) -> dict[str, float]:
    """Do one part in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, "--part", part, "--file", str(path)], check=True, capture_output=True
    )
    result: dict[str, float] = json.loads(done.stdout)
    print(f"{PARTS[part][1]}: {result['seconds']:.1f} s, {result['peak']:.0f} MB", flush=True)
    return result


def measure_all(folder: Path, rows: int, size: int) -> tuple[dict[str, dict[str, float]], dict[str, Path]]:
    """Make the files and measure every part."""
    views, dump, days = folder / "pageviews.gz", folder / "dump.xml", folder / "days.csv"
    write_views(views, rows)
    write_dump(dump, size)
    write_days(days, rows * 5)
    files = {"views": views, "dump": dump, "mwxml": dump, "duckdb": days, "pandas": days}
    return {part: measured(part, files[part]) for part in PARTS}, files


_REPORT = """\
# Large files: memory and time

Written by `benchmarks/scale.py` on {system}, {processors} processors, Python {python}, DuckDB {duckdb},
pandas {pandas}, mwxml {mwxml}. Each part runs in a process of its own. Memory is its peak of resident memory.
Times are seconds of the processor in one run, loading of libraries included.

The pageview file has {rows:,} rows. The dump is the sample of 206 pages in gensim, many times. The table has
{table:,} rows of {articles:,} articles.

| What | File | Processor time | Peak memory |
|---|---|---|---|
{lines}

Our readers stay under {bar} MB however long the file is: they hold one row, or one revision. DuckDB adds up a table
that is larger than the {limit} MB that it may use for data, with one thread; the process itself takes a little more.
pandas holds the whole table: {less:.1f} times the memory of DuckDB.
"""


def report(results: dict[str, dict[str, float]], files: dict[str, Path], rows: int) -> str:
    """Write the results as Markdown."""
    lines = [
        f"| {PARTS[part][1]} | {path.stat().st_size / MB:,.0f} MB | {results[part]['seconds']:.1f} s "
        f"| {results[part]['peak']:,.0f} MB |"
        for part, path in files.items()
    ]
    versions = {name: version(name) for name in ("duckdb", "pandas", "mwxml")}
    return _REPORT.format(
        system=platform.system(), processors=os.cpu_count(), python=platform.python_version(), **versions,
        rows=rows, table=rows * 5, articles=rows * 5 // 10, lines="\n".join(lines), bar=BAR, limit=LIMIT,
        less=results["pandas"]["peak"] / results["duckdb"]["peak"],
    )  # fmt: skip


def main() -> None:
    """Measure everything, or one part of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--size", type=int, default=1_000 * MB, help="bytes of the dump")
    parser.add_argument("--output", type=Path, default=HERE / "SCALE.md")
    parser.add_argument("--part", choices=list(PARTS))
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    if options.part:
        run_part(options.part, options.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        results, files = measure_all(Path(folder), options.rows, options.size)
        text = report(results, files, options.rows)
    ours = {part: results[part]["peak"] for part in ("views", "dump")}
    if max(ours.values()) > BAR:
        sys.exit(f"more than {BAR} MB: {ours}")
    if (
        results["dump"]["result"] != results["mwxml"]["result"]
        or results["duckdb"]["result"] != results["pandas"]["result"]
    ):
        sys.exit(f"the results differ: {results}")
    options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
