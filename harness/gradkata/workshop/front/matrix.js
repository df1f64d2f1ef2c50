// Who is where: a table of learners and katas. Each cell says by a sign, by colour and in words how it stands.

import { duration, now } from "./ages.js";
import { named, plain } from "./names.js";
import { h } from "./patch.js";
import { number, say, sayMany, theirs } from "./strings.js";
import { shortOf } from "./titles.js";

const SIGNS = { passed: "✓", failed: "✗", error: "!", timeout: "!", killed: "!", unattempted: "·" };

export function matrix(board, order, onName) {
  if (!board.learners.length) return h("p", { class: "none" }, say("no_learners"));
  return h("table", {}, h("caption", { class: "unseen" }, say("learners_katas")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "corner" }, say("learner")),
      board.katas.map((each) => column(board, each)))),
    h("tbody", {}, ordered(board, order).map((each) => row(board, each, onName))));
}

// The server sorts by name.
function ordered({ learners, stuck }, order) {
  if (order !== "stuck") return learners;
  const places = new Map([...stuck].reverse().map((each, index) => [each.name, stuck.length - 1 - index]));
  const place = ({ name }) => places.get(name) ?? Infinity;
  return [...learners].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

function column(board, kata) {
  const { id, title, passed, tried } = kata;
  const how = tried ? say("passed_tried", { passed, tried }) : say("nobody_tried");
  return h("th", { key: id, scope: "col", class: kata.open ? null : "closed", title: `${title}: ${how}${kata.open ? "" : `, ${say("closed_kata")}`}` },
    h("div", { class: "title", "aria-hidden": "true" }, theirs(shortOf(board, id), board.language)),
    h("div", { class: "tally", "aria-hidden": "true" }, tried ? `${passed}/${tried}` : "–"),
    h("span", { class: "unseen" }, theirs(title, board.language), `, ${how}`, !kata.open && `, ${say("closed_kata")}`));
}

function row(board, learner, onName) {
  return h("tr", { key: learner.name },
    h("th", { scope: "row" }, h("div", { class: "learner" }, presence(learner),
      h("button", { type: "button", class: "name", title: plain(learner.name), onclick: () => onName(learner.name) }, named(learner.name)),
      learner.waiting > 0 && h("span", { class: "waits", title: sayMany("waits", learner.waiting) }, `+${learner.waiting}`,
        h("span", { class: "unseen" }, ` ${sayMany("waits", learner.waiting)}`)))),
    board.katas.map((kata) => cell(kata, learner.cells[kata.id])));
}

const presence = ({ is_here: isHere }) => h("span", { class: isHere ? "here" : "away", title: say(isHere ? "here" : "away") },
  h("span", { "aria-hidden": "true" }, isHere ? "●" : "○"), h("span", { class: "unseen" }, say(isHere ? "here" : "away")));

function cell(kata, found) {
  if (!found) return h("td", { key: kata.id }, h("span", { class: "unseen" }, say("nothing")));
  const words = inWords(kata, found);
  return h("td", { key: kata.id, class: found.status, title: words },
    h("span", { "aria-hidden": "true" }, SIGNS[found.status] ?? "?"), h("span", { class: "unseen" }, words));
}

function inWords(kata, { status, score, attempts, mistake, seconds }) {
  const words = [say(status), say("points", { score: number(score), max: number(kata.max_score) }),
    sayMany("attempts", attempts), say("ago", { time: duration(now(seconds)) })].join(", ");
  return mistake ? `${words}: ${mistake}` : words;
}
