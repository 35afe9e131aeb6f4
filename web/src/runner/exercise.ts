// One exercise on the page: its editor, its buttons, what they do.
import { button, element } from "../dom";
import type { Shelf } from "../shelf";
import { RUNNER } from "../strings";
import { Answer } from "./answer";
import { type Editor, makeEditor } from "./editor";
import { hintButton } from "./hints";
import type { Runnable } from "./lesson-file";
import { addOutput, addTrace } from "./output";
import { Panel } from "./panel";
import type { Outcome, Session } from "./session";
import { type Verdict, verdictOf } from "./verdict";

/** Put an editor in the place of the starter in `wrapper`. */
export function enableExercise(wrapper: HTMLElement, task: Runnable, session: Session, shelf: Shelf): void {
  new Workbench(wrapper, task, session, shelf).show();
}

class Workbench {
  private readonly section: HTMLElement;
  private readonly answer: Answer;
  private readonly panel: Panel;
  private readonly editor: Editor;

  constructor(
    private readonly wrapper: HTMLElement,
    private readonly task: Runnable,
    private readonly session: Session,
    private readonly shelf: Shelf,
  ) {
    this.section = wrapper.closest<HTMLElement>(".ws-exercise") ?? wrapper;
    const id = task.name.replace("/", "-");
    this.answer = new Answer(shelf, task.name, task.starter);
    this.panel = new Panel(
      {
        run: () => void this.run(null),
        check: () => void this.run(task.checks),
        stop: () => session.stop(),
        reset: () => this.reset(),
      },
      `ws-keys-${id}`,
    );
    this.editor = makeEditor({
      text: this.answer.text(),
      label: RUNNER.editor(this.section.querySelector("h2")?.firstChild?.textContent?.trim() ?? ""),
      describedBy: `ws-keys-${id}`,
      run: () => void this.run(null),
      changed: (text) => this.answer.changed(text),
    });
  }

  show(): void {
    const hint = hintButton(this.section);
    if (hint) this.panel.addButton(hint);
    const frame = element("div", "ws-editor");
    frame.append(this.editor.dom);
    this.wrapper.replaceChildren(frame, this.panel.dom);
    const label = this.wrapper.previousElementSibling;
    if (label?.matches(".ws-exercise__label")) label.textContent = RUNNER.label;
    this.tellSize();
    this.session.watch(() => {
      if (this.wrapper.isConnected) this.tellSize();
      return this.wrapper.isConnected;
    });
  }

  /** Run the answer, and the checks where there are any. */
  private async run(checks: string[] | null): Promise<void> {
    const { panel, session, task } = this;
    if (panel.busy) return;
    this.answer.keep();
    this.editor.mark(0);
    panel.clearOutput();
    panel.setBusy(true);
    panel.say([session.busy ? RUNNER.waiting : RUNNER.stages.answer]);
    const { name, lesson, setup, packages, files } = task;
    const job = { name, lesson, setup, packages, files, code: this.editor.text(), checks };
    const download = this.download();
    const before = session.loaded;
    let loaded = 0;
    const outcome = await session.run(task.runtime, job, {
      stage: (stage) => {
        panel.say([RUNNER.stages[stage]]);
        panel.showAmount(loaded, stage === "answer" ? 0 : download);
      },
      bytes: (sum) => {
        loaded = sum - before;
        panel.showAmount(loaded, download);
      },
      shown: (shown) => {
        panel.output.hidden = false;
        addOutput(panel.output, shown);
      },
    });
    this.conclude(outcome, checks);
  }

  private conclude(outcome: Outcome, checks: string[] | null): void {
    const { panel } = this;
    const verdict = verdictOf(outcome, checks?.length ?? 0, panel.output.childElementCount === 0);
    panel.setBusy(false);
    if (verdict.trace) {
      panel.output.hidden = false;
      addTrace(panel.output, verdict.trace);
    }
    this.editor.mark(verdict.line);
    panel.say(verdict.lines, verdict.tone, ...this.more(verdict, checks));
    if (verdict.tone === "right") this.shelf.passExercise(this.task.name);
  }

  private more(verdict: Verdict, checks: string[] | null): HTMLElement[] {
    if (verdict.again) return [button("md-button ws-runner__button", RUNNER.tryAgain, () => void this.run(checks))];
    return this.shelf.kept ? [] : [element("p", "", RUNNER.notKept)];
  }

  private reset(): void {
    const before = this.editor.text();
    this.editor.replace(this.task.starter);
    this.panel.clearOutput();
    const undo = button("md-button ws-runner__button", RUNNER.undo, () => {
      this.editor.replace(before);
      this.panel.say([RUNNER.undone]);
    });
    this.panel.say([RUNNER.wasReset], "plain", ...(before === this.task.starter ? [] : [undo]));
  }

  /** Bytes that the next run downloads. */
  private download(): number {
    const { session, task } = this;
    if (!session.started) return task.download;
    return task.packages.every((name) => session.packages.has(name)) ? 0 : task.download - task.core;
  }

  private tellSize(): void {
    const bytes = this.download();
    this.panel.setNote(bytes ? RUNNER.size(bytes) : "");
  }
}
