// Compile what the packages of the runtime load, in the Python for which they are meant.
// node compile.mjs <folder of the runtime> <lock file> <folder to write to>; on its input {modules, packages, files}.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [runtime, lock, target] = process.argv.slice(2);
const wanted = JSON.parse(readFileSync(0, "utf8"));
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`));
const python = await loadPyodide({
  indexURL: runtime,
  lockFileURL: lock,
  env: { HOME: "/home/pyodide", MPLBACKEND: "agg", PYTHONHASHSEED: "0" },
  stderr: () => {},
});
await python.loadPackage(wanted.packages, { messageCallback: () => {} });
for (const [name, root] of [["/runtime", runtime], ["/target", target]]) {
  python.FS.mkdir(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, name);
}
python.runPython(readFileSync(new URL("compile.py.txt", import.meta.url), "utf8"));
python.globals.get("compile_all")(python.toPy(wanted.modules), python.toPy(wanted.files));
process.exit(0);
