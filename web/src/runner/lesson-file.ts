// run.json: what a lesson's exercises need to run. The format is in docs/browser-runtime.md.
import type { DataFile, Runtime } from "../worker/protocol";

/** One exercise, with all addresses made absolute. */
export interface Runnable {
  /** `<lesson>/<exercise>` */
  name: string;
  lesson: string;
  runtime: Runtime;
  files: DataFile[];
  setup: string[];
  starter: string;
  checks: string[];
  packages: string[];
  /** Bytes to fetch for the first run; those of Python without packages are `core`. */
  download: number;
  core: number;
}

interface LessonFile {
  version: number;
  runtime: string;
  lock: string;
  core: number;
  files: DataFile[];
  exercises: Record<
    string,
    { setup: string[]; starter: string; checks: { code: string }[]; packages: string[]; download: number }
  >;
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
    name,
    lesson,
    runtime: { url: absolute(file.runtime), lock: file.lock },
    files: file.files.map((data) => ({ ...data, url: absolute(data.url) })),
    checks: found.checks.map((check) => check.code),
  };
}
