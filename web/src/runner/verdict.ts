// How a run ended, in words.
import { ADVICE, RUNNER } from "../strings";
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
      return said("plain", RUNNER.stopped);
    case "unreachable":
      return { ...said("wrong", RUNNER.unreachable(outcome.what)), again: true };
    case "broken":
      return said("wrong", RUNNER.broken);
    case "result":
      break;
  }
  const { result } = outcome;
  switch (result.kind) {
    case "ran":
      return said("plain", silent ? RUNNER.ranSilently : RUNNER.ran);
    case "passed":
      return said("right", RUNNER.passed);
    case "failed":
      return said(
        "wrong",
        RUNNER.failed,
        result.advice || RUNNER.condition(result.condition),
        result.passed ? RUNNER.passedSome(result.passed, checks) : "",
      );
    case "error":
      return ofError(result.error, adviceFor(result.error));
    case "setup":
      return ofError(result.error, RUNNER.setupFailed);
    case "stopped-check":
      return ofError(result.error, result.error.line ? adviceFor(result.error) : RUNNER.checkStopped);
  }
}

function ofError(error: CodeError, advice: string): Verdict {
  const text = error.text.split("\n")[0] ?? "";
  const head = error.line ? RUNNER.atLine(error.line, error.type, text) : RUNNER.noLine(error.type, text);
  return { ...said("wrong", head, advice), trace: error.trace, line: error.line };
}

function adviceFor(error: CodeError): string {
  return error.type === "RuntimeError" && error.text === "no input" ? RUNNER.noInput : (ADVICE[error.type] ?? "");
}
