// What stands below the editor: buttons, status, progress of a download, output.
import { button, element } from "../dom";
import { say, size } from "../words";

/** What the buttons do. */
export interface Actions {
  run(): void;
  check(): void;
  stop(): void;
  reset(): void;
}

/** The parts that change. */
export class Panel {
  readonly dom = element("div", "ws-runner__panel");
  readonly output = element("div", "ws-runner__output");
  /** Whether a run goes on. */
  busy = false;
  private readonly bar = element("p", "ws-runner__bar");
  private readonly status = element("div", "ws-runner__status");
  private readonly progress = element("div", "ws-runner__progress");
  private readonly meter = element("progress");
  private readonly amount = element("span");
  private readonly note = element("p", "ws-runner__note");
  private readonly run: HTMLButtonElement;
  private readonly stop: HTMLButtonElement;
  private readonly idle: HTMLButtonElement[];

  constructor(actions: Actions, keysId: string) {
    const make = (text: string, act: () => void, more = ""): HTMLButtonElement =>
      button(`md-button ws-runner__button${more}`, text, () => {
        if (this.busy === (act === actions.stop)) act();
      });
    this.run = make(say("runner.run"), actions.run, " md-button--primary");
    this.stop = make(say("runner.stop"), actions.stop);
    this.stop.hidden = true;
    this.idle = [this.run, make(say("runner.check"), actions.check), make(say("runner.reset"), actions.reset)];
    this.bar.append(...this.idle.slice(0, 2), this.stop, ...this.idle.slice(2));
    const keys = element("p", "ws-runner__keys", say("runner.keys"));
    keys.id = keysId;
    this.status.setAttribute("role", "status");
    this.meter.setAttribute("aria-label", say("stages.python"));
    this.progress.append(this.meter, this.amount);
    this.progress.hidden = true;
    this.output.setAttribute("role", "group");
    this.output.setAttribute("aria-label", say("runner.output"));
    this.output.hidden = true;
    this.dom.append(keys, this.bar, this.note, this.status, this.progress, this.output);
  }

  /** Put another button behind the others. */
  addButton(extra: HTMLButtonElement): void {
    this.bar.append(extra);
  }

  /** Show whether a run goes on. Buttons keep the focus: they are marked as disabled, not disabled. */
  setBusy(busy: boolean): void {
    this.busy = busy;
    if (!busy && document.activeElement === this.stop) this.run.focus();
    this.stop.hidden = !busy;
    for (const one of this.idle) one.setAttribute("aria-disabled", String(busy));
    this.output.setAttribute("aria-busy", String(busy));
    if (!busy) this.progress.hidden = true;
  }

  /** Say something; what was said before goes. */
  say(lines: string[], tone: "right" | "wrong" | "plain" = "plain", ...more: HTMLElement[]): void {
    const paragraphs = lines.map((line, number) =>
      element("p", number === 0 && tone !== "plain" ? `ws-${tone}` : "", line),
    );
    this.status.dataset.tone = tone;
    this.status.replaceChildren(...paragraphs, ...more);
  }

  /** Show how much of a download has come; 0 of 0 shows none. */
  showAmount(loaded: number, all: number): void {
    this.progress.hidden = all === 0;
    this.meter.max = all || 1;
    this.meter.value = Math.min(loaded, all);
    this.amount.textContent = say("runner.loaded", { loaded: size(this.meter.value), size: size(all) });
  }

  /** Say what the first run costs; an empty text takes it away. */
  setNote(text: string): void {
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  clearOutput(): void {
    this.output.replaceChildren();
    this.output.hidden = true;
  }
}
