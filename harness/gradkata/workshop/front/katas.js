// Which katas are open.

import { byId } from "./page.js";
import { h, patch } from "./patch.js";
import { say } from "./strings.js";
import { short } from "./titles.js";

export class KataSwitches {
  #ask;
  #board = null;

  constructor(ask) {
    this.#ask = ask;
    byId("open-all").addEventListener("click", () => this.#all(true));
    byId("open-none").addEventListener("click", () => this.#all(false));
  }

  // One after another; the first that is refused ends it, and says why.
  async #all(open) {
    for (const { id } of this.#board?.katas.filter((each) => each.open !== open) ?? []) {
      if (!await this.#ask("open", { kata: id, open })) return;
    }
  }

  async #turn(kata, open) {
    if (!await this.#ask("open", { kata: kata.id, open })) this.show(this.#board);
  }

  show(board) {
    this.#board = board;
    patch(byId("katas-list"), board?.katas.map((kata) => h("li", { key: kata.id }, h("label", {},
      h("input", { type: "checkbox", checked: kata.open, onchange: (event) => this.#turn(kata, event.target.checked) }),
      short(board, kata.id),
      h("span", { class: "small" }, kata.tried ? say("passed_tried", kata) : say("nobody_tried"))))));
  }
}
