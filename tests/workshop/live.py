"""A room that `kata workshop` has opened, and what its teacher and other learners ask of it."""

from __future__ import annotations

import contextlib
import http.cookiejar
import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "gradkata", "workshop"]


class Live:
    """A room.

    Attributes:
        address: of the learners' page.
    """

    def __init__(self, address: str, board: str):
        self.address, self._board = address, board.rpartition("/")[0]
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._teacher = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        self._teacher.open(board).close()

    def teacher(self, path: str, **value: Any) -> Any:
        """What the board answers."""
        return self._asked(f"{self._board}/{path}", value, {})

    def learner(self, path: str, value: Any = None, token: str = "") -> Any:
        """What a learner is answered."""
        return self._asked(f"{self.address}api/{path}", value, {"Authorization": f"Bearer {token}"} if token else {})

    def join(self, name: str) -> str:
        """A new learner's token."""
        return str(self.learner("learners", {"name": name})["token"])

    def hand_in(self, token: str, kata: str, text: str) -> Any:
        """Work of a learner's, as the room has it."""
        return self.learner("submissions", {"kata": kata, "files": {f"{kata}.py": text}}, token)

    def _asked(self, address: str, value: Any, headers: dict[str, str]) -> Any:
        data = None if value is None else json.dumps(value).encode()
        request = urllib.request.Request(address, data, {"Content-Type": "application/json", **headers})
        with self._teacher.open(request, timeout=60) as answer:
            return json.loads(answer.read())


@contextlib.contextmanager
def live(folder: Path, *options: str) -> Iterator[Live]:
    """A room on this machine alone, which ends with the block."""
    words = [*COMMAND, str(folder), "--port", "0", *options]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = [re.search(r"http://\S+", process.stdout.readline()) for _ in range(2)]
            assert all(found), "`kata workshop` says on stderr why it opened no room"
            yield Live(*(each[0] for each in found if each))
        finally:
            process.terminate()
