// How long ago something was, in words. The board says seconds; from then on this page's own clock counts, which
// nobody sets back.

import { say, sayMany } from "./strings.js";

const MINUTE = 60, HOUR = 3600, DAY = 86_400;

let received = 0;

export const boardCame = () => { received = performance.now(); };

// Seconds of the board, as they are now.
export const now = (seconds) => seconds + (performance.now() - received) / 1000;

export function duration(seconds) {
  const minutes = Math.floor(seconds / MINUTE);
  if (minutes < 1) return say("below_minute");
  if (seconds < 1.5 * HOUR) return sayMany("minutes", minutes);
  if (seconds < 2 * DAY) return say("hours", { hours: Math.floor(seconds / HOUR), minutes: minutes % 60 });
  return say("days", { count: Math.floor(seconds / DAY) });
}
