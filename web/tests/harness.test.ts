// The harness in a real Pyodide under Node: its core only, without packages.
import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { type PyodideInterface, loadPyodide } from "pyodide";
import type { Result } from "../src/worker/protocol";
import { type Python, type PythonHarness, startHarness } from "../src/worker/python";

let api: PyodideInterface;
let harness: PythonHarness;
let usesOf: Python["usesOf"];
let shown: [string, string][] = [];

before(async () => {
  const indexURL = path.dirname(fileURLToPath(import.meta.resolve("pyodide")));
  api = await loadPyodide({ indexURL });
  ({ harness, usesOf } = startHarness(api, "", (kind, text) => {
    shown.push([kind, text]);
  }));
  api.FS.mkdirTree("/lesson");
  api.FS.writeFile("/lesson/counts.txt", "3 4 5");
  api.runPython("import os; os.chmod('/lesson/counts.txt', 0o444)");
});

const SETUP = ["counts = [int(word) for word in open('data/counts.txt').read().split()]", "def double(n):\n    return 2 * n"];

async function run(code: string, checks: string[] | null = null, name = "l/a"): Promise<Result> {
  shown = [];
  const job = { name, setup: SETUP, data: "/lesson", code, checks };
  return JSON.parse(await harness.run(JSON.stringify(job)));
}

const text = (kind: string): string => shown.flatMap(([of, words]) => (of === kind ? [words] : [])).join("");

test("prints and the last value are shown, the set-up is not", async () => {
  assert.deepEqual(await run("print('a', counts)\ndouble(counts[0])"), { kind: "ran" });
  assert.deepEqual(shown, [["stdout", "a"], ["stdout", " "], ["stdout", "[3, 4, 5]"], ["stdout", "\n"], ["value", "6"]]);
});

test("a value with HTML is shown as HTML, None and a trailing semicolon show nothing", async () => {
  await run("class Table:\n    def _repr_html_(self):\n        return '<table></table>'\nTable()");
  assert.deepEqual(shown, [["html", "<table></table>"]]);
  await run("None");
  await run("3;");
  assert.deepEqual(shown, []);
});

test("each run begins anew: names, changed values, files, working folder, warnings", async () => {
  await run("import os, warnings\nmine = 1\ncounts.clear()\nopen('data/mine.txt', 'w').write('x')\nos.chdir('/')\nwarnings.simplefilter('error')");
  const again = await run("import os, warnings\nprint('mine' in globals(), counts, os.path.exists('data/mine.txt'), os.getcwd())\nwarnings.warn('w')");
  assert.deepEqual(again, { kind: "ran" });
  assert.match(text("stdout"), /^False \[3, 4, 5\] False \/home\/pyodide\/exercise\n$/);
});

test("data files cannot be changed", async () => {
  const result = await run("open('data/counts.txt', 'w')");
  assert.equal(result.kind === "error" && result.error.type, "PermissionError");
  assert.equal(new TextDecoder().decode(api.FS.readFile("/lesson/counts.txt")), "3 4 5");
});

test("checks see the answer, pass or give their advice", async () => {
  const checks = ["assert total == 12, 'Add all.'", "assert total % 2 == 0"];
  assert.deepEqual(await run("total = sum(counts)", checks), { kind: "passed" });
  assert.deepEqual(await run("total = 11", checks), { kind: "failed", passed: 0, advice: "Add all.", condition: "assert total == 12, 'Add all.'" });
  assert.deepEqual(await run("class T(int):\n    __eq__ = lambda a, b: True\n    __hash__ = None\ntotal = T(13)", ["assert total == 12", checks[1]!]), {
    kind: "failed",
    passed: 1,
    advice: "",
    condition: "assert total % 2 == 0",
  });
});

test("what checks print is not shown", async () => {
  await run("total = 12", ["print('secret')\ntotal"]);
  assert.deepEqual(shown, []);
});

