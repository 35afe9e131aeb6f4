// Load Python with what the exercises need. Everything comes from the site itself.
import type { PyodideInterface, loadPyodide } from "pyodide";
import figures from "./ws_figures.py";
import harness from "./ws_harness.py";
import uses from "./ws_uses.py";
import type { DataFile, Runtime } from "./protocol";

/** The class `Harness` of ws_harness.py, for one of it. */
export interface PythonHarness {
  run(job: string): Promise<string>;
  prepare_next(job: string): Promise<void>;
}

/** A loaded Python. `usesOf` tells what code takes from around it, as JSON. */
export interface Python {
  api: PyodideInterface;
  harness: PythonHarness;
  usesOf(code: string): string;
}

/** A file that could not be fetched: the learner can try again. */
export class Unreachable extends Error {}

const HOME = "/home/pyodide/wikiskills";

/** Load Python and the harness, which calls `show` with what answers show. */
export async function loadPython(
  runtime: Runtime,
  figureStyle: string,
  show: (kind: string, text: string, more: string) => void,
): Promise<Python> {
  const api = await reached("Python", async () => {
    const script: { loadPyodide: typeof loadPyodide } = await import(`${runtime.url}pyodide.mjs`);
    return script.loadPyodide({
      indexURL: runtime.url,
      lockFileURL: runtime.url + runtime.lock,
      env: {
        HOME: "/home/pyodide",
        MPLBACKEND: "module://ws_figures",
        MATPLOTLIBRC: `${HOME}/matplotlibrc`,
        PYTHONHASHSEED: "0",
        TZ: "UTC",
      },
    });
  });
  return startHarness(api, figureStyle, show);
}

/** Put the harness into a loaded Python, and start it. */
export function startHarness(
  api: PyodideInterface,
  figureStyle: string,
  show: (kind: string, text: string, more: string) => void,
): Python {
  api.FS.mkdirTree(HOME);
  api.FS.writeFile(`${HOME}/ws_harness.py`, harness);
  api.FS.writeFile(`${HOME}/ws_figures.py`, figures);
  api.FS.writeFile(`${HOME}/ws_uses.py`, uses);
  api.FS.writeFile(`${HOME}/matplotlibrc`, figureStyle);
  api.runPython(`import sys; sys.path.append("${HOME}")`);
  return { api, harness: api.pyimport("ws_harness").start(show), usesOf: api.pyimport("ws_uses").uses_of };
}

/** Name the packages that are loaded, as lock files do: there, Pillow is pillow. */
export function loadedPackages(api: PyodideInterface): string[] {
  return Object.keys(api.loadedPackages).map((name) => name.toLowerCase().replace(/[-_.]+/g, "-"));
}

/** Load packages by name; those that are there already cost nothing. */
export async function loadPackages(api: PyodideInterface, names: string[]): Promise<void> {
  const missing = without(names, loadedPackages(api));
  if (!missing.length) return;
  const quiet = () => {};
  await reached(missing.join(", "), () => api.loadPackage(missing, { messageCallback: quiet, errorCallback: quiet }));
  const failed = without(missing, loadedPackages(api));
  if (failed.length) throw new Unreachable(failed.join(", "));
}

/** Leave some names out. */
export function without(names: string[], some: string[]): string[] {
  return names.filter((name) => !some.includes(name));
}

/** Fetch a lesson's data files, once. Gives their folder; nobody can write to them there. */
export async function fetchData(api: PyodideInterface, lesson: string, files: DataFile[]): Promise<string> {
  const folder = `${HOME}/data/${lesson}`;
  api.FS.mkdirTree(folder);
  const there: string[] = api.FS.readdir(folder);
  const missing = files.filter(({ name }) => !there.includes(name));
  await Promise.all(
    missing.map(async ({ name, url }) => {
      const content = await reached(name, () => bytesOf(url));
      api.FS.writeFile(`${folder}/${name}`, content);
      api.runPython(`import os; os.chmod(${JSON.stringify(`${folder}/${name}`)}, 0o444)`);
    }),
  );
  return folder;
}

async function bytesOf(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function reached<T>(what: string, get: () => Promise<T>): Promise<T> {
  try {
    return await get();
  } catch (error) {
    console.warn(error);
    throw new Unreachable(what);
  }
}
