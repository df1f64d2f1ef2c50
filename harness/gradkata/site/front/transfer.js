// Import and export: single files, and all of them as a zip file, which `kata grade` reads as it is.

import { download } from "./dom.js";
import { say } from "./strings.js";
import { unzipped, zipped } from "./zip.js";

const PROGRESS = "progress.json";
const TYPES = { py: "text/x-python", ipynb: "application/x-ipynb+json" };

export function exportOne(file, text) {
  download(file, text, TYPES[file.split(".").at(-1)] ?? "text/plain");
}

export function exportAll(store, progress) {
  download("gradkata-work.zip", zipped({ ...store.texts(), [PROGRESS]: progress.exported() }), "application/zip");
}

// The name that a file has as work: a browser that saves twice makes "softmax (1).py" of it.
const workName = (path) => path.split("/").at(-1).replace(/ ?\(\d+\)(?=\.\w+$)/, "");

async function contents(file) {
  const buffer = await file.arrayBuffer();
  if (!file.name.toLowerCase().endsWith(".zip")) return { [file.name]: new TextDecoder().decode(buffer) };
  const hidden = (path) => path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
  return Object.fromEntries(Object.entries(await unzipped(buffer)).filter(([path]) => !hidden(path)));
}

// Take in files. `known` are the names of the katas' files. Gives a sentence for each, and the names that have changed.
export async function importFiles(files, { store, progress, known, canOpen }) {
  const [sentences, changed] = [[], []];
  for (const file of files) {
    try {
      for (const [path, text] of Object.entries(await contents(file))) {
        sentences.push(take(workName(path), text, { store, progress, known, canOpen, changed }));
      }
    } catch (error) {
      sentences.push(say("imported_broken", { file: file.name, words: error.message }));
    }
  }
  return { sentences, changed };
}

function take(file, text, { store, progress, known, canOpen, changed }) {
  if (file === PROGRESS) {
    progress.import(text);
    return say("imported_progress");
  }
  if (!known.includes(file)) return say("imported_not", { file });
  if (!canOpen(file, text)) return say("imported_broken", { file, words: "ipynb" });
  const before = store.text(file);
  if (before === text) return say("imported_same", { file });
  if (before !== null) store.keep(file, before);
  store.write(file, text);
  changed.push(file);
  return say(before === null ? "imported" : "imported_kept", { file });
}
