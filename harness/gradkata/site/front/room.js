// The page in a teacher's room: work is handed in there, and judged on the teacher's machine.

import { byId, make } from "./dom.js";
import { message, notice } from "./saying.js";
import { say } from "./strings.js";
import { Api } from "./room/api.js";
import { button, said } from "./room/elements.js";
import { HandingIn } from "./room/handing_in.js";
import { Hint } from "./room/hint.js";
import { Joining } from "./room/joining.js";
import { Me } from "./room/me.js";
import { Membership } from "./room/membership.js";
import { News } from "./room/news.js";

export class Room {
  #api;
  #page;
  #membership;
  #handingIn;
  #news;
  #joining;
  #me;
  #hint;
  #id = null;
  #told = "";
  #shown = new Set(); // the katas whose verdicts came from the room
  #who = make("button", { type: "button", id: "who", onclick: () => this.#whoIsPressed() });
  #hand = make("button", { type: "button", id: "hand-in", "aria-describedby": "closed", onclick: () => this.handIn() });
  #lost = said("p", "room_lost", { class: "small", hidden: true });
  #closed = make("p", { class: "small", id: "closed", hidden: true });
  #underWay = make("ul", { class: "under-way" });
  #queue = make("p", { class: "small", id: "queue" });

  constructor(path) {
    this.#api = new Api(path);
    this.#handingIn = new HandingIn(this.#api);
    this.#news = new News(this.#api);
  }

