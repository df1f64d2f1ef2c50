"""A room of `kata workshop`, in a process of its own."""

import contextlib
import json
import re
import urllib.request

from tests.commands import commands

ANSWER_S = 120  # however busy the machine is


class RoomProcess:
    """A room that is open.

    Attributes:
        address: of the learners' page; ``board`` of the teacher's.
    """

    def __init__(self, address, board):
        self.address, self.board = address, board
        self._tokens = {}

    def get(self, what, name=None):
        """What the room answers a learner, or whoever has no name."""
        return self._asked(urllib.request.Request(self.address + what), name)

    def post(self, what, data, name=None):
        """The same, for what changes something."""
        body, headers = json.dumps(data).encode(), {"Content-Type": "application/json"}
        return self._asked(urllib.request.Request(self.address + what, body, headers), name)

    def join(self, name):
        """A learner comes in."""
        self._tokens[name] = self.post("api/learners", {"name": name})["token"]

    def hand_in(self, name, kata, text):
        """Hand in work of somebody who has come in, and give the result of it."""
        id = self.post("api/submissions", {"kata": kata, "files": {f"{kata}.py": text}}, name)["id"]
        while (found := self.get(f"api/submissions/{id}?wait=20&place=0", name))["state"] != "judged":
            pass
        return found["result"]

    def _asked(self, request, name):
        if name is not None:
            request.add_header("Authorization", f"Bearer {self._tokens[name]}")
        with urllib.request.urlopen(request, timeout=ANSWER_S) as response:
            return json.load(response)


@contextlib.contextmanager
def room_process(cwd, *options):
    """A room with softmax in it, on this machine alone."""
    with commands(cwd) as start:
        process = start("workshop", "room", "--port", "0", "--kata", "softmax", *options)
        addresses = []
        while len(addresses) < 2:
            line = process.stdout.readline()
            assert line, process.stderr.read()
            addresses += re.findall(r"http://\S+", line)
        yield RoomProcess(*addresses)
