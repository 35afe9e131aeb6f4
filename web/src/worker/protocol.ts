// What the page and the worker say to each other.

/** A data file of a lesson: its name under data/, and where it is fetched. */
export interface DataFile {
  name: string;
  url: string;
  bytes: number;
}

/** The packages that the site has: bytes, the packages that each needs, the modules that it gives. */
export type Packages = Record<string, { bytes: number; needs: string[]; modules: string[] }>;

/** What goes before an answer: numbers of cells of the lesson, in their order, and what they import. */
export interface Before {
  setup: number[];
  packages: string[];
}

/** An exercise with an answer to it. */
export interface Job extends Before {
  /** `<lesson>/<exercise>` */
  name: string;
  lesson: string;
  /** Cells of the lesson, which `setup` numbers. */
  cells: string[];
  /** What has to go before an answer that uses one of these names too. */
  names: Record<string, Before>;
  known: Packages;
  files: DataFile[];
  code: string;
  checks: string[];
}

/** What one run of a job needs, all packages included. */
export interface Needs {
  setup: string[];
  packages: string[];
  data: boolean;
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
  /** Run the answer, and then the checks, or not. */
  | { type: "run"; id: number; job: Job; check: boolean };

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
  /** What the run that begins needs, told before it is fetched. */
  | { type: "needs"; needs: Needs }
  | { type: "shown"; id: number; shown: Shown }
  | { type: "result"; id: number; result: Result; packages: string[]; lessons: string[] }
  /** A file could not be fetched. */
  | { type: "unreachable"; what: string }
  /** Python itself broke, as where its memory is full. */
  | { type: "broken"; reason: string };