  // Take a place in the page.
  enter(page) {
    this.#page = page;
    this.#membership = new Membership(page.store, this.#api);
    this.#joining = new Joining(this.#membership);
    this.#me = new Me(this.#membership, this.#api, () => page.forgetWork());
    this.#me.onLeft = (words) => (notice(words), this.#who.focus());
    this.#hint = new Hint(this.#membership, page);
    page.path.remark = (kata) => (this.#isClosed(kata) ? say("closed") : "");
    this.#build();
    this.#listen();
  }

  #build() {
    const { isThere } = this.#page.python;
    byId("open-files").before(this.#who);
    byId("check").after(this.#hand);
    byId("notice").after(make("div", { id: "room" }, this.#hint.place, make("div", { role: "status" }, this.#lost), this.#closed, this.#underWay, this.#queue));
    byId("work-lies").dataset.say = "work_lies_room";
    byId("work-lies").textContent = say("work_lies_room");
    document.body.classList.add("in-room");
    this.#hand.append(said("span", "hand_in"));
    if (isThere) return;
    this.#hand.classList.add("primary");
    this.#hand.setAttribute("aria-keyshortcuts", "Control+Enter Meta+Enter");
    this.#hand.append(make("kbd", { "aria-hidden": "true" }, "Ctrl ↵"));
    const keys = document.querySelector(".keys");
    keys.dataset.say = "keys_room";
    keys.textContent = say("keys_room");
  }

  #listen() {
    const on = (part, type, act) => part.addEventListener(type, ({ detail }) => act(detail));
    on(this.#api, "lost", () => this.#isLost(true));
    on(this.#api, "back", () => this.#isLost(false));
    on(this.#news, "news", (news) => this.#heard(news));
    on(this.#membership, "changed", ({ isNew }) => this.#changed(isNew));
    on(this.#handingIn, "changed", () => (this.show(), this.#tell()));
    on(this.#handingIn, "judged", (verdict) => this.#judged(verdict));
    on(this.#handingIn, "refused", (refused) => this.#refused(refused));
    on(this.#handingIn, "stranger", () => this.#stranger());
    document.addEventListener("visibilitychange", () => !document.hidden && this.#membership.isIn && this.#handingIn.resume());
  }

  begin() {
    this.#news.run();
  }

  // --- What a learner asks for

  async handIn() {
    const { kata, text } = this.#page;
    const files = this.#page.handedIn();
    if (this.#hindrance(kata)) return notice(this.#hindrance(kata));
    if (!this.#id) return notice(say("room_lost"));
    if (!this.#membership.isIn && !(await this.#joining.ask())) return notice(say("not_handed_in"));
    byId("notice-text").textContent = "";
    return this.#handingIn.handIn(kata.id, files, text);
  }

  // Why a kata cannot be handed in now; empty where it can.
  #hindrance(kata) {
    if (this.#isClosed(kata.id)) return say("closed_kata", { kata: kata.id });
    return this.#handingIn.of(kata.id) ? this.#place(this.#handingIn.of(kata.id)) : "";
  }

  #whoIsPressed() {
    if (this.#membership.isIn) this.#me.open();
    else if (this.#id) this.#joining.ask();
    else notice(say("room_lost"));
  }

  // --- What the room says

  #heard({ room, name, token }) {
    if (room !== this.#id) {
      this.#id = room;
      this.#membership.enter(room);
      if (!this.#membership.isIn && !this.#membership.isLooking) this.#joining.ask();
    } else if (token && !name && token === this.#api.token) {
      this.#stranger();
    }
    this.show();
  }

  // Another learner, or none, in this browser; or another room.
  #changed(isNew) {
    if (isNew) {
      this.#page.verdicts.forget([...this.#shown]); // whoever sits here next need not see them
      this.#shown.clear();
      this.#handingIn.forget();
    }
    if (this.#membership.isIn) this.#joining.close();
    if (isNew && this.#membership.isIn) this.#handingIn.resume();
    this.show();
  }

  // The room does not know the token any more.
  #stranger() {
    if (!this.#membership.isIn) return;
    this.#membership.leave({ forgetsName: false });
    message(say("stranger"), { words: say("join"), do: () => this.#joining.ask({ isAgain: true }) });
  }

  #judged({ kata: id, result, isNew, text }) {
    const kata = this.#kata(id);
    if (!kata) return;
    this.#shown.add(id);
    const { verdicts, text: now } = this.#page;
    if (isNew) verdicts.add(kata, result, { remark: "from_room", brings: text === now });
    else verdicts.recall(kata, result, "from_room");
  }

  #refused({ kata, words }) {
    if (this.#kata(kata)) this.#page.verdicts.addWords(this.#kata(kata), words, "failed");
    notice(words);
  }

  #isLost(isLost) {
    this.#lost.hidden = !isLost;
    if (!isLost && this.#membership.isIn) this.#handingIn.resume(); // what became of what waited
  }

  #kata(id) {
    return this.#page.course.katas.find((each) => each.id === id);
  }

  #isClosed(kata) {
    return this.#news.newest?.open[kata] === false;
  }

  // --- What is shown

  show() {
    const { kata } = this.#page;
    if (!kata) return;
    this.#showWho();
    this.#closed.hidden = !this.#isClosed(kata.id);
    this.#closed.textContent = this.#closed.hidden ? "" : say("closed_kata", { kata: kata.id });
    this.#hand.setAttribute("aria-disabled", Boolean(this.#hindrance(kata)));
    this.#underWay.replaceChildren(...this.#handingIn.entries.map((entry) => make("li", {}, this.#place(entry))));
    this.#showQueue();
    this.#hint.show(this.#news.newest?.hint ?? null, kata);
    this.#page.path.show(kata);
  }

  // For ears: where the work in hand is, when it has come further.
  #tell() {
    const entry = this.#handingIn.of(this.#page.kata?.id);
    const stage = entry ? `${entry.kata} ${entry.state} ${entry.place > 0}` : "";
    if (stage && stage !== this.#told) byId("status").textContent = this.#place(entry);
    this.#told = stage;
  }

  #showWho() {
    const { isIn, name } = this.#membership;
    this.#who.replaceChildren(...(isIn ? [make("span", { class: "who" }, name), make("span", { class: "unseen" }, `, ${say("who_help")}`)] : [say("join")]));
  }

  #showQueue() {
    const { waiting = 0, judging = 0 } = this.#news.newest?.queue ?? {};
    const isQuiet = !waiting || this.#handingIn.entries.length; // one's own place says more
    this.#queue.textContent = isQuiet ? "" : say("queue", { waiting, judging });
  }

  // Where what was handed in is.
  #place({ kata, state, place, seconds, words }) {
    const key = state === "waiting" ? `waiting_${place > 1 ? "many" : place}` : `hand_${state}`;
    return say(key, { kata, place, seconds, words });
  }
}
