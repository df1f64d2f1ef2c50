"""The page as `kata site` writes it, on a server of its own."""

import contextlib
import functools
import http.server
import threading
from typing import ClassVar

from gradkata.kit.recording import recorded
from gradkata.site.building import build

CHECKED = "softmax"
BELOW = "course/2026/"  # the page works at any address below a server's own


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {
        **http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_):
        """To nobody."""


def write(katas, folder, pyodide):
    """Write the page, with recorded answers on one kata: those on all of them take minutes."""
    katas = {kata.id: kata for kata in katas}
    tapes = {name: recorded(kata, (1, 2)) if name == CHECKED else b"" for name, kata in katas.items()}
    build(katas.values(), tapes, folder, pyodide)


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
