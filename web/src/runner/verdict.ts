// How a run ended, in words.
import { hasWords, say } from "../words";
import type { CodeError } from "../worker/protocol";
import type { Outcome } from "./session";

/** What is said of a run. The first line is the verdict. */
export interface Verdict {
  tone: "right" | "wrong" | "plain";
  lines: string[];
  /** What Python says, and the line of the answer (from 1) that it speaks of; 0 where it speaks of none. */
  trace: string;
  line: number;
  /** Whether the run is worth another try as it stands. */
  again: boolean;
}

const said = (tone: Verdict["tone"], ...lines: string[]): Verdict => ({
  tone,
  lines: lines.filter(Boolean),
  trace: "",
  line: 0,
  again: false,
});

/** Say how a run with so many checks ended; `silent`: the code showed nothing. */
export function verdictOf(outcome: Outcome, checks: number, silent: boolean): Verdict {
  switch (outcome.kind) {
    case "stopped":
      return said("plain", say("runner.stopped"));
    case "unreachable":
      return { ...said("wrong", say("runner.unreachable", { what: outcome.what })), again: true };
    case "broken":
      return said("wrong", say("runner.broken"));
    case "result":
      break;
  }
  const { result } = outcome;
  switch (result.kind) {
    case "ran":
      return said("plain", silent ? say("runner.ran_silently") : say("runner.ran"));
    case "passed":
      return said("right", say("runner.passed"));
    case "failed":
      return said(
        "wrong",
        say("runner.failed"),
        result.advice || say("runner.condition", { condition: result.condition }),
        result.passed ? say("runner.passed_some", { passed: result.passed, count: checks }) : "",
      );
    case "error":
      return ofError(result.error, adviceFor(result.error));
    case "setup":
      return ofError(result.error, say("runner.setup_failed"));
    case "stopped-check":
      return ofError(result.error, result.error.line ? adviceFor(result.error) : say("runner.check_stopped"));
  }
}

function ofError(error: CodeError, advice: string): Verdict {
  const text = error.text.split("\n")[0] ?? "";
  const what = text ? `${error.type}: ${text}` : error.type;
  const head = error.line ? say("runner.at_line", { line: String(error.line), error: what }) : what;
  return { ...said("wrong", head, advice), trace: error.trace, line: error.line };
}

function adviceFor(error: CodeError): string {
  if (error.type === "RuntimeError" && error.text === "no input") return say("runner.no_input");
  const key = `errors.${error.type}`;
  return hasWords(key) ? say(key) : "";
}
