// The dialog of a learner who is in the room: what is kept, to save or delete it, and to leave.

import { byId, download, make } from "../dom.js";
import { say } from "../strings.js";
import { Refused } from "./api.js";
import { button, said, sureButton } from "./elements.js";

const FILE = "gradkata-room.json";

export class Me {
  #membership;
  #api;
  #clear;
  #dialog;
  #title = make("h2", { id: "me-title" });
  #command = make("pre", { tabindex: "0" });
  #clears = make("input", { type: "checkbox", id: "me-clears" });
  #said = make("p", { role: "status", class: "small" });

  // `clear()` removes what this browser keeps of a learner.
  constructor(membership, api, clear) {
    this.#membership = membership;
    this.#api = api;
    this.#clear = clear;
    this.#dialog = make("dialog", { id: "me", "aria-labelledby": "me-title" }, this.#title,
      make("section", {}, said("h3", "me_terminal"), said("p", "me_terminal_help", { class: "small" }),
        button("me_code", () => this.#tried(() => this.#code())), this.#command),
      make("section", {}, said("h3", "me_kept"), said("p", "me_kept_help", { class: "small" }),
        make("div", { class: "bar-plain" }, button("me_save", () => this.#tried(() => this.#save())), " ",
          sureButton("me_delete", "me_delete_sure", () => this.#tried(() => this.#delete())))),
      make("section", {}, said("h3", "me_leave"), said("p", "me_leave_help", { class: "small" }),
        make("p", {}, this.#clears, " ", said("label", "me_clears", { for: "me-clears" })),
        sureButton("me_leave_now", "me_leave_sure", () => this.#leave())),
      this.#said, button("close", () => this.#dialog.close(), { class: "primary" }));
    byId("files").after(this.#dialog);
  }

  open() {
    const { name } = this.#membership;
    this.#title.textContent = say("me_title", { name });
    this.#command.hidden = true;
    this.#clears.checked = false;
    this.#said.textContent = "";
    this.#dialog.showModal();
  }

  // A code by which a terminal is let in beside this browser; it works once.
  async #code() {
    const { code } = await this.#api.ask("POST", "me/codes", { value: {} });
    this.#command.textContent = `kata check --share ${new URL(".", location.href).href} --code ${code}`;
    this.#command.hidden = false;
    return say("me_code_made");
  }

  async #save() {
    const all = await this.#api.ask("GET", "me/everything");
    download(FILE, `${JSON.stringify(all, null, 1)}\n`, "application/json");
    return say("me_saved", { file: FILE });
  }

  async #delete() {
    const { words } = await this.#api.ask("DELETE", "me");
    this.#membership.leave();
    this.#dialog.close();
    this.onLeft(words);
    return "";
  }

  #leave() {
    this.#membership.leave();
    if (this.#clears.checked) this.#clear();
    this.#dialog.close();
    this.onLeft(say("me_left"));
  }

  // What is done when the learner has left: told words to say.
  onLeft = () => {};

  async #tried(act) {
    try {
      this.#said.textContent = await act();
    } catch (error) {
      this.#said.textContent = error instanceof Refused ? error.message : say("join_unanswered");
    }
  }
}
