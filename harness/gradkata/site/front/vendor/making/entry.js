export { EditorState, Compartment, StateEffect, StateField, Annotation, Transaction } from "@codemirror/state";
export { EditorView, Decoration, keymap, lineNumbers, drawSelection, highlightSpecialChars } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
export { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting, HighlightStyle } from "@codemirror/language";
export { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
export { highlightSelectionMatches } from "@codemirror/search";
export { python } from "@codemirror/lang-python";
export { tags } from "@lezer/highlight";
