// The page's own elements, and the line in which it answers.

import { patch } from "./patch.js";

export const byId = (id) => document.getElementById(id);

const SEEN_MS = 12_000;
let timer = 0;

// What came of something that was asked; an empty line if nothing is to be said.
export function tell(...words) {
  clearTimeout(timer);
  patch(byId("told"), ...words);
  if (words.length) timer = setTimeout(() => tell(), SEEN_MS);
}
