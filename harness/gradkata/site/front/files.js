// The dialog "Your files": export, import, and copies that were kept.

import { byId, make } from "./dom.js";
import { exportAll, exportOne, importFiles } from "./transfer.js";
import { currentLanguage, say } from "./strings.js";
import { canOpen } from "./workbench.js";

export class Files {
  #page;

  // `page` has store, progress, course, file (the one in hand), text (of it) and changed(names).
  constructor(page) {
    this.#page = page;
    byId("open-files").addEventListener("click", () => this.open());
    byId("close-files").addEventListener("click", () => byId("files").close());
    byId("export-one").addEventListener("click", () => exportOne(page.file, page.text));
    byId("export-all").addEventListener("click", () => exportAll(page.store, page.progress));
    byId("import").addEventListener("change", (event) => this.#import(event.target));
  }

  open() {
    byId("export-one").textContent = say("export_one", { file: this.#page.file });
    byId("imported").replaceChildren();
    this.#kept();
    byId("files").showModal();
  }

  async #import(input) {
    const { store, progress, course } = this.#page;
    const known = course.katas.map((each) => each.file);
    const { sentences, changed } = await importFiles([...input.files], { store, progress, known, canOpen });
    input.value = "";
    store.flush();
    byId("imported").replaceChildren(...sentences.map((each) => make("li", {}, each)));
    this.#page.changed(changed);
    this.#kept();
  }

  #kept() {
    const copies = this.#page.store.copies();
    const none = make("li", { class: "small" }, say("none_kept"));
    byId("kept").replaceChildren(...(copies.length ? copies.map((each) => this.#copy(each)) : [none]));
  }

  #copy({ key, file, at, text }) {
    const when = new Date(at).toLocaleString(currentLanguage(), { dateStyle: "medium", timeStyle: "short" });
    const what = `${file}, ${when}`;
    const button = (words, onclick) => make("button", { type: "button", onclick, "aria-label": `${words}: ${what}` }, words);
    return make("li", {}, make("span", { class: "what" }, what),
      button(say("put_back"), () => this.#putBack(file, text)),
      button(say("save"), () => exportOne(file, text)),
      button(say("remove"), (event) => this.#remove(key, event.currentTarget)));
  }

  #putBack(file, text) {
    const { store } = this.#page;
    const before = store.text(file);
    if (before !== null && before !== text) store.keep(file, before);
    store.write(file, text);
    store.flush();
    this.#page.changed([file]);
    this.#kept();
  }

  // The first press asks, the second removes.
  #remove(key, button) {
    if (button.dataset.asked) {
      this.#page.store.remove(key);
      this.#kept();
      byId("close-files").focus();
    } else {
      button.dataset.asked = "yes";
      button.textContent = say("remove_sure");
    }
  }
}
