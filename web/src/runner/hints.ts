import { all, button } from "../dom";
import { say } from "../words";

/** Fold away the hints of an exercise, and make the button that shows them one by one. Undefined without hints. */
export function hintButton(exercise: HTMLElement): HTMLButtonElement | undefined {
  const hints = all<HTMLDetailsElement>("details.ws-fold--hint", exercise);
  if (!hints.length) return undefined;
  let shown = 0;
  const show = button("md-button ws-runner__button", say("runner.hint", { number: 1, total: hints.length }), () => {
    const hint = hints[shown];
    if (!hint) return;
    hint.hidden = false;
    hint.open = true;
    shown += 1;
    if (shown < hints.length) show.textContent = say("runner.hint", { number: shown + 1, total: hints.length });
    else show.hidden = true;
    hint.querySelector<HTMLElement>("summary")?.focus();
  });
  for (const hint of hints) hint.hidden = true;
  return show;
}
