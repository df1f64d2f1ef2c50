// Gradient maps: a square with a sign for each entry, and in words how many there are of each.

import { make, svg } from "./dom.js";
import { say } from "./strings.js";

const MOST_ROWS = 12;
const MOST_COLUMNS = 36;
const SIDE = 22;
// A light grey, and Okabe and Ito's, which the colour-blind tell apart; the sign says the same.
const COLOURS = {
  ".": "#f2f2f2", "<": "#56b4e9", ">": "#e69f00", "-": "#d55e00", 0: "#0072b2", x: "#cc79a7", n: "#000000",
};
const DARK = "0n";
const NAMES = {
  ".": "right", "<": "too_small", ">": "too_large", "-": "wrong_sign", 0: "zero", x: "other", n: "no_number",
};
const ORDER = [".", "<", ">", "-", "0", "x", "n"];

const square = (sign, across, down) => [
  svg("rect", { x: across * SIDE, y: down * SIDE, width: SIDE - 1, height: SIDE - 1, fill: COLOURS[sign] ?? "#fff" }),
  svg("text", {
    x: across * SIDE + SIDE / 2, y: down * SIDE + SIDE / 2 + 5, "text-anchor": "middle", "font-size": 14,
    "font-family": "monospace", fill: DARK.includes(sign) ? "#fff" : "#000",
  }, sign),
];

function counts(rows) {
  const all = rows.join("");
  return ORDER.map((sign) => [sign, all.split(sign).length - 1]).filter(([, count]) => count);
}

function picture(map) {
  const { rows } = map;
  const shown = rows.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS));
  const wrong = counts(rows).filter(([sign]) => sign !== ".").reduce((sum, [, count]) => sum + count, 0);
  const isPart = shown.length < rows.length || shown[0].length < rows[0].length;
  const values = { name: map.name, shape: `(${map.shape.join(", ")})`, wrong, count: rows.join("").length };
  const caption = say(isPart ? "map_part" : "map", values);
  const inWords = counts(rows).map(([sign, count]) => `${count} ${say(NAMES[sign])}`).join(", ");
  const [width, height] = [shown[0].length * SIDE, shown.length * SIDE];
  const squares = shown.flatMap((row, down) => [...row].flatMap((sign, across) => square(sign, across, down)));
  const label = { role: "img", "aria-label": `${caption}: ${inWords}`, viewBox: `0 0 ${width} ${height}`, width, height };
  return make("figure", {}, make("figcaption", {}, caption), svg("svg", label, squares));
}

function legend(maps) {
  const used = counts(maps.flatMap((map) => map.rows));
  const entry = ([sign]) =>
    make("li", {}, svg("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, "aria-hidden": "true" }, square(sign, 0, 0)), say(NAMES[sign]));
  return make("ul", { class: "legend" }, used.map(entry));
}

export function pictures(maps) {
  return [make("div", { class: "maps" }, maps.map(picture)), legend(maps)];
}
