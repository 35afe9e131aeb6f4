"""The preview's own parts, each alone: what changed, where problems belong, records that stand in for others."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.support.courses import copy_course, edit, fake_site, recorded_outputs
from tests.support.fake_executor import NoProgress
from wikiskills.config import load_project
from wikiskills.curriculum import load_curriculum
from wikiskills.errors import Location, Problem, WikiskillsError
from wikiskills.execution.installed import Installed
from wikiskills.execution.job import Job, Report, steps_of
from wikiskills.execution.key import cache_key
from wikiskills.execution.record import ExecutionRecord
from wikiskills.execution.store import Store
from wikiskills.first_looks import is_first_look
from wikiskills.lesson import Lesson, read_lesson_text
from wikiskills.memory import Memory, recall
from wikiskills.preview.background import Engine, Run
from wikiskills.preview.board import Board
from wikiskills.preview.changes import Changes, look
from wikiskills.preview.pages import Pages
from wikiskills.preview.places import Shown, shown_at, sources_of
from wikiskills.preview.reader import Reader, tree_of
from wikiskills.preview.stand_in import stand_in
from wikiskills.site.assemble import make_site

TEXT = """# %% [markdown]
# Beginning.
#
# ## One

# %%
one = 1

# %% [markdown]
# ## Two `twice`
#
# More.

# %%
two = 2
"""


def lesson(text: str) -> Lesson:
    read = read_lesson_text(text, "lesson.py", [])
    assert read is not None
    return read


def record(*texts: str) -> ExecutionRecord:
    return ExecutionRecord(tuple(({"output_type": "stream", "name": "stdout", "text": text},) for text in texts), 1.0)


def texts(record: ExecutionRecord) -> list[str]:
    return [outputs[0]["text"] if outputs else "" for outputs in record.outputs]


def test_looking_sees_files_and_skips_what_editors_leave(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    for name in ("a.yml", "deep/er/b.py", "a.yml~", ".#a.yml", "deep/.hidden.py"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "broken").symlink_to("nowhere")

    seen = look((tmp_path / "a.yml", tmp_path / "deep", tmp_path / "missing"))

    assert set(seen) == {str(tmp_path / "a.yml"), str(tmp_path / "deep/er/b.py")}


def test_changes_are_told_together_however_files_change(tmp_path: Path) -> None:
    told: queue.SimpleQueue[frozenset[str]] = queue.SimpleQueue()
    (tmp_path / "sources").mkdir()
    old, other = tmp_path / "sources/old.py", tmp_path / "sources/other.py"
    old.write_text("1", encoding="utf-8")
    changes = Changes((tmp_path / "sources",), told.put)
    changes.start()

    (tmp_path / "new").write_text("1", encoding="utf-8")
    os.utime(tmp_path / "new", ns=(old.stat().st_atime_ns, old.stat().st_mtime_ns))
    (tmp_path / "new").replace(old)
    assert told.get(timeout=10) == {str(old)}, "saved by renaming, with the old size and time"
    other.write_text("2", encoding="utf-8")
    assert told.get(timeout=10) == {str(other)}
    (tmp_path / "sources").rename(tmp_path / "away")
    assert told.get(timeout=10) == {str(old), str(other)}
    (tmp_path / "away").rename(tmp_path / "sources")
    assert told.get(timeout=10) == {str(old), str(other)}
    changes.ended.set()


def test_a_stand_in_keeps_the_outputs_of_what_is_the_same() -> None:
    earlier = steps_of(lesson("# %%\na = 1\n\n# %%\nb = 2\n\n# %%\nc = 3\n"))
    now = steps_of(lesson("# %%\na = 1\n\n# %%\nnew = 0\n\n# %%\nmore = 0\n\n# %%\nc = 3\n"))
    edited = steps_of(lesson("# %%\na = 1\n\n# %%\nb = 22\n\n# %%\nc = 3\n"))

    assert texts(stand_in(now, earlier, record("a", "b", "c"))) == ["a", "", "", "c"]
    assert texts(stand_in(edited, earlier, record("a", "b", "c"))) == ["a", "b", "c"]
    assert texts(stand_in(now, (), None)) == ["", "", "", ""]


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        (1, []),
        (4, [("heading", "One")]),
        (6, [("code", "one = 1"), ("heading", "One")]),
        (7, [("code", "one = 1"), ("heading", "One")]),
        (12, [("heading", "Two `twice`"), ("code", "one = 1"), ("heading", "One")]),
        (15, [("code", "two = 2"), ("heading", "Two `twice`"), ("code", "one = 1"), ("heading", "One")]),
    ],
)
def test_a_problem_belongs_to_what_stands_before_it(tmp_path: Path, line: int, nearest: list[tuple[str, str]]) -> None:
    course = tmp_path / "lessons/basics/first-counts.py"
    project = load_project(copy_course("minimal", tmp_path))
    curriculum = load_curriculum(project)
    (name, source), *_ = sources_of(curriculum, project).items()
    shown = type(source)(source.pages, lesson(TEXT).written, tuple(TEXT.splitlines()))
    problem = Problem(Location(name, line), "E700", "wrong")

    assert course.name in name
    assert shown_at(problem, {name: shown}, TEXT.splitlines()).near == tuple(nearest)
    moved = Problem(Location(name, line + 2), "E700", "wrong")
    assert shown_at(moved, {name: shown}, ["# new", "# lines", *TEXT.splitlines()]).near == tuple(nearest)


def test_a_board_tells_each_page_what_concerns_it() -> None:
    board = Board()
    problem = Problem(Location("lessons/a.py", 3), "E700", "wrong", "mend it")
    board.update(problems=(Shown(problem, frozenset({"a/"}), (("code", "x"),)),), versions={"a/": 4}, epoch=2)
    number, state = board.wait(0, 0)

    assert number == 1
    assert board.message(state, "a/")["version"] == 4
    assert board.message(state, "a/")["problems"][0]["near"] == (("code", "x"),)
    assert board.message(state, "b/")["problems"][0]["near"] == ()
    board.update(epoch=2)
    assert board.wait(1, 0)[0] == 1, "the same again wakes nobody"


def test_a_memory_makes_anew_what_is_made_from_something_else() -> None:
    memory: Memory = {}
    made = [recall(memory, "x", source, lambda: [len(memory)]) for source in (1, 1, 2, 1)]

    assert made[0] is made[1]
    assert made[1] is not made[2]
    assert made[0] is not made[3]
    assert recall(None, "x", 1, lambda: "new") == "new"


class Slow:
    """An executor whose first step is done, and whose second waits for a word."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.finished = False

    def prepare(self, jobs: Sequence[Job]) -> None:
        pass

    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        report(0)
        self.begun.set()
        self.go_on.wait(10)
        report(1)
        self.finished = True
        return record(*("x" for _ in job.steps))


