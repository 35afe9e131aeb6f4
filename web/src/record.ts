// What a learner has done, as a value: read from text that nobody has checked, merged, written.

/** The answer to a question: the options chosen last, and whether it was ever right. */
export interface QuizAnswer {
  chosen: number[];
  right: boolean;
}

/** All by name: `<lesson>/<exercise>` with the time when it passed, `<lesson>/<question>`. */
export interface LearningRecord {
  exercises: Record<string, string>;
  quizzes: Record<string, QuizAnswer>;
}

/** A record with the learner's code by exercise: what a downloaded file holds. */
export interface Bundle extends LearningRecord {
  answers: Record<string, string>;
}

/** Why a text is no record. */
export type Fault = "not-json" | "foreign" | "newer";

const FORMAT = "wikiskills-progress";
const VERSION = 1;
const NAME = /^[a-z0-9-]+\/[a-z0-9-]+$/;
const LONGEST_ANSWER = 50_000;

export const emptyRecord = (): LearningRecord => ({ exercises: {}, quizzes: {} });

/** Write a record, or all that a file holds. The same record gives the same text. */
export function written(record: LearningRecord | Bundle): string {
  const sorted = (_: string, value: unknown): unknown =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
  return JSON.stringify({ format: FORMAT, version: VERSION, ...record }, sorted);
}

/** Read a text that `written` made, or anything else. What does not fit in it is left out. */
export function read(text: string): Bundle | Fault {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not-json";
  }
  if (!isObject(value) || value.format !== FORMAT || typeof value.version !== "number") return "foreign";
  if (value.version > VERSION) return "newer";
  return {
    exercises: entries(value.exercises, (time) => (isTime(time) ? time : undefined)),
    quizzes: entries(value.quizzes, quizAnswer),
    answers: entries(value.answers, (code) =>
      typeof code === "string" && code.length <= LONGEST_ANSWER ? code : undefined,
    ),
  };
}

/** Put two records together: nothing that was done is lost; where both have an exercise, the earlier time stays. */
export function merged(own: LearningRecord, other: LearningRecord): LearningRecord {
  const exercises = { ...other.exercises };
  for (const [name, time] of Object.entries(own.exercises)) {
    const theirs = exercises[name];
    exercises[name] = theirs !== undefined && theirs < time ? theirs : time;
  }
  const quizzes = { ...other.quizzes };
  for (const [name, answer] of Object.entries(own.quizzes)) {
    const theirs = quizzes[name];
    quizzes[name] = theirs?.right && !answer.right ? theirs : answer;
  }
  return { exercises, quizzes };
}

/** Give all under the present ids of lessons, `lessons` by their old ids. Where there is something under both, nothing is lost. */
export function underNewNames(bundle: Bundle, lessons: ReadonlyMap<string, string>): Bundle {
  const [exercises, movedExercises] = parted(bundle.exercises, lessons);
  const [quizzes, movedQuizzes] = parted(bundle.quizzes, lessons);
  const [answers, movedAnswers] = parted(bundle.answers, lessons);
  const record = merged({ exercises, quizzes }, { exercises: movedExercises, quizzes: movedQuizzes });
  return { ...record, answers: { ...movedAnswers, ...answers } };
}

/** Part what has its present name from what has an old one; give the latter by its present name. */
function parted<T>(
  found: Record<string, T>,
  lessons: ReadonlyMap<string, string>,
): [Record<string, T>, Record<string, T>] {
  const [kept, moved]: [Record<string, T>, Record<string, T>] = [{}, {}];
  for (const [name, value] of Object.entries(found)) {
    const [lesson = "", part = ""] = name.split("/");
    const now = lessons.get(lesson);
    if (now === undefined) kept[name] = value;
    else moved[`${now}/${part}`] = value;
  }
  return [kept, moved];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && value.length < 40 && !Number.isNaN(Date.parse(value));
}

function quizAnswer(value: unknown): QuizAnswer | undefined {
  if (!isObject(value) || typeof value.right !== "boolean" || !Array.isArray(value.chosen)) return undefined;
  const chosen = value.chosen.filter((position): position is number => Number.isInteger(position)).slice(0, 50);
  return { chosen, right: value.right };
}

function entries<T>(value: unknown, fit: (value: unknown) => T | undefined): Record<string, T> {
  const found: Record<string, T> = {};
  if (!isObject(value)) return found;
  for (const [name, given] of Object.entries(value)) {
    const fitting = NAME.test(name) ? fit(given) : undefined;
    if (fitting !== undefined) found[name] = fitting;
  }
  return found;
}
