// The teacher's hint, above the editor until it is put away or taken back.

import { byId, make } from "../dom.js";
import { say } from "../strings.js";
import { button } from "./elements.js";

export class Hint {
  #membership;
  #page;
  #shown = "";
  place = make("div", { role: "status" });

  constructor(membership, page) {
    this.#membership = membership;
    this.#page = page;
  }

  // `hint` as the room has it, or null; `kata` is the one in hand.
  show(hint, kata) {
    const isSeen = hint && !this.#membership.isDismissed(hint.id);
    const about = isSeen ? this.#page.course.katas.find((each) => each.id === hint.kata) : null;
    const wanted = isSeen ? JSON.stringify([hint, about === kata, document.documentElement.lang]) : "";
    if (wanted === this.#shown) return; // so that it is read out once
    this.#shown = wanted;
    this.place.replaceChildren(...(isSeen ? [this.#box(hint, about, kata)] : []));
  }

  #box(hint, about, kata) {
    const from = about ? say("hint_about", { kata: about.id }) : say("hint_from");
    const head = about && about !== kata ? make("a", { href: `#${about.id}` }, from) : from;
    return make("div", { class: "message hint" },
      make("p", {}, make("strong", {}, head), make("span", { class: "says" }, hint.words)),
      button("dismiss", () => this.#dismiss(hint)));
  }

  #dismiss(hint) {
    this.#membership.dismiss(hint.id);
    this.show(null, null);
    byId("hand-in").focus();
  }
}
