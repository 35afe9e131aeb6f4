// One exercise on the page: its editor, its buttons, what they do.
import { button, element } from "../dom";
import type { Shelf } from "../shelf";
import { needsOf } from "../worker/needs";
import { say, size } from "../words";
import { Answer } from "./answer";
import { download } from "./download";
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
        run: () => void this.run(false),
        check: () => void this.run(true),
        stop: () => session.stop(),
        reset: () => this.reset(),
      },
      `ws-keys-${id}`,
    );
    this.editor = makeEditor({
      text: this.answer.text(),
      label: say("runner.editor", {
        title: this.section.querySelector("h2")?.firstChild?.textContent?.trim() ?? "",
      }),
      describedBy: `ws-keys-${id}`,
      run: () => void this.run(false),
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
    if (label?.matches(".ws-exercise__label")) label.textContent = say("runner.label");
    this.tellSize();
    this.session.watch(() => {
      if (this.wrapper.isConnected) this.tellSize();
      return this.wrapper.isConnected;
    });
  }

  /** Run the answer, and the checks or not. */
  private async run(check: boolean): Promise<void> {
    const { panel, session, task } = this;
    if (panel.busy) return;
    this.answer.keep();
    this.editor.mark(0);
    panel.clearOutput();
    panel.setBusy(true);
    panel.say([say(session.busy ? "runner.waiting" : "stages.answer")]);
    const job = { ...task, code: this.editor.text() };
    const { held, loaded: before } = session;
    let expected = download(task, needsOf(job), held);
    let loaded = 0;
    const outcome = await session.run(task.runtime, job, check, {
      needs: (needs) => {
        expected = download(task, needs, held);
      },
      stage: (stage) => {
        panel.say([say(`stages.${stage}`)]);
        panel.showAmount(loaded, stage === "answer" ? 0 : expected);
      },
      bytes: (sum) => {
        loaded = sum - before;
        panel.showAmount(loaded, expected);
      },
      shown: (shown) => {
        panel.output.hidden = false;
        addOutput(panel.output, shown);
      },
    });
    this.conclude(outcome, check);
  }

  private conclude(outcome: Outcome, check: boolean): void {
    const { panel } = this;
    const verdict = verdictOf(outcome, this.task.checks.length, panel.output.childElementCount === 0);
    panel.setBusy(false);
    if (verdict.trace) {
      panel.output.hidden = false;
      addTrace(panel.output, verdict.trace);
    }
    this.editor.mark(verdict.line);
    panel.say(verdict.lines, verdict.tone, ...this.more(verdict, check));
    if (verdict.tone === "right") this.shelf.passExercise(this.task.name);
  }

  private more(verdict: Verdict, check: boolean): HTMLElement[] {
    if (verdict.again) return [button("md-button ws-runner__button", say("runner.again"), () => void this.run(check))];
    return this.shelf.kept ? [] : [element("p", "", say("runner.not_kept"))];
  }

  private reset(): void {
    const before = this.editor.text();
    this.editor.replace(this.task.starter);
    this.panel.clearOutput();
    const undo = button("md-button ws-runner__button", say("runner.undo"), () => {
      this.editor.replace(before);
      this.panel.say([say("runner.undone")]);
    });
    this.panel.say([say("runner.was_reset")], "plain", ...(before === this.task.starter ? [] : [undo]));
  }

  /** Tell what the next run downloads, where its code stays with what the starter uses. */
  private tellSize(): void {
    const { task } = this;
    const bytes = download(task, needsOf({ ...task, code: task.starter }), this.session.came);
    this.panel.setNote(bytes ? say("runner.size", { size: size(bytes) }) : "");
  }
}
