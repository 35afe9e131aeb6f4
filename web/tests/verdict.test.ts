import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../src/runner/session";
import { verdictOf } from "../src/runner/verdict";
import type { Result } from "../src/worker/protocol";

globalThis.wikiskillsWords = {
  locale: "en",
  runner: {
    at_line: "Line {line}: {error}",
    condition: "This must be true: {condition}",
    passed_some: { one: "{passed} of {count} check passed.", other: "{passed} of {count} checks passed." },
  },
  errors: { NameError: "Python does not know this name." },
};

const of = (result: Result) => verdictOf({ kind: "result", result }, 3, false);
const error = { type: "NameError", text: "name 'x' is not defined", line: 4, trace: "Traceback: ..." };

test("a failed check gives its advice, or the condition", () => {
  const failed = { kind: "failed", passed: 1, advice: "Use the median.", condition: "assert a" } as const;
  assert.deepEqual(of(failed).lines, ["runner.failed", "Use the median.", "1 of 3 checks passed."]);
  assert.deepEqual(of({ ...failed, passed: 0, advice: "" }).lines, ["runner.failed", "This must be true: assert a"]);
});

test("an error is said with its line and what it means", () => {
  const verdict = of({ kind: "error", error });
  assert.deepEqual(verdict.lines, ["Line 4: NameError: name 'x' is not defined", "Python does not know this name."]);
  assert.deepEqual([verdict.line, verdict.tone, verdict.trace], [4, "wrong", error.trace]);
});

test("an error of a long or unknown kind is said without more", () => {
  assert.deepEqual(of({ kind: "error", error: { ...error, type: "Odd", text: "one\ntwo", line: 0 } }).lines, ["Odd: one"]);
});

test("an error outside of the answer asks what the answer still defines", () => {
  const stopped = { kind: "stopped-check", passed: 0, error: { ...error, line: 0 } } as const;
  assert.equal(of(stopped).lines[1], "runner.check_stopped");
  assert.equal(of({ ...stopped, error }).lines[1], "Python does not know this name.");
});

test("set-up that fails is not the learner's mistake", () => {
  assert.equal(of({ kind: "setup", error }).lines[1], "runner.setup_failed");
});

test("only what could not be fetched is offered again", () => {
  const again = (outcome: Outcome) => verdictOf(outcome, 1, false).again;
  assert.equal(again({ kind: "unreachable", what: "pandas" }), true);
  assert.equal(again({ kind: "broken", reason: "" }), false);
  assert.equal(again({ kind: "stopped" }), false);
});

test("a run that shows nothing says so, and only checks are right", () => {
  assert.deepEqual(verdictOf({ kind: "result", result: { kind: "ran" } }, 0, true).lines, ["runner.ran_silently"]);
  assert.equal(of({ kind: "ran" }).tone, "plain");
  assert.equal(of({ kind: "passed" }).tone, "right");
});
