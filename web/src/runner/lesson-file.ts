// run.json: what a lesson's exercises need to run. The format is in docs/browser-runtime.md.
import type { Before, Job, Packages, Runtime } from "../worker/protocol";

/** One exercise, with all addresses made absolute; only the learner's code is missing. */
export interface Runnable extends Omit<Job, "code"> {
  runtime: Runtime;
  starter: string;
  /** Bytes of Python without packages. */
  core: number;
}

interface LessonFile {
  version: number;
  runtime: string;
  lock: string;
  core: number;
  files: Job["files"];
  packages: Packages;
  cells: string[];
  exercises: Record<string, Before & { starter: string; checks: { code: string }[]; names: Record<string, Before> }>;
}

const fetched = new Map<string, Promise<LessonFile>>();

/** Fetch a lesson's file, once. */
export function lessonFile(url: string): Promise<LessonFile> {
  const known = fetched.get(url);
  if (known) return known;
  const coming = fetch(url).then((response) => {
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response.json() as Promise<LessonFile>;
  });
  coming.catch(() => fetched.delete(url));
  fetched.set(url, coming);
  return coming;
}

/** Give an exercise of a lesson's file at `url`; undefined where this script does not know the file's version. */
export function runnable(file: LessonFile, url: string, name: string): Runnable | undefined {
  const [lesson = "", id = ""] = name.split("/");
  const found = file.version === 1 ? file.exercises[id] : undefined;
  if (!found) return undefined;
  const absolute = (link: string): string => new URL(link, url).href;
  return {
    ...found,
    core: file.core,
    cells: file.cells,
    known: file.packages,
    name,
    lesson,
    runtime: { url: absolute(file.runtime), lock: file.lock },
    files: file.files.map((data) => ({ ...data, url: absolute(data.url) })),
    checks: found.checks.map((check) => check.code),
  };
}
