// Python for the page, in a worker: starts Pyodide, unpacks what was built, and answers requests as engine.py has it.
//
// {id, do: "start", language, pyodide, assets}   →  {id, loading, part} ... {id, ready: true, versions}
// every other request                            →  what engine.py answers
//
// Where nothing can be answered any more, {id, died: words} is: whoever asked ends this worker and starts another.

const HOME = "/gradkata"; // where course files are unpacked

let engine = null;

self.onmessage = async ({ data }) => {
  try {
    if (data.do === "start") {
      await start(data);
    } else {
      engine.answer(JSON.stringify(data), (answer) => self.postMessage(JSON.parse(answer)));
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
  // The same order of sets in every run, as in a process of the grader's.
  const python = await loadPyodide({ indexURL: address, env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" } });
  tell("numpy", 0);
  await python.loadPackage("numpy", { messageCallback: () => {}, errorCallback: () => {} });
  tell("gradkata", 0);
  const site = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
  for (const { data, kind } of await Promise.all(archives)) {
    python.unpackArchive(data, "zip", { extractDir: kind === "modules" ? site : HOME });
  }
  python.runPython("import importlib; importlib.invalidate_caches()");
  tell("gradkata", 0.5);
  const beginning = python.pyimport("gradkata.site.start");
  engine = beginning.engine_of(HOME);
  const versions = JSON.parse(beginning.versions_text());
  self.postMessage({ id, ready: true, versions: { ...versions, pyodide: python.version, language } });
}

async function fetched(url, kind) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return { data: await response.arrayBuffer(), kind };
}
