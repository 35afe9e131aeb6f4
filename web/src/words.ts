// The words that the scripts show. assets/interface.js, which pages load before, has them in the language of the course.

type Said = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string });

/** Texts by group and key, and the tag by which numbers are written. */
export type Words = { locale: string } & Record<string, string | Record<string, Said>>;

declare global {
  var wikiskillsWords: Words | undefined;
}

const locale = (): string => globalThis.wikiskillsWords?.locale ?? "en";

function find(key: string): Said | undefined {
  const [group = "", name = ""] = key.split(".");
  const texts = globalThis.wikiskillsWords?.[group];
  return typeof texts === "object" ? texts[name] : undefined;
}

/** Tell whether there is a text with this key. */
export function hasWords(key: string): boolean {
  return find(key) !== undefined;
}

/** Give a text with values in the place of its words in braces; `count` chooses the form for a number. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const said = find(key) ?? key;
  const text = typeof said === "string" ? said : (said[pluralForm(Number(values.count))] ?? said.other);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? "";
    return typeof value === "number" ? new Intl.NumberFormat(locale()).format(value) : value;
  });
}

const pluralForm = (count: number): Intl.LDMLPluralRule => new Intl.PluralRules(locale()).select(count);

/** Put a list into one text; empty items are left out. */
export function listed(items: string[]): string {
  return items.filter(Boolean).reduce((first, second) => (first ? say("units.list", { first, second }) : second), "");
}

/** A number of per cent as people say it: 85%. */
export function percentage(percent: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent" }).format(percent / 100);
}

/** A number of bytes as people say it: 379 kB, 23 MB. */
export function size(bytes: number): string {
  return bytes < 1e6
    ? say("units.kilobytes", { count: Math.max(1, Math.round(bytes / 1e3)) })
    : say("units.megabytes", { count: Math.round(bytes / 1e6) });
}
