// Elements whose words follow the page's language.

import { make } from "../dom.js";
import { say } from "../strings.js";

export function said(tag, key, properties = {}) {
  return make(tag, { ...properties, "data-say": key }, say(key));
}

export const button = (key, onclick, properties = {}) => said("button", key, { type: "button", onclick, ...properties });

// A button that asks before it acts: the first press asks, the second does it.
export function sureButton(key, keyAsking, act) {
  const asking = button(key, () => {
    if (asking.dataset.say === keyAsking) return act();
    return is(keyAsking);
  });
  const is = (words) => {
    asking.dataset.say = words;
    asking.textContent = say(words);
  };
  asking.addEventListener("blur", () => is(key));
  return asking;
}
