// The board: brings what the server says and what the teacher does together.

import { AddressControl } from "./address.js";
import { boardCame, duration, now } from "./ages.js";
import { Announcer } from "./announce.js";
import { Feed } from "./feed.js";
import { HintForm } from "./hint.js";
import { KataSwitches } from "./katas.js";
import { keep, kept } from "./keep.js";
import { LearnerControls } from "./learners.js";
import { matrix } from "./matrix.js";
import { mistakes } from "./mistakes.js";
import { byId, tell } from "./page.js";
import { patch } from "./patch.js";
import { address, numbers, qr } from "./room.js";
import { post } from "./server.js";
import { chooseLanguage, currentLanguage, known, say } from "./strings.js";
import { stuck } from "./stuck.js";
import { wall } from "./wall.js";

const TICK_MS = 5000;
const WALL = "#wall";
const SIZES = [12, 14, 16, 18, 20, 23, 26, 30, 36]; // pixels
const MIDDLE = SIZES.indexOf(16);

class Board {
  constructor() {
    this.board = null;
    this.state = "loading";
    this.announcer = new Announcer();
    const ask = (what, data) => this.ask(what, data);
    this.hint = new HintForm(ask);
    this.katas = new KataSwitches(ask);
    this.learners = new LearnerControls(ask);
    this.address = new AddressControl(ask, () => this.feed.again());
    this.#listen();
    this.#size(0);
    this.#language(known(kept("language"), ...navigator.languages));
    this.feed = new Feed((board) => this.#came(board), (state) => this.#became(state));
    setInterval(() => this.draw(), TICK_MS);
  }

  get isWall() {
    return location.hash === WALL;
  }

  // --- What the server says

  #came(board) {
    const isFirst = this.board === null;
    this.board = board;
    this.state = "live";
    boardCame();
    if (isFirst && !kept("language")) this.#language(known(board.language)); // what it says is in that language
    else this.draw();
    this.announcer.hear(board, this.isWall);
  }

  // A board that is closed shows nothing more of the class.
  #became(state) {
    if (state === "closed") {
      this.board = null;
      this.#closeDialogs();
      tell();
    }
    if (state !== "live") this.state = state;
    this.draw();
  }

  // What was asked, or null if it was refused; why, is said.
  async ask(what, data) {
    tell();
    try {
      return await post(what, data);
    } catch (error) {
      if (error.status === 403) this.feed.refused();
      else this.#refused(error.message || say("no_answer"));
      return null;
    }
  }

  // Where the teacher looks: in the dialog that is open, or above the board.
  #refused(words) {
    const dialog = document.querySelector("dialog[open] .refused");
    if (dialog) dialog.textContent = words;
    else tell(words);
  }

  // --- What is shown

  draw() {
    const { board, isWall } = this;
    const named = isWall ? null : board;
    document.title = `${say(isWall ? "title_wall" : "title")} · gradkata`;
    byId("board").hidden = isWall || !board;
    byId("wall").hidden = !isWall || !board;
    byId("qr-button").hidden = byId("controls").hidden = isWall || !board;
    this.#strips();
    patch(byId("qr-button"), board && qr(board));
    patch(byId("qr-large"), board && [qr(board), address(board)]);
    patch(byId("joining"), board && address(board));
    patch(byId("numbers"), board && numbers(board));
    patch(byId("mistakes-list"), named && mistakes(named, (mistake) => this.#example(mistake)));
    patch(byId("stuck-list"), named && stuck(named));
    patch(byId("matrix"), named && matrix(named, kept("order"), (name) => this.learners.open(name)));
    for (const control of [this.hint, this.katas, this.learners]) control.show(named);
    wall(isWall ? board : null, (example) => this.ask("examples/remove", { id: example.id }));
  }

  #strips() {
    const { board, state } = this;
    const words = { loading: say("wait"), closed: say("closed"),
      lost: board ? say("lost", { time: duration(now(0)) }) : say("lost_first"), live: "" }[state];
    patch(byId("connection"), words);
    byId("connection").classList.toggle("closed", state === "closed");
    patch(byId("private"), board?.is_private && say("private"));
    patch(byId("boards"), board?.boards > 1 && !this.isWall && this.address.question(board));
    const toggle = byId("wall-toggle");
    toggle.setAttribute("aria-pressed", this.isWall);
    toggle.title = say(this.isWall ? "board_help" : "wall_help");
  }

  #language(wanted) {
    chooseLanguage(wanted);
    byId("language").value = wanted;
    this.draw();
  }

  // Steps larger or smaller than now.
  #size(steps) {
    const before = kept("size") === null ? MIDDLE : Number(kept("size"));
    const size = Math.min(Math.max(before + steps, 0), SIZES.length - 1) || 0;
    if (steps) keep("size", size);
    document.documentElement.style.fontSize = `${SIZES[size]}px`;
  }

  // --- What the teacher does

  async #example(mistake) {
    if (await this.ask("examples", { kata: mistake.kata, key: mistake.key })) tell(say("example_shown"));
  }

  #toggleWall() {
    history.replaceState(null, "", this.isWall ? location.pathname : WALL);
    this.#viewChanged();
  }

  // A name that was just said, or a code, must not stay where all may see it.
  #viewChanged() {
    tell();
    byId("news").textContent = "";
    this.#closeDialogs();
    this.draw();
    scrollTo(0, 0);
  }

  #closeDialogs() {
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  }

  #listen() {
    const on = (id, does, event = "click") => byId(id).addEventListener(event, does);
    on("wall-toggle", () => this.#toggleWall());
    on("smaller", () => this.#size(-1));
    on("larger", () => this.#size(1));
    on("language", () => { keep("language", byId("language").value); this.#language(byId("language").value); }, "change");
    byId("order").value = kept("order") === "stuck" ? "stuck" : "name";
    on("order", () => { keep("order", byId("order").value); this.draw(); }, "change");
    on("skip", (event) => { event.preventDefault(); byId("mistakes-title").focus(); });
    on("open-katas", () => byId("katas").showModal());
    on("open-learners", () => this.learners.open());
    on("open-address", () => this.address.open());
    on("qr-button", () => byId("qr-dialog").showModal());
    for (const button of document.querySelectorAll("dialog .close")) {
      button.addEventListener("click", () => button.closest("dialog").close());
    }
    for (const dialog of document.querySelectorAll("dialog")) {
      dialog.addEventListener("close", () => { const said = dialog.querySelector(".refused"); if (said) said.textContent = ""; });
    }
    addEventListener("hashchange", () => this.#viewChanged());
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event) {
    const isWriting = event.target.closest("input, textarea, select, dialog");
    if (event.key.toLowerCase() !== "w" || event.ctrlKey || event.metaKey || event.altKey || isWriting) return;
    this.#toggleWall();
  }
}

new Board();