def test_a_run_that_is_superseded_stops_at_its_next_cell(tmp_path: Path) -> None:
    job = Job("one", steps_of(lesson(TEXT)), (), "python3", 10)
    keys = {"one": cache_key(job, Installed({}, {}, {}))}
    executor, told = Slow(), list[str]()
    ended: queue.SimpleQueue[Run] = queue.SimpleQueue()
    run = Run([job], keys, Store(tmp_path), lambda _, text: told.append(text))

    run.start(Engine(executor, 1, NoProgress()), ended.put)
    assert executor.begun.wait(10)
    run.stop()
    executor.go_on.set()

    assert ended.get(timeout=10) is run
    assert run.superseded
    assert not executor.finished
    assert run.failed == {}
    assert told[-1] == "running one, cell 1 of 2"


class Broken(Slow):
    def execute(self, job: Job, report: Report) -> ExecutionRecord:
        raise ZeroDivisionError("a fault of ours")


def test_a_fault_of_ours_in_a_run_is_a_problem(tmp_path: Path) -> None:
    job = Job("one", steps_of(lesson(TEXT)), (), "python3", 10)
    key = cache_key(job, Installed({}, {}, {}))
    ended: queue.SimpleQueue[Run] = queue.SimpleQueue()
    run = Run([job], {"one": key}, Store(tmp_path), lambda *_: None)
    run.start(Engine(Broken(), 1, NoProgress()), ended.put)

    assert [problem.code for problem in ended.get(timeout=10).failed[key.digest]] == ["E950"]


EDITS = (
    ("lessons/basics/first-counts.py", "How many", "Surely, how many"),
    ("lessons/basics/first-counts.py", "What does the number", "What does that number"),
    ("lessons/basics/first-counts.py", "Add all three", "Please add all three"),
    ("curriculum/basics.yml", "title: First counts", "title: The first counts"),
    ("curriculum/glossary.yml", "One saved change", "A saved change"),
)


