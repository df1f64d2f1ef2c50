// What a check found, as elements: words first, then points, then pictures.

import { make } from "./dom.js";
import { pictures } from "./maps.js";
import { say } from "./strings.js";

const STATUS = { passed: "passed", failed: "failed_status", error: "test_error", skipped: "skipped" };
const SIGNS = { passed: "✓", failed: "✗", error: "!", skipped: "–" };

export const rounded = (number) => String(Math.round(number * 100) / 100);

function mistake({ title, message }) {
  return make("div", { class: "mistake" }, make("h3", {}, title), make("p", { class: "says" }, message));
}

function place(test, goTo) {
  if (!test.place) return null;
  const { file, line } = test.place;
  return make("button", { type: "button", class: "plain", onclick: () => goTo(test.place) }, say("line", { file, line }));
}

function check(test, goTo) {
  const words = [test.message, test.remark].filter(Boolean);
  const status = say(STATUS[test.status] ?? "failed_status");
  return make("li", { class: test.status },
    make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[test.status] ?? "✗"),
    make("span", {}, make("span", { class: "unseen" }, `${status}: `), test.title || test.name),
    make("span", { class: "points" }, test.max_score ? `${rounded(test.score)}/${rounded(test.max_score)}` : ""),
    words.map((each) => make("p", { class: "more" }, each)),
    test.place && make("p", { class: "more" }, place(test, goTo)));
}

function printed(result) {
  if (!result.printed) return [];
  const shown = result.printed.trimEnd().split("\n").length;
  const part = result.printed_lines > shown ? say("printed_part", { lines: result.printed_lines }) : "";
  return [make("details", { open: true }, make("summary", {}, say("printed")),
    make("pre", { tabindex: "0" }, result.printed), part && make("p", { class: "small" }, part))];
}

function wrongNumbers(result) {
  const maps = result.explanation?.maps ?? [];
  return maps.length ? [make("h3", {}, say("maps")), ...pictures(maps)] : [];
}

export const headline = (result) => result.summary;

// The card of a result. `after` are elements for its end, such as the way to the next kata.
export function card(result, goTo, after = []) {
  return make("div", { class: "card" },
    make("h2", {}, make("span", { class: `verdict ${result.status}` }, headline(result))),
    result.misconceptions.map(mistake),
    wrongNumbers(result),
    make("h3", {}, say("checks")),
    make("ul", { class: "checks" }, result.tests.map((test) => check(test, goTo))),
    printed(result), after);
}

export function words(text, status = "timeout") {
  return make("div", { class: "card" }, make("p", { class: `verdict ${status}` }, text));
}
