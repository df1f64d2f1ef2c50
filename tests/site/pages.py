"""The page as `kata site` writes it, on a server of its own; for these tests, the answers are the solutions."""

import contextlib
import functools
import http.server
import json
import threading
import zipfile
from typing import ClassVar

from gradkata.site.building import build

ANSWERS = "answers.zip"
BELOW = "course/2026/"  # the page works at any address below a server's own


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {
        **http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_):
        """To nobody."""


def write(katas, folder, pyodide):
    """Write the page, and the solutions beside it, since it has no other answers yet."""
    katas = list(katas)
    build(katas, folder, pyodide)
    with zipfile.ZipFile(folder / ANSWERS, "w") as archive:
        for kata in katas:
            for path in [kata.reference, *kata.hidden.glob("*.toml"), *kata.hidden.glob("*.po")]:
                archive.write(path, f"reference/{kata.id}/{path.name}")
    site = json.loads((folder / "site.json").read_text("utf-8"))
    site["assets"].append({"url": ANSWERS, "kind": "course"})
    (folder / "site.json").write_text(json.dumps(site), "utf-8")
    worker = (folder / "sw.js").read_text("utf-8")
    (folder / "sw.js").write_text(worker.replace('"course.zip"', f'"course.zip", "{ANSWERS}"'), "utf-8")


@contextlib.contextmanager
def served(folder):
    """A server for a folder, while it lasts; gives it, and its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
