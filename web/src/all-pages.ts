// What every page loads. Each page reads fully without it.
import { all } from "./dom";
import { enableFilters } from "./filters";
import { showMarks } from "./marks";
import { mendFrame, mendPage } from "./material";
import { enableProgressPage, showProgress } from "./progress-page";
import { enableQuizzes } from "./quiz";
import { Shelf, browserStorage } from "./shelf";

const script = (document.currentScript as HTMLScriptElement).src;
const shelf = new Shelf(browserStorage(), new URL("..", script).pathname);

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

function enhance(): void {
  mendPage();
  enableQuizzes(lesson(), shelf);
  enableFilters();
  enableProgressPage(shelf);
  show();
  void enableRunners();
}

mendFrame();
shelf.subscribe(show);
addEventListener("storage", (event) => {
  if (shelf.owns(event.key)) shelf.changed();
});
// Material swaps pages without loading them; document$ tells of each new one.
if (window.document$) window.document$.subscribe(enhance);
else enhance();
