"""What may answer at an address: something that speaks as a room does, or badly, or not at all."""

import contextlib
import http.server
import json
import socket
import threading
import time

from gradkata.sharing.address import Address

ROOM = {"room": "r1", "version": "1", "language": "en", "open": {"softmax": True, "encoding": True, "bptt": False},
        "hint": None, "queue": {"waiting": 0, "judging": 0}, "name": None}  # fmt: skip
ADA = {"name": "Ada", "token": "secret"}


def result(kata="softmax", status="passed", **more):
    return {
        "kata": kata, "status": status, "score": 10.0, "max_score": 10.0, "isolation": "filter", "held_up_by": "",
        "printed": "", "printed_lines": 0, "summary": "", "text": f"{kata}: {status}, 10 of 10 points.\n", "tests": [],
        "misconceptions": [], "explanation": None, "seed": 0, "seconds": 0.1, **more,
    }  # fmt: skip


def ticket(kata="softmax", state="waiting", place=0, result=None, id="s1"):
    return {"id": id, "kata": kata, "state": state, "place": place, "result": result, "seconds": 1.0}


def judged(kata="softmax", id="s1", **more):
    return ticket(kata, "judged", result=result(kata, **more), id=id)


class Script:
    """Answers, by method and path, one after the other; the last one again and again.

    Attributes:
        asked: of each request the method, the path, what came with it, and the token.
    """

    def __init__(self, **answers):
        self.answers = {"GET api/room": [(200, ROOM)], "POST api/learners": [(201, ADA)]}
        self.answers |= {name.replace("__", " api/"): list(each) for name, each in answers.items()}
        self.asked = []

    def next(self, method, path):
        found = next(each for name, each in self.answers.items() if f"{method} {path}".startswith(name))
        return found.pop(0) if len(found) > 1 else found[0]

    def of(self, method, path):
        """What came with the requests of a kind."""
        return [each[2] for each in self.asked if each[:2] == (method, path)]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path, token = self.path.removeprefix("/"), self.headers.get("Authorization", "").removeprefix("Bearer ")
        self.server.script.asked.append((self.command, path.partition("?")[0], json.loads(body or b"null"), token))
        status, value, *headers = self.server.script.next(self.command, path)
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, text in {"Content-Length": str(len(data)), **dict(*headers)}.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def scripted(script):
    """The address of a room that does as a script says."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.script, server.daemon_threads = script, True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield Address("127.0.0.1", server.server_port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def raw(data, pause_s=0.0, *, reads=True):
    """The address of something that sends bytes to whoever comes, with a pause after each where there is one.

    Args:
        reads: whether it hears what it is asked before it answers.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    is_over = threading.Event()

    def answer():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection, contextlib.suppress(OSError):
                    if reads:
                        connection.recv(1 << 16)
                    for piece in [data] if not pause_s else [data[at : at + 1] for at in range(len(data))]:
                        connection.sendall(piece)
                        if pause_s and is_over.wait(pause_s):
                            break

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield Address("127.0.0.1", listening.getsockname()[1])
    finally:
        is_over.set()
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)  # wakes whoever waits
        listening.close()
        thread.join()


@contextlib.contextmanager
def nobody():
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    yield Address("127.0.0.1", port)


def seconds(function):
    """How long it takes."""
    began = time.monotonic()
    function()
    return time.monotonic() - began
