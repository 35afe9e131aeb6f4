import assert from "node:assert/strict";
import { test } from "node:test";
import { runnable } from "../src/runner/lesson-file";
import { Session, type WorkerLike } from "../src/runner/session";
import type { FromWorker, Job, ToWorker } from "../src/worker/protocol";

class FakeWorker implements WorkerLike {
  readonly sent: ToWorker[] = [];
  ended = false;
  private readonly listeners = new Map<string, ((event: Event) => void)[]>();
  addEventListener(type: string, listener: unknown): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener as (event: Event) => void]);
  }
  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  says(message: FromWorker): void {
    for (const listener of this.listeners.get("message") ?? []) listener({ data: message } as MessageEvent);
  }
  fails(): void {
    for (const listener of this.listeners.get("error") ?? []) listener(new Event("error"));
  }
}

const runtime = { url: "https://x.org/py/", lock: "lock.json" };
const job = (name: string): Job => ({
  name,
  lesson: "l",
  cells: [],
  setup: [],
  packages: [],
  names: {},
  known: {},
  files: [],
  code: "1",
  checks: [],
});
const silent = { stage() {}, needs() {}, bytes() {}, shown() {} };
const ran = (id: number): FromWorker => ({ type: "result", id, result: { kind: "ran" }, packages: ["numpy"], lessons: ["l"] });

function start(): { session: Session; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const session = new Session(() => {
    workers.push(new FakeWorker());
    return workers.at(-1)!;
  });
  return { session, workers };
}

test("nothing starts before the first run, and one worker serves all", async () => {
  const { session, workers } = start();
  assert.equal(workers.length, 0);
  const first = session.run(runtime, job("l/a"), false, silent);
  const second = session.run(runtime, job("l/b"), false, silent);
  assert.deepEqual(workers[0]!.sent.map((message) => message.type), ["boot", "run"]);
  workers[0]!.says({ type: "stage", stage: "answer" });
  workers[0]!.says(ran(1));
  assert.deepEqual(await first, { kind: "result", result: { kind: "ran" } });
  assert.deepEqual(workers[0]!.sent.map((message) => message.type), ["boot", "run", "run"]);
  workers[0]!.says(ran(2));
  await second;
  assert.equal(workers.length, 1);
  assert.equal(session.held.packages.has("numpy"), true);
});

test("watchers hear of what is loaded until they have enough", async () => {
  const { session, workers } = start();
  let heard = 0;
  session.watch(() => (heard += 1) < 2);
  for (const id of [1, 2, 3]) {
    const run = session.run(runtime, job("l/a"), false, silent);
    workers[0]!.says({ type: "bytes", loaded: 10 * id });
    workers[0]!.says(ran(id));
    await run;
  }
  assert.equal(heard, 2);
  assert.equal(session.loaded, 30);
});

test("a listener hears of its own run only", () => {
  const { session, workers } = start();
  const heard: string[] = [];
  void session.run(runtime, job("l/a"), false, { ...silent, shown: (shown) => heard.push(shown.kind) });
  workers[0]!.says({ type: "shown", id: 1, shown: { kind: "stdout", text: "mine" } });
  workers[0]!.says({ type: "shown", id: 9, shown: { kind: "stderr", text: "another's" } });
  assert.deepEqual(heard, ["stdout"]);
});

test("stop ends the worker and all that waits, and makes the next run ready", async () => {
  const { session, workers } = start();
  const first = session.run(runtime, job("l/a"), false, silent);
  const second = session.run(runtime, job("l/b"), false, silent);
  workers[0]!.says({ type: "stage", stage: "answer" });
  session.stop();
  assert.deepEqual([await first, await second], [{ kind: "stopped" }, { kind: "stopped" }]);
  assert.equal(workers[0]!.ended, true);
  assert.deepEqual(workers[1]!.sent.map((message) => message.type), ["boot", "prepare"]);
  const third = session.run(runtime, job("l/a"), false, silent);
  workers[0]!.says({ type: "result", id: 1, result: { kind: "passed" }, packages: [], lessons: [] }); // too late: nobody hears it
  workers[1]!.says(ran(3));
  assert.deepEqual(await third, { kind: "result", result: { kind: "ran" } });
});

test("stop while Python loads ends the download", async () => {
  const { session, workers } = start();
  const run = session.run(runtime, job("l/a"), false, silent);
  session.stop();
  assert.equal((await run).kind, "stopped");
  assert.equal(workers.length, 1);
});

for (const [name, fail] of [
  ["a file that cannot be fetched", (worker: FakeWorker) => worker.says({ type: "unreachable", what: "pandas" })],
  ["a worker that cannot be loaded", (worker: FakeWorker) => worker.fails()],
] as const) {
  test(`${name} can be tried again`, async () => {
    const { session, workers } = start();
    const run = session.run(runtime, job("l/a"), false, silent);
    fail(workers[0]!);
    assert.equal((await run).kind, "unreachable");
    const again = session.run(runtime, job("l/a"), false, silent);
    workers[1]!.says(ran(2));
    assert.equal((await again).kind, "result");
  });
}

test("another runtime gets a worker of its own", async () => {
  const { session, workers } = start();
  const first = session.run(runtime, job("l/a"), false, silent);
  workers[0]!.says(ran(1));
  await first;
  void session.run({ ...runtime, lock: "other.json" }, job("l/a"), false, silent);
  assert.equal(workers[0]!.ended, true);
  assert.equal(workers.length, 2);
});

test("a lesson's file is read with addresses relative to itself; other versions are left alone", () => {
  const exercise = { setup: [0], starter: "...", checks: [{ code: "assert 1" }], packages: [], names: {} };
  const file = {
    version: 1,
    packages: {},
    cells: ["1"],
    runtime: "../../py/0.27.7/",
    lock: "lock-1.json",
    core: 3,
    files: [{ name: "a.csv", url: "../../data/a/a.csv", bytes: 3 }],
    exercises: { total: exercise },
  };
  const url = "https://x.org/course/start/counts/run.json";
  const task = runnable(file, url, "counts/total");
  assert.deepEqual(task?.runtime, { url: "https://x.org/course/py/0.27.7/", lock: "lock-1.json" });
  assert.equal(task?.files[0]?.url, "https://x.org/course/data/a/a.csv");
  assert.deepEqual(task?.checks, ["assert 1"]);
  assert.equal(runnable(file, url, "counts/other"), undefined);
  assert.equal(runnable({ ...file, version: 2 }, url, "counts/total"), undefined);
});
