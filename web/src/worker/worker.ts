// One Python for all exercises: a module worker, which the page keeps over its own changes of page.
import type { PyodideInterface } from "pyodide";
import courseStyle from "../../../src/wikiskills/execution/matplotlibrc";
import { countedFetch } from "./counted-fetch";
import { type PythonHarness, Unreachable, fetchData, loadPackages, loadPython } from "./python";
import type { FromWorker, Job, Shown, Stage, ToWorker } from "./protocol";

const tell = (message: FromWorker): void => postMessage(message);
let loaded = 0;
let told = 0;
let running = 0;
let python: Promise<{ api: PyodideInterface; harness: PythonHarness }>;
let queue = Promise.resolve();

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

/** Bring what a job needs; give the folder of its data. */
async function ready(api: PyodideInterface, job: Job): Promise<string> {
  if (job.packages.some((name) => !(name in api.loadedPackages))) enter("packages");
  await loadPackages(api, job.packages);
  enter("data");
  return fetchData(api, job.lesson, job.files);
}

async function prepare(job: Job): Promise<void> {
  const { api, harness } = await python;
  const data = await ready(api, job);
  await harness.prepare_next(JSON.stringify({ name: job.name, setup: job.setup, data }));
}

async function run(id: number, job: Job): Promise<void> {
  const { api, harness } = await python;
  const data = await ready(api, job);
  enter("answer");
  running = id;
  const { name, setup, code, checks } = job;
  const result = JSON.parse(await harness.run(JSON.stringify({ name, setup, data, code, checks })));
  tell({ type: "result", id, result, packages: Object.keys(api.loadedPackages) });
  await harness.prepare_next(JSON.stringify({ name, setup, data }));
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
      .then(() => (data.type === "run" ? run(data.id, data.job) : prepare(data.job)))
      .catch(tellFailure);
  }
});
