// What a learner has handed in, from the button to the verdict: each kata's newest work, and one of each at a time.

import { Refused, Unanswered, pause, pauseAfter } from "./api.js";

const WAIT_S = 20;
const LEAST_S = 0.5; // between two looks that find the same
const SOON_S = 4; // where others wait too, whose places are to be seen

const asText = (value) => JSON.stringify(value);

// Tells "changed", "judged" {kata, result, isNew, text}, "refused" {kata, words} and "stranger" (the token is none any more).
export class HandingIn extends EventTarget {
  #api;
  #entries = new Map(); // kata → {kata, state, place, id, ...}; "sending", "full", "unclear", "waiting", "judging"
  #verdicts = new Map(); // kata → the newest that is known, as text
  #isFollowing = false;
  #turn = 0; // a number for each membership: answers to what another one asked are dropped

  constructor(api) {
    super();
    this.#api = api;
  }

  // What is under way, the oldest first.
  get entries() {
    return [...this.#entries.values()];
  }

  of(kata) {
    return this.#entries.get(kata);
  }

  // Another learner, or none.
  forget() {
    this.#turn += 1;
    this.#entries.clear();
    this.#verdicts.clear();
    this.#tell("changed");
  }

  // Take up what waits, and the newest verdicts, as the room has them.
  async resume() {
    await this.#guarded("", async (isNow) => {
      const me = await this.#api.askPatiently("GET", "me", {}, isNow);
      if (!isNow()) return;
      for (const [kata, result] of Object.entries(me.results)) this.#found(kata, result, false);
      for (const each of me.waiting) if (!this.#entries.has(each.kata)) this.#entries.set(each.kata, each);
      this.#tell("changed");
      this.#follow();
    });
  }

  async handIn(kata, files, text) {
    if (this.#entries.has(kata)) return;
    this.#is(kata, { kata, text, state: "sending" });
    await this.#guarded(kata, async (isNow) => {
      const sent = await this.#send(kata, files, isNow);
      if (!isNow()) return;
      if (sent) this.#is(kata, { ...sent, text });
      else this.#drop(kata);
      this.#follow();
    });
  }

  // Send until it is there; null where a verdict on it has come meanwhile.
  async #send(kata, files, isNow) {
    for (let tries = 0; isNow(); tries += 1) {
      try {
        return await this.#api.ask("POST", "submissions", { value: { kata, files } });
      } catch (error) {
        if (error instanceof Unanswered) {
          await this.#again(kata, { state: "unclear", seconds: pauseAfter(tries) });
          const found = await this.#lookFor(kata, isNow);
          if (found !== undefined) return found;
        } else if (error.isForLater) {
          await this.#again(kata, { state: "full", seconds: error.after, words: error.message });
        } else {
          throw error;
        }
      }
      if (isNow()) this.#is(kata, { ...this.of(kata), state: "sending" });
    }
    return null;
  }

  async #again(kata, how) {
    this.#is(kata, { ...this.of(kata), ...how });
    await pause(how.seconds);
  }

  // Whether work that was sent without an answer is there: what waits; null for a new verdict; undefined if it is not.
  async #lookFor(kata, isNow) {
    const me = await this.#api.askPatiently("GET", "me", {}, isNow);
    if (!isNow()) return null;
    const waiting = me.waiting.filter((each) => each.kata === kata).at(-1);
    if (waiting) return waiting;
    const result = me.results[kata];
    if (!result || this.#verdicts.get(kata) === asText(result)) return undefined;
    this.#found(kata, result, true, this.of(kata)?.text);
    return null;
  }

  // Follow the oldest, and look at the others with it, so that few connections are open.
  async #follow() {
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    try {
      while (this.#waiting.length) {
        const [oldest, ...others] = this.#waiting;
        await this.#guarded(oldest.kata, (isNow) => this.#look(oldest, others.length ? SOON_S : WAIT_S, isNow));
        for (const each of others) await this.#guarded(each.kata, (isNow) => this.#look(each, 0, isNow));
      }
    } finally {
      this.#isFollowing = false;
    }
  }

  get #waiting() {
    return this.entries.filter((each) => each.id);
  }

  async #look(entry, wait, isNow) {
    const path = `submissions/${encodeURIComponent(entry.id)}${wait ? `?wait=${wait}&place=${entry.place}&state=${entry.state}` : ""}`;
    const found = await this.#api.askPatiently("GET", path, { wait }, isNow);
    if (!isNow()) return;
    if (found.state !== "judged") return this.#waits(entry, found, wait);
    this.#entries.delete(entry.kata);
    this.#found(entry.kata, found.result, true, entry.text);
    this.#tell("changed");
  }

  async #waits(entry, found, wait) {
    this.#is(entry.kata, { ...entry, ...found });
    if (wait && found.place === entry.place) await pause(LEAST_S); // the room may have answered at once
  }

  // Do something for a kata; what the room refuses is told, and is no error of the page's.
  async #guarded(kata, act) {
    const turn = this.#turn;
    const isNow = () => turn === this.#turn;
    try {
      await act(isNow);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!isNow()) return;
      this.#drop(kata);
      if (error.status === 401) this.#tell("stranger");
      else if (kata) this.#tell("refused", { kata, words: error.message });
    }
  }

  #found(kata, result, isNew, text) {
    if (!isNew && this.#verdicts.get(kata) === asText(result)) return;
    this.#verdicts.set(kata, asText(result));
    this.#tell("judged", { kata, result, isNew, text });
  }

  #is(kata, entry) {
    this.#entries.set(kata, entry);
    this.#tell("changed", { kata });
  }

  #drop(kata) {
    this.#entries.delete(kata);
    this.#tell("changed");
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
