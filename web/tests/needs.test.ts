import assert from "node:assert/strict";
import { test } from "node:test";
import { download } from "../src/runner/download";
import { needsOf } from "../src/worker/needs";

const known = {
  numpy: { bytes: 3, needs: [], modules: ["numpy"] },
  pandas: { bytes: 7, needs: ["numpy"], modules: ["pandas"] },
  matplotlib: { bytes: 8, needs: ["numpy", "pillow"], modules: ["matplotlib", "pylab"] },
  pillow: { bytes: 1, needs: [], modules: ["PIL"] },
};
const job = {
  name: "l/a",
  lesson: "l",
  cells: ["import pandas as pd", "import matplotlib.pyplot as plt", "views = pd.read_csv('data/v.csv')", "mean = views.mean()"],
  setup: [],
  packages: [],
  names: {
    pd: { setup: [0], packages: ["pandas"] },
    plt: { setup: [1], packages: ["matplotlib"] },
    views: { setup: [0, 2], packages: ["pandas"] },
    mean: { setup: [0, 2, 3], packages: ["pandas"] },
  },
  known,
  files: [{ name: "v.csv", url: "https://x.org/v.csv", bytes: 50 }],
  code: "answers = {'a': 1}",
  checks: ["assert answers"],
};
const uses = (names: string[], modules: string[] = [], attributes: string[] = []) => ({ names, modules, attributes });

test("an answer that uses nothing needs nothing", () => {
  assert.deepEqual(needsOf(job, uses(["assert"])), { setup: [], packages: [], data: false });
});

test("names of the lesson bring their cells once, in the lesson's order, and the data", () => {
  assert.deepEqual(needsOf(job, uses(["plt", "views", "mean"])), {
    setup: job.cells,
    packages: ["matplotlib", "numpy", "pandas", "pillow"],
    data: true,
  });
});

test("imports bring their packages, those that the site does not have nothing", () => {
  assert.deepEqual(needsOf(job, uses([], ["pylab", "torch", "os"])).packages, ["matplotlib", "numpy", "pillow"]);
});

test("methods of pandas that draw bring Matplotlib, others of that name do not", () => {
  assert.ok(needsOf(job, uses(["views"], [], ["plot"])).packages.includes("matplotlib"));
  assert.deepEqual(needsOf(job, uses([], [], ["plot"])).packages, []);
});

test("names that every object has are no names of the lesson", () => {
  assert.deepEqual(needsOf(job, uses(["constructor", "toString"])).setup, []);
});

test("code that reads a file gets the data", () => {
  assert.equal(needsOf({ ...job, code: "open('data/v.csv')" }).data, true);
});

test("a run downloads what is not there yet", () => {
  const task = { ...job, runtime: { url: "", lock: "" }, starter: "", core: 100 };
  const needs = needsOf(job, uses(["views"]));
  const held = { python: true, packages: new Set(["numpy"]), lessons: new Set<string>() };
  assert.equal(download(task, needs, { python: false, packages: new Set(), lessons: new Set() }), 160);
  assert.equal(download(task, needs, held), 57);
  assert.equal(download(task, needs, { ...held, lessons: new Set(["l"]) }), 7);
  assert.equal(download(task, needsOf(job), held), 0);
});
