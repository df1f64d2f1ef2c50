// The board's own address, which is secret: a new one, if somebody has seen it.

import { byId } from "./page.js";
import { h, patch } from "./patch.js";
import { say } from "./strings.js";

export class AddressControl {
  #ask;
  #onNew;

  constructor(ask, onNew) {
    this.#ask = ask;
    this.#onNew = onNew;
    byId("address-new").addEventListener("click", () => this.#make());
    byId("address").addEventListener("close", () => patch(byId("address-answer")));
  }

  open() {
    byId("address").showModal();
  }

  async #make() {
    const answer = await this.#ask("address", {});
    if (!answer) return;
    await enter(answer.address);
    this.#onNew();
    patch(byId("address-answer"), h("p", {}, say("address_is")), h("p", { class: "code-line" }, answer.address));
  }

  // Are boards open that are not the teacher's?
  question(board) {
    const key = board.boards === 2 ? "boards" : "boards_more";
    return [h("span", {}, say(key, { count: board.boards })), " ",
      h("button", { type: "button", class: "small-button", onclick: () => (this.open(), this.#make()) }, say("boards_close"))];
  }
}

// This board is to stay: it opens the new address as whoever types it does, and has the new cookie then.
const enter = (address) => fetch(new URL(address, location.href).pathname, { cache: "no-store" }).catch(() => null);
