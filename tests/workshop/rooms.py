"""A real room, opened by the command in a process of its own, and whoever asks it over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
RIGHT = (ROOT / "reference" / "softmax" / "solution.py").read_text("utf-8")
WRONG = "import numpy as np\n\n\ndef softmax(x):\n    e = np.exp(x)\n    return e / e.sum()\n"
LOOP = "def softmax(x):\n    while True:\n        pass\n"
PATIENCE_S = 240.0  # for what comes at once on a quiet machine
COMMAND = """
import importlib, json, sys
limits = json.loads(sys.argv.pop(1))
exec(limits.pop("before", ""))
for name, value in limits.items():
    module, _, name = name.rpartition(".")
    setattr(importlib.import_module("gradkata." + module), name, value)
from gradkata.cli import main
main()
"""


def until(holds, patience_s=PATIENCE_S, pause_s=0.02):
    """Wait until something holds, and give what it gives."""
    end = time.monotonic() + patience_s
    while not (found := holds()):
        assert time.monotonic() < end, "it never came to that"
        time.sleep(pause_s)
    return found


def command(*arguments, limits=None):
    """How the command is started, with other limits than its own."""
    return [sys.executable, "-c", COMMAND, json.dumps(limits or {}), "workshop", *map(str, arguments)]


def ran(*arguments, limits=None):
    """What came of the command, where no room is opened."""
    return subprocess.run(command(*arguments, limits=limits), capture_output=True, text=True, env=environment(),
                          timeout=PATIENCE_S, check=False)  # fmt: skip


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT / "harness"), "KATA_LANG": "en", "PYTHONWARNINGS": "error"}


class Room:
    """A room that is open.

    Args:
        folder: where it keeps what it keeps.
        limits: what is set in place of the room's own, by names such as ``workshop.connections.HEAD_S``; ``before`` is
            Python that the process runs first.
        port: 0 is any that is free, None what the command takes by itself.
        katas: those in it; without any named, all are.
    """

    def __init__(self, folder, *arguments, limits=None, port=0, katas=("softmax",)):
        self.folder = folder
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the room
        listens = [] if port is None else ["--port", port]
        asked = [word for kata in katas for word in ("--kata", kata)]
        everything = command(folder, *asked, *listens, *arguments, limits=limits)
        self.process = subprocess.Popen(
            everything, stdout=subprocess.PIPE, stderr=self._log, text=True, env=environment(), start_new_session=True
        )  # fmt: skip
        told = []
        for line in self.process.stdout:
            told.append(line)
            if "Ctrl-C" in line:
                break
        else:
            raise AssertionError(self.log)
        self.told = "".join(told)
        self.address, self.board = (
            re.search(rf"{words} +(http://\S+)", self.told)[1] for words in ("The room:", "Your board:")
        )
        self.port = urlsplit(self.address).port

    @property
    def log(self):
        """What it has said on standard error."""
        self._log.flush()
        return os.pread(self._log.fileno(), 1 << 24, 0).decode()

    def ask(self, method, path, body=None, *, token="", headers=None, source=None):
        """The status, the headers, and what was answered: data, or text."""
        own = {"Content-Type": "application/json"} if body is not None else {}
        own |= {"Authorization": f"Bearer {token}"} if token else {}
        data = json.dumps(body).encode() if isinstance(body, dict | list) else body
        link = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE_S, source_address=source and (source, 0)
        )
        with contextlib.closing(link):
            link.request(method, path, data, {**own, **(headers or {})})
            answer = link.getresponse()
            found = answer.read()
        is_data = answer.headers["Content-Type"] == "application/json"
        return answer.status, answer.headers, json.loads(found) if is_data else found.decode()

    def join(self, name, **how):
        """A learner who has joined."""
        status, _, found = self.ask("POST", "/api/learners", {"name": name}, **how)
        assert status == 201, found
        return Learner(self, found["name"], found["token"], **how)

    def teacher(self):
        """The teacher, who has opened the board."""
        return Teacher(self)

    def raw(self, source=None):
        """A connection on which anything can be said."""
        return socket.create_connection(
            ("127.0.0.1", self.port), timeout=PATIENCE_S, source_address=source and (source, 0)
        )

    def said(self, data):
        """All that is answered to some bytes, until the room closes the connection."""
        with self.raw() as link:
            link.sendall(data)
            return received(link)

    @property
    def files(self):
        """How many files it has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    @property
    def memory(self):
        """How many bytes of memory it takes."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def judges(self):
        """Its grader processes: they are forked, or started anew where one was lost."""
        own = commandline(self.process.pid)
        children = [pid for pid, parent in parents().items() if parent == self.process.pid]
        return [pid for pid in children if commandline(pid) == own or b"spawn_main" in commandline(pid)]

    def descendants(self):
        """All processes that it has started, and that these have."""
        found, known = {self.process.pid}, parents()
        while new := {pid for pid, parent in known.items() if parent in found} - found:
            found |= new
        return found - {self.process.pid}

    @contextlib.contextmanager
    def nobody_judging(self):
        """While the block runs, nothing is judged, so that what is handed in waits."""
        stopped = self.judges()
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)

    def attempts(self):
        """The learner, id, status and times of each attempt that the gradebook has, the oldest first."""
        with contextlib.closing(sqlite3.connect(f"file:{self.folder / 'gradebook.db'}?mode=ro", uri=True)) as book:
            rows = book.execute("SELECT learner, id, status, saved, graded FROM attempts ORDER BY graded, rowid")
            return [Attempt(*row) for row in rows.fetchall()]

    def left(self, text):
        """The names of the files of its folder in which a text stands."""
        return [path.name for path in sorted(self.folder.iterdir()) if text.encode() in path.read_bytes()]

    def kill(self):
        """End it in a moment, as a machine that loses its power does."""
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE_S)
        finally:
            self.process.kill()
            self.process.stdout.close()
            self._log.close()


class Learner:
    """Somebody in a room."""

    def __init__(self, room, name, token, source=None):
        self.room, self.name, self.token, self.source = room, name, token, source

    def ask(self, method, path, body=None, **how):
        return self.room.ask(method, path, body, token=self.token, source=self.source, **how)[::2]

    def hand_in(self, text, name="softmax.py"):
        """The status, and what was said."""
        return self.ask("POST", "/api/submissions", {"kata": "softmax", "files": {name: text}})

    def handed_in(self, text, name="softmax.py"):
        """The id of what was handed in, as soon as it is taken."""

        def taken():
            status, found = self.hand_in(text, name)
            assert status in (202, 429), found
            return status == 202 and found["id"]

        return until(taken, pause_s=0.3)

    def result(self, id):
        """What came of something, as soon as it is judged."""

        def judged():
            status, found = self.ask("GET", f"/api/submissions/{id}?wait=20&place=0")
            assert status in (200, 429), found
            return status == 200 and found["state"] == "judged" and found["result"]

        return until(judged, pause_s=0.3)

    def judged(self, text, name="softmax.py"):
        """What came of a text."""
        return self.result(self.handed_in(text, name))


class Teacher:
    """Whoever has the board."""

    def __init__(self, room, address=None):
        self.room = room
        path = urlsplit(address or room.board).path
        status, headers, _ = room.ask("GET", path)
        assert status == 303
        self.set_cookie = headers["Set-Cookie"]
        self.cookie = self.set_cookie.partition(";")[0]

    def ask(self, method, path, body=None, headers=None):
        return self.room.ask(method, path, body, headers={"Cookie": self.cookie, **(headers or {})})[::2]

    def does(self, what, **body):
        """What the board answers to something that is done there."""
        status, found = self.ask("POST", f"/board/{what}", body)
        assert status == 200, found
        return found

    def events(self):
        """A connection on which the board's states come."""
        link = self.room.raw()
        host = {"Host": f"127.0.0.1:{self.room.port}"}
        link.sendall(head(path="/board/events", Cookie=self.cookie, Connection="close", **host))
        return link

    def state(self):
        """What the board shows now."""
        with self.events() as link:
            data = b""
            while b"\n\n" not in data.partition(b"data: ")[2]:
                part = link.recv(1 << 16)
                assert part, data
                data += part
        chunked = data.partition(b"\r\n\r\n")[2]
        size, _, rest = chunked.partition(b"\r\n")
        return json.loads(rest[: int(size, 16)].decode().removeprefix("data: "))


class Attempt(NamedTuple):
    learner: str
    id: str
    status: str
    saved: str
    graded: str


def received(link):
    """All that comes on a connection until it ends."""
    data = b""
    with contextlib.suppress(ConnectionResetError):
        while part := link.recv(1 << 16):
            data += part
    return data


def head(method="GET", path="/", **headers):
    """The head of a request."""
    own = {"Host": "127.0.0.1", **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = (f"{name}: {each}" for name, each in own.items())
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode()


def commandline(pid):
    """How a process was started; nothing of one that has ended."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def parents():
    """The parent of each process of this machine."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                stat = (entry / "stat").read_text()
                if stat.rpartition(")")[2].split()[0] != "Z":
                    found[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    return found
