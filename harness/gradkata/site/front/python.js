// Python in a worker: started at once, asked one thing at a time, ended and started anew where it takes too long.

const PARTS = { python: [0, 0.6], numpy: [0.6, 0.15], gradkata: [0.75, 0.25] };

// By the learner, by the limit, or since Python itself broke: `message` is "stopped", "timeout" or "died".
export class Ended extends Error {}

export class Python extends EventTarget {
  #site;
  #language;
  #worker = null;
  #number = 0;
  #waiting = null;
  #begun = null;
  #ready = new Promise((resolve) => { this.#begun = resolve; }); // what is asked before the start waits for it
  #clock = 0;
  isThere = true;
  isReady = false;

  constructor(site, language) {
    super();
    this.#site = site;
    this.#language = language;
  }

  get isBusy() {
    return this.#waiting !== null;
  }

  start() {
    this.#worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    const pyodide = new URL(this.#site.pyodide, document.baseURI).href;
    const assets = this.#site.assets.map((each) => ({ ...each, url: new URL(each.url, document.baseURI).href }));
    const [id, worker] = [this.#next(), this.#worker];
    this.isReady = false;
    this.#ready = new Promise((resolve, reject) => {
      const fail = (words) => {
        reject(new Error(words));
        if (worker === this.#worker) this.#tell("broken", { words });
      };
      worker.onerror = (event) => fail(event.message ?? "");
      worker.onmessage = ({ data }) => {
        if (data.id !== id) this.#answered(data);
        else if (data.loading) this.#loaded(data);
        else if (data.died !== undefined) fail(data.died);
        else {
          this.isReady = true;
          resolve();
          this.#tell("ready", data);
        }
      };
    });
    this.#ready.catch(() => {});
    this.#begun(this.#ready);
    worker.postMessage({ id, do: "start", language: this.#language, pyodide, assets });
  }

  // Ask for something, after Python is there. `limit` counts seconds from then on; `onStage` is told what comes before
  // the end. Throws `Ended` where it is stopped or takes too long.
  async ask(message, { limit, onStage = () => {} }) {
    let isOver = false;
    const ended = new Promise((_, reject) => {
      this.#waiting = { reject: (error) => { isOver = true; reject(error); } };
    });
    try {
      await Promise.race([this.#ready, ended]);
      if (isOver) return await ended;
      const id = this.#next();
      const answer = new Promise((resolve) => Object.assign(this.#waiting, { id, resolve, onStage }));
      this.#clock = setTimeout(() => this.#end("timeout"), limit * 1000);
      this.#tell("begun");
      this.#worker.postMessage({ ...message, id });
      return await Promise.race([answer, ended]);
    } finally {
      clearTimeout(this.#clock);
      this.#waiting = null;
    }
  }

  stop() {
    if (this.#waiting) this.#end("stopped");
  }

  // Start once more, after a start that failed.
  again() {
    this.#worker?.terminate();
    this.start();
  }

  #end(why, words = "") {
    const waiting = this.#waiting;
    if (this.isReady) this.again(); // what is still being loaded is no learner's code, and goes on
    waiting.reject(Object.assign(new Ended(why), { words }));
  }

  #answered(data) {
    if (!this.#waiting || data.id !== this.#waiting.id) return;
    if (data.stage) this.#waiting.onStage(data.stage);
    else if (data.died !== undefined) this.#end("died", data.died);
    else this.#waiting.resolve(data);
  }

  #loaded({ loading, part }) {
    const [from, size] = PARTS[loading] ?? [0, 0];
    this.#tell("loading", { what: loading, part: from + size * (part ?? 0) });
  }

  #next() {
    this.#number += 1;
    return this.#number;
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

// In its place, where the page has none.
export class NoPython extends EventTarget {
  isThere = false;
  isBusy = false;
  isReady = true;

  start() {}

  stop() {}
}
