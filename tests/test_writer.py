"""The writer touches what changed, removes what it wrote before, and nothing else."""

from __future__ import annotations

import errno
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.files import contents
from wikiskills.errors import WikiskillsError
from wikiskills.writer import Written, write_file, write_notebooks, write_tree

LONG_AGO = (1_000_000_000, 1_000_000_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "build" / "docs"


def manifest(folder: Path) -> Path:
    return folder.with_name(".docs.manifest.json")


def test_first_write(folder: Path) -> None:
    written = write_tree({"index.md": b"home", "a/b/c.md": b"deep"}, folder)

    assert written == Written(changed=("a/b/c.md", "index.md"), removed=(), total=2)
    assert contents(folder) == {"index.md": b"home", "a/b/c.md": b"deep"}


def test_only_what_changed_is_touched(folder: Path) -> None:
    write_tree({"same.md": b"1", "other.md": b"1"}, folder)
    for name in ("same.md", "other.md"):
        os.utime(folder / name, LONG_AGO)

    written = write_tree({"same.md": b"1", "other.md": b"2"}, folder)

    assert written.changed == ("other.md",)
    assert (folder / "same.md").stat().st_mtime == LONG_AGO[1]
    assert (folder / "other.md").stat().st_mtime > LONG_AGO[1]


def test_content_from_a_file(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "figure.png"
    source.write_bytes(b"x" * 3_000_000)

    assert write_tree({"a.png": source}, folder).changed == ("a.png",)
    assert write_tree({"a.png": source}, folder).changed == ()
    source.write_bytes(b"x" * 2_999_999 + b"y")  # the same size
    assert write_tree({"a.png": source}, folder).changed == ("a.png",)
    assert (folder / "a.png").read_bytes() == source.read_bytes()


def test_stale_files_and_their_folders_go(folder: Path) -> None:
    write_tree(
        {"index.md": b"", "old/deep/a.md": b"", "old/deep/b.md": b"", "kept/a.md": b"", "kept/b.md": b""}, folder
    )

    written = write_tree({"index.md": b"", "kept/a.md": b""}, folder)

    assert written.removed == ("kept/b.md", "old/deep/a.md", "old/deep/b.md")
    assert sorted(path.name for path in folder.iterdir()) == ["index.md", "kept"]


def test_foreign_files_stay(folder: Path) -> None:
    write_tree({"old/a.md": b""}, folder)
    (folder / "old/mine.txt").write_text("mine")

    write_tree({}, folder)

    assert contents(folder) == {"old/mine.txt": b"mine"}


def test_a_file_becomes_a_folder_and_back(folder: Path) -> None:
    write_tree({"a": b"file"}, folder)
    write_tree({"a/b": b"in a folder"}, folder)
    assert contents(folder) == {"a/b": b"in a folder"}
    write_tree({"a": b"file"}, folder)
    assert contents(folder) == {"a": b"file"}


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"files": 3}', b'{"files": [1, null]}', b"\xff\xfe", b"[" * 9999]
)
def test_a_damaged_manifest_names_nothing(folder: Path, damage: bytes) -> None:
    write_tree({"a.md": b"a", "b.md": b"b"}, folder)
    manifest(folder).write_bytes(damage)

    assert write_tree({"a.md": b"a"}, folder).removed == ()
    assert contents(folder) == {"a.md": b"a", "b.md": b"b"}
    assert json.loads(manifest(folder).read_bytes()) == {"files": ["a.md"]}


def test_a_manifest_does_not_lead_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("precious")
    folder.mkdir(parents=True)
    names = ["../../outside.txt", str(outside), "x/../../../outside.txt", "..\\..\\outside.txt", ""]
    manifest(folder).write_text(json.dumps({"files": names}))

    assert write_tree({"a.md": b""}, folder).removed == ()
    assert outside.read_text() == "precious"


