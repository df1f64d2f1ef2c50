// The path through the katas, with how far each is.

import { byId, make } from "./dom.js";
import { rounded } from "./results.js";
import { inLanguage, say } from "./strings.js";

const SIGNS = { passed: "✓", begun: "◐", open: "○" };
const WIDE = matchMedia("(min-width: 64rem)");

export class Path {
  #katas;
  #progress;
  #store;
  remark = () => ""; // what else is to be said of a kata, by its id

  constructor(katas, progress, store) {
    this.#katas = katas;
    this.#progress = progress;
    this.#store = store;
    const fold = () => { byId("path-details").open = WIDE.matches; };
    WIDE.addEventListener("change", fold);
    fold();
  }

  show(current) {
    const values = { passed: this.#katas.filter((each) => this.#progress.isPassed(each.id)).length, all: this.#katas.length };
    byId("count").textContent = say("count", values);
    byId("path-summary").textContent = say("summary", values);
    const hasFocus = byId("path").contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    byId("path").replaceChildren(...this.#katas.map((kata) => this.#entry(kata, kata === current)));
    if (hasFocus) byId("path").querySelector(`[href="${CSS.escape(hasFocus)}"]`)?.focus();
  }

  #entry(kata, isCurrent) {
    const remark = this.remark(kata.id);
    const record = this.#progress.of(kata.id);
    const state = record.passed ? "passed" : this.#store.text(kata.file) !== null ? "begun" : "open";
    const points = record.checked ? `${rounded(record.best)}/${rounded(kata.max_score)}` : "";
    const about = [kata.minutes && say("minutes", { minutes: kata.minutes }),
      kata.builds_on.length && say("builds_on", { names: kata.builds_on.join(", ") })].filter(Boolean).join(", ");
    return make("li", { class: state }, make("a", {
      href: `#${kata.id}`, title: `${inLanguage(kata.title)}${about ? ` (${about})` : ""}`, "aria-current": isCurrent ? "page" : null,
    },
    make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[state]),
    make("span", {}, kata.id, make("span", { class: "unseen" }, `, ${say(`state_${state}`)}`)),
    make("span", { class: "points" }, points),
    remark && make("span", { class: "remark" }, remark)));
  }
}
