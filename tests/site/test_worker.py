"""Python in a real browser's worker: `nox -s browser` brings what it needs, or says what is missing."""

import collections
import functools
import http.server
import threading
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest
from gradkata.kata import SUFFIXES
from gradkata.site import bundle

from tests.chromium import chromium
from tests.site.pyodide_folder import MissingError, pyodide_folder

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing: `nox -s browser` brings it")

FRONT = Path(bundle.__file__).parent / "front"
PATIENCE_MS = 600_000  # however busy the machine is
PAGE = """<!doctype html><title>worker</title><script type="module">
const waiting = new Map();
let worker, last = 0;
window.heard = [];
window.ask = (request) => new Promise((resolve) => {
  const id = ++last;
  waiting.set(id, { resolve, stages: [] });
  worker.postMessage({ id, language: "en", ...request });
});
window.begin = () => {
  worker?.terminate();
  worker = new Worker("worker.js", { type: "module" });
  worker.onmessage = ({ data }) => {
    heard.push(data);
    const asked = waiting.get(data.id);
    if (data.stage) {
      asked.stages.push(data.stage);
    } else if (!data.loading) {
      asked.resolve({ ...data, stages: asked.stages });
    }
  };
  const assets = [["modules", "gradkata.zip"], ["course", "course.zip"], ["course", "answers.zip"]];
  return ask({ do: "start", pyodide: "pyodide/", assets: assets.map(([kind, url]) => ({ kind, url })) });
};
</script>"""


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {
        **http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_):
        """To nobody."""


@pytest.fixture(scope="module")
def site(tmp_path_factory, registry):
    """The address of a page with a worker, and all that it loads; the answers are the solutions."""
    folder = tmp_path_factory.mktemp("site")
    try:
        (folder / "pyodide").symlink_to(pyodide_folder())
    except MissingError as error:
        pytest.skip(str(error))
    (folder / "index.html").write_text(PAGE)
    (folder / "favicon.ico").write_bytes(b"")
    (folder / "worker.js").write_bytes((FRONT / "worker.js").read_bytes())
    (folder / "gradkata.zip").write_bytes(bundle.bundle())
    (folder / "course.zip").write_bytes(bundle.course(registry.katas.values(), collections.defaultdict(bytes)))
    with zipfile.ZipFile(folder / "answers.zip", "w") as archive:
        for kata in registry.katas.values():
            for path in [kata.reference, *kata.hidden.glob("*.toml"), *kata.hidden.glob("*.po")]:
                archive.write(path, f"reference/{kata.id}/{path.name}")
    _without_tapes(folder / "course.zip")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _without_tapes(path):
    """Leave the tapes out of an archive: they are empty, and the solutions answer."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith(".tape")}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


@pytest.fixture(scope="module")
def page(site):
    with chromium(playwright) as browser:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(site)
        assert begin(page)["ready"]
        yield page


def begin(page):
    page.wait_for_function("window.begin")
    return page.evaluate("begin()")


def check(page, kata, text, suffix=".py", **more):
    request = {"do": "check", "kata": kata, "files": {f"{kata}{suffix}": text}, "seed": 7, **more}
    return page.evaluate("(request) => ask(request)", request)


def test_what_is_loading_is_told(page):
    assert page.evaluate("heard.map((each) => each.loading)")[:3] == ["python", "numpy", "gradkata"]


def test_right_work_on_every_kata_passes(page, registry):
    for kata in registry.katas.values():
        answer = check(page, kata.id, kata.reference.read_text("utf-8"), kata.reference.suffix)
        result = answer["result"]
        # In a browser, the clock is the wall's: on a busy machine, speed is no certain thing.
        wrong = [each for each in result["tests"] if each["status"] != "passed" and "speed" not in each["name"]]
        assert wrong == [], kata.id


def test_wrong_work_on_every_kata_is_named(page, registry):
    for kata in registry.katas.values():
        files = sorted((kata.hidden / "wrong").iterdir())
        path = next(each for each in files if each.suffix in SUFFIXES and not each.name.startswith("unlisted"))
        result = check(page, kata.id, path.read_text("utf-8"), path.suffix)["result"]
        assert result["status"] == "failed", path
        assert path.name.partition(".")[0] in [each["id"] for each in result["misconceptions"]], path


def test_it_speaks_german(page):
    result = check(page, "softmax", "def softmax(x): return x", language="de")["result"]
    assert "falsch" in result["summary"]
    assert "Zeile" in result["tests"][1]["title"]


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("return softmax(x)", "failed", "RecursionError"),
        ("import os; os._exit(3)", "killed", "exit code 3"),
        ("import sys; sys.exit()", "killed", "SystemExit"),
        ("import js", "failed", "No module named 'js'"),
        ("open('mine.txt')", "failed", "no files"),
        ("kept = [0]\n    while True: kept = kept + kept", "killed", "4096 MiB"),
        ("import threading; threading.Thread(target=print).start()", "failed", "0 processes"),
    ],
)
def test_what_ends_a_process_ends_no_page(page, code, status, words):
    result = check(page, "softmax", f"def softmax(x):\n    {code}\n")["result"]
    assert result["status"] == status
    assert words in result["text"].replace("\n", " ")


def test_a_loop_without_end_ends_with_the_worker(page, registry):
    text = "def softmax(x):\n    print('here')\n    while True: pass\n"
    page.evaluate("(files) => { ask({ do: 'check', kata: 'softmax', files }); }", {"softmax.py": text})
    assert begin(page)["ready"]
    assert check(page, "softmax", registry.katas["softmax"].reference.read_text("utf-8"))["result"]["score"] == 10


def test_python_that_dies_says_so(page, registry):
    answer = check(page, "softmax", "def softmax(x): return list(map(softmax, [x]))")
    assert "result" in answer or answer["died"]
    assert begin(page)["ready"]
    assert check(page, "softmax", registry.katas["softmax"].reference.read_text("utf-8"))["result"]["score"] == 10


def test_networks_learn_and_write(page, registry):
    names = ("training", "sampling")
    files = {f"{name}.py": registry.katas[name].reference.read_text("utf-8") for name in names}
    request = {"do": "run", "kata": "training", "files": files, "seconds": 3}
    answer = page.evaluate("(request) => ask(request)", request)
    assert answer["done"]
    assert answer["stages"][-1]["losses"][0] > 0


def test_a_second_visit_finds_what_is_compiled(page):
    page.reload()
    assert begin(page)["ready"]
    (kept,) = page.evaluate(
        "caches.open('gradkata-compiled').then((cache) => cache.keys()).then((all) => all.map((each) => each.url))"
    )
    assert "/compiled-314." in kept
    assert check(page, "softmax", "def softmax(x): return x")["result"]["status"] == "failed"
