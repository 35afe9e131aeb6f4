// Try exercises in the runtime of a site, one after another, each in a new namespace and a new folder.
// node prove.mjs <folder of the runtime> <lock file>; a line of JSON with a trial on the input gives one on the output.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [runtime, lock] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({
  indexURL: runtime,
  lockFileURL: `${runtime}/${lock}`,
  env: { HOME: "/home/pyodide", MPLBACKEND: "agg", PYTHONHASHSEED: "0", TZ: "UTC" },
  stdin: () => null,
  stdout: () => {},
  stderr: () => {},
});
python.runPython(readFileSync(new URL("prove.py.txt", import.meta.url), "utf8"));
const attempt = python.globals.get("attempt");

async function tried(trial) {
  await python.loadPackage(trial.packages, { messageCallback: () => {}, errorCallback: () => {} });
  const files = trial.files.map(({ name, path }) => [name, new Uint8Array(readFileSync(path))]);
  const results = [];
  for (const cells of trial.attempts) {
    results.push(JSON.parse(await attempt(python.toPy(cells), files)));
  }
  return results;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await tried(JSON.parse(line)))}\n`);
}
process.exit(0);
