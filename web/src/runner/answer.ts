import type { Shelf } from "../shelf";

const PAUSE = 400; // milliseconds without a key before an answer is kept

/** Keeps a learner's code, soon after each change and when the page goes. */
export class Answer {
  private waiting = 0;
  private latest: string | undefined;

  constructor(
    private readonly shelf: Shelf,
    private readonly exercise: string,
    private readonly starter: string,
  ) {
    addEventListener("pagehide", () => this.keep());
  }

  /** Give what was kept, or the starter. */
  text(): string {
    return this.shelf.answer(this.exercise) ?? this.starter;
  }

  changed(text: string): void {
    this.latest = text;
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.keep(), PAUSE);
  }

  /** Keep what is not kept yet. The untouched starter needs no place. */
  keep(): void {
    if (this.latest === undefined) return;
    clearTimeout(this.waiting);
    this.shelf.keepAnswer(this.exercise, this.latest === this.starter ? null : this.latest);
    this.latest = undefined;
  }
}
