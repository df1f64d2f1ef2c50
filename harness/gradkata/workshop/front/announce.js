// Mistakes that are new in the room, for ears: seldom, and each once.

import { byId } from "./page.js";
import { plain } from "./names.js";
import { say } from "./strings.js";

const EVERY_MS = 20_000;
const SEVERAL = 2; // what one has is no news

const keyOf = (mistake) => JSON.stringify([mistake.kata, mistake.key]);

export class Announcer {
  #known = null;
  #next = 0;

  hear(board, onlyKnown) {
    const heard = board.mistakes.filter((each) => each.count >= SEVERAL && (each.is_known || !onlyKnown));
    this.#known ??= new Set(heard.map(keyOf)); // what was there before is to be read, not to be told
    const news = heard.filter((each) => !this.#known.has(keyOf(each)));
    if (!news.length || performance.now() < this.#next) return;
    this.#next = performance.now() + EVERY_MS;
    for (const each of news) this.#known.add(keyOf(each));
    byId("news").textContent = news.map((each) =>
      say("news", { count: each.count, of: each.of, words: plain(each.words) })).join(" ");
  }
}