def test_what_is_remembered_is_what_would_be_made(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    reader = Reader(root, print)
    for name, old, new in (("mkdocs.yml", "Minimal", "Minimal"), *EDITS):
        edit(root / name, old, new)
        reading = reader.read(only_lessons=name.startswith("lessons"))
        records = {job.lesson: stand_in(job.steps, (), None) for job in reading.jobs}
        settings = reading.project.settings
        fresh = make_site(reading.curriculum, settings, records, reading.data, reading.browser, unsure=records)

        assert reader.site(reading) == fresh, new


def test_pages_are_those_that_a_build_renders(tmp_path: Path) -> None:
    project, curriculum, site = fake_site(copy_course("everything", tmp_path), recorded_outputs("everything"))
    folder = tmp_path / "preview"
    folder.mkdir()
    tree = tree_of(site, curriculum, project, folder)
    pages = Pages(tree, folder, str(curriculum.course.site_url), "build/docs")
    for path, text in tree.pages.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, encoding="utf-8")
    for path, content in tree.assets.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(tmp_path / "site"), strict=True))

    for url in pages.by_url:
        assert pages.page(url) == (tmp_path / "site" / url / "index.html").read_bytes(), url
    assert pages.problems() == ()


def test_an_edit_renders_only_its_page_again(tmp_path: Path) -> None:
    project, curriculum, site = fake_site(copy_course("minimal", tmp_path))
    folder = tmp_path / "preview"
    folder.mkdir()
    tree = tree_of(site, curriculum, project, folder)
    pages = Pages(tree, folder, "http://127.0.0.1:1/", "build/docs")
    while pages.render_next():
        pass
    before = {url: page.html for url, page in pages.by_url.items()}
    search = pages.file("search/search_index.json")
    path = next(path for path in tree.pages if path.startswith("basics/first-counts/"))
    edited = type(tree)(tree.config, tree.theme, {**tree.pages, path: tree.pages[path] + "\nA rarity.\n"}, tree.assets)

    assert pages.fits(edited)
    (changed,) = pages.update(edited)
    assert {url for url, page in pages.by_url.items() if page.html is None} == {changed}
    assert b"A rarity." in (pages.page(changed) or b"")
    assert {url for url in before if pages.page(url) != before[url]} == {changed}
    assert isinstance(search, Path)
    assert b"rarity" in Path(str(pages.file("search/search_index.json"))).read_bytes()
    assert not pages.fits(type(tree)(tree.config, tree.theme, {**tree.pages, "new.md": ""}, tree.assets))
    headed = {**tree.pages, path: tree.pages[path].replace("---\n", "---\nicon: material/sigma\n", 1)}
    assert not pages.fits(type(tree)(tree.config, tree.theme, headed, tree.assets)), "it shows in the navigation"


def test_what_mkdocs_warns_of_is_told_and_forgotten(tmp_path: Path) -> None:
    project, curriculum, site = fake_site(copy_course("minimal", tmp_path))
    folder = tmp_path / "preview"
    folder.mkdir()
    tree = tree_of(site, curriculum, project, folder)
    pages = Pages(tree, folder, "http://127.0.0.1:1/", "build/docs")
    bad = type(tree)(tree.config, tree.theme, {**tree.pages, "index.md": "[x](nowhere.md)"}, tree.assets)

    (home,) = pages.update(bad)
    pages.page(home)
    assert [problem.code for problem in pages.problems()] == ["E800"]
    pages.update(tree)
    pages.page(home)
    assert pages.problems() == ()


def test_a_configuration_that_mkdocs_refuses_is_a_problem(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    project, curriculum, site = fake_site(root)
    edit(root / "mkdocs.yml", "theme:", "plugins: [no-such-plugin]\ntheme:")
    folder = tmp_path / "preview"
    folder.mkdir()
    tree = tree_of(site, curriculum, project, folder)

    with pytest.raises(WikiskillsError) as raised:
        Pages(tree, folder, "http://127.0.0.1:1/", "build/docs")
    assert "no-such-plugin" in str(raised.value)


def test_a_course_that_never_ran_is_shown_without_outputs(tmp_path: Path) -> None:
    root = copy_course("minimal", tmp_path)
    look = root / "curriculum/first_looks/edit-counts.py"
    look.parent.mkdir()
    look.write_text(
        '# %% alt="Bars."\nimport matplotlib.pyplot as plt\n\nplt.bar([1], [2])\nplt.show()\n', encoding="utf-8"
    )
    reader = Reader(root, print)
    reading = reader.read(only_lessons=False)

    assert [is_first_look(job.lesson) for job in reading.missing] == [False, True]
    assert any("How many" in page.text for page in reader.site(reading).pages)
