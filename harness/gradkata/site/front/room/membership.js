// Who a learner is in the room: a name and a token, kept in this browser for this room alone.

export class Membership extends EventTarget {
  #store;
  #api;
  #room = null;
  name = "";

  constructor(store, api) {
    super();
    this.#store = store;
    this.#api = api;
    // Another tab of this browser has joined, or left.
    store.addEventListener("elsewhere", ({ detail }) => (detail.key === this.#key || !detail.key) && this.#room && this.#read());
  }

  // Take up what is known of this browser in a room, by the room's ID.
  enter(room) {
    this.#room = room;
    this.#read();
  }

  get isIn() {
    return Boolean(this.#api.token);
  }

  // Whether it was said before that the room is only looked at.
  get isLooking() {
    return Boolean(this.#store.get(this.#key)?.isLooking);
  }

  look() {
    this.#store.set(this.#key, { isLooking: true, name: this.name });
  }

  async join(name) {
    this.#is(await this.#api.ask("POST", "learners", { value: { name }, token: null }));
  }

  // With a code of the teacher's.
  async return(code) {
    this.#is(await this.#api.ask("POST", "letins", { value: { code }, token: null }));
  }

  // Forget the token; the name is still offered where it is asked for again, unless `forgetsName`.
  leave({ forgetsName = true } = {}) {
    if (forgetsName) this.#store.remove(this.#key);
    else this.#store.set(this.#key, { name: this.name, isLooking: true });
    this.#read();
  }

  // Whether a hint was put away.
  isDismissed(hint) {
    return this.#store.get(`${this.#key}:hint`) === hint;
  }

  dismiss(hint) {
    this.#store.set(`${this.#key}:hint`, hint);
  }

  get #key() {
    return `room:${this.#room}`;
  }

  #is({ name, token }) {
    this.#store.set(this.#key, { name, token });
    this.#read();
  }

  #read() {
    const kept = this.#store.get(this.#key) ?? {};
    const before = this.#api.token;
    this.name = kept.name ?? "";
    this.#api.token = kept.token ?? null;
    this.dispatchEvent(new CustomEvent("changed", { detail: { isNew: this.#api.token !== before } }));
  }
}
