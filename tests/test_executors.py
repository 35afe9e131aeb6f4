"""Both executors on real code: what comes out, and what a failure says."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.lesson_text import EXERCISE, cells
from wikiskills.errors import WikiskillsError
from wikiskills.execution.job import DataMount, Executor, Job, steps_of
from wikiskills.execution.kernel import KernelExecutor
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.warm import WarmExecutor
from wikiskills.lesson import read_lesson_text

Run = Callable[..., ExecutionRecord]


@pytest.fixture(scope="session", params=["warm", "kernel"])
def executor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Executor]:
    cache = tmp_path_factory.mktemp("cache")
    if request.param == "kernel":
        yield KernelExecutor(cache)
        return
    with WarmExecutor(cache) as warm:
        yield warm


@pytest.fixture
def run(executor: Executor) -> Run:

    def run_lesson(text: str, *, data: tuple[DataMount, ...] = (), cell_timeout: int = 20) -> ExecutionRecord:
        problems: list[object] = []
        lesson = read_lesson_text(text, "lessons/basics/l.py", problems)  # type: ignore[arg-type]
        assert lesson is not None, problems
        job = Job("l", steps_of(lesson), data, "python3", cell_timeout)
        return executor.execute(job, lambda _: None)

    return run_lesson


def failure(run: Run, text: str, **settings: int) -> str:
    with pytest.raises(WikiskillsError) as caught:
        run(text, **settings)
    return str(caught.value)


def test_outputs_are_those_of_a_notebook(run: Run) -> None:
    record = run(
        cells(
            "print('to stdout')\nimport sys\nprint('to stderr', file=sys.stderr)\n6 * 7",
            "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
            "import asyncio\nawait asyncio.sleep(0)\n_",
        )
    )
    streams = {output["name"]: output["text"] for output in record.outputs[0] if output["output_type"] == "stream"}
    assert streams == {"stdout": "to stdout\n", "stderr": "to stderr\n"}
    assert record.outputs[0][-1]["data"] == {"text/plain": "42"}
    assert "image/png" in record.outputs[1][0]["data"]
    assert record.outputs[2][0]["data"] == {"text/plain": "42"}
    assert ExecutionRecord.from_json(record.to_json()) == record


def test_lesson_sees_its_data_and_no_secret(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "do-not-leak")
    path = tmp_path / "kept-elsewhere.csv"
    path.write_text("a,b\n")
    record = run(
        cells(
            "import os\nsorted(os.listdir('.')), os.listdir('data'), open('data/t.csv').read()",
            "'do-not-leak' in repr(os.environ), os.environ['PYTHONHASHSEED'], os.environ['OMP_NUM_THREADS']",
            "open('data/t.csv', 'a').write('changed')",
        ),
        data=(DataMount("t.csv", path, "0"),),
    )
    assert record.outputs[0][0]["data"]["text/plain"] == "(['data'], ['t.csv'], 'a,b\\n')"
    assert record.outputs[1][0]["data"]["text/plain"] == "(False, '0', '1')"
    assert path.read_text() == "a,b\n"


def test_attempts_leave_the_lesson_as_it_was(run: Run) -> None:
    text = cells("kept = [1]") + "\n\n" + EXERCISE.format(solution="kept.append(2) or 2 * x", mutant="4 + 0 * x + 1")
    record = run(text + "\n\n" + cells("kept, 'double' in globals()"))
    assert record.outputs[1][0]["data"] == {"text/plain": "8"}
    assert record.outputs[-1][0]["data"] == {"text/plain": "([1], False)"}


def test_attempts_read_no_file_further(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letters.txt"
    path.write_text("abc")
    text = cells("letters = open('data/t.csv', 'rb', buffering=0)\nletters.read(1)") + "\n\n"
    text += EXERCISE.format(solution="letters.read(1) and 2 * x", mutant="letters.read()")
    record = run(text + "\n\n" + cells("letters.read(1)"), data=(DataMount("t.csv", path, "0"),))
    assert record.outputs[-1][0]["data"] == {"text/plain": "b'b'"}


def test_attempts_know_cells_as_of_no_module_without_a_search(run: Run) -> None:
    exercise = EXERCISE.format(solution="[__import__('colorsys'), 2 * x][1]", mutant="x")
    asked = """
