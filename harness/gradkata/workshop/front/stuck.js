// Who is stuck, where, and for how long: who needs help most comes first.

import { duration, now } from "./ages.js";
import { named } from "./names.js";
import { h } from "./patch.js";
import { parts, say, sayMany, theirs } from "./strings.js";
import { short } from "./titles.js";

export function stuck(board) {
  if (!board.stuck.length) return h("p", { class: "none" }, say("nobody_stuck"));
  return h("ol", { class: "stuck" }, board.stuck.map((each) => entry(board, each)));
}

function entry(board, { name, kata, attempts, same, seconds, mistake }) {
  const tries = sayMany("stuck_line", attempts, { time: duration(now(seconds)) });
  return h("li", { key: JSON.stringify([name, kata]) },
    h("div", {}, parts("stuck_in", { name: h("strong", {}, named(name)), kata: short(board, kata) })),
    h("div", { class: "small" }, same > 1 ? say("stuck_same", { attempts: tries, same }) : tries,
      mistake && [": ", theirs(mistake, board.language)]));
}
