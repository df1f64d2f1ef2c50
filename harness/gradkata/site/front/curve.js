// A small curve of the loss.

import { svg } from "./dom.js";
import { say } from "./strings.js";

const [WIDTH, HEIGHT, LEFT, BELOW] = [480, 150, 44, 22];
const MOST_POINTS = 240;

const short = (number) => Number(number.toPrecision(3)).toString();

// At most so many points: of more, the mean of each stretch.
function thinned(losses) {
  const size = Math.ceil(losses.length / MOST_POINTS);
  const starts = Array.from({ length: Math.ceil(losses.length / size) }, (_, at) => at * size);
  return starts.map((at) => losses.slice(at, at + size)).map((part) => part.reduce((a, b) => a + b, 0) / part.length);
}

export function curve(losses) {
  const points = thinned(losses.filter(Number.isFinite));
  if (points.length < 2) return null;
  const [least, most] = [Math.min(...points), Math.max(...points)];
  const x = (at) => LEFT + (at / (points.length - 1)) * (WIDTH - LEFT - 4);
  const y = (loss) => 6 + (1 - (loss - least) / (most - least || 1)) * (HEIGHT - BELOW - 12);
  const line = points.map((loss, at) => `${x(at).toFixed(1)},${y(loss).toFixed(1)}`).join(" ");
  const [first, last] = [short(points[0]), short(points.at(-1))];
  return svg("svg", {
    class: "curve", role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    "aria-label": say("curve", { first, last, steps: losses.length }),
  },
  svg("path", { class: "axis", d: `M${LEFT} 0V${HEIGHT - BELOW}H${WIDTH}`, fill: "none" }),
  svg("text", { x: LEFT - 6, y: 14, "text-anchor": "end" }, short(most)),
  svg("text", { x: LEFT - 6, y: HEIGHT - BELOW, "text-anchor": "end" }, short(least)),
  svg("text", { x: WIDTH - 2, y: HEIGHT - 5, "text-anchor": "end" }, say("steps", { steps: losses.length })),
  svg("polyline", { points: line, fill: "none", stroke: "currentcolor", "stroke-width": 2, "stroke-linejoin": "round" }));
}