import inspect, json

of_cell, searched = inspect.getmodule(inspect.currentframe()), 'colorsys' in inspect._filesbymodname
of_cell, searched, inspect.getmodule(json.loads.__code__).__name__"""
    record = run(exercise.replace("\ndouble(4)", f"\ndouble(4)\n{asked}"))
    assert record.outputs[0][0]["data"] == {"text/plain": "(None, False, 'json')"}


def test_each_exercise_is_proved_where_it_stands(run: Run) -> None:
    """It sees the cells above it as they left the lesson, none below, and no answer to another exercise."""
    first = EXERCISE.format(solution="(seen, 2 * x)[1]", mutant="seen")
    second = first.replace("double", "triple").replace("== 4", "== 4 and 'double' not in globals()")
    text = "\n\n".join(
        [cells("seen = ['set up']"), first, cells("seen.append('between')"), second, cells("seen = None")]
    )
    shown = text.replace("\ndouble(4)", "\nseen").replace("\ntriple(4)", "\nseen")

    record = run(shown)

    assert [found[0]["data"]["text/plain"] for found in record.outputs if found and "data" in found[0]] == [
        "['set up']",
        "['set up', 'between']",
    ]


HIDDEN = """
# %% exercise="double" role="check-hidden"
assert double(3) == 6, "Twice three is six."
"""


def test_a_hidden_check_counts_as_the_others_do(run: Run) -> None:
    exercise = EXERCISE.format(solution="x + 2", mutant="4 if x == 2 else 0") + HIDDEN

    assert failure(run, exercise).startswith(
        "lessons/basics/l.py:24: E704 the solution of exercise 'double' fails: AssertionError: Twice three is six."
    )
    assert run(exercise.replace("return x + 2", "return 2 * x"))


def test_a_starter_that_passes_is_named_with_its_line(run: Run) -> None:
    exercise = EXERCISE.format(solution="2 * x", mutant="x").replace("    ...", "    return x + x")

    assert failure(run, exercise).startswith(
        "lessons/basics/l.py:6:1: E706 the starter of exercise 'double' passes every check"
    )


def test_a_derived_starter_that_passes_is_named_with_the_line_of_its_solution(run: Run) -> None:
    whole = EXERCISE.format(solution="2 * x", mutant="x")
    starter = whole[whole.index("# %% exercise") : whole.index('# %% exercise="double" role="solution"')]
    marked = whole.replace(starter, "").replace("double(4)", "### BEGIN SOLUTION\ndouble(4)\n### END SOLUTION")

    assert failure(run, marked).startswith("lessons/basics/l.py:6:1: E706 the starter of exercise 'double' passes")


def test_a_failure_behind_a_marker_is_told_with_its_own_line(run: Run) -> None:
    whole = EXERCISE.format(solution="2 * x", mutant="x")
    starter = whole[whole.index("# %% exercise") : whole.index('# %% exercise="double" role="solution"')]
    body = "    ### BEGIN SOLUTION\n    y = 1 / 0\n    return y\n    ### END SOLUTION"
    marked = whole.replace(starter, "").replace("    return 2 * x", body)

    message = failure(run, marked)

    assert marked.splitlines()[12] == "double(4)"
    assert message.startswith("lessons/basics/l.py:13: E704 the solution of exercise 'double' fails: ZeroDivisionError")


def test_solution_may_draw(run: Run) -> None:
    drawing = "2 * x\n\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    record = run(EXERCISE.format(solution=drawing, mutant="x"))
    assert "image/png" in record.outputs[0][-1]["data"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            cells("x = 1", "def f():\n    return 1 / 0\n\nprint('so far')\ny = 2\nf()"),
            "lessons/basics/l.py:10: E700 ZeroDivisionError: division by zero\n"
            "  hint: the line is: f()\n  the cell printed last: so far",
            id="error in a function of the same cell",
        ),
        pytest.param(
            cells("import json\n\njson.loads('{')"),
            "lessons/basics/l.py:4: E700 JSONDecodeError: Expecting property name enclosed in double quotes: "
            "line 1 column 2 (char 1)\n  hint: the line is: json.loads('{')",
            id="error in a library",
        ),
        pytest.param(
            '# %% tags=["raises-exception"]\n1 + 1',
            "lessons/basics/l.py:1:1: E703 the cell is tagged raises-exception, but raised nothing\n"
            "  hint: let it raise the error that the lesson shows, or drop the tag",
            id="no error where one is announced",
        ),
        pytest.param(
            cells("object()"),
            "lessons/basics/l.py:1:1: E707 the output shows a memory address, which differs at every run\n"
            "  hint: end the cell with ';' or plt.show(), or print something readable",
            id="memory address",
        ),
        pytest.param(
            cells("import os\nos.getcwd()"),
            "lessons/basics/l.py:1:1: E708 the output shows the lesson's temporary folder, which differs at every run\n"
            "  hint: print a path relative to the lesson, as in data/edits.csv",
            id="temporary folder",
        ),
        pytest.param(
            EXERCISE.format(solution="2 * x + 1", mutant="x"),
            "lessons/basics/l.py:17: E704 the solution of exercise 'double' fails: AssertionError: Twice two is four.\n"
            '  hint: the line is: assert double(2) == 4, "Twice two is four."',
            id="wrong solution",
        ),
        pytest.param(
            EXERCISE.format(solution="2 * x", mutant="x + x"),
            "lessons/basics/l.py:19:1: E706 the mutant of exercise 'double' passes every check\n"
            "  hint: add a check that tells it from a right answer",
            id="vacuous check",
        ),
        pytest.param(
            EXERCISE.format(solution="__import__('os')._exit(3)", mutant="x"),
            "lessons/basics/l.py:10:1: E702 an attempt at exercise 'double' ended its process\n"
            "  hint: look for an exit or a crash in its cells",
            id="solution that exits",
        ),
        pytest.param(
            cells("import os\nos.kill(os.getpid(), 9)"),
            "lessons/basics/l.py:1:1: E702 the process died while it ran this cell{signal}\n"
            "  hint: look for a crash in compiled code, too much memory, or an exit in the cell",
            id="killed",
        ),
    ],
)
def test_failure_names_line_and_way_out(run: Run, executor: Executor, text: str, expected: str) -> None:
    assert failure(run, text) == expected.replace(
        "{signal}", " (SIGKILL)" if isinstance(executor, WarmExecutor) else ""
    )


def test_endless_loop_is_stopped(run: Run) -> None:
    message = failure(run, cells("x = 1", "while True:\n    x += 1"), cell_timeout=2)
    assert message.startswith("lessons/basics/l.py:4:1: E701 the cell ran for more than 2 s and was stopped")


def test_endless_solution_is_stopped_and_leaves_no_process(run: Run, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    loop = (
        f"2 * x\n\nimport os, pathlib\npathlib.Path({str(pid)!r}).write_text(str(os.getpid()))\nwhile True:\n    pass"
    )
    message = failure(run, EXERCISE.format(solution=loop, mutant="x"), cell_timeout=2)
    assert message.startswith("lessons/basics/l.py:10:1: E701")
    time.sleep(1.5)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_no_process_is_left_behind(run: Run) -> None:
    record = run(cells("import os\nprint(os.getpid())"))
    kernel = int(record.outputs[0][0]["text"])
    with pytest.raises(ProcessLookupError):
        os.kill(kernel, 0)


def test_announced_error_is_an_output(run: Run) -> None:
    record = run('# %% tags=["raises-exception"]\nopen("data/nothing.csv")')
    assert record.outputs[0][0]["ename"] == "FileNotFoundError"


def test_skipped_cell_is_not_run(run: Run) -> None:
    record = run('# %% tags=["skip-execution"]\nundefined\n\n# %%\n1')
    assert len(record.outputs) == 1


def test_the_folder_for_temporary_files_may_have_a_long_name_with_spaces(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "with spaces" / ("and-a-long-name" * 8)
    folder.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(folder))

    record = run(cells("import warnings\nwarnings.warn('careful')"))

    assert record.outputs[0][0]["text"].startswith("cell.py:2: UserWarning: careful")
