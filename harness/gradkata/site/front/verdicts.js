// The verdicts that are shown, each kata's newest, and what comes after them.

import { byId, make } from "./dom.js";
import { card, headline, words as wordsCard } from "./results.js";
import { notice } from "./saying.js";
import { inLanguage, say } from "./strings.js";

export class Verdicts {
  #page;
  #cards = new Map(); // kata → a function that makes its card, in the language of the time

  // `page` has kata (the one in hand), course, progress, path and goTo(place).
  constructor(page) {
    this.#page = page;
  }

  // Show what there is on the kata in hand.
  show() {
    const found = this.#cards.get(this.#page.kata?.id);
    byId("result").replaceChildren(...(found ? [found()] : []));
  }

  // Take in a verdict. `remark` is the key of what is said of it; `brings` it into view, as who waits for it wants it.
  add(kata, result, { remark = "", brings = true } = {}) {
    const { progress, path } = this.#page;
    progress.after(kata.id, result);
    this.#put(kata, this.#cardOf(kata, result, remark), brings);
    notice(headline(result));
    path.show(this.#page.kata);
  }

  // Show one that was given before; it counts, unless it did already.
  recall(kata, result, remark) {
    const { progress, path } = this.#page;
    const { best, checked } = progress.of(kata.id);
    if (!checked || result.score > best) progress.after(kata.id, result);
    this.#put(kata, this.#cardOf(kata, result, remark), false);
    path.show(this.#page.kata);
  }

  // Say in words why there is none.
  addWords(kata, text, status) {
    this.#put(kata, () => wordsCard(text, status), true);
  }

  // Show none on some katas any more; on all of them, unless they are named.
  forget(ids = [...this.#cards.keys()]) {
    for (const id of ids) this.#cards.delete(id);
    if (ids.includes(this.#page.kata?.id)) this.show();
  }

  #put(kata, build, brings) {
    this.#cards.set(kata.id, build);
    if (kata !== this.#page.kata) return;
    this.show();
    if (brings) bring(byId("result"));
  }

  #cardOf(kata, result, remark) {
    return () => card(result, (place) => this.#page.goTo(place), [
      ...(remark ? [make("p", { class: "small" }, say(remark))] : []), ...this.#after(kata, result)]);
  }

  // What comes after a result: the next kata, or the one that has to come first.
  #after(kata, result) {
    const { course, progress } = this.#page;
    const link = (other, key) =>
      make("p", {}, make("a", { class: "button", href: `#${other.id}` }, say(key, { title: inLanguage(other.title) })));
    const first = course.katas.find((each) => each.id === result.held_up_by);
    if (first) return [link(first, "held_up")];
    if (result.status !== "passed") return [];
    const next = progress.following(kata.id, course.katas);
    return next ? [link(next, "next")] : [make("p", {}, say("all_passed"))];
  }
}

// Scroll to a part of the work; on a wide screen, so that some of the code above it stays to be seen.
export function bring(part) {
  const column = byId("work");
  if (column.scrollHeight <= column.clientHeight) {
    part.scrollIntoView({ block: "nearest" });
    return;
  }
  const below = part.getBoundingClientRect().top - column.getBoundingClientRect().top;
  const [high, low] = [0.15, 0.6].map((share) => share * column.clientHeight);
  if (below < high || below > low) column.scrollTop += below - 0.45 * column.clientHeight;
}
