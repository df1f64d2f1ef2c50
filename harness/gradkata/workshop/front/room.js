// The room in one line: where it is, and how many do what.

import { now } from "./ages.js";
import { h } from "./patch.js";
import { say } from "./strings.js";

// The QR code on white, whatever the colours around it: phones read it so.
export const qr = (board) =>
  h("div", { class: "qr", role: "img", "aria-label": say("qr", { address: board.address }), markup: board.qr });

// Without what every address has, which nobody types.
export const address = (board) => [
  h("span", { class: "join" }, say("join")), " ", h("span", { class: "address", dir: "ltr" }, board.address)];

export function numbers(board) {
  const here = board.learners.filter((each) => each.is_here).length;
  const { waiting, judging, longest } = board.queue;
  const more = [judging && say("judging_now", { count: judging }),
    waiting && say("longest", { time: say("seconds", { count: Math.round(now(longest)) }) })].filter(Boolean).join(", ");
  return [
    figure("here", say("here_of", { here, all: board.learners.length })),
    figure("handed_in", board.handed_in),
    figure("judged", board.judged),
    figure("waiting", waiting, more),
  ];
}

const figure = (key, value, title = null) =>
  h("div", { key, title: title || null }, h("dt", {}, say(key)), h("dd", {}, value));
