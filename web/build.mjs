// Bundle the scripts of the site: `node build.mjs [folder]`, by default into the theme. The same sources give the same bytes.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(process.argv[2] ?? path.join(here, "../src/wikiskills/theme/files/assets"));

const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  lineLimit: 180, // readable differences
  target: "es2022",
  charset: "ascii",
  legalComments: "none", // the licences stand in licences.txt
  loader: { ".py": "text", "": "text" },
  outdir: target,
  metafile: true,
  logLevel: "warning",
};

/** Name the npm packages that went into bundles. */
function packagesIn(...metafiles) {
  const inputs = metafiles.flatMap((meta) => Object.keys(meta.inputs));
  const names = inputs.flatMap((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set(names)].sort();
}

function licence(name) {
  const folder = path.join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(path.join(folder, file), "utf8").trim() : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}

if (!existsSync(path.join(here, "node_modules"))) throw new Error("run 'npm ci' first");
mkdirSync(target, { recursive: true });
const pages = await build({ ...shared, entryPoints: { wikiskills: "src/all-pages.ts", sw: "src/keep/service-worker.ts" }, format: "iife" });
const exercises = await build({
  ...shared,
  entryPoints: { runner: "src/runner/attach.ts", keep: "src/keep/attach.ts", worker: "src/worker/worker.ts" },
  format: "esm",
});
const head = "The scripts of this site hold parts of these works.\n";
const texts = packagesIn(pages.metafile, exercises.metafile).map(licence);
writeFileSync(path.join(target, "licences.txt"), [head, ...texts].join(`\n${"-".repeat(78)}\n\n`));
