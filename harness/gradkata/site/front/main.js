// The page: brings the course, the learner's work and Python together.

import { Behind } from "./behind.js";
import { byId, make, ownMarkup } from "./dom.js";
import { Files } from "./files.js";
import { Hints } from "./hints.js";
import { prepare } from "./offline.js";
import { Path } from "./path.js";
import { Progress } from "./progress.js";
import { Ended, Python } from "./python.js";
import { card, headline, words as wordsCard } from "./results.js";
import { Running } from "./running.js";
import { Store } from "./store.js";
import { chooseLanguage, currentLanguage, inLanguage, say, wantedLanguage } from "./strings.js";
import { canOpen, workbench } from "./workbench.js";

const RUN_S = 60;
const GRACE_S = 60; // for a run that is slow to look at the clock

class Page {
  constructor(course, site, store) {
    this.course = course;
    this.store = store;
    this.progress = new Progress(this.store);
    this.hints = new Hints(byId("hints"), this.progress);
    this.path = new Path(course.katas, this.progress, this.store);
    this.python = new Python(site, currentLanguage());
    this.files = new Files(this);
    this.results = new Map();
    this.#listen();
    this.#loading();
  }

  // --- The kata in hand

  get file() {
    return this.kata.file;
  }

  get text() {
    return this.store.text(this.file) ?? this.kata.stub;
  }

  title(kata) {
    return inLanguage(kata.title);
  }

  // Open the kata that the address names, or that was open last.
  open({ moves = true } = {}) {
    const { katas } = this.course;
    const asked = [decodeURIComponent(location.hash.slice(1)), this.store.get("last")];
    const first = katas.find((each) => !this.progress.isPassed(each.id)) ?? katas[0];
    this.kata = asked.map((id) => katas.find((each) => each.id === id)).find(Boolean) ?? first;
    this.store.set("last", this.kata.id);
    document.title = `${this.title(this.kata)} · gradkata`;
    byId("messages").replaceChildren();
    byId("running").replaceChildren();
    this.#task(moves);
    this.#editor();
    this.#result();
    this.hints.show(this.kata);
    this.path.show(this.kata);
    this.#buttons();
    if (!this.python.isBusy && this.python.isReady) byId("notice-text").textContent = "";
  }

