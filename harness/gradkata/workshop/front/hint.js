// A hint to the whole room: what is shown now, and a form for the next.

import { byId, tell } from "./page.js";
import { h, patch } from "./patch.js";
import { parts, say } from "./strings.js";
import { short } from "./titles.js";

export class HintForm {
  #ask;

  constructor(ask) {
    this.#ask = ask;
    byId("hint-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    byId("hint-words").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("hint-form").requestSubmit();
    });
  }

  async #send() {
    const words = byId("hint-words").value;
    if (!words.trim()) return byId("hint-words").focus();
    if (!await this.#ask("hint", { kata: byId("hint-kata").value, words: words.trim() })) return;
    if (byId("hint-words").value === words) byId("hint-words").value = "";
    tell(say("hint_sent"));
  }

  async #takeAway() {
    if (await this.#ask("hint", { kata: "", words: "" })) tell(say("hint_away"));
  }

  show(board) {
    patch(byId("hint-kata"), h("option", { key: "", value: "" }, say("all_katas")),
      board?.katas.map((each) => h("option", { key: each.id, value: each.id }, each.title)));
    const now = board?.hint;
    patch(byId("hint-now"), now && [
      h("span", { class: "small" }, now.kata ? parts("hint_now_kata", { kata: short(board, now.kata) }) : say("hint_now")), " ",
      h("span", { class: "words", dir: "auto" }, now.words), " ",
      h("button", { type: "button", class: "small-button", onclick: () => this.#takeAway() }, say("take_away"))]);
  }
}
