// What the page and the worker say to each other.

/** A data file of a lesson: its name under data/, and where it is fetched. */
export interface DataFile {
  name: string;
  url: string;
  bytes: number;
}

/** One run of an answer. Without `checks` it only runs. */
export interface Job {
  /** `<lesson>/<exercise>` */
  name: string;
  lesson: string;
  setup: string[];
  packages: string[];
  files: DataFile[];
  code: string;
  checks: string[] | null;
}

/** Where Python is fetched from: a folder, and the name of the lock file in it. */
export interface Runtime {
  url: string;
  lock: string;
}

export type ToWorker =
  | { type: "boot"; runtime: Runtime }
  /** Make ready what a job needs, without running it. */
  | { type: "prepare"; job: Job }
  | { type: "run"; id: number; job: Job };

/** What the worker does now. */
export type Stage = "python" | "packages" | "data" | "setup" | "answer";

/** Something that the learner's code shows. */
export type Shown =
  | { kind: "stdout" | "stderr" | "value" | "html"; text: string }
  | { kind: "cut" }
  | { kind: "figure"; png: string; words: string };

/** An error in words of Python; `line` is a line of the learner's code, 0 where there is none. */
export interface CodeError {
  type: string;
  text: string;
  line: number;
  trace: string;
}

export type Result =
  | { kind: "ran" }
  | { kind: "passed" }
  | { kind: "error" | "setup"; error: CodeError }
  | { kind: "failed"; passed: number; advice: string; condition: string }
  | { kind: "stopped-check"; passed: number; error: CodeError };

export type FromWorker =
  | { type: "bytes"; loaded: number }
  | { type: "stage"; stage: Stage }
  | { type: "shown"; id: number; shown: Shown }
  | { type: "result"; id: number; result: Result; packages: string[] }
  /** A file could not be fetched. */
  | { type: "unreachable"; what: string }
  /** Python itself broke, as where its memory is full. */
  | { type: "broken"; reason: string };
