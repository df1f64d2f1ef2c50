// The room's news: which katas are open, the teacher's hint, how many wait. Asked for again and again, without haste.

import { pause } from "./api.js";

const WAIT_S = 20;
const LEAST_S = 0.5; // between two questions, whatever answers

// Not while nobody looks: a browser has few connections to one server, and another tab may need them.
function seen() {
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    look();
  });
}

export class News extends EventTarget {
  #api;
  newest = null;

  constructor(api) {
    super();
    this.#api = api;
  }

  // Ask for ever. "news" has what the room said, and the token with which it was asked.
  async run() {
    while (true) {
      try {
        await seen();
        const [token, began] = [this.#api.token, Date.now()];
        this.newest = await this.#api.askPatiently("GET", this.#path, { wait: WAIT_S, token });
        this.dispatchEvent(new CustomEvent("news", { detail: { ...this.newest, token } }));
        await pause(Math.max(0, LEAST_S - (Date.now() - began) / 1000));
      } catch (error) {
        console.error(error);
        await pause(WAIT_S);
      }
    }
  }

  get #path() {
    return this.newest ? `room?after=${encodeURIComponent(this.newest.version)}&wait=${WAIT_S}` : "room";
  }
}
