// The mistakes that are in the room now, the most frequent first.

import { list } from "./names.js";
import { h } from "./patch.js";
import { say, theirs } from "./strings.js";
import { short } from "./titles.js";

// A part of all as a bar; the numbers stand beside it.
export const bar = (part, whole) =>
  h("span", { class: "share", "aria-hidden": "true" }, h("span", { style: { "--share": whole ? part / whole : 0 } }));

const isShown = (board, mistake) =>
  board.examples.some((each) => each.kata === mistake.kata && each.mistake === mistake.words);

// For the teacher, with names and a way to put an example on the wall.
export function mistakes(board, onExample) {
  if (!board.mistakes.length) return h("p", { class: "none" }, say("no_mistakes"));
  return h("ol", { class: "mistakes" }, board.mistakes.map((each) => withNames(board, each, onExample)));
}

// For the class: without names, and only known mistakes, since what others are called may quote what a learner wrote.
export function nameless(board) {
  const known = board.mistakes.filter((each) => each.is_known);
  if (!known.length) return h("p", { class: "none" }, say("no_known"));
  return h("ol", { class: "mistakes" }, known.map((each) => h("li", { key: keyOf(each) }, head(board, each), about(board, each))));
}

const keyOf = (mistake) => JSON.stringify([mistake.kata, mistake.key]);

const withNames = (board, mistake, onExample) => h("li", { key: keyOf(mistake) }, head(board, mistake),
  about(board, mistake,
    h("details", {}, h("summary", {}, say("who")), h("p", {}, list(mistake.names))),
    h("button", { type: "button", class: "small-button", title: say("example_help"), onclick: () => onExample(mistake) },
      say(isShown(board, mistake) ? "example_next" : "example"), h("span", { class: "unseen" }, `: ${mistake.words}`))));

const head = (board, { count, of, words }) => h("div", { class: "head" },
  h("strong", { class: "count" }, say("mistake_count", { count, of })), h("span", { class: "unseen" }, ": "),
  theirs(words, board.language, { class: "words" }));

const about = (board, mistake, ...more) => h("div", { class: "about" }, bar(mistake.count, mistake.of),
  h("span", { class: "text" }, short(board, mistake.kata),
    mistake.recent > 0 && ` · ${say("recent", { count: mistake.recent })}`), more);
