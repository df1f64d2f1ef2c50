"""A real room, as `kata workshop` opens it, and a teacher at its board."""

import contextlib
import http.client
import json
import re
import signal
from urllib.parse import urlsplit

from tests.commands import commands


class Opened:
    """A room that is open.

    Attributes:
        address: the room's.
    """

    def __init__(self, address, board):
        self.address, self._board = address, urlsplit(board)
        self._cookie = ""
        self._cookie = self._asked("GET", self._board.path)[1]["Set-Cookie"].partition(";")[0]

    def does(self, what, **body):
        """What the board answers when the teacher does something."""
        status, _, data = self._asked("POST", f"/board/{what}", json.dumps(body))
        assert status == http.client.OK, data
        return json.loads(data)

    def _asked(self, method, path, body=None):
        headers = {"Content-Type": "application/json", "Cookie": self._cookie}
        connection = http.client.HTTPConnection(self._board.hostname, self._board.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()


@contextlib.contextmanager
def opened(folder):
    """A room in a folder, while the block runs."""
    with commands(folder) as start:
        process = start("workshop", "room", "--port", "0", "--jobs", "1")
        lines = [process.stdout.readline() for _ in range(2)]
        found = [re.search(r"http://\S+", line) for line in lines]
        assert all(found), process.communicate()
        yield Opened(*(each[0] for each in found))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
