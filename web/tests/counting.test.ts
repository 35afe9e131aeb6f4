import assert from "node:assert/strict";
import { test } from "node:test";
import { addressWith, fits } from "../src/filters";
import { doneOf, inWords, percent, sum } from "../src/marks";
import { judge } from "../src/quiz";
import { countedFetch } from "../src/worker/counted-fetch";

test("an answer is right when it is whole", () => {
  assert.equal(judge([], [0]), "none");
  assert.equal(judge([0], [0]), "right");
  assert.equal(judge([1], [0]), "wrong");
  assert.equal(judge([0], [0, 2]), "incomplete");
  assert.equal(judge([0, 1], [0, 2]), "wrong");
  assert.equal(judge([0, 2], [0, 2]), "right");
});

test("filters ask for all that they name", () => {
  const offer = { track: "start", level: "2", minutes: 10 };
  assert.equal(fits(offer, { track: "", level: "", minutes: "" }), true);
  assert.equal(fits(offer, { track: "start", level: "2", minutes: "10" }), true);
  assert.equal(fits(offer, { track: "other", level: "", minutes: "" }), false);
  assert.equal(fits(offer, { track: "", level: "1", minutes: "" }), false);
  assert.equal(fits(offer, { track: "", level: "", minutes: "5" }), false);
});

test("the address holds what is chosen, and what else stood in it", () => {
  const choices = [{ name: "track", value: "start" }, { name: "level", value: "" }];
  assert.equal(addressWith(choices, "https://x.org/e/?level=1&q=2#top"), "https://x.org/e/?q=2&track=start#top");
});

test("progress is counted from the names of a lesson, and 100% is all", () => {
  const record = {
    exercises: { "l/a": "2026", "other/b": "2026" },
    quizzes: { "l/q": { chosen: [0], right: true }, "l/r": { chosen: [0], right: false } },
  };
  const done = doneOf(record, "l", ["a", "b"], ["q", "r"]);
  assert.deepEqual(done, { passed: 1, exercises: 2, right: 1, questions: 2 });
  assert.equal(percent(done), 50);
  assert.equal(percent(sum([done, done])), 50);
  assert.equal(percent({ passed: 199, exercises: 200, right: 0, questions: 0 }), 99);
  assert.equal(percent({ passed: 0, exercises: 0, right: 0, questions: 0 }), 0);
  globalThis.wikiskillsWords = {
    locale: "en",
    units: { list: "{first}, {second}" },
    marks: { exercises: { one: "{done} of {count} exercise", other: "exercises" }, questions: { other: "{done} of {count}" } },
  };
  assert.equal(inWords({ passed: 1, exercises: 1, right: 0, questions: 2 }), "1 of 1 exercise, 0 of 2");
  assert.equal(inWords({ passed: 0, exercises: 0, right: 0, questions: 0 }), "");
});

test("fetched bytes are counted, and failures stay as they are", async () => {
  let counted = 0;
  const answers: Record<string, Response> = {
    "/ok": new Response("abcdef", { headers: { "Content-Type": "application/wasm" } }),
    "/no": new Response("not here", { status: 404 }),
  };
  const fetched = countedFetch(async (url) => answers[String(url)]!, (bytes) => (counted += bytes));
  const good = await fetched("/ok");
  assert.equal(await good.text(), "abcdef");
  assert.equal(good.headers.get("Content-Type"), "application/wasm");
  assert.equal((await fetched("/no")).status, 404);
  assert.equal(counted, 6);
});
