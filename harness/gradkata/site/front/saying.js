// What the page tells: in a line above the editor, in messages that stay, and how far Python is loaded.

import { byId, make } from "./dom.js";
import { say } from "./strings.js";

// For ears as for eyes: a line above the editor.
export function notice(words) {
  byId("notice-text").textContent = words;
  byId("status").textContent = words;
}

// What has to be seen, until it is put away.
export function message(words, action = null, more = null) {
  const box = make("p", { class: "message" }, make("span", {}, words),
    action && make("button", { type: "button", onclick: () => (box.remove(), action.do()) }, action.words),
    make("button", { type: "button", onclick: () => box.remove() }, say("dismiss")), more);
  const same = [...byId("messages").children].find((each) => each.firstChild.textContent === words);
  if (same) same.replaceWith(box);
  else byId("messages").append(box);
  return box;
}

// Show what of Python is being loaded, as it comes; `ready` is what is said in the end.
export function showLoading(python, ready) {
  const bar = byId("loading");
  python.addEventListener("loading", ({ detail }) => {
    bar.hidden = false;
    bar.value = detail.part;
    const words = say(`loading_${detail.what}`);
    bar.setAttribute("aria-label", words);
    if (!python.isBusy) byId("notice-text").textContent = words;
  });
  python.addEventListener("ready", () => {
    bar.hidden = true;
    if (!python.isBusy) notice(say(ready));
  });
  python.addEventListener("broken", ({ detail }) => {
    bar.hidden = true;
    const words = [say("start_failed", detail), navigator.onLine ? "" : say("offline")].join(" ").trim();
    message(words, { words: say("again"), do: () => python.again() });
    notice("");
  });
}