@pytest.mark.parametrize("again", [{}, {"linked/a.md": b"new"}], ids=["remove", "write"])
def test_a_symbolic_link_does_not_lead_out_of_the_folder(folder: Path, tmp_path: Path, again: dict[str, bytes]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    write_tree({"linked/a.md": b"old"}, folder)
    (folder / "linked").rename(tmp_path / "moved")
    (folder / "linked").symlink_to(outside)
    (outside / "a.md").write_text("precious")

    with pytest.raises(WikiskillsError, match="E810 a symbolic link leads out of the folder"):
        write_tree(again, folder)
    assert (outside / "a.md").read_text() == "precious"


def test_a_linked_file_is_replaced_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("precious")
    folder.mkdir(parents=True)
    (folder / "a.md").symlink_to(tmp_path / "outside.md")

    write_tree({"a.md": b"precious"}, folder)

    assert not (folder / "a.md").is_symlink()
    assert (tmp_path / "outside.md").read_text() == "precious"


BAD_NAMES = ["../a", "/a", "a/../b", "./a", "a//b", "a/", "", "a\\b", "C:a", "a\0", "a\nb", ".wikiskills-new-1"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_bad_names_are_refused_before_anything_is_written(folder: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(WikiskillsError, match="E810 this is not a file name within the folder"):
        write_tree({"good.md": b"", name: b""}, folder)
    assert contents(tmp_path) == {}


def test_names_that_differ_in_case_are_refused(folder: Path) -> None:
    with pytest.raises(WikiskillsError, match=r"build/docs/a\.MD: E810 differs from 'A\.md' only"):
        write_tree({"A.md": b"", "a.MD": b""}, folder, shown="build/docs")


def test_a_full_disk_leaves_old_files_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = {f"{number}.md": b"old" * 100 for number in range(5)}
    new = {f"{number}.md": b"new" * 100 for number in range(1, 6)}
    write_tree(old, folder)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", _open_on_a_disk_that_fills_at("3.md", folder, new))
        with pytest.raises(WikiskillsError, match=r"docs/3\.md: E811 .*: no space left on device") as caught:
            write_tree(new, folder)
    assert "free some space" in caught.value.problems[0].hint
    assert set(contents(folder).values()) == {b"old" * 100, b"new" * 100}
    assert contents(folder).keys() == {"1.md", "2.md", "3.md", "4.md"}

    assert write_tree({"1.md": new["1.md"]}, folder).removed == ("2.md", "3.md", "4.md")
    assert contents(folder) == {"1.md": new["1.md"]}


def _open_on_a_disk_that_fills_at(name: str, folder: Path, files: dict[str, bytes]) -> object:
    real, left = Path.open, sorted(files).index(name)

    def fill(path: Path, mode: str = "r", *rest: object, **options: object) -> io.IOBase:
        nonlocal left
        stream = real(path, mode, *rest, **options)  # type: ignore[call-overload]
        if mode == "xb" and path.parent == folder:
            left -= 1
            if left < 0:
                stream.write(b"half")
                stream.close()
                raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return stream  # type: ignore[no-any-return]

    return fill


def test_a_limit_of_the_system_leaves_old_files_whole(folder: Path) -> None:
    write_tree({"a.md": b"old"}, folder)
    script = "import sys, pathlib; from wikiskills.writer import write_tree\n"
    script += "write_tree({'a.md': b'x' * 200_000}, pathlib.Path(sys.argv[1]))"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    run = [sys.executable, "-B", "-c", script, str(folder)]
    finished = subprocess.run(run, preexec_fn=limit, capture_output=True, text=True, check=False)

    assert "docs/a.md: E811 the file cannot be written: file too large" in finished.stderr
    assert contents(folder) == {"a.md": b"old"}


def test_what_a_killed_build_left_is_mended(folder: Path) -> None:
    """Killed after its first file: the manifest already names the rest, and a half file lies about."""
    script = """if True:
        import os, pathlib, sys
        from wikiskills import writer
        folder, real = pathlib.Path(sys.argv[1]), pathlib.Path.replace
        def replace(self, target):
            if target.name == "b.md":
                os._exit(9)
            return real(self, target)
        pathlib.Path.replace = replace
        writer.write_tree({"a.md": b"1", "b.md": b"1", "c.md": b"1"}, folder)
    """
    assert subprocess.run([sys.executable, "-c", script, str(folder)], check=False).returncode == 9
    assert any(name.startswith(".wikiskills-new-") for name in contents(folder))

    assert write_tree({"c.md": b"1"}, folder).removed == ("a.md",)
    assert contents(folder) == {"c.md": b"1"}


def test_a_missing_source_is_a_problem(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WikiskillsError, match=r"docs/a\.png: E811 .*: no such file or directory"):
        write_tree({"a.png": tmp_path / "none.png"}, folder)


def test_a_folder_in_the_way_is_a_problem(folder: Path) -> None:
    (folder / "a.md").mkdir(parents=True)
    (folder / "a.md/mine").touch()
    with pytest.raises(WikiskillsError, match="E811 the file cannot be written: is a directory"):
        write_tree({"a.md": b""}, folder)


def test_files_are_readable_by_a_web_server(folder: Path) -> None:
    write_tree({"a.md": b""}, folder)
    ordinary = folder / "ordinary"
    ordinary.touch()
    assert (folder / "a.md").stat().st_mode == ordinary.stat().st_mode


def test_notebooks_that_no_lesson_makes_go(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    for name in ("old.ipynb", "track/old.ipynb", ".ipynb_checkpoints/a.ipynb", "README.md", "data/a.csv"):
        write_file(folder / name, b"")

    written = write_notebooks({"track/a.ipynb": b"{}"}, folder)

    assert written == Written(("track/a.ipynb",), ("old.ipynb", "track/old.ipynb"), 1)
    assert contents(folder).keys() == {"track/a.ipynb", ".ipynb_checkpoints/a.ipynb", "README.md", "data/a.csv"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notebooks"]


def test_write_file_tells_whether_it_wrote(tmp_path: Path) -> None:
    assert write_file(tmp_path / "a/b.yml", b"1")
    assert not write_file(tmp_path / "a/b.yml", b"1")
    assert write_file(tmp_path / "a/b.yml", b"2")


NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
TREES = st.dictionaries(NAMES, st.binary(max_size=2), max_size=5).filter(
    lambda tree: not any(other.startswith(f"{name}/") for name in tree for other in tree)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=4))
def test_any_history_ends_in_the_last_tree(history: list[dict[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "docs"
        for tree in history:
            write_tree(tree, folder)
            assert contents(folder) == tree
            assert not [path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())]
            assert write_tree(tree, folder) == Written((), (), len(tree))
