// Asking the room: JSON there and back. Whether it answers is told: "lost" and "back".

import { say } from "../strings.js";

const PATIENCE_S = 15; // for an answer, beyond the time that the room may take
const PAUSES_S = [1, 2, 4, 8, 15];
const SOON_S = 5; // where a room that is full does not say when to come again
const TOO_FAST = 429;
const BROKEN = 500; // and above: the fault is not in what was asked

// The room will not do it: `message` is its sentence, `status` its number, `after` the seconds to wait before the next try.
export class Refused extends Error {
  constructor(status, words, after) {
    super(words);
    Object.assign(this, { status, after });
  }

  get isForLater() {
    return this.status === TOO_FAST || this.status >= BROKEN;
  }
}

// No answer came: whether the room has heard is not known.
export class Unanswered extends Error {}

export const pauseAfter = (tries) => PAUSES_S[Math.min(tries, PAUSES_S.length - 1)];

// Some seconds, or less: a network that is back is tried at once.
export function pause(seconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    addEventListener("online", done);
  });
}

// What is in an answer: null in a refusal without words. Throws where it is not whole, or not the room's.
async function contents(answer) {
  try {
    return await answer.json();
  } catch (error) {
    if (answer.ok || error.name !== "SyntaxError") throw error;
    return null;
  }
}

export class Api extends EventTarget {
  #address;
  #isLost = false;
  token = null;

  constructor(path) {
    super();
    this.#address = new URL(path, document.baseURI);
  }

  // What the room answers. `wait`: the seconds for which it may hold the answer back.
  async ask(method, path, { value, wait = 0, token = this.token } = {}) {
    const answer = await this.#answer(method, path, { value, wait, token });
    const isRooms = answer.ok || answer.found?.words || answer.status < BROKEN; // not so where it is about to end
    this.#is(!isRooms);
    if (!isRooms) throw new Unanswered(`${method} ${path}: ${answer.status}`);
    if (answer.ok) return answer.found;
    const after = Number(answer.headers.get("Retry-After")) || SOON_S;
    throw new Refused(answer.status, answer.found?.words ?? say("room_cannot", { status: answer.status }), after);
  }

  // The same, until there is an answer; `goesOn()` says whether it is still wanted.
  async askPatiently(method, path, options = {}, goesOn = () => true) {
    for (let tries = 0; goesOn(); tries += 1) {
      try {
        return await this.ask(method, path, options);
      } catch (error) {
        if (!(error instanceof Unanswered || error.isForLater)) throw error;
        await pause(error.after ?? pauseAfter(tries));
      }
    }
    return null;
  }

  async #answer(method, path, { value, wait, token }) {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    if (method !== "GET") headers["Content-Type"] = "application/json";
    const signal = AbortSignal.timeout((wait + PATIENCE_S) * 1000);
    const body = value && JSON.stringify(value);
    try {
      const answer = await fetch(new URL(path, this.#address), { method, headers, body, signal, cache: "no-store" });
      return { ok: answer.ok, status: answer.status, headers: answer.headers, found: await contents(answer) };
    } catch (error) {
      this.#is(true);
      throw new Unanswered(error.message);
    }
  }

  #is(isLost) {
    if (isLost === this.#isLost) return;
    this.#isLost = isLost;
    this.dispatchEvent(new Event(isLost ? "lost" : "back"));
  }
}
