// Names as they are shown. Whoever chose one chose freely: signs that turn the direction of writing could reorder the
// words around it, so they are left out, and every name stands in an element or a span of its own direction.

import { h } from "./patch.js";

// Embeddings, overrides and isolates; control characters.
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u0000-\u001f\u007f-\u009f]/g;

export const plain = (name) => name.replace(TURNING, "") || "?";

// In an attribute or an option, where no element can stand.
export const isolated = (name) => `\u2068${plain(name)}\u2069`;

export const named = (name) => h("bdi", { class: "who" }, plain(name));

// Names one after another.
export const list = (names) => names.flatMap((name, index) => [index ? ", " : "", named(name)]);
