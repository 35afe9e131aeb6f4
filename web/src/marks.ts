// Ticks at what is done: exercises, questions, the table of contents, lists of lessons.
import { all, element, words } from "./dom";
import type { LearningRecord } from "./record";
import { listed, say } from "./words";

/** How much of some exercises and questions is done. */
export interface Done {
  passed: number;
  exercises: number;
  right: number;
  questions: number;
}

/** Count what is done of a lesson. */
export function doneOf(record: LearningRecord, lesson: string, exercises: string[], quizzes: string[]): Done {
  return {
    passed: exercises.filter((id) => `${lesson}/${id}` in record.exercises).length,
    exercises: exercises.length,
    right: quizzes.filter((id) => record.quizzes[`${lesson}/${id}`]?.right).length,
    questions: quizzes.length,
  };
}

/** The lesson of a list entry that says what it holds. */
export function doneOfEntry(record: LearningRecord, entry: HTMLElement): Done {
  const { lesson = "", exercises, quizzes } = entry.dataset;
  return doneOf(record, lesson, words(exercises), words(quizzes));
}

export const sum = (parts: Done[]): Done =>
  parts.reduce(
    (all, part) => ({
      passed: all.passed + part.passed,
      exercises: all.exercises + part.exercises,
      right: all.right + part.right,
      questions: all.questions + part.questions,
    }),
    { passed: 0, exercises: 0, right: 0, questions: 0 },
  );

/** Give how much is done in per cent, rounded down: 100 means all. */
export function percent({ passed, exercises, right, questions }: Done): number {
  const things = exercises + questions;
  return things ? Math.floor((100 * (passed + right)) / things) : 0;
}

/** Say how much is done; empty where there is nothing to do. */
export function inWords({ passed, exercises, right, questions }: Done): string {
  return listed([
    exercises ? say("marks.exercises", { done: passed, count: exercises }) : "",
    questions ? say("marks.questions", { done: right, count: questions }) : "",
  ]);
}

/** Mark what is done on this page, and unmark what is not any more. `lesson` is the page's lesson, if it has one. */
export function showMarks(record: LearningRecord, lesson: string): void {
  for (const heading of all("[id^=exercise-], .ws-exercise > h2[id]")) {
    const exercise = heading.id.replace(/^exercise-/, "");
    const passed = `${lesson}/${exercise}` in record.exercises;
    mark(heading, passed, say("marks.passed"));
    for (const link of all(`.md-nav--secondary a[href$="#${heading.id}"]`)) mark(link, passed, say("marks.passed"));
  }
  for (const form of all("form.ws-quiz")) {
    const right = record.quizzes[`${lesson}/${form.dataset.quiz}`]?.right === true;
    const legend = form.querySelector<HTMLElement>("legend");
    if (legend) mark(legend, right, say("marks.answered"));
  }
  for (const entry of all("[data-exercise]:not(.ws-runner)")) {
    mark(entry, (entry.dataset.exercise ?? "") in record.exercises, say("marks.passed"));
  }
  for (const entry of all(".ws-lessons [data-lesson]")) showLesson(record, entry);
}

function mark(place: HTMLElement, done: boolean, meaning: string): void {
  const tick = place.querySelector(".ws-tick");
  if (!done) tick?.remove();
  else if (!tick) {
    const made = element("span", "ws-tick");
    made.append(element("span", "ws-visually-hidden", ` (${meaning})`));
    const anchor = place.querySelector(":scope > .headerlink");
    if (anchor) anchor.before(made);
    else place.append(made);
  }
}

function showLesson(record: LearningRecord, entry: HTMLElement): void {
  const done = doneOfEntry(record, entry);
  entry.querySelector(".ws-lessons__done")?.remove();
  if (!done.passed && !done.right) return;
  const what = inWords(done);
  const text = percent(done) === 100 ? say("marks.all", { what }) : what;
  const line = element("p", "ws-card__meta ws-lessons__done", text);
  if (percent(done) === 100) line.classList.add("ws-right");
  entry.append(line);
}
