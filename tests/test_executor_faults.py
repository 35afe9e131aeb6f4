"""Lessons that misbehave: each fails with its place and its reason, the others finish, and no process is left.

All run at once, two at a time, in one warm executor, as in a build.
"""
# ruff: noqa: E501 - a table of lessons, one a line

from __future__ import annotations

import re
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.processes import wait_until_gone
from wikiskills.errors import Problem, WikiskillsError
from wikiskills.execution import forked_run
from wikiskills.execution.job import DataMount, Job, steps_of
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.warm import WarmExecutor
from wikiskills.lesson import read_lesson_text

EXERCISE = """\
# %% [markdown] exercise="double" minutes=5
# **Double it**
#
# Write `double(x)`.

# %% exercise="double" role="starter"
STARTER

# %% exercise="double" role="solution"
def double(x):
    return 2 * x

# %% exercise="double" role="check"
assert double(2) == 4, "Twice two is four."

# %% exercise="double" role="mutant"
MUTANT
"""
STUB = "def double(x):\n    ..."


def cells(*sources: str) -> str:
    return "\n\n".join(f"# %%\n{source}" for source in sources)


def exercise(starter: str = STUB, mutant: str = STUB) -> str:
    return EXERCISE.replace("STARTER", starter).replace("MUTANT", mutant)


