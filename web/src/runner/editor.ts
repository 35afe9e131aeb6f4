// The editor: CodeMirror with Python, which Tab leaves.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

/** What an editor begins with, and whom it tells. */
export interface EditorOptions {
  text: string;
  label: string;
  /** Id of the element that explains the keys. */
  describedBy: string;
  run(): void;
  changed(text: string): void;
}

/** An editor on the page. */
export interface Editor {
  readonly dom: HTMLElement;
  text(): string;
  /** Put another text in its place; the learner can undo it. */
  replace(text: string): void;
  /** Mark a line (from 1) until the text changes; 0 marks none. */
  mark(line: number): void;
}

const setMark = StateEffect.define<number>();
const markedLine = Decoration.line({ class: "ws-editor__wrong" });
const mark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const [effect] = transaction.effects.filter((one) => one.is(setMark));
    if (effect) {
      const { doc } = transaction.state;
      const line = effect.value as number;
      return line > 0 && line <= doc.lines ? Decoration.set(markedLine.range(doc.line(line).from)) : Decoration.none;
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Make an editor. */
export function makeEditor(options: EditorOptions): Editor {
  const run = (): boolean => {
    options.run();
    return true;
  };
  const view = new EditorView({
    doc: options.text,
    extensions: [
      lineNumbers(),
      history(),
      indentOnInput(),
      bracketMatching(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      pythonLanguage,
      syntaxHighlighting(classHighlighter),
      mark,
      EditorView.lineWrapping,
      keymap.of([
        { key: "Mod-Enter", run },
        { key: "Shift-Enter", run },
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      EditorView.contentAttributes.of({
        "aria-label": options.label,
        "aria-describedby": options.describedBy,
        autocapitalize: "off",
        spellcheck: "false",
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) options.changed(update.state.doc.toString());
      }),
    ],
  });
  return {
    dom: view.dom,
    text: () => view.state.doc.toString(),
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark: (line) => view.dispatch({ effects: setMark.of(line) }),
  };
}
