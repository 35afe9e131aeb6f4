import assert from "node:assert/strict";
import { test } from "node:test";
import { type Place, Shelf } from "../src/shelf";

class FakePlace implements Place {
  readonly items = new Map<string, string>();
  room = Infinity;
  get length(): number {
    return this.items.size;
  }
  key(number: number): string | null {
    return [...this.items.keys()][number] ?? null;
  }
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

const time = new Date("2026-01-01T00:00:00Z");

test("a record is there again after a reload", () => {
  const place = new FakePlace();
  const shelf = new Shelf(place, "/course/");
  shelf.passExercise("a/b", time);
  shelf.passExercise("a/b", new Date());
  shelf.answerQuiz("a/q", { chosen: [1], right: true });
  shelf.answerQuiz("a/q", { chosen: [0], right: false });
  assert.deepEqual(new Shelf(place, "/course/").record(), {
    exercises: { "a/b": "2026-01-01T00:00:00.000Z" },
    quizzes: { "a/q": { chosen: [0], right: true } },
  });
});

test("sites on one host do not share records, and forget only their own", () => {
  const place = new FakePlace();
  const [one, other] = [new Shelf(place, "/one/"), new Shelf(place, "/other/")];
  place.items.set("theme", "dark");
  one.passExercise("a/b");
  one.keepAnswer("a/b", "pass");
  other.passExercise("a/c");
  assert.deepEqual(Object.keys(other.record().exercises), ["a/c"]);
  one.forget();
  assert.deepEqual(one.bundle(), { exercises: {}, quizzes: {}, answers: {} });
  assert.deepEqual(Object.keys(other.record().exercises), ["a/c"]);
  assert.equal(place.items.get("theme"), "dark");
});

for (const [name, place] of [["none", undefined], ["one that refuses", new FakePlace()]] as const) {
  test(`without storage (${name}) it goes on in memory`, () => {
    if (place) place.room = 0;
    const shelf = new Shelf(place, "/");
    shelf.passExercise("a/b", time);
    shelf.keepAnswer("a/b", "pass");
    assert.equal(shelf.kept, false);
    assert.deepEqual(shelf.bundle().answers, { "a/b": "pass" });
    assert.equal("a/b" in shelf.record().exercises, true);
  });
}

test("where the storage is full, nothing is lost on this page", () => {
  const place = new FakePlace();
  const shelf = new Shelf(place, "/");
  shelf.passExercise("a/b", time);
  place.room = 10;
  shelf.keepAnswer("a/c", "a long answer");
  assert.equal(shelf.kept, false);
  assert.equal(shelf.answer("a/c"), "a long answer");
  assert.equal("a/b" in shelf.record().exercises, true);
});

test("a record of a newer version is not written over", () => {
  const place = new FakePlace();
  const text = '{"format": "wikiskills-progress", "version": 7}';
  place.items.set("wikiskills:/:progress", text);
  const shelf = new Shelf(place, "/");
  shelf.passExercise("a/b");
  assert.equal(shelf.newer, true);
  assert.equal(place.items.get("wikiskills:/:progress"), text);
});

test("a damaged record counts as none", () => {
  const place = new FakePlace();
  place.items.set("wikiskills:/:progress", "{");
  assert.deepEqual(new Shelf(place, "/").record(), { exercises: {}, quizzes: {} });
});

test("adding a file keeps the answers that are here", () => {
  const shelf = new Shelf(new FakePlace(), "/");
  shelf.keepAnswer("a/b", "mine");
  let told = 0;
  shelf.subscribe(() => (told += 1));
  shelf.add({ exercises: { "a/c": "2026" }, quizzes: {}, answers: { "a/b": "theirs", "a/c": "theirs" } });
  assert.deepEqual(shelf.bundle().answers, { "a/b": "mine", "a/c": "theirs" });
  assert.equal(told, 1);
});

test("what was done in a lesson that has another id now is carried over, once", () => {
  const place = new FakePlace();
  const earlier = new Shelf(place, "/");
  earlier.passExercise("old/b", time);
  earlier.passExercise("old/c", time);
  earlier.passExercise("new/c", new Date("2025-01-01T00:00:00Z"));
  earlier.answerQuiz("old/q", { chosen: [1], right: true });
  earlier.keepAnswer("old/b", "mine");
  earlier.keepAnswer("old/c", "older");
  earlier.keepAnswer("new/c", "newer");
  const expected = {
    exercises: { "new/b": "2026-01-01T00:00:00.000Z", "new/c": "2025-01-01T00:00:00.000Z" },
    quizzes: { "new/q": { chosen: [1], right: true } },
    answers: { "new/b": "mine", "new/c": "newer" },
  };
  const lessons = new Map([["old", "new"]]);
  assert.deepEqual(new Shelf(place, "/", lessons).bundle(), expected);
  assert.deepEqual(new Shelf(place, "/", lessons).bundle(), expected);
});

test("a file from before a lesson was renamed is read under its present id", () => {
  const shelf = new Shelf(new FakePlace(), "/", new Map([["old", "new"]]));
  shelf.add({ exercises: { "old/b": time.toISOString() }, quizzes: {}, answers: { "old/b": "mine" } });
  assert.deepEqual(Object.keys(shelf.record().exercises), ["new/b"]);
  assert.equal(shelf.answer("new/b"), "mine");
});
