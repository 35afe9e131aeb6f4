// How much a run downloads.
import { weight } from "../worker/needs";
import type { Needs } from "../worker/protocol";
import type { Runnable } from "./lesson-file";

/** What has come already: Python itself, packages, the data of lessons. */
export interface Held {
  python: boolean;
  packages: ReadonlySet<string>;
  lessons: ReadonlySet<string>;
}

export const NOTHING_HELD: Held = { python: false, packages: new Set(), lessons: new Set() };

/** Bytes that are still to come for a run, as files: on the way, a server may pack them smaller. */
export function download(task: Runnable, needs: Needs, held: Held): number {
  const packages = needs.packages.filter((name) => !held.packages.has(name));
  const files = needs.data && !held.lessons.has(task.lesson) ? task.files : [];
  const data = files.reduce((sum, file) => sum + file.bytes, 0);
  return (held.python ? 0 : task.core) + weight(packages, task.known) + data;
}

/** Both together. */
export function together(one: Held, other: Held): Held {
  return {
    python: one.python || other.python,
    packages: new Set([...one.packages, ...other.packages]),
    lessons: new Set([...one.lessons, ...other.lessons]),
  };
}
