// One editor of Python code. It stands in a shadow, where its styles need no exception from the page's policy.

import {
  Decoration, EditorState, EditorView, HighlightStyle, StateEffect, StateField, bracketMatching, closeBrackets,
  closeBracketsKeymap, defaultKeymap, drawSelection, highlightSpecialChars, history, historyKeymap, indentOnInput,
  indentUnit, indentWithTab, keymap, lineNumbers, python, syntaxHighlighting, tags,
} from "./vendor/codemirror.js";
import { make } from "./dom.js";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: "var(--keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--string)" },
  { tag: tags.number, color: "var(--number)" },
  { tag: tags.comment, color: "var(--comment)", fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: "var(--define)" },
]);

const look = EditorView.theme({
  "&": { fontSize: "0.875rem", color: "var(--ink)", backgroundColor: "var(--ground)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--code)", lineHeight: "1.55", minHeight: "var(--least, 2rem)", maxHeight: "var(--most, none)" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--soft)", border: "none" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-marked": { backgroundColor: "var(--mark)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--link) 25%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--link) 25%, transparent)" },
});

const markLine = StateEffect.define();
const marked = StateField.define({
  create: () => Decoration.none,
  update(before, transaction) {
    const effect = transaction.effects.find((each) => each.is(markLine));
    if (effect) return Decoration.set([Decoration.line({ class: "cm-marked" }).range(effect.value)]);
    return transaction.docChanged ? Decoration.none : before;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// Esc has Tab leave the editor, until the editor is entered anew.
const escape = { key: "Escape", run: (view) => (view.setTabFocusMode(true), false) };
const entering = EditorView.domEventHandlers({ focus: (_, view) => (view.setTabFocusMode(false), false) });

export class Editor {
  #view;
  #isOwn = false; // whether a change is the page's and not the learner's

  constructor(place, { text, label, onChange, onCheck }) {
    const host = make("div", { class: "editor" });
    place.append(host);
    const root = host.attachShadow({ mode: "open" });
    const check = { key: "Mod-Enter", run: () => (onCheck(), true) };
    const told = EditorView.updateListener.of((update) => {
      if (update.docChanged && !this.#isOwn) onChange(this.text);
    });
    const extensions = [
      lineNumbers(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(),
      closeBrackets(), indentUnit.of("    "), EditorState.tabSize.of(4), python(), syntaxHighlighting(colours), look,
      marked, entering, told, EditorView.lineWrapping, EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
      keymap.of([check, escape, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    ];
    this.#view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  // Put another text in its place, and leave the cursor where it is; the learner's own undo brings the old one back.
  set text(text) {
    const before = this.text;
    const most = Math.min(before.length, text.length);
    let [start, end] = [0, 0];
    while (start < most && before[start] === text[start]) start += 1;
    while (end < most - start && before.at(-1 - end) === text.at(-1 - end)) end += 1;
    this.#isOwn = true;
    this.#view.dispatch({ changes: { from: start, to: before.length - end, insert: text.slice(start, text.length - end) } });
    this.#isOwn = false;
  }

  focus() {
    this.#view.focus();
  }

  goTo(number) {
    const { doc } = this.#view.state;
    const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
    const effects = [markLine.of(line.from), EditorView.scrollIntoView(line.from, { y: "center" })];
    this.#view.dispatch({ selection: { anchor: line.from }, effects });
    this.focus();
  }

  close() {
    this.#view.destroy();
  }
}
