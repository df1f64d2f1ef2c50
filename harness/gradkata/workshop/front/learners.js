// To let somebody in again, or to delete all that is kept of them.

import { isolated, named } from "./names.js";
import { byId, tell } from "./page.js";
import { h, patch } from "./patch.js";
import { parts, say } from "./strings.js";

export class LearnerControls {
  #ask;

  constructor(ask) {
    this.#ask = ask;
    byId("letin").addEventListener("click", () => this.#withName((name) => this.#letIn(name)));
    byId("remove").addEventListener("click", () => this.#withName((name) => this.#sure(name)));
    byId("learner").addEventListener("change", () => this.#say());
    byId("learners").addEventListener("close", () => this.#say());
  }

  open(name = "") {
    if (!byId("learners").open) byId("learners").showModal();
    byId("learner").value = name;
    byId("learner").focus();
    this.#say();
  }

  #say(...what) {
    patch(byId("learner-answer"), ...what);
  }

  #withName(act) {
    const name = byId("learner").value;
    if (name) return act(name);
    this.#say(h("p", {}, say("choose_first")));
    byId("learner").focus();
  }

  async #letIn(name) {
    const answer = await this.#ask("letins", { name });
    if (answer && byId("learners").open) {
      this.#say(h("p", {}, parts("letin_code", { name: h("strong", {}, named(name)) })), h("p", { class: "large-code" }, answer.code));
    }
  }

  #sure(name) {
    this.#say(h("p", { class: "warning" }, parts("remove_sure", { name: h("strong", {}, named(name)) })),
      h("div", { class: "bar" },
        h("button", { type: "button", class: "danger", onclick: () => this.#remove(name) }, say("remove_yes")),
        h("button", { type: "button", onclick: () => { this.#say(); byId("remove").focus(); } }, say("cancel"))));
    byId("learner-answer").querySelector(".danger").focus();
  }

  async #remove(name) {
    if (!await this.#ask("remove", { name })) return;
    byId("learners").close();
    tell(parts("removed", { name: named(name) }));
  }

  // Without a board, or where all may see the page, no name stands here.
  show(board) {
    const chosen = byId("learner").value;
    patch(byId("learner"), h("option", { key: "", value: "" }, say("choose")),
      board?.learners.map(({ name }) => h("option", { key: `=${name}`, value: name }, isolated(name))));
    if (byId("learner").value !== chosen) byId("learner").value = "";
    if (!board || (chosen && !byId("learner").value)) this.#say();
  }
}
