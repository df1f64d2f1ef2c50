// The dialog in which a learner joins the room: with a name, or with a code of the teacher's, after it was said what is kept.

import { make } from "../dom.js";
import { say } from "../strings.js";
import { Refused } from "./api.js";
import { button, said } from "./elements.js";

const MOST = 60; // characters of a name

export class Joining {
  #membership;
  #dialog;
  #name;
  #code;
  #again = said("p", "join_again", { hidden: true });
  #decided = () => {};

  constructor(membership) {
    this.#membership = membership;
    this.#name = this.#field("room-name", "join_name", { maxlength: MOST, autocomplete: "nickname" });
    this.#code = this.#field("room-code", "join_code", { autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
    this.#dialog = make("dialog", { id: "joining", "aria-labelledby": "joining-title", onclose: () => this.#closed() },
      said("h2", "join_title", { id: "joining-title" }), this.#again,
      this.#form(this.#name, "join", (name) => membership.join(name), { class: "primary" }),
      make("section", {}, said("h3", "kept_title"), make("ul", { class: "terms" },
        ["kept_what", "kept_who", "kept_where", "kept_until"].map((key) => said("li", key)))),
      make("details", {}, said("summary", "join_before"), said("p", "join_code_help", { class: "small" }),
        this.#form(this.#code, "join_return", (code) => membership.return(code))),
      make("p", { class: "end" }, button("join_look", () => this.#dialog.close())));
    document.querySelector(".app").append(this.#dialog);
  }

  // Ask to join; gives whether the learner is in now.
  ask({ isAgain = false } = {}) {
    if (this.#dialog.open) return Promise.resolve(false);
    this.#again.hidden = !isAgain;
    for (const { input, trouble } of [this.#name, this.#code]) this.#trouble(input, trouble, "");
    this.#name.input.value = this.#membership.name;
    this.#code.input.value = "";
    this.#dialog.showModal();
    this.#name.input.focus();
    return new Promise((resolve) => { this.#decided = resolve; });
  }

  close() {
    this.#dialog.close();
  }

  #closed() {
    if (!this.#membership.isIn) this.#membership.look();
    this.#decided(this.#membership.isIn);
  }

  #field(id, key, properties) {
    const trouble = make("p", { id: `${id}-trouble`, class: "trouble", role: "alert" });
    const input = make("input", { id, type: "text", required: true, "aria-describedby": trouble.id, ...properties });
    return { label: said("label", key, { for: id }), input, trouble };
  }

  #form({ label, input, trouble }, key, act, properties = {}) {
    const submit = said("button", key, properties);
    const onsubmit = async (event) => {
      event.preventDefault();
      if (submit.getAttribute("aria-disabled") === "true") return;
      submit.setAttribute("aria-disabled", true);
      this.#trouble(input, trouble, await this.#tried(() => act(input.value.trim())));
      submit.removeAttribute("aria-disabled");
    };
    return make("form", { onsubmit, novalidate: true }, label, make("div", { class: "bar-plain" }, input, " ", submit), trouble);
  }

  // What went wrong, in words; none if the learner is in.
  async #tried(act) {
    try {
      await act();
      this.#dialog.close();
      return "";
    } catch (error) {
      return error instanceof Refused ? error.message : say("join_unanswered");
    }
  }

  #trouble(input, trouble, words) {
    trouble.textContent = words;
    input.setAttribute("aria-invalid", Boolean(words));
    if (words) input.focus();
  }
}
