// Where a learner's record and answers are kept: on this device, under a name of this site.
import {
  type Bundle,
  type LearningRecord,
  type QuizAnswer,
  emptyRecord,
  merged,
  read,
  underNewNames,
  written,
} from "./record";

/** The part of `Storage` that is needed. */
export type Place = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Keeps a record in a place that may refuse: then in memory, and `kept` is false. */
export class Shelf {
  private readonly memory = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  /** Whether what is put here outlives the page. */
  kept = true;
  /** Whether the place holds a record of a newer version, which must not be written over. */
  newer = false;

  /**
   * `site` is the path of the site: two sites on one host do not share their records.
   * `lessons` has the present ids of renamed lessons by their old ones; what was kept under these is carried over.
   */
  constructor(
    private readonly place: Place | undefined,
    private readonly site: string,
    private readonly lessons: ReadonlyMap<string, string> = new Map(),
  ) {
    const probe = this.name("probe");
    try {
      if (!place) throw new Error("no storage");
      place.setItem(probe, "1");
      place.removeItem(probe);
    } catch {
      this.kept = false;
    }
    if (lessons.size) this.carryOver();
  }

  record(): LearningRecord {
    const text = this.get("progress");
    const found = text === null ? emptyRecord() : read(text);
    this.newer = found === "newer";
    return typeof found === "string" ? emptyRecord() : { exercises: found.exercises, quizzes: found.quizzes };
  }

  passExercise(exercise: string, time = new Date()): void {
    const record = this.record();
    record.exercises[exercise] ??= time.toISOString();
    this.write(record);
  }

  answerQuiz(quiz: string, { chosen, right }: QuizAnswer): void {
    const record = this.record();
    record.quizzes[quiz] = { chosen, right: right || record.quizzes[quiz]?.right === true };
    this.write(record);
  }

  /** The learner's code; null where the starter stands unchanged. */
  answer(exercise: string): string | null {
    return this.get(`answer:${exercise}`);
  }

  keepAnswer(exercise: string, code: string | null): void {
    this.set(`answer:${exercise}`, code);
  }

  /** All that is here, to be downloaded. */
  bundle(): Bundle {
    const start = this.name("answer:");
    const answers: Record<string, string> = {};
    for (const key of this.keys()) {
      if (key.startsWith(start)) answers[key.slice(start.length)] = this.answer(key.slice(start.length)) ?? "";
    }
    return { ...this.record(), answers };
  }

  /** Add what a file holds. An answer that is here already stays. */
  add(bundle: Bundle): void {
    const { answers, ...record } = underNewNames(bundle, this.lessons);
    for (const [exercise, code] of Object.entries(answers)) {
      if (this.answer(exercise) === null) this.keepAnswer(exercise, code);
    }
    this.write(merged(this.record(), record));
  }

  forget(): void {
    for (const key of this.keys()) this.remove(key);
    this.changed();
  }

  /** Call `listener` after each change of the record, also of one by another tab. */
  subscribe(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** Tell the listeners; for changes from outside. */
  changed(): void {
    for (const listener of this.listeners) listener();
  }

  /** Whether a key of the place is one of this site's. */
  owns(key: string | null): boolean {
    return key === null || key.startsWith(this.name(""));
  }

  private carryOver(): void {
    const before = this.bundle();
    const after = underNewNames(before, this.lessons);
    if (written(before) === written(after)) return;
    for (const [exercise, code] of Object.entries(after.answers)) this.keepAnswer(exercise, code);
    for (const exercise of Object.keys(before.answers)) {
      if (!(exercise in after.answers)) this.keepAnswer(exercise, null);
    }
    this.write({ exercises: after.exercises, quizzes: after.quizzes });
  }

  private write(record: LearningRecord): void {
    if (!this.newer) this.set("progress", written(record));
    this.changed();
  }

  private name(key: string): string {
    return `wikiskills:${this.site}:${key}`;
  }

  private get(key: string): string | null {
    const name = this.name(key);
    return this.kept ? this.place!.getItem(name) : (this.memory.get(name) ?? null);
  }

  private set(key: string, value: string | null): void {
    const name = this.name(key);
    if (value === null) this.remove(name);
    else if (!this.kept) this.memory.set(name, value);
    else this.store(name, value);
  }

  /** Store a text; where the place is full, go on in memory with what was there. */
  private store(name: string, value: string): void {
    try {
      this.place!.setItem(name, value);
    } catch {
      for (const key of this.keys()) this.memory.set(key, this.place!.getItem(key) ?? "");
      this.kept = false;
      this.memory.set(name, value);
    }
  }

  private remove(name: string): void {
    if (this.kept) this.place!.removeItem(name);
    else this.memory.delete(name);
  }

  private keys(): string[] {
    const all = this.kept
      ? Array.from({ length: this.place!.length }, (_, number) => this.place!.key(number) ?? "")
      : [...this.memory.keys()];
    return all.filter((key) => key.startsWith(this.name("")));
  }
}

/** Give the browser's storage; undefined where it is blocked. */
export function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