LATER = "print('a later cell')"
E701 = "E701 the cell ran for more than 2 s and was stopped"
FATAL: Mapping[str, tuple[str, str]] = {
    "loops": (cells("print('so far')\nwhile True:\n    pass", LATER), rf":1:1: {E701}.*printed last: so far"),
    "loops-in-c": (cells("x = 1", "print('heavy')\nsum(range(10**13))"), rf":4:1: {E701}.*printed last: heavy"),
    "loops-in-re": (cells("import re\nprint('re')\nre.match('(a+)+b', 'a' * 64)"), rf":1:1: {E701}.*last: re"),
    "loops-regardless": (
        cells("while True:\n    try:\n        while True:\n            pass\n    except BaseException as e:\n        print('no')"),
        rf":1:1: {E701}.*printed last: no",
    ),
    "loops-and-may-raise": ('# %% tags=["raises-exception"]\nwhile True:\n    pass', rf":1:1: {E701}"),
    "ignores-interrupts": (
        cells("import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nsignal.signal(signal.SIGTERM, print)", "while True:\n    pass"),
        rf":6:1: {E701}",
    ),
    "sleeps": (cells("import time\ntime.sleep(1000)"), rf":1:1: {E701}"),
    "awaits": (cells("import asyncio\nprint('awaiting')\nawait asyncio.sleep(1000)"), rf":1:1: {E701}.*awaiting"),
    "waits-for-a-program": (cells("import os\nos.system('sleep 1000')"), rf":1:1: {E701}"),
    "exits": (cells("x = 1", "print('bye')\nimport os\nos._exit(3)"), r":4:1: E702 .*exit code 3.*printed last: bye"),
    "sys-exits": (cells("import sys\nsys.exit(3)"), r":1:1: E700 SystemExit: 3"),
    "quits": (cells("quit()", LATER), r":1:1: E702 the cell ends the process"),
    "segfaults": (cells("import ctypes\nctypes.string_at(0)"), r":1:1: E702 .*SIGSEGV"),
    "aborts": (cells("import os\nos.write(2, b'terrible\\n')\nimport time; time.sleep(0.3)\nos.abort()"), r"E702 .*SIGABRT.*terrible"),
    "is-killed": (cells("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"), r":1:1: E702 .*SIGKILL"),
    "is-ended-by-a-signal-without-a-name": (cells("import os, signal\nos.kill(os.getpid(), signal.SIGRTMIN + 1)"), r":1:1: E702 .*signal \d+"),
    "kills-its-supervisor": (cells("import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nwhile True:\n    pass"), "E702"),
    "kills-its-group": (cells("import os, signal\nos.killpg(0, signal.SIGKILL)"), r":1:1: E702 .*SIGKILL"),
    "eats-memory": (cells("kept = []", "while True:\n    kept.append(bytes(10**7))"), r":6: E700 MemoryError.*all the memory"),
    "eats-memory-in-numpy": (cells("import numpy as np\nnp.ones(10**9)"), r":3: E700 MemoryError: .*all the memory"),
    "closes-the-connection": (cells("import os\nos.closerange(3, 200)", LATER), r"E702 "),
    "shows-too-much": (cells("from IPython.display import HTML\nHTML('x' * 120_000_000)"), r":1.*E700 OutputTooLarge: .*120 MB"),
    "reads-stdin": (cells("input()"), r":2: E700 StdinNotImplementedError"),
    "solution-loops": (
        exercise().replace("return 2 * x", "return 2 * x\n\nprint('turning')\nwhile True:\n    pass"),
        rf":10:1: {E701}.*turning",
    ),
    "starter-loops": (exercise(starter="while True:\n    pass"), rf":6:1: {E701}"),
    "mutant-crashes": (exercise(mutant="import ctypes\nctypes.string_at(0)"), r":17:1: E702 an attempt"),
}  # fmt: skip
HARMLESS: Mapping[str, tuple[str, str]] = {
    "good": (cells("import numpy as np\nprint('good', np.arange(3).sum())"), "good 3"),
    "leaves-children": (cells("import os\nif os.fork() == 0:\n    import time\n    time.sleep(1000)", "import subprocess\nsubprocess.Popen(['sleep', '1000'])\nprint('left')"), "left"),
    "child-comes-back": (cells("import os, time\nif child := os.fork():\n    os.waitpid(child, 0)", "print('once')"), "once\n$"),
    "leaves-a-daemon": (cells("import os\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        import time\n        time.sleep(1000)\n    os._exit(0)\nos.system('setsid sleep 1000 &')\nprint('left')"), "left"),
    "leaves-threads": (cells("import threading\nthreading.Thread(target=threading.Event().wait).start()\nprint('left')"), "left"),
    "floods-by-print": (cells("line = 'x' * 999_999\nfor _ in range(1000):\n    print(line)", LATER), r"left out\].*a later cell"),
    "floods-by-write": (cells("import os\nblock = b'x' * 2**20\nfor _ in range(1000):\n    os.write(1, block)", LATER), r"left out\].*a later"),
    "floods-by-program": (cells("import subprocess\nsubprocess.run('yes | head -c 1000000000', shell=True)", LATER), r"left out\].*a later"),
    "floods-for-ever": (cells("import subprocess\nsubprocess.Popen(['yes'])\nimport time\ntime.sleep(0.3)", LATER), "y\ny\n.*"),
    "prints-binary": (cells("import os\nos.write(1, bytes(range(256)))\nprint('done')"), "done"),
    "deletes-its-folder": (cells("import os, shutil\nshutil.rmtree(os.getcwd())", LATER), "a later"),
    "deletes-all": (cells("import os, shutil\nshutil.rmtree(os.path.dirname(os.getcwd()))", LATER), "a later"),
    "fills-descriptors": (cells("import os\nfiles = []\ntry:\n    while True:\n        files.append(os.open('/dev/null', 0))\nexcept OSError:\n    print('full')", LATER), "full\n.*a later"),
    "changes-signals": (cells("import signal\nfor number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGALRM):\n    signal.signal(number, signal.SIG_IGN)") + "\n\n" + exercise() + "\n\n" + cells(LATER), "a later"),
    "closes-its-outputs": (cells("import os\nos.close(1)\nos.close(2)\nprint('still')", "import subprocess\nsubprocess.run(['echo', 'lost'])\n" + LATER), "still\n.*a later"),
    "becomes-a-leader": (cells("import os\ntry:\n    os.setsid()\nexcept PermissionError:\n    print('is one')"), "is one"),
    "writes-outside": (cells("import pathlib, tempfile\nfor path in (pathlib.Path('../up.txt'), pathlib.Path.home() / 'at-home.txt', pathlib.Path(tempfile.gettempdir()) / 'temporary.txt'):\n    path.write_text('stray')\ntempfile.mkdtemp()\nprint('written')"), "written"),
    "changes-its-data": (cells("open('data/t.csv', 'w').write('changed')\nprint('written')"), "written"),
}  # fmt: skip


