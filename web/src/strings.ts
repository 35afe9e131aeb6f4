// All words that the scripts show. One constant for each bundle's part, so that a bundle holds only its own.

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** A number of bytes as people say it: 379 kB, 23 MB. */
export function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${Math.round(bytes / 1e6)} MB`;
}

export const PAGE = {
  table: "Table",
};

export const QUIZ = {
  chooseFirst: "Choose an answer first.",
  right: "Right.",
  wrong: "Not right yet.",
  more: "Another answer fits too.",
  tryAgain: "Try again",
};

export const MARKS = {
  passed: "passed",
  answered: "answered right",
  lesson: (passed: number, exercises: number, right: number, questions: number) =>
    [
      exercises ? `${passed} of ${plural(exercises, "exercise", "exercises")} passed` : "",
      questions ? `${right} of ${plural(questions, "question", "questions")} answered right` : "",
    ]
      .filter(Boolean)
      .join(", "),
  all: "All done:",
};

export const PROGRESS = {
  notKept:
    "Your browser does not let this site keep anything. Your progress lasts until you close or reload this page: download it as a file to keep it.",
  newer: "This browser holds progress of a newer version of this site. It is left as it is. Reload the page.",
  percent: (percent: number) => `${percent}%`,
  ring: (track: string, percent: number) => `${track}: ${percent}% done`,
  nothing: "Nothing here to do yet.",
  tools: "Take it with you",
  toolsText:
    "Your progress and your answers are kept in this browser only. To move them to another device, download them here and add the file there.",
  download: "Download my progress",
  file: "Add progress from a file",
  forget: "Forget everything",
  sure: "Forget all progress and answers on this device?",
  sureText: "This cannot be undone. Download your progress first if you may want it again.",
  keep: "Keep it",
  forgotten: "All progress and answers on this device are forgotten.",
  added: (exercises: number, questions: number) =>
    `Added: ${plural(exercises, "exercise", "exercises")} passed and ${plural(questions, "question", "questions")} answered. What was here already is kept.`,
  nothingNew: "The file holds nothing that is not here already.",
  downloaded: "The file is downloaded.",
  notJson: "This file cannot be read. Choose a file that was downloaded from this page; its name ends in .json.",
  foreign: "This file holds no progress of a course. Choose one that was downloaded from this page.",
  newerFile: "This file comes from a newer version of the site. Reload the page and try again.",
  tooLarge: "This file is too large to be progress of a course.",
};

export const FILTERS = {
  count: (shown: number, all: number) =>
    shown === all ? `All ${plural(all, "exercise", "exercises")}` : `${shown} of ${plural(all, "exercise", "exercises")}`,
  none: "No exercise fits. Choose a longer time, or another level or track.",
};

export const RUNNER = {
  editor: (title: string) => `Your answer to: ${title}`,
  label: "Your answer",
  keys: "Tab leaves the editor. Ctrl+Enter (on a Mac: Cmd+Enter) runs your code.",
  size: (bytes: number) => `The next run downloads up to ${size(bytes)}, unless your browser has them already.`,
  notKept: "Your browser does not let this site keep your answer. Copy it before you leave.",
  noEditor: "The editor could not be loaded. You can still work in a notebook.",
  tryAgain: "Try again",
  run: "Run",
  check: "Check",
  stop: "Stop",
  reset: "Reset",
  hint: (shown: number, all: number) => `Show hint ${shown} of ${all}`,
  output: "Output of your code",
  error: "What Python says",
  table: "Table: output of your code",
  figure: (words: string) => (words ? `Figure made by your code: ${words}` : "Figure made by your code"),
  cut: "There was more output. It is not shown.",
  wasReset: "The starter is back.",
  undo: "Undo",
  undone: "Your answer is back.",
  waiting: "Waiting for the other exercise to finish…",
  stages: {
    python: "Loading Python…",
    packages: "Loading packages…",
    data: "Loading the data…",
    setup: "Preparing the exercise…",
    answer: "Running your code…",
  },
  loaded: (loaded: number, all: number) => `${size(loaded)} of ${size(all)}`,
  stopped: "Stopped. Your code is kept.",
  ran: "The code ran. Check tells whether it is right.",
  ranSilently: "The code ran and showed nothing. End it with a name or use print() to see a value.",
  passed: "All checks passed.",
  failed: "Not right yet.",
  passedSome: (passed: number, all: number) => `${passed} of ${plural(all, "check", "checks")} passed.`,
  condition: (condition: string) => `This must be true: ${condition}`,
  setupFailed: "The code that prepares this exercise did not run. This is not your mistake.",
  checkStopped: "A check stopped with an error. Does your answer still define what the starter defines?",
  unreachable: (what: string) => `Could not load ${what}. Are you online? Your code is kept.`,
  broken: "Python broke down, perhaps for lack of memory. It starts anew with the next run. Your code is kept.",
  atLine: (line: number, type: string, text: string) => `Line ${line}: ${type}${text ? `: ${text}` : ""}`,
  noLine: (type: string, text: string) => `${type}${text ? `: ${text}` : ""}`,
  noInput: "input() does not work here. Write the value into the code.",
};

/** What the common errors of Python mean. */
export const ADVICE: Record<string, string> = {
  AssertionError: "An assert of your own code is not true.",
  AttributeError: "The value has no such method or column. Look at its spelling, and at what the value is.",
  FileNotFoundError: "There is no such file here. The data of this lesson are in the folder data/.",
  ImportError: "What this line needs is not among the packages of this exercise. A notebook has more.",
  IndentationError: "Look at the spaces at the beginning of the line: lines of one block begin at the same place.",
  IndexError: "The position lies outside of the list. Positions begin at 0.",
  KeyError: "There is no such key or column. Look at its spelling.",
  ModuleNotFoundError: "This package is not among those of this exercise. A notebook has more.",
  NameError: "Python does not know this name. Is it spelt right, and is it set above this line?",
  PermissionError: "The data files can be read, not changed.",
  RecursionError: "A function calls itself without end.",
  SyntaxError: "Python cannot read this line. Look for a missing bracket, quote or colon, here or just above.",
  TypeError: "A value has another type than this code needs. Look at what each value is.",
  ValueError: "The type is right, but the value does not fit.",
  ZeroDivisionError: "Something is divided by zero.",
};
