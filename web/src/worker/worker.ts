// One Python for all exercises: a module worker, which the page keeps over its own changes of page.
import courseStyle from "../../../src/wikiskills/execution/matplotlibrc";
import { countedFetch } from "./counted-fetch";
import { needsOf } from "./needs";
import { type Python, Unreachable, fetchData, loadPackages, loadPython, loadedPackages, without } from "./python";
import type { FromWorker, Job, Shown, Stage, ToWorker } from "./protocol";

const tell = (message: FromWorker): void => postMessage(message);
let loaded = 0;
let told = 0;
let running = 0;
let python: Promise<Python>;
let queue = Promise.resolve();
const lessons = new Set<string>();

self.fetch = countedFetch(self.fetch.bind(self), (bytes) => {
  loaded += bytes;
  if (performance.now() - told < 100) return;
  told = performance.now();
  tell({ type: "bytes", loaded });
});

function enter(stage: Stage): void {
  tell({ type: "bytes", loaded });
  tell({ type: "stage", stage });
}

function show(kind: string, text: string, more: string): void {
  const shown = kind === "figure" ? { kind, png: text, words: more } : kind === "cut" ? { kind } : { kind, text };
  tell({ type: "shown", id: running, shown: shown as Shown });
}

/** Bring what a job needs; give the state that it begins in, for the harness. */
async function ready({ api, usesOf }: Python, job: Job): Promise<{ name: string; setup: string[]; data: string }> {
  const needs = needsOf(job, JSON.parse(usesOf(job.code)));
  tell({ type: "needs", needs });
  if (without(needs.packages, loadedPackages(api)).length) enter("packages");
  await loadPackages(api, needs.packages);
  enter("data");
  const data = await fetchData(api, job.lesson, needs.data ? job.files : []);
  if (needs.data) lessons.add(job.lesson);
  return { name: JSON.stringify([job.name, needs.setup, needs.data]), setup: needs.setup, data };
}

async function prepare(job: Job): Promise<void> {
  const loaded = await python;
  await loaded.harness.prepare_next(JSON.stringify(await ready(loaded, job)));
}

async function run(id: number, job: Job, check: boolean): Promise<void> {
  const { api, harness } = await python;
  const state = await ready(await python, job);
  enter("answer");
  running = id;
  const checks = check ? job.checks : null;
  const result = JSON.parse(await harness.run(JSON.stringify({ ...state, code: job.code, checks })));
  tell({ type: "result", id, result, packages: loadedPackages(api), lessons: [...lessons] });
  await harness.prepare_next(JSON.stringify(state));
}

function tellFailure(error: unknown): void {
  if (error instanceof Unreachable) tell({ type: "unreachable", what: error.message });
  else tell({ type: "broken", reason: String(error) });
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "boot") {
    enter("python");
    python = loadPython(data.runtime, courseStyle, show);
    python.catch(tellFailure); // also where nothing runs yet
  } else {
    queue = queue
      .then(() => (data.type === "run" ? run(data.id, data.job, data.check) : prepare(data.job)))
      .catch(tellFailure);
  }
});
