// The script of exercise pages: it puts an editor into each wrapper that the page has.
import { button, element } from "../dom";
import type { Shelf } from "../shelf";
import { say } from "../words";
import { enableExercise } from "./exercise";
import { lessonFile, runnable } from "./lesson-file";
import { Session } from "./session";

const session = new Session(() => new Worker(new URL("worker.js", import.meta.url), { type: "module" }));

/** Make exercises run in these wrappers. */
export function attach(wrappers: HTMLElement[], shelf: Shelf): void {
  for (const wrapper of wrappers) {
    wrapper.dataset.ready = "true";
    void attachOne(wrapper, shelf);
  }
}

async function attachOne(wrapper: HTMLElement, shelf: Shelf): Promise<void> {
  const url = new URL(wrapper.dataset.run ?? "", document.baseURI).href;
  try {
    const task = runnable(await lessonFile(url), url, wrapper.dataset.exercise ?? "");
    if (task) enableExercise(wrapper, task, session, shelf);
  } catch (error) {
    console.warn(error);
    offerAgain(wrapper, shelf);
  }
}

function offerAgain(wrapper: HTMLElement, shelf: Shelf): void {
  const note = element("p", "ws-runner__note", `${say("runner.no_editor")} `);
  note.setAttribute("role", "status");
  note.append(
    button("md-button ws-runner__button", say("runner.again"), () => {
      note.remove();
      void attachOne(wrapper, shelf);
    }),
  );
  wrapper.append(note);
}
