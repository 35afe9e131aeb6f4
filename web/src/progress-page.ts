// The page "My progress": a ring for each track, and the record as a file. Nothing of it leaves the browser.
import { all, button, element } from "./dom";
import { type Done, doneOfEntry, inWords, percent, sum } from "./marks";
import { type Fault, read, written } from "./record";
import type { Shelf } from "./shelf";
import { percentage, say } from "./words";

const LARGEST_FILE = 5_000_000; // bytes
const ABOUT: Record<Fault, string> = {
  "not-json": "progress.not_json",
  foreign: "progress.foreign",
  newer: "progress.newer_file",
};

/** Show the progress, where the page is the one for it. */
export function enableProgressPage(shelf: Shelf): void {
  const page = document.querySelector<HTMLElement>(".ws-my-progress:not([data-ready])");
  if (!page) return;
  page.dataset.ready = "true";
  for (const note of all("[data-without-script]", page)) note.remove();
  page.append(tools(shelf));
}

/** Draw what is done now. */
export function showProgress(shelf: Shelf): void {
  const record = shelf.record();
  for (const track of all(".ws-my-progress [data-track]")) {
    const lessons = all("[data-lesson]", track).map((entry) => {
      const done = doneOfEntry(record, entry);
      showLine(entry, done);
      return done;
    });
    showRing(track, sum(lessons));
  }
  const page = document.querySelector(".ws-my-progress");
  page?.querySelector(".ws-notice")?.remove();
  if (!shelf.kept || shelf.newer) {
    page?.prepend(element("p", "ws-notice", shelf.newer ? say("progress.newer") : say("progress.not_kept")));
  }
}

function summary(done: Done): string {
  return inWords(done) || say("progress.nothing");
}

function showLine(entry: HTMLElement, done: Done): void {
  entry.querySelector(".ws-my-progress__done")?.remove();
  const line = element("span", "ws-my-progress__done ws-minutes", summary(done));
  if (percent(done) === 100) line.classList.add("ws-right");
  entry.append(line);
}

function showRing(track: HTMLElement, done: Done): void {
  const share = percent(done);
  const title = track.querySelector("h2, h3")?.firstChild?.textContent ?? "";
  const ring = element("div", "ws-ring");
  ring.innerHTML =
    '<svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">' +
    '<circle cx="18" cy="18" r="15.9"/><circle cx="18" cy="18" r="15.9" pathLength="100" stroke-dasharray="0 100"/></svg>';
  ring.querySelector("circle + circle")?.setAttribute("stroke-dasharray", `${share} 100`);
  ring.setAttribute("role", "img");
  ring.setAttribute("aria-label", say("progress.ring", { track: title.trim(), percent: percentage(share) }));
  ring.append(element("span", "", percentage(share)));
  const words = element("p", "ws-my-progress__sum", summary(done));
  track.querySelector(".ws-ring")?.remove();
  track.querySelector(".ws-my-progress__sum")?.remove();
  if (done.exercises + done.questions) track.prepend(ring);
  track.querySelector("h2, h3")?.after(words);
}

function tools(shelf: Shelf): HTMLElement {
  const box = element("section", "ws-my-progress__tools");
  const status = element("p", "ws-my-progress__status");
  status.setAttribute("role", "status");
  const tell = (text: string, wrong = false): void => {
    status.className = `ws-my-progress__status${wrong ? " ws-wrong" : ""}`;
    status.textContent = text;
  };
  const buttons = element("p", "ws-actions");
  const ask = askBeforeForgetting(() => {
    shelf.forget();
    tell(say("progress.forgotten"));
  });
  buttons.append(
    button("md-button", say("progress.download"), () => {
      download(`${written(shelf.bundle())}\n`);
      tell(say("progress.downloaded"));
    }),
    filePicker(async (file) => {
      const fault = await addFile(shelf, file);
      tell(fault.text, fault.wrong);
    }),
    button("md-button", say("progress.forget"), () => ask.showModal()),
  );
  box.append(element("h2", "", say("progress.tools")), element("p", "", say("progress.tools_text")), buttons, status, ask);
  return box;
}

function filePicker(take: (file: File) => void): HTMLElement {
  const label = element("label", "md-button ws-file", say("progress.file"));
  const input = element("input", "ws-visually-hidden");
  input.type = "file";
  input.accept = ".json,application/json";
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) take(file);
    input.value = "";
  });
  label.append(input);
  return label;
}

/** Add a file to the record; say what came of it. */
async function addFile(shelf: Shelf, file: File): Promise<{ text: string; wrong: boolean }> {
  if (file.size > LARGEST_FILE) return { text: say("progress.too_large"), wrong: true };
  const found = read(await file.text());
  if (typeof found === "string") return { text: say(ABOUT[found]), wrong: true };
  const before = shelf.record();
  shelf.add(found);
  const fresh = (theirs: object, ours: object): number => Object.keys(theirs).filter((key) => !(key in ours)).length;
  const exercises = fresh(found.exercises, before.exercises);
  const quizzes = fresh(found.quizzes, before.quizzes);
  const added = {
    exercises: say("progress.exercises", { count: exercises }),
    questions: say("progress.questions", { count: quizzes }),
  };
  const text = exercises + quizzes ? say("progress.added", added) : say("progress.nothing_new");
  return { text, wrong: false };
}

function download(text: string): void {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "my-progress.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function askBeforeForgetting(forget: () => void): HTMLDialogElement {
  const dialog = element("dialog", "ws-dialog");
  const title = element("h2", "", say("progress.sure"));
  title.id = "ws-sure";
  dialog.setAttribute("aria-labelledby", title.id);
  const buttons = element("p", "ws-actions");
  buttons.append(
    button("md-button md-button--primary", say("progress.keep"), () => dialog.close()),
    button("md-button", say("progress.forget"), () => {
      dialog.close();
      forget();
    }),
  );
  dialog.append(title, element("p", "", say("progress.sure_text")), buttons);
  return dialog;
}
