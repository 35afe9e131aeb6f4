"""JupyterLab without the browser: Jupytext's own contents manager over a folder, and what the Lab itself changes."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import nbformat
from traitlets import Bool, Unicode
from traitlets.config import LoggingConfigurable

Notebook = dict[str, Any]


class _Folder(LoggingConfigurable):
    """The part of Jupyter's file manager that Jupytext asks for, over the folder `root_dir`."""

    root_dir = Unicode()
    allow_hidden = Bool(default_value=False)

    def _path(self, path: str) -> Path:
        return Path(self.root_dir) / path.strip("/")

    def exists(self, path: str) -> bool:
        return self._path(path).exists()

    def file_exists(self, path: str) -> bool:
        return self._path(path).is_file()

    def dir_exists(self, path: str) -> bool:
        return self._path(path).is_dir()

    def get(
        self,
        path: str,
        content: bool = True,  # noqa: FBT001, FBT002 - as Jupyter's
        type: str | None = None,  # noqa: A002 - as above
        format: str | None = None,  # noqa: A002 - as above
    ) -> dict[str, Any]:
        file = self._path(path)
        modified = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
        text = file.read_text("utf-8") if content else None
        value = nbformat.reads(text, as_version=4) if content and type == "notebook" else text
        return {"path": path, "type": type or "file", "format": format, "last_modified": modified, "content": value}

    def save(self, model: dict[str, Any], path: str) -> dict[str, Any]:
        content = model["content"]
        text = nbformat.writes(nbformat.from_dict(content)) if model["type"] == "notebook" else content
        self._path(path).write_text(text, "utf-8")
        return self.get(path, content=False, type=model["type"])


def _manager(root: Path) -> Any:
    """Make Jupytext's contents manager on top of a folder; without Jupyter's server, which its module asks for."""
    server = ModuleType("largefilemanager")
    server.LargeFileManager = _Folder  # type: ignore[attr-defined]
    name = "jupyter_server.services.contents.largefilemanager"
    parents = {name.rsplit(".", count)[0]: ModuleType("") for count in range(1, 4)}
    with patch.dict(sys.modules, parents | {name: server}):
        return import_module("jupytext.sync_contentsmanager").TextFileContentsManager(root_dir=str(root))


def open_and_save(root: Path, name: str, edit: Callable[[Notebook], None] = lambda _: None) -> None:
    """Open a file as a notebook in a Lab that runs in `root`, run its cells, edit it, and save it."""
    manager = _manager(root)
    notebook: Notebook = json.loads(json.dumps(manager.get(name, type="notebook")["content"]))
    _use(notebook)
    edit(notebook)
    manager.save({"type": "notebook", "content": json.loads(json.dumps(notebook))}, name)


def _use(notebook: Notebook) -> None:
    """Change what the Lab changes by itself: the kernel it found, the run's counts and outputs, notes of its own."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook["metadata"] |= {"kernelspec": kernel, "language_info": {"name": "python", "version": "3.14.1"}}
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] |= {"editable": True, "slideshow": {"slide_type": ""}}
        if cell["cell_type"] == "code":
            cell["metadata"] |= {"trusted": True, "execution": {"iopub.status.busy": "now"}}
            cell |= {"execution_count": number, "outputs": [nbformat.v4.new_output("stream", text="an output\n")]}