@pytest.fixture(scope="module")
def marker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for temporary files: its name stands in the environment of every process of these lessons."""
    return tmp_path_factory.mktemp("faults with spaces " + "and-a-long-name" * 8)


@pytest.fixture(scope="module")
def executor(marker: Path) -> Iterator[WarmExecutor]:
    kept, forked_run.GRACE = forked_run.GRACE, 1.0
    tempfile.tempdir = str(marker)
    with WarmExecutor(marker / "cache") as executor:
        yield executor
    tempfile.tempdir, forked_run.GRACE = None, kept


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "t.csv"
    path.write_text("a,b\n")
    return path


def job(name: str, text: str, *data: DataMount) -> Job:
    problems: list[Problem] = []
    lesson = read_lesson_text(text, f"lessons/faults/{name}.py", problems)
    assert lesson is not None, problems
    timeout = 2 if name in FATAL else 20
    return Job(name, steps_of(lesson), data, "python3", timeout, memory_limit=1000)


@pytest.fixture(scope="module")
def results(executor: WarmExecutor, data: Path) -> Mapping[str, ExecutionRecord | str]:
    """What came of every lesson: its record, or what the failure says."""
    lessons = {name: text for name, (text, _) in {**FATAL, **HARMLESS}.items()}
    jobs = [job(name, text, DataMount("t.csv", data, "0")) for name, text in lessons.items()]

    def run(job: Job) -> ExecutionRecord | str:
        try:
            return executor.execute(job, lambda _: None)
        except WikiskillsError as error:
            return str(error)

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(lessons, pool.map(run, jobs), strict=True))


def text_of(record: ExecutionRecord) -> str:
    return "".join(output.get("text", "") for outputs in record.outputs for output in outputs)


@pytest.mark.parametrize("name", FATAL)
def test_a_failure_says_where_and_why(name: str, results: Mapping[str, ExecutionRecord | str]) -> None:
    message = results[name]

    assert isinstance(message, str), text_of(message)
    assert re.match(f"lessons/faults/{name}.py.*{FATAL[name][1]}", message, re.DOTALL), message


@pytest.mark.parametrize("name", HARMLESS)
def test_a_lesson_finishes_whatever_it_leaves(name: str, results: Mapping[str, ExecutionRecord | str]) -> None:
    record = results[name]

    assert isinstance(record, ExecutionRecord), record
    assert re.search(HARMLESS[name][1], text_of(record), re.DOTALL), text_of(record)[-500:]
    assert len(text_of(record)) < 2_100_000
    if name.startswith("floods"):
        assert record.seconds < 20


def test_data_stay_as_they_were(data: Path, results: object) -> None:
    assert data.read_text() == "a,b\n"


def test_no_process_and_no_folder_is_left(marker: Path, executor: WarmExecutor, results: object) -> None:
    assert len(wait_until_gone(str(marker), but=1)) == 1  # the parent
    assert len(list(marker.glob("wikiskills-*/*"))) == 1
    assert {path.name for path in marker.iterdir() if not path.name.startswith("wikiskills-")} == {"cache"}


def test_lessons_go_on_when_the_parent_is_killed_and_a_new_one_serves_the_next(tmp_path: Path) -> None:
    with WarmExecutor(tmp_path) as executor, ThreadPoolExecutor(1) as pool:
        kill = "import os, signal, time\nparents = [l.split()[1] for l in open(f'/proc/{os.getppid()}/status') if l.startswith('PPid')]\n"
        slow = pool.submit(
            executor.execute, job("good", cells("import time\ntime.sleep(2)\nprint('went on')")), lambda _: None
        )
        time.sleep(1.2)
        killer = job("killer", cells(kill + "os.kill(int(parents[0]), signal.SIGKILL)\nprint('done')"))
        assert "done" in text_of(executor.execute(killer, lambda _: None))
        assert "next" in text_of(executor.execute(job("next", cells("print('next')")), lambda _: None))
        assert "went on" in text_of(slow.result())


def test_a_parent_that_cannot_live_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with (
        WarmExecutor(tmp_path) as executor,
        pytest.raises(WikiskillsError, match=r"(?s)good.py:1:1: E702 .*--executor kernel"),
    ):
        executor.execute(job("good", cells("1")), lambda _: None)


def test_what_libraries_print_at_their_import_reaches_no_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    jobs = [job(name, cells("import this")) for name in ("one", "two")]
    with WarmExecutor(tmp_path) as executor:
        executor.prepare(jobs)
        records = [executor.execute(job, lambda _: None) for job in jobs]

    assert all("Zen of Python" in text_of(record) for record in records)
    assert capfd.readouterr() == ("", "")


def test_the_build_stays_small_while_lessons_flood(results: object) -> None:
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 900_000  # kilobytes
