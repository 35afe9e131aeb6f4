// What every page loads. Each page reads fully without it.
import { all } from "./dom";
import { enableFilters } from "./filters";
import { showMarks } from "./marks";
import { mendFrame, mendPage } from "./material";
import { enableProgressPage, showProgress } from "./progress-page";
import { enableQuizzes } from "./quiz";
import { Shelf, browserStorage } from "./shelf";

const script = (document.currentScript as HTMLScriptElement).src;
/** The present ids of renamed lessons by their old ones, as the head of each page says them. */
function renamedLessons(): Map<string, string> {
  const said = document.querySelector<HTMLMetaElement>("meta[name=wikiskills-renamed]")?.content ?? "";
  return new Map(said.split(" ").filter(Boolean).map((pair) => pair.split(":") as [string, string]));
}

const shelf = new Shelf(browserStorage(), new URL("..", script).pathname, renamedLessons());

const lesson = (): string => document.querySelector<HTMLElement>("[data-page-lesson]")?.dataset.pageLesson ?? "";

function show(): void {
  showMarks(shelf.record(), lesson());
  showProgress(shelf);
}

async function enableRunners(): Promise<void> {
  const wrappers = all(".ws-runner:not([data-ready])");
  if (!wrappers.length) return;
  try {
    const { attach }: typeof import("./runner/attach") = await import(new URL("runner.js", script).href);
    attach(wrappers, shelf);
  } catch (error) {
    console.warn(error); // the starter, the hints and the notebook are on the page all the same
  }
}

async function enableKeeping(): Promise<void> {
  const boxes = all(".ws-keep:not([data-ready])");
  if (!boxes.length || !navigator.serviceWorker || !("caches" in window)) return;
  try {
    const { attach }: typeof import("./keep/attach") = await import(new URL("keep.js", script).href);
    await attach(boxes, new URL("..", script).href);
  } catch (error) {
    console.warn(error); // the browser keeps nothing for this site
  }
}

function enhance(): void {
  mendPage();
  enableQuizzes(lesson(), shelf);
  enableFilters();
  enableProgressPage(shelf);
  show();
  void enableRunners();
  void enableKeeping();
}

function start(): void {
  mendFrame();
  shelf.subscribe(show);
  addEventListener("storage", (event) => {
    if (shelf.owns(event.key)) shelf.changed();
  });
  // Material swaps pages without loading them; document$ tells of each new one.
  if (window.document$) window.document$.subscribe(enhance);
  else enhance();
}

// Where the words did not come, the page stays as it reads without scripts.
if (globalThis.wikiskillsWords) start();
