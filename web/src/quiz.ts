// Quizzes that answer. Without this script, the answers of a quiz can be unfolded.
import { all, button, element } from "./dom";
import type { Shelf } from "./shelf";
import { say } from "./words";

export type Verdict = "none" | "right" | "incomplete" | "wrong";

/** Judge the chosen options of a quiz by their positions. */
export function judge(chosen: number[], correct: number[]): Verdict {
  if (!chosen.length) return "none";
  if (!chosen.every((position) => correct.includes(position))) return "wrong";
  return chosen.length === correct.length ? "right" : "incomplete";
}

/** Let all quizzes of the page answer, and show what the learner answered before. `lesson` is the page's lesson. */
export function enableQuizzes(lesson: string, shelf: Shelf): void {
  for (const form of all<HTMLFormElement>("form.ws-quiz:not([data-ready])")) enable(form, lesson, shelf);
}

function enable(form: HTMLFormElement, lesson: string, shelf: Shelf): void {
  const name = `${lesson}/${form.dataset.quiz}`;
  const inputs = all<HTMLInputElement>("input", form);
  const answers = all(".ws-quiz__answers li", form);
  const correct = answers.flatMap((answer, position) => (answer.dataset.correct === "true" ? [position] : []));
  const result = form.querySelector<HTMLElement>(".ws-quiz__result")!;
  const submit = form.querySelector<HTMLButtonElement>("button[type=submit]")!;
  const again = button("md-button", say("answers.again"), () => {
    form.reset();
    result.replaceChildren();
    again.hidden = true;
    inputs[0]?.focus();
  });
  const answer = (): Verdict => {
    const chosen = inputs.flatMap((input, position) => (input.checked ? [position] : []));
    const verdict = judge(chosen, correct);
    const feedback = chosen.map((position) => answers[position]?.querySelector(".ws-quiz__feedback"));
    result.replaceChildren(...explained(verdict, feedback));
    again.hidden = verdict === "none";
    if (verdict !== "none") shelf.answerQuiz(name, { chosen, right: verdict === "right" });
    return verdict;
  };
  form.dataset.ready = "true";
  submit.hidden = false;
  again.hidden = true;
  submit.after(" ", again);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  form.addEventListener("change", () => {
    result.replaceChildren();
    again.hidden = true;
  });
  const before = shelf.record().quizzes[name]?.chosen.filter((position) => position in inputs) ?? [];
  for (const position of before) inputs[position]!.checked = true;
  if (before.length) answer();
}

function explained(verdict: Verdict, feedback: (Element | null | undefined)[]): HTMLElement[] {
  const text = verdict === "none" ? say("answers.choose_first") : verdict === "right" ? say("answers.right") : say("answers.wrong");
  const lines = feedback.map((words) => {
    const line = element("p");
    line.append(...[...(words?.childNodes ?? [])].map((node) => node.cloneNode(true)));
    return line;
  });
  const more = verdict === "incomplete" ? [element("p", "", say("answers.more"))] : [];
  return [element("p", verdict === "right" ? "ws-right" : "ws-wrong", text), ...lines, ...more];
}
