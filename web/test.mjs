// Bundle the tests and run them with Node's own test runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const names = readdirSync(path.join(here, "tests")).filter((name) => name.endsWith(".test.ts"));
const outdir = path.join(here, "node_modules/.cache/tests"); // from there, Node finds the packages
await build({
  absWorkingDir: here,
  entryPoints: names.map((name) => `tests/${name}`),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  loader: { ".py": "text", "": "text" },
  outExtension: { ".js": ".mjs" },
  sourcemap: "inline",
  logLevel: "warning",
  outdir,
});
const files = names.map((name) => path.join(outdir, name.replace(/\.ts$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" });
process.exitCode = status ?? 1;