  #task(moves) {
    byId("task-text").replaceChildren(ownMarkup(inLanguage(this.kata.task)));
    byId("task").scrollTop = byId("work").scrollTop = 0;
    const heading = byId("task-text").querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    if (!moves) return;
    scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
  }

  #editor() {
    const { file } = this;
    byId("file").textContent = file;
    this.#saved(this.store.text(file) === null ? "stub" : "saved");
    this.bench?.close();
    if (this.store.problem(file)) this.message(say("unwritten", { words: this.store.problem(file) }));
    if (!canOpen(file, this.text)) this.message(say("notebook_broken", { file }));
    this.bench = workbench(byId("editor"), {
      text: this.text, file, cells: this.kata.cells,
      onChange: (text) => this.store.write(file, text), onCheck: () => this.check(),
    });
  }

  #result() {
    const found = this.results.get(this.kata.id);
    byId("result").replaceChildren(...(found ? [found()] : []));
  }

  // Files were changed by something else than the editor.
  changed(names) {
    if (names.includes(this.file)) this.#editor();
    this.hints.show(this.kata);
    this.path.show(this.kata);
  }

  // --- What is said

  // For ears as for eyes: a line above the editor.
  notice(words) {
    byId("notice-text").textContent = words;
    byId("status").textContent = words;
  }

  // What has to be seen, until it is put away.
  message(words, action = null, more = null) {
    const box = make("p", { class: "message" }, make("span", {}, words),
      action && make("button", { type: "button", onclick: () => (box.remove(), action.do()) }, action.words),
      make("button", { type: "button", onclick: () => box.remove() }, say("dismiss")), more);
    const same = [...byId("messages").children].find((each) => each.firstChild.textContent === words);
    if (same) same.replaceWith(box);
    else byId("messages").append(box);
    return box;
  }

  #saved(key) {
    const { isKept, folder } = this.store;
    byId("saved").textContent = say(key === "saved" && folder ? "saved_behind" : isKept || key === "stub" ? key : "unsaved", { folder });
  }

  #buttons() {
    const { isBusy } = this.python;
    byId("stop").hidden = !isBusy;
    byId("run").hidden = !this.kata.runs;
    for (const id of ["check", "run"]) byId(id).setAttribute("aria-disabled", isBusy);
  }

  // --- What a learner asks for

  async check() {
    const { kata } = this;
    const limit = kata.limit_s;
    const message = { do: "check", kata: kata.id, files: this.#handedIn() };
    const answer = await this.#ask(message, { limit, begins: say("checking", { kata: this.title(kata) }) });
    if (!answer?.result) return;
    this.progress.after(kata.id, answer.result);
    this.#show(kata, () => card(answer.result, (place) => this.#goTo(place), this.#after(kata, answer.result)));
    this.notice(headline(answer.result));
    this.path.show(this.kata);
  }

  async run() {
    if (this.python.isBusy) return;
    const running = new Running(byId("running"));
    this.#bring(byId("running"));
    const values = { kata: this.title(this.kata), seconds: RUN_S };
    const message = { do: "run", kata: this.kata.id, files: this.#handedIn(), seconds: RUN_S };
    const onStage = (stage) => running.add(stage);
    const answer = await this.#ask(message, { limit: RUN_S + GRACE_S, begins: say("running", values), onStage });
    if (answer?.done) this.notice(say("done"));
  }

  hint() {
    this.notice(this.hints.next(this.kata));
  }

  reset() {
    const [before, { file, stub }] = [this.text, this.kata];
    if (before === stub) return;
    this.store.keep(file, before);
    this.#put(file, stub);
    const undo = () => {
      this.#put(file, before);
      this.notice(say("undone"));
    };
    this.message(say("reset_done", { file }), { words: say("undo"), do: undo });
  }

  #put(file, text) {
    this.store.write(file, text);
    this.store.flush();
    if (file === this.file) this.bench.text = text;
    this.path.show(this.kata);
  }

  // All of a learner's files, since katas import each other; the one in hand as it stands in the editor.
  #handedIn() {
    navigator.storage?.persist?.();
    return { ...this.store.texts(), [this.file]: this.text };
  }

  async #ask(message, { limit, begins, onStage }) {
    if (this.python.isBusy) return null;
    const { kata } = this;
    this.notice(this.python.isReady ? begins : say("waits"));
    this.python.addEventListener("begun", () => this.notice(begins), { once: true });
    const asked = this.python.ask({ ...message, language: currentLanguage() }, { limit, onStage });
    this.#buttons();
    try {
      const answer = await asked;
      if (answer.failed !== undefined) this.#show(kata, () => wordsCard(answer.failed, "failed"));
      return answer;
    } catch (error) {
      this.#ended(kata, error, limit);
      return null;
    } finally {
      this.#buttons();
      this.path.show(this.kata);
    }
  }

  #ended(kata, error, limit) {
    if (!(error instanceof Ended)) {
      if (this.python.isReady) throw error;
      return; // it could not be started, which is told by itself
    }
    const values = { kata: this.title(kata), seconds: limit, words: error.words };
    if (error.message !== "stopped") {
      const status = error.message === "timeout" ? "timeout" : "killed";
      this.progress.after(kata.id, { status, score: 0, max_score: kata.max_score, misconceptions: [] });
      this.#show(kata, () => wordsCard(say(error.message, values), status));
    }
    this.notice(say(error.message, values));
  }

  #show(kata, build) {
    this.results.set(kata.id, build);
    if (kata !== this.kata) return;
    this.#result();
    this.#bring(byId("result"));
  }

  // Scroll to a part of the work; on a wide screen, so that some of the code above it stays to be seen.
  #bring(part) {
    const column = byId("work");
    if (column.scrollHeight <= column.clientHeight) return part.scrollIntoView({ block: "nearest" });
    const below = part.getBoundingClientRect().top - column.getBoundingClientRect().top;
    const [high, low] = [0.15, 0.6].map((share) => share * column.clientHeight);
    if (below < high || below > low) column.scrollTop += below - 0.45 * column.clientHeight;
    return null;
  }

  // What comes after a result: the next kata, or the one that has to come first.
  #after(kata, result) {
    const link = (other, key) => make("p", {}, make("a", { class: "button", href: `#${other.id}` }, say(key, { title: this.title(other) })));
    const first = this.course.katas.find((each) => each.id === result.held_up_by);
    if (first) return [link(first, "held_up")];
    if (result.status !== "passed") return [];
    const next = this.progress.following(kata.id, this.course.katas);
    return next ? [link(next, "next")] : [make("p", {}, say("all_passed"))];
  }

  #goTo(place) {
    if (place.file.startsWith(this.file)) this.bench.goTo(place);
  }

  // --- What happens

  #listen() {
    const on = (id, event, act) => byId(id).addEventListener(event, act);
    on("check", "click", () => this.check());
    on("run", "click", () => this.run());
    on("stop", "click", () => (this.python.stop(), byId("check").focus()));
    on("hint", "click", () => this.hint());
    on("reset", "click", () => this.reset());
    on("language", "change", (event) => this.#speak(event.target.value));
    addEventListener("hashchange", () => this.#moved());
    addEventListener("keydown", (event) => this.#key(event));
    this.store.addEventListener("saving", () => this.#saved("saving"));
    this.store.addEventListener("saved", () => (this.#saved("saved"), this.path.show(this.kata)));
    this.store.addEventListener("unsaved", () => this.#saved("unsaved"));
    this.store.addEventListener("trouble", () => this.message(say("full"), this.#toFiles));
    this.store.addEventListener("foreign", ({ detail }) => this.#foreign(detail));
    this.store.addEventListener("elsewhere", () => (this.path.show(this.kata), this.hints.show(this.kata)));
    if (this.store.isBehind) this.#listenBehind();
  }

  #listenBehind() {
    let box = null;
    byId("work-lies").dataset.say = "work_lies_behind";
    byId("kept-section").hidden = true;
    this.store.addEventListener("unwritten", ({ detail: { words } }) => {
      box = this.message(words ? say("unwritten", { words }) : say("serve_gone"), this.#toFiles);
    });
    this.store.addEventListener("back", () => box?.remove());
  }

  get #toFiles() {
    return { words: say("open_files"), do: () => this.files.open() };
  }

  // The links to the parts of the page are no katas.
  #moved() {
    if (this.course.katas.some((each) => `#${each.id}` === location.hash)) this.open();
  }

  #key(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    this.check();
  }

  #foreign({ file, text, isLost, mine, path }) {
    this.path.show(this.kata);
    if (this.store.isBehind) {
      this.#fromDisk(file, isLost ? { mine, path } : null);
      return;
    }
    if (file !== this.file || text == null) return;
    this.bench.text = text;
    this.message(say(isLost ? "foreign_kept" : "foreign", { file }));
  }

  // A file was saved by an editor; `lost` is what the page had and could not save over it.
  #fromDisk(file, lost) {
    if (file === this.file && !file.endsWith(".ipynb")) this.bench.text = this.text;
    else if (file === this.file) this.#editor();
    if (file === this.file) this.notice(say("disk", { file }));
    if (!lost) return;
    const takeMine = () => {
      this.store.keep(file, this.store.text(file));
      this.#put(file, lost.mine);
    };
    const both = make("details", {}, make("summary", {}, say("your_text")), make("pre", { tabindex: "0" }, lost.mine));
    this.message(say("disk_kept", { file, path: lost.path }), { words: say("take_mine"), do: takeMine }, both);
  }

  #speak(language) {
    this.store.set("language", language);
    chooseLanguage(language);
    this.open({ moves: false });
  }

  #loading() {
    const bar = byId("loading");
    this.python.addEventListener("loading", ({ detail }) => {
      bar.hidden = false;
      bar.value = detail.part;
      const words = say(`loading_${detail.what}`);
      bar.setAttribute("aria-label", words);
      if (!this.python.isBusy) byId("notice-text").textContent = words;
    });
    this.python.addEventListener("ready", () => {
      bar.hidden = true;
      if (!this.python.isBusy) this.notice(say("ready"));
    });
    this.python.addEventListener("broken", ({ detail }) => {
      bar.hidden = true;
      const words = [say("start_failed", detail), navigator.onLine ? "" : say("offline")].join(" ").trim();
      this.message(words, { words: say("again"), do: () => this.python.again() });
      this.notice("");
    });
  }

  async begin() {
    byId("language").value = currentLanguage();
    document.querySelector(".app").hidden = false;
    this.open({ moves: false });
    if (!this.store.isKept) this.message(say("forbidden"), this.#toFiles);
    byId("notice-text").textContent = say("loading_python");
    if (!this.store.isBehind) await prepare((takeOver) => this.message(say("new_version"), { words: say("reload"), do: takeOver }));
    this.python.start();
  }
}

async function json(path) {
  const answer = await fetch(new URL(path, document.baseURI));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function main() {
  chooseLanguage(wantedLanguage(new Store().get("language")));
  try {
    const [course, site] = await Promise.all([json("course.json"), json("site.json")]);
    const store = site.work ? await Behind.open(site.work, course.katas) : new Store();
    await new Page(course, site, store).begin();
  } catch (error) {
    document.body.append(make("p", { class: "no-server", role: "alert" }, say("no_course", { words: error.message })));
    throw error;
  }
}

main();
