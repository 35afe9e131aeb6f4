import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { hasWords, listed, percentage, say, size } from "../src/words";

beforeEach(() => {
  globalThis.wikiskillsWords = {
    locale: "ar-u-nu-latn",
    units: { list: "{first}، {second}", kilobytes: { other: "{count} ك.ب" }, megabytes: { other: "{count} م.ب" } },
    marks: {
      exercises: { zero: "لا شيء", one: "واحد", two: "اثنان", few: "{count} قليل", many: "{count} كثير", other: "{count}" },
    },
    runner: { hint: "{number}/{total}", run: "شغّل" },
  };
});

test("numbers choose their form", () => {
  const forms = [0, 1, 2, 3, 11, 100, 1234].map((count) => say("marks.exercises", { count }));
  assert.deepEqual(forms, ["لا شيء", "واحد", "اثنان", "3 قليل", "11 كثير", "100", "1,234 كثير"]);
});

test("values stand where the text has them, numbers as the language writes them", () => {
  assert.equal(say("runner.hint", { number: 1, total: "x" }), "1/x");
  globalThis.wikiskillsWords = { locale: "fr", runner: { hint: "{total} - {number}" } };
  assert.equal(say("runner.hint", { number: 1234, total: 2 }), "2 - 1\u202f234");
});

test("a form that is missing gives way to the other one", () => {
  globalThis.wikiskillsWords = { locale: "fr", marks: { exercises: { other: "{count} exercices" } } };
  assert.equal(say("marks.exercises", { count: 1 }), "1 exercices");
});

test("sizes, shares and lists follow the language", () => {
  assert.deepEqual([10, 379_000, 17_400_000].map(size), ["1 ك.ب", "379 ك.ب", "17 م.ب"]);
  assert.equal(listed(["a", "", "b", "c"]), "a، b، c");
  globalThis.wikiskillsWords = { locale: "fr" };
  assert.match(percentage(85), /^85\s%$/);
});

test("a text that is missing is told from one that is there", () => {
  assert.deepEqual([hasWords("runner.run"), hasWords("runner.none"), hasWords("none.run")], [true, false, false]);
  assert.equal(say("runner.none"), "runner.none");
});
