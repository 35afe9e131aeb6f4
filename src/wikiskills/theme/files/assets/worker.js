var w=`# The look of every figure in the course: readable on a phone, safe for colour-blind readers.
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
`;function b(e,t){return async(...s)=>{let r=await e(...s);if(!r.ok||!r.body)return r;let n=new TransformStream({transform(a,g){t(a.byteLength),g.enqueue(a)}}),{status:i,statusText:o,
headers:c}=r;return new Response(r.body.pipeThrough(n),{status:i,statusText:o,headers:c})}}var B=["plot","hist","boxplot"],I={names:[],modules:[],attributes:[]};function x(e,t=I){let s=t.names.flatMap(a=>Object.hasOwn(e.names,a)?[e.names[a]]:[]),n=[...new Set([e.setup,...s.
map(a=>a.setup)].flat())].sort((a,g)=>a-g).map(a=>e.cells[a]??""),i=[...e.packages,...s.flatMap(a=>a.packages),...C(t.modules,e.known)],o=k(i,e.known);o.includes("pandas")&&t.attributes.
some(a=>B.includes(a))&&o.push(...k(["matplotlib"],e.known).filter(a=>!o.includes(a)));let c=[...n,e.code,...e.checks].some(a=>a.includes("data"));return{setup:n,packages:o,data:c}}function C(e,t){return Object.keys(t).filter(s=>t[s]?.modules.some(r=>e.includes(r)))}function k(e,t){let s=new Set,r=[...e];for(let n=r.pop();n!==void 0;n=r.pop())s.has(n)||!Object.
hasOwn(t,n)||(s.add(n),r.push(...t[n].needs));return[...s].sort()}var v=`"""A backend for Matplotlib that hands figures to the page. Matplotlib loads it by the name in \`MPLBACKEND\`."""

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
`;var E=`"""Runs a learner's answer in the page's Python: each time from a clean start, with words for what went wrong.

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
`;var P=`"""What a learner's code takes from around it, told before it runs: so that only this is loaded and prepared."""

import ast
import dis
import json
from collections.abc import Iterator
from types import CodeType

_LOADS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}
_STORES = {"STORE_NAME", "STORE_GLOBAL"}


def uses_of(code: str) -> str:
    """Give, as JSON, the names that code reads but does not set before, the modules that it imports, its attributes.

    Code that Python cannot read uses nothing: its run tells what is wrong with it.
    """
    found: dict[str, set[str]] = {"names": set(), "modules": set(), "attributes": set()}
    try:
        compiled = compile(code, "", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        pass
    else:
        for kind, name in _read(compiled):
            found[kind].add(name)
    return json.dumps({kind: sorted(names) for kind, names in found.items()})


def _read(code: CodeType, around: set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Read what stands on one level, then functions in it: they run when all on the top level, \`around\`, is set."""
    own: set[str] = set()
    around = own if around is None else around
    for step in dis.get_instructions(code):
        if step.opname in _STORES:
            own.add(step.argval)
        elif step.opname in _LOADS and step.argval not in own | around:
            yield "names", step.argval
        elif step.opname == "IMPORT_NAME" and step.argval:
            yield "modules", step.argval.partition(".")[0]
        elif step.opname in {"LOAD_ATTR", "LOAD_METHOD"}:
            yield "attributes", step.argval
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _read(constant, around)
`;var d=class extends Error{},l="/home/pyodide/wikiskills";async function T(e,t,s){let r=await _("Python",async()=>(await import(`${e.url}pyodide.mjs`)).loadPyodide({indexURL:e.url,lockFileURL:e.
url+e.lock,env:{HOME:"/home/pyodide",MPLBACKEND:"module://ws_figures",MATPLOTLIBRC:`${l}/matplotlibrc`,PYTHONHASHSEED:"0",TZ:"UTC"}}));return J(r,t,s)}function J(e,t,s){return e.FS.
mkdirTree(l),e.FS.writeFile(`${l}/ws_harness.py`,E),e.FS.writeFile(`${l}/ws_figures.py`,v),e.FS.writeFile(`${l}/ws_uses.py`,P),e.FS.writeFile(`${l}/matplotlibrc`,t),e.runPython(`im\
port sys; sys.path.append("${l}")`),{api:e,harness:e.pyimport("ws_harness").start(s),usesOf:e.pyimport("ws_uses").uses_of}}function m(e){return Object.keys(e.loadedPackages).map(t=>t.
toLowerCase().replace(/[-_.]+/g,"-"))}async function O(e,t){let s=p(t,m(e));if(!s.length)return;let r=()=>{};await _(s.join(", "),()=>e.loadPackage(s,{messageCallback:r,errorCallback:r}));
let n=p(s,m(e));if(n.length)throw new d(n.join(", "))}function p(e,t){return e.filter(s=>!t.includes(s))}async function S(e,t,s){let r=`${l}/data/${t}`;e.FS.mkdirTree(r);let n=e.FS.
readdir(r),i=s.filter(({name:o})=>!n.includes(o));return await Promise.all(i.map(async({name:o,url:c})=>{let a=await _(o,()=>$(c));e.FS.writeFile(`${r}/${o}`,a),e.runPython(`import\
 os; os.chmod(${JSON.stringify(`${r}/${o}`)}, 0o444)`)})),r}async function $(e){let t=await fetch(e);if(!t.ok)throw new Error(`${t.status}`);return new Uint8Array(await t.arrayBuffer())}
async function _(e,t){try{return await t()}catch(s){throw console.warn(s),new d(e)}}var f=e=>postMessage(e),y=0,N=0,L=0,u,A=Promise.resolve(),R=new Set;self.fetch=b(self.fetch.bind(self),e=>{y+=e,!(performance.now()-N<100)&&(N=performance.now(),f({type:"bytes",loaded:y}))});
function h(e){f({type:"bytes",loaded:y}),f({type:"stage",stage:e})}function G(e,t,s){f({type:"shown",id:L,shown:e==="figure"?{kind:e,png:t,words:s}:e==="cut"?{kind:e}:{kind:e,text:t}})}
async function M({api:e,usesOf:t},s){let r=x(s,JSON.parse(t(s.code)));f({type:"needs",needs:r}),p(r.packages,m(e)).length&&h("packages"),await O(e,r.packages),h("data");let n=await S(
e,s.lesson,r.data?s.files:[]);return r.data&&R.add(s.lesson),{name:JSON.stringify([s.name,r.setup,r.data]),setup:r.setup,data:n}}async function U(e){let t=await u;await t.harness.prepare_next(
JSON.stringify(await M(t,e)))}async function q(e,t,s){let{api:r,harness:n}=await u,i=await M(await u,t);h("answer"),L=e;let o=s?t.checks:null,c=JSON.parse(await n.run(JSON.stringify(
{...i,code:t.code,checks:o})));f({type:"result",id:e,result:c,packages:m(r),lessons:[...R]}),await n.prepare_next(JSON.stringify(i))}function F(e){e instanceof d?f({type:"unreachab\
le",what:e.message}):f({type:"broken",reason:String(e)})}addEventListener("message",({data:e})=>{e.type==="boot"?(h("python"),u=T(e.runtime,w,G),u.catch(F)):A=A.then(()=>e.type==="\
run"?q(e.id,e.job,e.check):U(e.job)).catch(F)});
