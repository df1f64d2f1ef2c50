// The page: brings the course, the learner's work and Python together.

import { Behind } from "./behind.js";
import { byId, make, ownMarkup } from "./dom.js";
import { Files } from "./files.js";
import { Hints } from "./hints.js";
import { prepare } from "./offline.js";
import { Path } from "./path.js";
import { Progress } from "./progress.js";
import { Ended, NoPython, Python } from "./python.js";
import { Running } from "./running.js";
import { message, notice, showLoading } from "./saying.js";
import { Store } from "./store.js";
import { chooseLanguage, currentLanguage, inLanguage, say, wantedLanguage } from "./strings.js";
import { Verdicts, bring } from "./verdicts.js";
import { canOpen, workbench } from "./workbench.js";

const RUN_S = 60;
const GRACE_S = 60; // for a run that is slow to look at the clock

class Page {
  // `room`: what a page in a teacher's room has besides; null elsewhere.
  constructor(course, site, store, room) {
    this.course = course;
    this.store = store;
    this.progress = new Progress(this.store);
    this.hints = new Hints(byId("hints"), this.progress);
    this.path = new Path(course.katas, this.progress, this.store);
    this.python = site.pyodide ? new Python(site, currentLanguage()) : new NoPython();
    this.files = new Files(this);
    this.verdicts = new Verdicts(this);
    this.room = room;
    this.room?.enter(this);
    this.#listen();
    showLoading(this.python, room ? "ready_room" : "ready");
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
    this.verdicts.show();
    this.hints.show(this.kata);
    this.path.show(this.kata);
    this.#buttons();
    this.room?.show(this.kata);
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
    if (this.store.problem(file)) message(say("unwritten", { words: this.store.problem(file) }));
    if (!canOpen(file, this.text)) message(say("notebook_broken", { file }));
    this.bench = workbench(byId("editor"), {
      text: this.text, file, cells: this.kata.cells,
      onChange: (text) => this.store.write(file, text), onCheck: () => this.judge(),
    });
  }

  // Files were changed by something else than the editor.
  changed(names) {
    if (names.includes(this.file)) this.#editor();
    this.hints.show(this.kata);
    this.path.show(this.kata);
  }

  // --- What is said

