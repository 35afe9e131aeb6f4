import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bundle, merged, read, written } from "../src/record";

const bundle: Bundle = {
  exercises: { "counts/total": "2026-01-02T03:04:05.000Z" },
  quizzes: { "counts/more": { chosen: [0, 2], right: true } },
  answers: { "counts/total": "def total(counts):\n    return sum(counts)\n" },
};

test("what is written is read again", () => {
  assert.deepEqual(read(written(bundle)), bundle);
});

test("the same record gives the same text, whatever the order", () => {
  const one = { exercises: { "a/b": "2026", "a/c": "2025" }, quizzes: {} };
  const other = { quizzes: {}, exercises: { "a/c": "2025", "a/b": "2026" } };
  assert.equal(written(one), written(other));
});

test("other files are told apart", () => {
  assert.equal(read("PK\u0003\u0004"), "not-json");
  for (const text of ["null", "[]", "3", "{}", '{"format": "notebook", "version": 1}', '{"format": "wikiskills-progress"}']) {
    assert.equal(read(text), "foreign", text);
  }
  assert.equal(read('{"format": "wikiskills-progress", "version": 2}'), "newer");
});

test("what does not fit is left out, and the rest is read", () => {
  const text = JSON.stringify({
    format: "wikiskills-progress",
    version: 1,
    exercises: { "a/b": "yesterday", "a/c": 3, "no-slash": "2026", "../x": "2026", "a/d": "2026-01-01T00:00:00Z" },
    quizzes: { "a/q": { right: "yes", chosen: [] }, "a/r": { right: false, chosen: [1, "2", 1.5] }, "a/s": null },
    answers: { "a/b": { code: "" }, "a/c": "x".repeat(60_000), "a/d": "pass", __proto__: { polluted: true } },
  });
  assert.deepEqual(read(text), {
    exercises: { "a/d": "2026-01-01T00:00:00Z" },
    quizzes: { "a/r": { right: false, chosen: [1] } },
    answers: { "a/d": "pass" },
  });
});

test("merging loses nothing and keeps the earlier time", () => {
  const own = { exercises: { "a/b": "2026-05" }, quizzes: { "a/q": { chosen: [1], right: false } } };
  const other = {
    exercises: { "a/b": "2026-04", "a/c": "2026-06" },
    quizzes: { "a/q": { chosen: [0], right: true }, "a/r": { chosen: [2], right: false } },
  };
  const expected = {
    exercises: { "a/b": "2026-04", "a/c": "2026-06" },
    quizzes: { "a/q": { chosen: [0], right: true }, "a/r": { chosen: [2], right: false } },
  };
  assert.deepEqual(merged(own, other), expected);
  assert.deepEqual(merged(other, own), expected);
});
