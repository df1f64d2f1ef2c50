// Hints, one after the other: each says more than the one before.

import { make, ownMarkup } from "./dom.js";
import { inLanguage, say } from "./strings.js";

export class Hints {
  #place;
  #progress;

  constructor(place, progress) {
    this.#place = place;
    this.#progress = progress;
  }

  // Show those that were shown before, and a button for the next.
  show(kata) {
    const rungs = inLanguage(kata.hints);
    const shown = Math.min(this.#progress.of(kata.id).hints, rungs.length);
    this.#place.replaceChildren();
    if (!shown) return;
    const left = rungs.length - shown;
    const button = make("button", { type: "button", onclick: () => this.next(kata) }, say("one_more", { left }));
    this.#place.append(make("section", { class: "card", "aria-label": say("hints") },
      make("h2", {}, say("hints")),
      rungs.slice(0, shown).map((hint, at) => this.#hint(hint, at + 1, rungs.length)),
      left ? button : make("p", { class: "small" }, say("no_more"))));
  }

  // Show one more, and go to it. Gives what is to be said.
  next(kata) {
    const rungs = inLanguage(kata.hints);
    if (!rungs.length) return say("no_hints");
    const shown = Math.min(this.#progress.of(kata.id).hints + 1, rungs.length);
    this.#progress.change(kata.id, { hints: shown });
    this.show(kata);
    const last = [...this.#place.querySelectorAll("h3.hint")].at(-1);
    last.scrollIntoView({ block: "center" });
    last.focus({ preventScroll: true });
    return say("hint_shown", { number: shown, all: rungs.length });
  }

  #hint(hint, number, all) {
    const title = say("hint_title", { number, all, title: hint.title });
    return make("div", {}, make("h3", { class: "hint", tabindex: "-1" }, title),
      make("div", { class: "prose" }, ownMarkup(hint.html)));
  }
}
