// The one Python of all exercises: a worker that starts at the first run and stays while the learner changes pages.
import { type Held, NOTHING_HELD, together } from "./download";
import type { FromWorker, Job, Needs, Result, Runtime, Shown, Stage } from "../worker/protocol";

/** How a run ended. */
export type Outcome =
  | { kind: "result"; result: Result }
  | { kind: "stopped" }
  | { kind: "unreachable"; what: string }
  | { kind: "broken"; reason: string };

/** What is told of a run while it goes on. */
export interface Listener {
  stage(stage: Stage): void;
  /** What the run needs, before that is fetched. */
  needs(needs: Needs): void;
  /** Bytes fetched since Python was started. */
  bytes(loaded: number): void;
  shown(shown: Shown): void;
}

interface Run {
  id: number;
  job: Job;
  check: boolean;
  listener: Listener;
  end(outcome: Outcome): void;
}

/** The part of `Worker` that is needed. */
export type WorkerLike = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

/** Runs one answer after the other in one worker. */
export class Session {
  private worker: WorkerLike | undefined;
  private runtime: Runtime | undefined;
  private stage: Stage = "python";
  private readonly queue: Run[] = [];
  private runs = 0;
  private watchers: (() => boolean)[] = [];
  /** What this Python has. */
  held = NOTHING_HELD;
  /** What came since the page was opened: the browser keeps it, though Python starts anew. */
  came = NOTHING_HELD;
  /** Bytes fetched since Python was started. */
  loaded = 0;

  constructor(private readonly makeWorker: () => WorkerLike) {}

  get busy(): boolean {
    return this.queue.length > 0;
  }

  /** Call `watcher` when what is loaded has changed, until it answers false. */
  watch(watcher: () => boolean): void {
    this.watchers.push(watcher);
  }

  /** Run an answer, and its checks or not, as soon as those before it are done. */
  run(runtime: Runtime, job: Job, check: boolean, listener: Listener): Promise<Outcome> {
    return new Promise((resolve) => {
      this.runs += 1;
      this.queue.push({ id: this.runs, job, check, listener, end: resolve });
      if (this.queue.length === 1) this.next(runtime);
    });
  }

  /** Stop what runs, and start Python anew: that is the only way to end a loop without end. */
  stop(): void {
    const { runtime } = this;
    const { python } = this.held;
    const [run] = this.queue;
    this.close({ kind: "stopped" });
    if (!runtime || !run || !python) return;
    this.start(runtime);
    this.worker?.postMessage({ type: "prepare", job: run.job });
  }

  private start(runtime: Runtime): void {
    const worker = this.makeWorker();
    this.worker = worker;
    this.runtime = runtime;
    this.stage = "python";
    const listen = (act: (message: FromWorker) => void) => (event: Event) => {
      if (this.worker === worker) act((event as MessageEvent<FromWorker>).data);
    };
    worker.addEventListener("message", listen((message) => this.hear(message)));
    worker.addEventListener("error", listen(() => this.close({ kind: "unreachable", what: "Python" })));
    worker.postMessage({ type: "boot", runtime });
  }

  private next(runtime: Runtime): void {
    const [run] = this.queue;
    if (!run) return;
    const same = this.runtime?.url === runtime.url && this.runtime.lock === runtime.lock;
    if (this.worker && !same) this.end();
    if (!this.worker) this.start(runtime);
    if (this.stage === "python") run.listener.stage("python");
    this.worker?.postMessage({ type: "run", id: run.id, job: run.job, check: run.check });
  }

  private hear(message: FromWorker): void {
    const [run] = this.queue;
    switch (message.type) {
      case "stage":
        this.stage = message.stage;
        if (message.stage !== "python") this.hold({ ...this.held, python: true });
        return run?.listener.stage(message.stage);
      case "bytes":
        this.loaded = message.loaded;
        return run?.listener.bytes(message.loaded);
      case "needs":
        return run?.listener.needs(message.needs);
      case "shown":
        return message.id === run?.id ? run.listener.shown(message.shown) : undefined;
      case "result":
        this.hold({ python: true, packages: new Set(message.packages), lessons: new Set(message.lessons) });
        this.tellWatchers();
        this.queue.shift();
        run?.end({ kind: "result", result: message.result });
        return this.runtime && this.next(this.runtime);
      case "unreachable":
        return this.close({ kind: "unreachable", what: message.what });
      case "broken":
        return this.close({ kind: "broken", reason: message.reason });
    }
  }

  /** End the worker and all runs that wait for it. */
  private close(outcome: Outcome): void {
    this.end();
    for (const run of this.queue.splice(0)) run.end(outcome);
  }

  private end(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.stage = "python";
    this.held = NOTHING_HELD;
    this.loaded = 0;
    this.tellWatchers();
  }

  private hold(held: Held): void {
    this.held = held;
    this.came = together(this.came, held);
  }

  private tellWatchers(): void {
    this.watchers = this.watchers.filter((watcher) => watcher());
  }
}
