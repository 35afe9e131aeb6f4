var y=`# The look of every figure in the course: readable on a phone, safe for colour-blind readers.
svg.hashsalt: wikiskills
figure.figsize: 6.0, 3.8
figure.dpi: 144
figure.facecolor: white
font.size: 12
axes.titlesize: 13
axes.titleweight: bold
axes.titlelocation: left
axes.spines.top: False
axes.spines.right: False
axes.axisbelow: True
axes.grid: True
grid.color: e4e4e0
grid.linewidth: 0.8
legend.frameon: False
lines.linewidth: 1.6
# Okabe and Ito's palette, darkest first
axes.prop_cycle: cycler("color", ["0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "000000"])
image.cmap: cividis
`;function _(e,t){return async(...s)=>{let r=await e(...s);if(!r.ok||!r.body)return r;let a=new TransformStream({transform(f,h){t(f.byteLength),h.enqueue(f)}}),{status:n,statusText:i,
headers:m}=r;return new Response(r.body.pipeThrough(a),{status:n,statusText:i,headers:m})}}var w=`"""A backend for Matplotlib that hands figures to the page. Matplotlib loads it by the name in \`MPLBACKEND\`."""

import base64
from collections.abc import Iterator
from io import BytesIO

import matplotlib.pyplot as plt
import ws_harness
from matplotlib.backend_bases import FigureManagerBase as FigureManager  # noqa: F401 - part of a backend
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas  # noqa: F401 - part of a backend
from matplotlib.figure import Figure


def show(*_: object, **__: object) -> None:
    """Do what \`plt.show()\` does here: show all open figures where the code stands."""
    ws_harness.harness.show_figures()


def drawn() -> Iterator[tuple[str, str]]:
    """Give each open figure as PNG in base64, with the words that stand in it; close it."""
    for number in plt.get_fignums():
        figure = plt.figure(number)
        if figure.axes or figure.texts:
            file = BytesIO()
            figure.savefig(file, format="png", bbox_inches="tight")
            yield base64.b64encode(file.getvalue()).decode(), _words(figure)
        plt.close(figure)


def _words(figure: Figure) -> str:
    """Give the titles and labels of a figure, which a screen reader can say."""
    texts = [figure.get_suptitle()]
    for axes in figure.axes:
        texts += [axes.get_title(where) for where in ("left", "center", "right")]
        texts += [axes.get_xlabel(), axes.get_ylabel()]
    return "; ".join(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
`;var b=`"""Runs a learner's answer in the page's Python: each time from a clean start, with words for what went wrong.

The worker writes this file and ws_figures.py into Pyodide, and calls \`start\`. Texts for learners are not made here: the
page has them all in one place.
"""

import builtins
import json
import linecache
import logging
import os
import random
import shutil
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from io import TextIOBase
from pathlib import Path
from typing import Any, Never

from pyodide.code import eval_code_async

Emit = Callable[[str, str, str], None]
ANSWER = "your code"
"""The file name that stands in tracebacks for what the learner wrote."""
_FOLDER = Path("/home/pyodide/exercise")
_MOST_TEXT, _MOST_HTML = 100_000, 400_000  # characters that one run may show
_EAGER_WRITES, _PAUSE = 200, 0.1  # so many writes are shown at once; then those of each tenth of a second together


class _Stream(TextIOBase):
    """Standard output or error: hands on what is written, as soon as that does not flood the page."""

    def __init__(self, name: str, emit: Emit) -> None:
        self.name, self.emit = name, emit
        self.restart()

    def restart(self) -> None:
        """Forget how much was written."""
        self.held: list[str] = []
        self.writes, self.length, self.last = 0, 0, 0.0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        room = _MOST_TEXT - self.length
        if room > 0:
            self.held.append(text[:room])
            self.writes += 1
            if self.writes < _EAGER_WRITES or time.monotonic() - self.last > _PAUSE:
                self.flush()
        if 0 <= room < len(text):
            self.flush()
            self.emit("cut", "", "")
            room = -1
        self.length += len(text)
        return len(text)

    def flush(self) -> None:
        if self.held:
            self.emit(self.name, "".join(self.held), "")
            self.held, self.last = [], time.monotonic()


def start(emit: Emit) -> "Harness":
    """Make the one harness of this Python."""
    global harness  # noqa: PLW0603 - the figures' backend looks for it here
    harness = Harness(emit)
    return harness


class Harness:
    """Runs answers. \`emit(kind, text, more)\` is told of what they show, as it comes."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._silent = False
        self._name = ""
        self._namespace: dict[str, Any] = {}
        self.streams = [_Stream(name, self.emit) for name in ("stdout", "stderr")]
        sys.stdout, sys.stderr = self.streams
        self._filters = warnings.filters[:]
        builtins.display, builtins.input = self.display, _no_input
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # that it builds its cache says nothing

    def emit(self, kind: str, text: str, more: str) -> None:
        """Tell of something shown, unless it comes from code that is not the learner's."""
        if not self._silent:
            self._emit(kind, text, more)

    async def prepare(self, name: str, setup: list[str], data: str) -> None:
        """Make the state in which the exercise \`name\` begins: a new namespace, folder and settings, then the set-up."""
        self._name = ""
        self._clean(data)
        self._namespace = {"__name__": "__main__"}
        self._silent = True
        try:
            for number, cell in enumerate(setup, 1):
                await _evaluate(cell, self._namespace, f"set-up {number}")
            self._close_figures()
        finally:
            self._silent = False
        self._name = name

    async def prepare_next(self, job: str) -> None:
        """Prepare the next run of the same exercise, while the learner reads."""
        given = json.loads(job)
        with suppress(BaseException):  # the next run meets it again, and tells
            await self.prepare(given["name"], given["setup"], given["data"])

    async def run(self, job: str) -> str:
        """Run an answer, then its checks where there are any. Gives the result as JSON."""
        given = json.loads(job)
        for stream in self.streams:
            stream.restart()
        try:
            if self._name != given["name"]:
                await self.prepare(given["name"], given["setup"], given["data"])
        except BaseException as error:  # noqa: BLE001 - whatever it is, the learner must hear of it
            return json.dumps({"kind": "setup", "error": _described(error)})
        self._name = ""  # what is prepared serves once
        result = await self._answer(given["code"]) or await self._check(given["checks"])
        return json.dumps(result)

    async def _answer(self, code: str) -> dict[str, Any] | None:
        """Run the answer and show its outputs; give what went wrong."""
        try:
            self.display(await _evaluate(code, self._namespace, ANSWER))
            self.show_figures()
        except BaseException as error:  # noqa: BLE001 - as above
            self.show_figures()
            return {"kind": "error", "error": _described(error)}
        finally:
            for stream in self.streams:
                stream.flush()
        return None

    async def _check(self, checks: list[str] | None) -> dict[str, Any]:
        if checks is None:
            return {"kind": "ran"}
        self._silent = True
        try:
            for number, check in enumerate(checks):
                name = f"check {number + 1}"
                try:
                    await _evaluate(check, self._namespace, name)
                except BaseException as error:  # noqa: BLE001 - as above
                    return {"passed": number, **_failed(error, name)}
        finally:
            self._close_figures()
            self._silent = False
        return {"kind": "passed"}

    def display(self, *values: object) -> None:
        """Show values as a notebook does: tables as HTML, others as text."""
        for value in values:
            if value is None or _is_drawing(value):
                continue
            self.streams[0].flush()
            markup = getattr(value, "_repr_html_", None)
            html = markup() if callable(markup) and not isinstance(value, type) else None
            if html and len(html) <= _MOST_HTML:
                self.emit("html", html, "")
            else:
                self.emit("value", repr(value)[:_MOST_TEXT], "")

    def show_figures(self) -> None:
        """Show all open figures, and close them."""
        if "matplotlib.pyplot" in sys.modules:
            import ws_figures  # noqa: PLC0415 - needs Matplotlib

            for stream in self.streams:
                stream.flush()
            for picture, words in ws_figures.drawn():
                self.emit("figure", picture, words)

    def _close_figures(self) -> None:
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")

    def _clean(self, data: str) -> None:
        """Put back what an earlier run may have changed beside its names: folder, files, settings of libraries."""
        os.chdir("/")
        shutil.rmtree(_FOLDER, ignore_errors=True)
        _FOLDER.mkdir(parents=True)
        (_FOLDER / "data").mkdir()
        for file in Path(data).iterdir():  # links: files that the learner writes beside them go with the folder
            (_FOLDER / "data" / file.name).symlink_to(file)
        os.chdir(_FOLDER)
        warnings.filters[:] = self._filters
        random.seed()
        self._close_figures()
        if "matplotlib" in sys.modules:
            sys.modules["matplotlib"].rc_file_defaults()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        if "pandas" in sys.modules:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                sys.modules["pandas"].reset_option("^(display|mode|compute|future)")  # "all" needs Matplotlib


async def _evaluate(code: str, namespace: dict[str, Any], name: str) -> object:
    """Run code; give the value of its last expression. \`name\` stands for it in tracebacks."""
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    return await eval_code_async(code, globals=namespace, filename=name)


def _no_input(*_: object) -> Never:
    raise RuntimeError("no input")


def _is_drawing(value: object) -> bool:
    """Tell Matplotlib's objects, and lists of them: the figure says more than their names."""
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return type(value).__module__.startswith("matplotlib.")


def _described(error: BaseException) -> dict[str, Any]:
    """Describe an error with the frames of the learner's code only."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == ANSWER]
    own = isinstance(error, SyntaxError) and error.filename == ANSWER
    line = error.lineno if own else frames[-1].lineno if frames else 0
    last = "".join(traceback.format_exception_only(error)).rstrip()
    head = ["Traceback:\\n", *traceback.format_list(frames)] if frames else []
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return {"type": type(error).__name__, "text": text, "line": line or 0, "trace": "".join(head) + last}


def _failed(error: BaseException, name: str) -> dict[str, Any]:
    """Describe a check that failed: its advice, or what stopped it."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in (ANSWER, name)]
    if not isinstance(error, AssertionError) or not frames or frames[-1].filename != name:
        return {"kind": "stopped-check", "error": _described(error)}
    return {"kind": "failed", "advice": str(error), "condition": frames[-1].line or ""}
`;var c=class extends Error{},o="/home/pyodide/wikiskills";async function k(e,t,s){let r=await u("Python",async()=>(await import(`${e.url}pyodide.mjs`)).loadPyodide({indexURL:e.url,lockFileURL:e.
url+e.lock,env:{HOME:"/home/pyodide",MPLBACKEND:"module://ws_figures",MATPLOTLIBRC:`${o}/matplotlibrc`,PYTHONHASHSEED:"0",TZ:"UTC"}}));return{api:r,harness:A(r,t,s)}}function A(e,t,s){
return e.FS.mkdirTree(o),e.FS.writeFile(`${o}/ws_harness.py`,b),e.FS.writeFile(`${o}/ws_figures.py`,w),e.FS.writeFile(`${o}/matplotlibrc`,t),e.runPython(`import sys; sys.path.appen\
d("${o}")`),e.pyimport("ws_harness").start(s)}async function x(e,t){let s=t.filter(n=>!(n in e.loadedPackages));if(!s.length)return;let r=()=>{};await u(s.join(", "),()=>e.loadPackage(
s,{messageCallback:r,errorCallback:r}));let a=s.filter(n=>!(n in e.loadedPackages));if(a.length)throw new c(a.join(", "))}async function v(e,t,s){let r=`${o}/data/${t}`;e.FS.mkdirTree(
r);let a=e.FS.readdir(r),n=s.filter(({name:i})=>!a.includes(i));return await Promise.all(n.map(async({name:i,url:m})=>{let f=await u(i,()=>L(m));e.FS.writeFile(`${r}/${i}`,f),e.runPython(
`import os; os.chmod(${JSON.stringify(`${r}/${i}`)}, 0o444)`)})),r}async function L(e){let t=await fetch(e);if(!t.ok)throw new Error(`${t.status}`);return new Uint8Array(await t.arrayBuffer())}
async function u(e,t){try{return await t()}catch(s){throw console.warn(s),new c(e)}}var l=e=>postMessage(e),g=0,P=0,S=0,d,E=Promise.resolve();self.fetch=_(self.fetch.bind(self),e=>{g+=e,!(performance.now()-P<100)&&(P=performance.now(),l({type:"bytes",loaded:g}))});
function p(e){l({type:"bytes",loaded:g}),l({type:"stage",stage:e})}function M(e,t,s){l({type:"shown",id:S,shown:e==="figure"?{kind:e,png:t,words:s}:e==="cut"?{kind:e}:{kind:e,text:t}})}
async function F(e,t){return t.packages.some(s=>!(s in e.loadedPackages))&&p("packages"),await x(e,t.packages),p("data"),v(e,t.lesson,t.files)}async function j(e){let{api:t,harness:s}=await d,
r=await F(t,e);await s.prepare_next(JSON.stringify({name:e.name,setup:e.setup,data:r}))}async function B(e,t){let{api:s,harness:r}=await d,a=await F(s,t);p("answer"),S=e;let{name:n,
setup:i,code:m,checks:f}=t,h=JSON.parse(await r.run(JSON.stringify({name:n,setup:i,data:a,code:m,checks:f})));l({type:"result",id:e,result:h,packages:Object.keys(s.loadedPackages)}),
await r.prepare_next(JSON.stringify({name:n,setup:i,data:a}))}function T(e){e instanceof c?l({type:"unreachable",what:e.message}):l({type:"broken",reason:String(e)})}addEventListener(
"message",({data:e})=>{e.type==="boot"?(p("python"),d=k(e.runtime,y,M),d.catch(T)):E=E.then(()=>e.type==="run"?B(e.id,e.job):j(e.job)).catch(T)});
