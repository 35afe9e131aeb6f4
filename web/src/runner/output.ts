// What a learner's code shows, as it comes.
import { element } from "../dom";
import type { Shown } from "../worker/protocol";
import { say } from "../words";
import { cleanHtml } from "./tables";

/** Add something shown to the output. Text of one stream goes on in one block. */
export function addOutput(box: HTMLElement, shown: Shown): void {
  switch (shown.kind) {
    case "stdout":
    case "stderr":
      return addText(box, shown.text, shown.kind);
    case "value":
      return addText(box, `${shown.text}\n`, "stdout");
    case "cut":
      return box.append(element("p", "ws-output__cut", say("runner.cut")));
    case "html":
      return box.append(cleanHtml(shown.text));
    case "figure":
      return box.append(figure(shown.png, shown.words));
  }
}

/** Show what Python says of an error. */
export function addTrace(box: HTMLElement, trace: string): void {
  box.append(block("ws-output ws-output--error", say("runner.error"), trace));
}

function addText(box: HTMLElement, text: string, stream: "stdout" | "stderr"): void {
  const last = box.lastElementChild as HTMLElement | null;
  if (last?.dataset.stream === stream) {
    last.append(text);
    return;
  }
  const made = block(`ws-output ws-output--${stream}`, say("runner.output"), text);
  made.dataset.stream = stream;
  box.append(made);
}

/** Text that scrolls by keyboard. */
function block(name: string, label: string, text: string): HTMLElement {
  const made = element("pre", name, text);
  made.tabIndex = 0;
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", label);
  return made;
}

function figure(png: string, words: string): HTMLElement {
  const made = element("figure", "ws-figure");
  const image = element("img");
  image.alt = words ? say("runner.figure_words", { words }) : say("runner.figure");
  image.src = `data:image/png;base64,${png}`;
  made.append(image);
  return made;
}
