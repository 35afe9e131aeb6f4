// The filters of the list of all exercises. Without this script it is a plain list.
import { all } from "./dom";
import { say } from "./words";

/** What is asked for; an empty text asks for all. */
export interface Wish {
  track: string;
  level: string;
  minutes: string;
}

/** What an exercise is. */
export interface Offer {
  track: string;
  level: string;
  minutes: number;
}

/** Tell whether an exercise is asked for; `minutes` is the longest time. */
export function fits(offer: Offer, wish: Wish): boolean {
  return (
    (!wish.track || wish.track === offer.track) &&
    (!wish.level || wish.level === offer.level) &&
    (!wish.minutes || offer.minutes <= Number(wish.minutes))
  );
}

const CHOICES = ["track", "level", "minutes"] as const;

/** Let the page's filters work; what is chosen stands in the address. */
export function enableFilters(): void {
  const form = document.querySelector<HTMLFormElement>("form.ws-filters");
  if (!form || !form.hidden) return;
  const choices = CHOICES.map((name) => form.elements.namedItem(name) as HTMLSelectElement);
  const asked = new URLSearchParams(location.search);
  for (const choice of choices) {
    const value = asked.get(choice.name) ?? "";
    choice.value = value;
    if (choice.selectedIndex < 0) choice.value = "";
  }
  const apply = (): void => {
    const [track = "", level = "", minutes = ""] = choices.map((choice) => choice.value);
    show({ track, level, minutes }, form.querySelector("[role=status]")!);
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    apply();
    history.replaceState(history.state, "", addressWith(choices, location.href));
  });
  form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("change"))));
  apply();
}

/** Put the choices into an address; what asks for nothing stays out. */
export function addressWith(choices: { name: string; value: string }[], address: string): string {
  const url = new URL(address);
  for (const { name, value } of choices) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

function show(wish: Wish, status: HTMLElement): void {
  const items = all(".ws-exercise-list > li");
  for (const item of items) {
    const { track = "" } = item.closest<HTMLElement>("[data-track]")!.dataset;
    const { level = "" } = item.closest<HTMLElement>("[data-level]")!.dataset;
    item.hidden = !fits({ track, level, minutes: Number(item.dataset.minutes) }, wish);
  }
  for (const group of all(".ws-list, .ws-list__lesson")) {
    group.hidden = !all("li", group).some((item) => !item.hidden);
    for (const heading of all(":scope > :is(h2, h3)[id]", group)) {
      for (const link of all(`.md-nav--secondary a[href$="#${heading.id}"]`)) link.parentElement!.hidden = group.hidden;
    }
  }
  const count = items.filter((item) => !item.hidden).length;
  const form = count === items.length ? "filters.all" : "filters.some";
  status.textContent = say(count ? form : "filters.none", { shown: count, count: items.length });
}
