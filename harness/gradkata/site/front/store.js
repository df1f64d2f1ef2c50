// A learner's texts, copies and progress, in the browser's storage. Nothing is ever overwritten without a copy.

const DELAY_MS = 300;
const tab = `${Date.now()}-${Math.random()}`;

// Storage for this page alone: other courses may lie on the same server. In memory where the browser has none.
function opened() {
  try {
    localStorage.setItem("gradkata:try", "1");
    localStorage.removeItem("gradkata:try");
    return localStorage;
  } catch {
    return null;
  }
}

export class Store extends EventTarget {
  #storage = opened();
  #memory = new Map();
  #pending = new Map();
  #timer = 0;
  #prefix = `gradkata:${new URL(".", location.href).pathname}:`;

  constructor() {
    super();
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
    addEventListener("storage", (event) => this.#changedElsewhere(event));
  }

  get isKept() {
    return this.#storage !== null;
  }

  // Whether the files lie on a disk, behind the page.
  get isBehind() {
    return false;
  }

  // Why a file cannot be shown; empty where it can.
  problem() {
    return "";
  }

  // What is stored under a key, as it was handed to `set`; null if nothing is, or it is damaged.
  get(key) {
    try {
      return JSON.parse(this.#memory.get(key) ?? this.#storage?.getItem(this.#prefix + key) ?? "null");
    } catch {
      return null;
    }
  }

  // Whether it is stored; what is not is kept in memory, and tried again with the next change.
  set(key, value) {
    const text = JSON.stringify(value);
    this.#memory.set(key, text);
    try {
      this.#storage?.setItem(this.#prefix + key, text);
    } catch {
      this.#tell("trouble", { kind: "full" });
      return false;
    }
    if (this.#storage) this.#memory.delete(key);
    return this.#storage !== null;
  }

  remove(key) {
    this.#memory.delete(key);
    this.#storage?.removeItem(this.#prefix + key);
    for (const [other, text] of this.#memory) this.set(other, JSON.parse(text));
  }

  keys(start) {
    const stored = this.#storage ? Object.keys(this.#storage) : [];
    const own = stored.filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length));
    return [...new Set([...own, ...this.#memory.keys()])].filter((key) => key.startsWith(start)).sort();
  }

  // The text of a learner's file; null before there is one.
  text(file) {
    return this.#pending.get(file) ?? this.get(`file:${file}`)?.text ?? null;
  }

  // All of a learner's files, as {name: text}.
  texts() {
    this.flush();
    const names = this.keys("file:").map((key) => key.slice(5));
    return Object.fromEntries(names.map((name) => [name, this.text(name)]));
  }

  // Store a text a moment later, so that typing is not slowed down.
  write(file, text) {
    this.#pending.set(file, text);
    this.#tell("saving");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), DELAY_MS);
  }

  flush() {
    clearTimeout(this.#timer);
    for (const [file, text] of this.#pending) {
      this.#pending.delete(file);
      const isStored = this.set(`file:${file}`, { text, at: Date.now(), tab });
      this.#tell(isStored ? "saved" : "unsaved");
    }
  }

  // Keep a copy of a text, under the time at which it was made.
  keep(file, text) {
    const times = this.copies().map((each) => Date.parse(each.at));
    const at = new Date(Math.max(Date.now(), ...times.map((each) => each + 1))).toISOString();
    this.set(`copy:${at}:${file}`, { file, at, text });
  }

  copies() {
    return this.keys("copy:").reverse().map((key) => ({ key, ...this.get(key) })).filter((each) => each.file);
  }

  #changedElsewhere(event) {
    if (event.key !== null && !event.key.startsWith(this.#prefix)) return;
    const key = event.key?.slice(this.#prefix.length) ?? "";
    if (!key.startsWith("file:") || event.newValue === null) {
      this.#tell("elsewhere", { key });
      return;
    }
    const file = key.slice(5);
    const mine = this.#pending.get(file);
    this.#pending.delete(file);
    const { text } = this.get(key) ?? {};
    const isLost = mine !== undefined && mine !== text;
    if (isLost) this.keep(file, mine);
    this.#tell("foreign", { file, text, isLost });
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
