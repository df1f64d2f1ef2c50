"""The teacher's board, which is open all the time: when it shows what was handed in."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any
from urllib.parse import urlsplit

from .room_http import Link, UnansweredError, head_of, pause_after, told
from .room_learners import Handed

SILENCE_S = 60.0  # far more than there is between two states
HINT_S = 30.0  # between two hints, of which all learners hear


class Board:
    """A board.

    Attributes:
        states: how many it was sent; ``largest``: bytes of the largest.
    """

    def __init__(self, address: str):
        self._port, self._path = urlsplit(address).port or 0, urlsplit(address).path
        self._state: dict[str, tuple[int, dict[str, int]]] = {}  # waiting, and attempts by kata, of each learner
        self._pending: list[tuple[Handed, int]] = []
        self._data = b""
        self.states = self.largest = 0

    def expect(self, handed: Handed) -> None:
        """Look out for something that was handed in: as waiting, or as an attempt more than there was."""
        if handed.piece.kind in ("wrong", "right"):  # a stub is no attempt, nor is what was judged before
            _, attempts = self._state.get(handed.learner, (0, {}))
            self._pending.append((handed, attempts.get(handed.piece.kata, 0)))

    async def watch(self) -> None:
        """See the states as they come; open the stream again where it ends."""
        tries = 0
        while True:
            try:
                await self._opened()
                tries = 0
            except (OSError, EOFError, ValueError, UnansweredError):
                await asyncio.sleep(pause_after(tries))
                tries += 1

    async def hints(self) -> None:
        """Say something to all, again and again."""
        number = 0
        while True:
            await asyncio.sleep(HINT_S)
            number += 1
            try:
                link = Link(self._port, {"Cookie": await self._cookie()})
                await link.ask("POST", "/board/hint", {"kata": "", "words": f"Look at the shapes first. ({number})"})
                link.close()
            except (OSError, UnansweredError):
                continue

    async def _cookie(self) -> str:
        link = Link(self._port)
        answer = await link.ask("GET", self._path)
        link.close()
        return answer.headers.get("set-cookie", "").partition(";")[0]

    async def _opened(self) -> None:
        link = Link(self._port, {"Cookie": await self._cookie()})
        try:
            self._data = b""
            reader = await link.send("GET", "/board/events")
            status, _ = await head_of(reader)
            assert status == 200, status
            await told(reader, self._part)
        finally:
            link.close()

    def _part(self, data: bytes) -> None:
        *events, self._data = (self._data + data).split(b"\n\n")
        for each in events:
            if each.startswith(b"data: "):
                self.states, self.largest = self.states + 1, max(self.largest, len(each))
                self._see(json.loads(each[6:]))

    def _see(self, board: Any) -> None:
        now = time.monotonic()
        self._state = {
            each["name"]: (each["waiting"], {kata: cell["attempts"] for kata, cell in each["cells"].items()})
            for each in board["learners"]
        }
        left = []
        for handed, before in self._pending:
            waiting, attempts = self._state.get(handed.learner, (0, {}))
            if waiting or attempts.get(handed.piece.kata, 0) > before:
                handed.seen = now
            else:
                left.append((handed, before))
        self._pending = left
