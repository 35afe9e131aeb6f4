// What a run needs: which cells of the lesson go before it, which packages, whether the data.
import type { Job, Needs, Packages } from "./protocol";

/** What code takes from around it, as ws_uses.py tells. */
export interface Uses {
  names: string[];
  modules: string[];
  attributes: string[];
}

/** Methods of pandas that draw, and so load Matplotlib. */
const DRAWING = ["plot", "hist", "boxplot"];
const NOTHING: Uses = { names: [], modules: [], attributes: [] };

/** Say what a job needs where its code uses so much; without `uses`, what any code needs. */
export function needsOf(job: Job, uses: Uses = NOTHING): Needs {
  const named = uses.names.flatMap((name) => (Object.hasOwn(job.names, name) ? [job.names[name]!] : []));
  const numbers = new Set([job.setup, ...named.map((one) => one.setup)].flat());
  const setup = [...numbers].sort((one, other) => one - other).map((number) => job.cells[number] ?? "");
  const wanted = [...job.packages, ...named.flatMap((one) => one.packages), ...packagesOf(uses.modules, job.known)];
  const packages = closure(wanted, job.known);
  if (packages.includes("pandas") && uses.attributes.some((name) => DRAWING.includes(name))) {
    packages.push(...closure(["matplotlib"], job.known).filter((name) => !packages.includes(name)));
  }
  const data = [...setup, job.code, ...job.checks].some((text) => text.includes("data"));
  return { setup, packages, data };
}

/** Bytes of packages. */
export function weight(packages: string[], known: Packages): number {
  return packages.reduce((sum, name) => sum + (known[name]?.bytes ?? 0), 0);
}

function packagesOf(modules: string[], known: Packages): string[] {
  return Object.keys(known).filter((name) => known[name]?.modules.some((module) => modules.includes(module)));
}

/** Add all that packages depend on; those that the site does not have fall away. */
function closure(names: string[], known: Packages): string[] {
  const found = new Set<string>();
  const left = [...names];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (found.has(name) || !Object.hasOwn(known, name)) continue;
    found.add(name);
    left.push(...known[name]!.needs);
  }
  return [...found].sort();
}
