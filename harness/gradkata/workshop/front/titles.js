// What katas are called: in full, and where there is little room, by what stands before the colon.

import { theirs } from "./strings.js";

const head = (title) => title.split(": ")[0];

export const titleOf = (board, id) => board.katas.find((each) => each.id === id)?.title ?? id;

// The beginning of the title; where two begin alike, the id.
export function shortOf(board, id) {
  const begin = head(titleOf(board, id));
  return board.katas.some((each) => each.id !== id && head(each.title) === begin) ? id : begin;
}

// The short one, with the whole of it for who points at it.
export const short = (board, id) => theirs(shortOf(board, id), board.language, { title: titleOf(board, id) });
