// What a whole class may see: no name of a learner is anywhere in it.

import { bar, nameless } from "./mistakes.js";
import { byId } from "./page.js";
import { h, patch } from "./patch.js";
import { qr } from "./room.js";
import { say, theirs } from "./strings.js";
import { short } from "./titles.js";

// Without a board, all of it is empty.
export function wall(board, onRemove) {
  patch(byId("wall-room"), board && qr(board));
  patch(byId("wall-hint"), board?.hint && hint(board));
  patch(byId("wall-mistakes"), board && nameless(board));
  patch(byId("wall-katas"), board && tallies(board));
  patch(byId("wall-examples"), board && [...board.examples].reverse().map((each) => example(board, each, onRemove)));
  byId("wall").classList.toggle("with-examples", Boolean(board?.examples.length));
}

const hint = (board) => h("div", { class: "hint" },
  h("h2", {}, say("hint_wall"), board.hint.kata && [": ", short(board, board.hint.kata)]),
  h("p", { class: "words", dir: "auto" }, board.hint.words));

// Katas that are open, or that somebody has tried.
function tallies(board) {
  const all = board.learners.length;
  return h("ul", { class: "tallies" }, board.katas.filter((each) => each.open || each.tried).map((each) => {
    const words = say("bar", { passed: each.passed, tried: each.tried, all });
    return h("li", { key: each.id, title: words }, short(board, each.id),
      h("span", { class: "share two", "aria-hidden": "true" },
        h("span", { class: "tried", style: { "--share": all ? each.tried / all : 0 } }),
        h("span", { class: "passed", style: { "--share": all ? each.passed / all : 0 } })),
      h("span", { "aria-hidden": "true", class: "tally" }, `${each.passed}/${each.tried}`),
      h("span", { class: "unseen" }, words));
  }));
}

const example = (board, each, onRemove) => h("article", { key: each.id, class: "example" },
  h("div", { class: "head" }, h("h3", {}, theirs(each.mistake, board.language)),
    h("button", { type: "button", class: "small-button", onclick: () => onRemove(each) }, say("take_away"),
      h("span", { class: "unseen" }, `: ${each.mistake}`))),
  h("p", { class: "small" }, theirs(each.title, board.language)),
  h("pre", { tabindex: "0", role: "group", "aria-label": say("code_of") }, h("code", {}, each.code)),
  each.message && h("p", {}, theirs(each.message, board.language)));
