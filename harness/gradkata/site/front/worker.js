// Python for the page, in a worker: starts Pyodide, unpacks what was built, and answers requests as engine.py has it.
//
// {id, do: "start", language, pyodide, assets}   →  {id, loading, part} ... {id, ready: true, versions}
// every other request                            →  what engine.py answers
//
// Where nothing can be answered any more, {id, died: words} is: whoever asked ends this worker and starts another.

const HOME = "/gradkata"; // where course files are unpacked

const KEPT = "gradkata-compiled"; // the cache of what Python has compiled, so that a second visit need not wait for it

let engine = null;
let keep = () => {}; // keeps that, where more has been compiled than is kept

self.onmessage = async ({ data }) => {
  try {
    if (data.do === "start") {
      await start(data);
    } else {
      engine.answer(JSON.stringify(data), (answer) => self.postMessage(JSON.parse(answer)));
      setTimeout(keep, 0);
    }
  } catch (error) {
    self.postMessage({ id: data.id, died: String(error && error.message ? error.message : error) });
  }
};

async function start({ id, pyodide: folder, assets, language }) {
  const tell = (loading, part) => self.postMessage({ id, loading, part });
  const address = new URL(folder, self.location.href).href;
  tell("python", 0);
  const archives = assets.map(({ url, kind }) => fetched(url, kind)); // meanwhile
  const { loadPyodide } = await import(`${address}pyodide.mjs`);
  // The same order of sets in every run, as in a process of the grader's. NumPy is fetched meanwhile.
  const env = { PYTHONHASHSEED: "0", HOME: "/home/pyodide" };
  const python = await loadPyodide({ indexURL: address, packages: ["numpy"], env });
  tell("numpy", 0);
  const key = await keyOf(await Promise.all(archives), python.version);
  const kept = await compiledBefore(key);
  const site = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
  for (const { data, kind } of await Promise.all(archives)) {
    python.unpackArchive(data, "zip", { extractDir: kind === "modules" ? site : HOME });
  }
  if (kept) {
    python.unpackArchive(kept, "zip", { extractDir: site });
  }
  python.runPython("import importlib, sys; sys.dont_write_bytecode = False; importlib.invalidate_caches()");
  python.runPython("import numpy");
  tell("gradkata", 0);
  python.runPython("import pytest");
  tell("gradkata", 0.5);
  const beginning = python.pyimport("gradkata.site.start");
  keep = key ? keeper(key, kept ? kept.byteLength : 0, () => beginning.compiled(site).toJs()) : keep;
  engine = beginning.engine_of(HOME);
  const versions = JSON.parse(beginning.versions_text());
  self.postMessage({ id, ready: true, versions: { ...versions, pyodide: python.version, language } });
}

// What is compiled belongs to these very archives and this Python; none where the browser keeps nothing.
async function keyOf(archives, version) {
  if (!self.caches || !self.crypto.subtle) {
    return null;
  }
  const modules = archives.find(({ kind }) => kind === "modules").data;
  const digest = new Uint8Array(await self.crypto.subtle.digest("SHA-256", modules));
  const name = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return new URL(`compiled-${version}-${name}`, self.location.href).href;
}

async function compiledBefore(key) {
  try {
    const found = key && (await (await self.caches.open(KEPT)).match(key));
    return found ? await found.arrayBuffer() : null;
  } catch {
    return null; // as in a private window
  }
}

// Keeps it after the first check, and after that which was the first to need what explains mistakes.
function keeper(key, size, compiled) {
  let turns = 3;
  return () => {
    if (turns-- > 0) {
      const bytes = compiled();
      if (bytes.byteLength > size) {
        size = bytes.byteLength;
        keepCompiled(key, bytes);
      }
    }
  };
}

async function keepCompiled(key, bytes) {
  try {
    const cache = await self.caches.open(KEPT);
    await Promise.all((await cache.keys()).map((old) => cache.delete(old)));
    await cache.put(key, new Response(bytes));
  } catch {
    // There is no room for it: the next visit compiles again.
  }
}

async function fetched(url, kind) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return { data: await response.arrayBuffer(), kind };
}
