// What a learner writes in: one editor for a module, one for each code cell of a notebook.

import { make, ownMarkup } from "./dom.js";
import { Editor } from "./editor.js";
import { say } from "./strings.js";

const sourceOf = (cell) => (Array.isArray(cell.source) ? cell.source.join("") : String(cell.source ?? ""));
const asLines = (text) => text.split(/(?<=\n)/);

class Module {
  constructor(place, { text, file, onChange, onCheck }) {
    place.className = "module";
    this.editor = new Editor(place, { text, label: say("editor", { file }), onChange, onCheck });
  }

  set text(text) {
    this.editor.text = text;
  }

  goTo(where) {
    this.editor.goTo(where.line);
  }

  focus() {
    this.editor.focus();
  }

  close() {
    this.editor.close();
  }
}

class Notebook {
  #editors = new Map();
  #place;
  #how;
  #notebook;

  constructor(place, how) {
    place.className = "cells";
    this.#place = place;
    this.#how = how;
    this.#build(how.text);
  }

  set text(text) {
    this.close();
    this.#place.replaceChildren();
    this.#build(text);
  }

  // A place in a notebook names its cell, as in "fix_relu_rnn.ipynb, cell 4".
  goTo({ file, line }) {
    const number = Number(/(\d+)$/.exec(file)?.[1]);
    (this.#editors.get(number) ?? this.#first).goTo(line);
  }

  focus() {
    this.#first.focus();
  }

  close() {
    for (const editor of this.#editors.values()) editor.close();
    this.#editors.clear();
  }

  get #first() {
    return this.#editors.values().next().value;
  }

  #build(text) {
    this.#notebook = JSON.parse(text);
    this.#notebook.cells.forEach((cell, at) => {
      if (cell.cell_type === "code") this.#code(cell, at + 1);
      else this.#place.append(this.#words(cell));
    });
  }

  #code(cell, number) {
    this.#place.append(make("p", { class: "small", "aria-hidden": "true" }, say("cell", { number })));
    const onChange = (source) => {
      Object.assign(cell, { source: asLines(source), outputs: [], execution_count: null });
      this.#how.onChange(`${JSON.stringify(this.#notebook, null, 1)}\n`);
    };
    const label = say("cell_editor", { number });
    const { onCheck } = this.#how;
    this.#editors.set(number, new Editor(this.#place, { text: sourceOf(cell), label, onChange, onCheck }));
  }

  // Words that came with the kata are set; others are shown as they are.
  #words(cell) {
    const own = this.#how.cells?.[cell.id];
    if (own && own.source === sourceOf(cell)) return make("div", { class: "prose" }, ownMarkup(own.html));
    return make("div", { class: "prose says" }, sourceOf(cell));
  }
}

function isNotebook(text) {
  try {
    const { cells } = JSON.parse(text);
    const isCell = (cell) => cell !== null && typeof cell === "object";
    return Array.isArray(cells) && cells.every(isCell) && cells.some((cell) => cell.cell_type === "code");
  } catch {
    return false;
  }
}

export const canOpen = (file, text) => !file.endsWith(".ipynb") || isNotebook(text);

// `how` has text, file, cells, onChange and onCheck.
export function workbench(place, how) {
  place.replaceChildren();
  return how.file.endsWith(".ipynb") && isNotebook(how.text) ? new Notebook(place, how) : new Module(place, how);
}