  #saved(key) {
    const { isKept, folder } = this.store;
    byId("saved").textContent = say(key === "saved" && folder ? "saved_behind" : isKept || key === "stub" ? key : "unsaved", { folder });
  }

  #buttons() {
    const { isBusy, isThere } = this.python;
    byId("stop").hidden = !isBusy;
    byId("check").hidden = !isThere;
    byId("run").hidden = !isThere || !this.kata.runs;
    for (const id of ["check", "run"]) byId(id).setAttribute("aria-disabled", isBusy);
  }

  // --- What a learner asks for

  // The nearest way to a verdict.
  judge() {
    return this.python.isThere ? this.check() : this.room?.handIn();
  }

  async check() {
    const { kata } = this;
    const limit = kata.limit_s;
    const request = { do: "check", kata: kata.id, files: this.handedIn() };
    const answer = await this.#ask(request, { limit, begins: say("checking", { kata: this.title(kata) }) });
    if (answer?.result) this.verdicts.add(kata, answer.result);
  }

  async run() {
    if (this.python.isBusy) return;
    const running = new Running(byId("running"));
    bring(byId("running"));
    const values = { kata: this.title(this.kata), seconds: RUN_S };
    const request = { do: "run", kata: this.kata.id, files: this.handedIn(), seconds: RUN_S };
    const onStage = (stage) => running.add(stage);
    const answer = await this.#ask(request, { limit: RUN_S + GRACE_S, begins: say("running", values), onStage });
    if (answer?.done) notice(say("done"));
  }

  hint() {
    notice(this.hints.next(this.kata));
  }

  reset() {
    const [before, { file, stub }] = [this.text, this.kata];
    if (before === stub) return;
    this.store.keep(file, before);
    this.#put(file, stub);
    const undo = () => {
      this.#put(file, before);
      notice(say("undone"));
    };
    message(say("reset_done", { file }), { words: say("undo"), do: undo });
  }

  // Remove all that this browser keeps of a learner's work, as for the next one who sits here.
  forgetWork() {
    this.store.flush();
    for (const start of ["file:", "copy:", "progress"]) this.store.keys(start).forEach((key) => this.store.remove(key));
    this.verdicts.forget();
    this.open({ moves: false });
  }

  #put(file, text) {
    this.store.write(file, text);
    this.store.flush();
    if (file === this.file) this.bench.text = text;
    this.path.show(this.kata);
  }

  // All of a learner's files, since katas import each other; the one in hand as it stands in the editor.
  handedIn() {
    navigator.storage?.persist?.();
    return { ...this.store.texts(), [this.file]: this.text };
  }

  async #ask(request, { limit, begins, onStage }) {
    if (this.python.isBusy) return null;
    const { kata } = this;
    notice(this.python.isReady ? begins : say("waits"));
    this.python.addEventListener("begun", () => notice(begins), { once: true });
    const asked = this.python.ask({ ...request, language: currentLanguage() }, { limit, onStage });
    this.#buttons();
    try {
      const answer = await asked;
      if (answer.failed !== undefined) this.verdicts.addWords(kata, answer.failed, "failed");
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
      this.verdicts.addWords(kata, say(error.message, values), status);
    }
    notice(say(error.message, values));
  }

  goTo(place) {
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
    this.store.addEventListener("trouble", () => message(say("full"), this.#toFiles));
    this.store.addEventListener("foreign", ({ detail }) => this.#foreign(detail));
    this.store.addEventListener("elsewhere", () => (this.path.show(this.kata), this.hints.show(this.kata)));
    if (this.store.isBehind) this.#listenBehind();
  }

  #listenBehind() {
    let box = null;
    byId("work-lies").dataset.say = "work_lies_behind";
    byId("kept-section").hidden = true;
    this.store.addEventListener("unwritten", ({ detail: { words } }) => {
      box = message(words ? say("unwritten", { words }) : say("serve_gone"), this.#toFiles);
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
    this.judge();
  }

  #foreign({ file, text, isLost, mine, path }) {
    this.path.show(this.kata);
    if (this.store.isBehind) {
      this.#fromDisk(file, isLost ? { mine, path } : null);
      return;
    }
    if (file !== this.file || text == null) return;
    this.bench.text = text;
    message(say(isLost ? "foreign_kept" : "foreign", { file }));
  }

  // A file was saved by an editor; `lost` is what the page had and could not save over it.
  #fromDisk(file, lost) {
    if (file === this.file && !file.endsWith(".ipynb")) this.bench.text = this.text;
    else if (file === this.file) this.#editor();
    if (file === this.file) notice(say("disk", { file }));
    if (!lost) return;
    const takeMine = () => {
      this.store.keep(file, this.store.text(file));
      this.#put(file, lost.mine);
    };
    const both = make("details", {}, make("summary", {}, say("your_text")), make("pre", { tabindex: "0" }, lost.mine));
    message(say("disk_kept", { file, path: lost.path }), { words: say("take_mine"), do: takeMine }, both);
  }

  #speak(language) {
    this.store.set("language", language);
    chooseLanguage(language);
    this.open({ moves: false });
  }

  async begin() {
    byId("language").value = currentLanguage();
    document.querySelector(".app").hidden = false;
    this.open({ moves: false });
    if (!this.store.isKept) message(say("forbidden"), this.#toFiles);
    this.room?.begin();
    if (this.python.isThere) byId("notice-text").textContent = say("loading_python");
    if (!this.store.isBehind && !this.room) {
      await prepare((takeOver) => message(say("new_version"), { words: say("reload"), do: takeOver }));
    }
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
    const room = site.room ? new (await import("./room.js")).Room(site.room) : null;
    await new Page(course, site, store, room).begin();
  } catch (error) {
    document.body.append(make("p", { class: "no-server", role: "alert" }, say("no_course", { words: error.message })));
    throw error;
  }
}

main();
