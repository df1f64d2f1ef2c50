// `run`: what a learner's own network says at each stage, and its loss so far.

import { curve } from "./curve.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

export class Running {
  #picture = make("div");
  #stages = make("div", { class: "stages" });

  constructor(place) {
    const section = make("section", { class: "card", "aria-label": say("run_title") },
      make("h2", {}, say("run_title")), this.#picture, this.#stages);
    place.replaceChildren(section);
  }

  // The newest stage comes first, so that it is seen without scrolling.
  add({ words, text, losses }) {
    const drawn = losses?.length ? curve(losses) : null;
    if (drawn) this.#picture.replaceChildren(drawn);
    this.#stages.prepend(make("div", {}, make("h3", {}, words), text && make("pre", { tabindex: "0" }, text)));
  }
}