test("errors have the learner's line, and no frames but the learner's", async () => {
  const result = await run("def f():\n    return double(None + 1)\n\nf()");
  assert.ok(result.kind === "error");
  assert.equal(result.error.line, 2);
  assert.match(result.error.trace, /^Traceback:\n {2}File "your code", line 4, in <module>\n {4}f\(\)\n/);
  assert.doesNotMatch(result.error.trace, /ws_harness|_base\.py|set-up/);
});

test("syntax errors have the learner's line", async () => {
  const result = await run("x = 1\nprint(x");
  assert.ok(result.kind === "error");
  assert.deepEqual([result.error.type, result.error.line, result.error.text], ["SyntaxError", 2, "'(' was never closed"]);
});

test("an error in the answer that only a check meets has the answer's line", async () => {
  const result = await run("def f(x):\n    return x / 0", ["f(1)"]);
  assert.ok(result.kind === "stopped-check");
  assert.deepEqual([result.error.type, result.error.line], ["ZeroDivisionError", 2]);
});

test("the learner's own assert is no check", async () => {
  const result = await run("def f(x):\n    assert x > 1", ["f(1)"]);
  assert.ok(result.kind === "stopped-check");
  assert.equal(result.error.line, 2);
});

test("a missing name in a check has no line of the answer", async () => {
  const result = await run("pass", ["gone(1)"]);
  assert.ok(result.kind === "stopped-check");
  assert.deepEqual([result.error.type, result.error.line], ["NameError", 0]);
});

for (const code of ["import sys\nsys.exit(1)", "raise KeyboardInterrupt", "input()", "def f(): f()\nf()"]) {
  test(`Python goes on after ${JSON.stringify(code)}`, async () => {
    assert.equal((await run(code)).kind, "error");
    assert.equal((await run("1")).kind, "ran");
  });
}

test("a flood of output is cut", async () => {
  await run("for i in range(100_000): print('line', i)");
  assert.equal(text("stdout").length, 100_000);
  assert.equal(shown.filter(([kind]) => kind === "cut").length, 1);
  assert.ok(shown.length < 1000);
});

test("await works at the top, as in a notebook", async () => {
  await run("import asyncio\nawait asyncio.sleep(0)\nawait asyncio.sleep(0, 'done')");
  assert.deepEqual(shown, [["value", "'done'"]]);
});

test("a broken set-up is told apart, also after preparing", async () => {
  shown = [];
  const job = JSON.stringify({ name: "l/b", setup: ["1 / 0"], data: "/lesson", code: "1", checks: null });
  await harness.prepare_next(job);
  const result: Result = JSON.parse(await harness.run(job));
  assert.equal(result.kind === "setup" && result.error.type, "ZeroDivisionError");
  assert.deepEqual(shown, []);
});

test("a prepared exercise is used once", async () => {
  const job = { name: "l/a", setup: ["counts = [1]"], data: "/lesson", code: "counts.append(2)\ncounts", checks: null };
  await harness.prepare_next(JSON.stringify(job));
  shown = [];
  await harness.run(JSON.stringify(job));
  await harness.run(JSON.stringify(job));
  assert.deepEqual(shown, [["value", "[1, 2]"], ["value", "[1, 2]"]]);
});

for (const [code, names, more] of [
  ["views.plot()", ["views"], { attributes: ["plot"] }],
  ["views = 1\nviews", [], {}],
  ["views = views + 1", ["views"], {}],
  ["def f(views):\n    return len(views)", ["len"], {}],
  ["def f():\n    return views\nviews = 1", [], {}],
  ["def f():\n    views = 1\n    return views", [], {}],
  ["[k for k in counts]", ["counts"], {}],
  ["f'{total}'", ["total"], {}],
  ["import os.path, pandas as pd\nfrom numpy.random import rand\npd", [], { modules: ["numpy", "os", "pandas"] }],
  ["await later()", ["later"], {}],
  ["class A:\n    size = 1\n    def f(self):\n        return size", ["__name__", "size"], {}],
  ["answers = {'a': 'views'}", [], {}],
  ["def f(:", [], {}],
] as const) {
  test(`what code uses: ${JSON.stringify(code)}`, () => {
    assert.deepEqual(JSON.parse(usesOf(code)), { names, modules: [], attributes: [], ...more });
  });
}
