// A learner's files on this machine, where `kata serve` serves the page: the store of a page that has them behind it.
//
// What is to be written waits in a queue, in order, and stays in it until it is written: a copy goes before what takes
// its place. A file is replaced only if it is the one that the page has seen.

import { Store } from "./store.js";

const DELAY_MS = 300;
const LOOK_MS = 1000;
const KEEPALIVE_MOST = 60_000; // bytes: what a browser still sends for a page that is being closed

class Refused extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

export class Behind extends Store {
  #address;
  #files = new Map(); // name → {text, version, problem}
  #typed = new Map(); // name → text that is not written yet
  #queue = []; // functions, each of which writes one thing
  #isWorking = false;
  #isGone = false;
  #told = new Map();
  #timer = 0;
  #record;
  #progress;

  // Read all that there is, and have the katas begin with what lies there.
  static async open(address, katas) {
    const store = new Behind();
    store.#address = new URL(address, document.baseURI);
    const found = await store.#ask("GET", "work");
    store.folder = found.folder;
    store.#files = new Map(Object.entries(found.files));
    [store.#record, store.#progress] = [found.record, found.progress];
    for (const kata of katas) Object.assign(kata, found.katas[kata.id]);
    store.#watch();
    return store;
  }

  get isKept() {
    return !this.#isGone;
  }

  get isBehind() {
    return true;
  }

  text(file) {
    return this.#typed.get(file) ?? this.#files.get(file)?.text ?? null;
  }

  texts() {
    this.flush();
    const names = [...new Set([...this.#files.keys(), ...this.#typed.keys()])];
    return Object.fromEntries(names.map((name) => [name, this.text(name)]).filter(([, text]) => text !== null));
  }

  // Why a file cannot be shown; empty where it can.
  problem(file) {
    return this.#files.get(file)?.problem ?? "";
  }

  get(key) {
    return key === "progress" ? { katas: this.#record ?? {} } : super.get(key);
  }

  set(key, value) {
    if (key !== "progress") return super.set(key, value);
    const changed = Object.entries(value.katas).filter(([kata, entry]) => entry !== this.#record[kata]);
    this.#record = value.katas;
    this.#add(async () => {
      this.#progress = (await this.#ask("POST", "progress", { katas: Object.fromEntries(changed) })).progress;
    });
    return true;
  }

  write(file, text) {
    this.#typed.set(file, text);
    this.#tell("saving");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), DELAY_MS);
  }

  flush() {
    clearTimeout(this.#timer);
    for (const file of this.#typed.keys()) this.#add(() => this.#save(file));
  }

  // A copy goes to work/old/.
  keep(file, text) {
    this.#add(async () => {
      const { path } = await this.#ask("POST", "copies", { file, text });
      this.#tell("kept", { file, path });
    });
  }

  copies() {
    return [];
  }

  // --- Writing

  #add(job) {
    this.#queue.push(job);
    this.#work();
  }

  async #work() {
    if (this.#isWorking) return;
    this.#isWorking = true;
    while (this.#queue.length) {
      try {
        await this.#queue[0]();
      } catch (error) {
        this.#trouble(error);
        break; // once more with the next look
      }
      this.#queue.shift();
    }
    this.#isWorking = false;
  }

  async #save(file) {
    const text = this.#typed.get(file);
    if (text === undefined) return;
    if (this.problem(file)) return this.#wait(file);
    const before = this.#files.get(file);
    if (before?.text !== text) {
      const sent = await this.#put(file, text, before?.version ?? "");
      if (!sent) return;
      this.#files.set(file, sent);
    }
    if (this.#typed.get(file) === text) this.#typed.delete(file);
    this.#told.clear();
    this.#tell(this.#typed.size ? "saving" : "saved");
  }

  // What is in the file from now on; null where something else was, which is taken over, and the page's text is kept.
  async #put(file, text, version) {
    try {
      return { text, version: (await this.#ask("PUT", `files/${file}`, { text, based_on: version })).version, problem: "" };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 409) await this.#conflict(file, error.there);
      else this.#trouble(error); // once more with the next look; other files need not wait for it
      return null;
    }
  }

  // A file that cannot be shown stays as it is, and the page's text waits until somebody has seen to it.
  async #wait(file) {
    const there = await this.#ask("GET", `files/${file}`);
    await this.#conflict(file, there);
  }

  async #conflict(file, there) {
    if (there.problem) {
      this.#take(file, there);
      this.#trouble(new Refused(409, there.problem));
      return;
    }
    const mine = this.#typed.get(file);
    if (there.text === mine || there.version === "") {
      this.#take(file, there);
      if (there.text !== mine) await this.#save(file); // the file is gone: it is made anew
      else this.#typed.delete(file);
      return;
    }
    const { path } = await this.#ask("POST", "copies", { file, text: mine });
    const newest = this.#typed.get(file);
    if (newest !== mine) {
      await this.#conflict(file, there); // typed while the copy was made
      return;
    }
    this.#typed.delete(file);
    this.#take(file, there);
    this.#tell("foreign", { file, text: there.text, isLost: true, mine, path });
    this.#tell("saved");
  }

  #take(file, there) {
    if (there.version === "") this.#files.delete(file);
    else this.#files.set(file, there);
  }

  #trouble(error) {
    this.#isGone = !(error instanceof Refused);
    this.#tell("unsaved");
    const words = this.#isGone ? "" : error.message;
    if (this.#told.has(words)) return;
    this.#told.set(words, true);
    this.#tell("unwritten", { words });
  }

  // --- Looking

  #watch() {
    const look = async () => {
      await this.#look().catch((error) => this.#trouble(error));
      setTimeout(look, LOOK_MS);
    };
    setTimeout(look, LOOK_MS);
    addEventListener("beforeunload", (event) => this.#typed.size && this.#told.size && event.preventDefault());
  }

  async #look() {
    const { files, progress } = await this.#ask("GET", "versions");
    if (this.#isGone) this.#back();
    await this.#work();
    if (!this.#queue.length) this.flush();
    const names = new Set([...Object.keys(files), ...this.#files.keys()]);
    for (const name of names) {
      if ((files[name] ?? "") !== (this.#files.get(name)?.version ?? "") && !this.#typed.has(name)) await this.#read(name);
    }
    if (progress === this.#progress || this.#queue.length) return;
    const { record } = await this.#ask("GET", "work");
    if (this.#queue.length) return;
    [this.#record, this.#progress] = [record, progress];
    this.#tell("elsewhere");
  }

  #back() {
    this.#isGone = false;
    this.#told.clear();
    this.#tell("back");
    this.#tell(this.#typed.size ? "saving" : "saved");
  }

  async #read(file) {
    const there = await this.#ask("GET", `files/${file}`);
    if (there.problem && !this.problem(file)) this.#tell("unwritten", { words: there.problem });
    const known = this.#files.get(file);
    if (this.#typed.has(file) || there.version === (known?.version ?? "")) return;
    this.#take(file, there);
    this.#tell("foreign", { file, text: there.text, isLost: false });
  }

  async #ask(method, path, value) {
    const body = value && JSON.stringify(value);
    const headers = body ? { "Content-Type": "application/json" } : {};
    const keepalive = Boolean(body) && body.length < KEEPALIVE_MOST;
    const answer = await fetch(new URL(path, this.#address), { method, body, headers, keepalive, cache: "no-store" });
    const isData = answer.headers.get("Content-Type") === "application/json";
    const found = isData ? await answer.json() : { words: (await answer.text()).trim() };
    if (answer.ok) return found;
    throw Object.assign(new Refused(answer.status, found.words ?? ""), { there: found });
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
