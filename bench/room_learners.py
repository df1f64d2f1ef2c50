"""Simulated learners of a room. They do what the learners' page does, with its pauses: see its handing_in.js."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .room_http import Answer, Link, UnansweredError, pause_after
from .room_work import FLOOD, Piece

WAIT_S = 20  # for news
LEAST_S = 0.5  # between two questions of which the first was answered at once
FLOODED = 150  # questions that one flood asks
AT_ONCE = 8  # pieces of work that it hands in


@dataclass
class Handed:
    """Something that was handed in.

    Attributes:
        begin: when, by the clock that only ever grows; ``end``: when its verdict was there.
        id: the room's; empty if it was not taken, or where its verdict was there before an answer.
        refused: the status of the answer where it was not taken.
        seen: when the board showed it.
    """

    learner: str
    piece: Piece
    begin: float
    id: str = ""
    end: float | None = None
    status: str = ""
    refused: int = 0
    seen: float | None = None

    @property
    def is_taken(self) -> bool:
        """Whether the room has said that it has it, or has judged it."""
        return bool(self.id or self.end)


Hear = Callable[[Handed], None]


class Learner:
    """One who is in a room.

    Args:
        pieces: what they hand in.
        think_s: for how long they think, on average, between a verdict and the next work; at least ``least_s``.
        hear: told of all that is handed in, when it is.
    """

    def __init__(
        self, name: str, pieces: Iterator[Piece], dice: random.Random, think_s: float, least_s: float, hear: Hear
    ):
        self.name, self._pieces, self._dice, self._hear = name, pieces, dice, hear
        self._think_s, self._least_s = think_s, least_s
        self._files: dict[str, str] = {}
        self._verdicts: dict[str, Any] = {}
        self.heard = 0  # answers about the room's news

    async def live(self, port: int, over: asyncio.Event) -> None:
        """Join, hand in again and again until it is over, and see what became of the last."""
        token = await self._joined(port)
        self._link, self._news = (Link(port, {"Authorization": f"Bearer {token}"}) for _ in range(2))
        news = asyncio.create_task(self._hear_news())
        try:
            while await self._thought(over):
                await self._act(next(self._pieces))
        finally:
            news.cancel()
            await asyncio.wait([news])
            for each in (self._link, self._news):
                each.close()

    async def _thought(self, over: asyncio.Event) -> bool:
        """Think; give whether it is not over."""
        seconds = self._least_s + self._dice.expovariate(1 / max(self._think_s - self._least_s, 1e-6))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), seconds)
        return not over.is_set()

    async def _joined(self, port: int) -> str:
        link = Link(port)
        answer = await link.ask("POST", "/api/learners", {"name": self.name})
        while answer.is_for_later:
            await asyncio.sleep(answer.after_s)
            answer = await link.ask("POST", "/api/learners", {"name": self.name})
        link.close()
        return str(answer.found["token"])

    async def _hear_news(self) -> None:
        path = "/api/room"
        while True:
            begin = time.monotonic()
            found = (await self._news.patiently("GET", path, WAIT_S)).found
            self.heard += 1
            path = f"/api/room?after={found['version']}&wait={WAIT_S}"
            await asyncio.sleep(max(0.0, LEAST_S - (time.monotonic() - begin)))

    async def _act(self, piece: Piece) -> None:
        if piece.kind == FLOOD:
            await self._flood(piece)
            return
        handed = self._begun(piece)
        if await self._sent(handed):
            await self._followed(handed)

    def _begun(self, piece: Piece) -> Handed:
        handed = Handed(self.name, piece, time.monotonic())
        self._hear(handed)
        return handed

    async def _sent(self, handed: Handed) -> bool:
        """Send until it is there; give whether its verdict is to be waited for."""
        tries = 0
        while True:
            try:
                answer = await self._post(handed.piece)
            except UnansweredError:
                await asyncio.sleep(pause_after(tries))
                if await self._is_there(handed):
                    return not handed.end
            else:
                if not answer.is_for_later:
                    return self._taken(handed, answer)
                await asyncio.sleep(answer.after_s)
            tries += 1

    async def _post(self, piece: Piece) -> Answer:
        """Send a piece of work, with all others of this learner, as the page does."""
        if piece.is_right is not None:
            self._files = {name: text for name, text in self._files.items() if name.partition(".")[0] != piece.kata}
            self._files[piece.file] = piece.text
        files = self._files if piece.is_right is not None else {piece.file: piece.text}
        return await self._link.ask("POST", "/api/submissions", {"kata": piece.kata, "files": files})

    def _taken(self, handed: Handed, answer: Answer) -> bool:
        if answer.status == 202:
            handed.id = answer.found["id"]
            return True
        handed.refused = answer.status
        return False

    async def _is_there(self, handed: Handed) -> bool:
        """Whether work that was sent without an answer is there."""
        me = (await self._link.patiently("GET", "/api/me")).found
        kata = handed.piece.kata
        waiting = [each["id"] for each in me["waiting"] if each["kata"] == kata]
        if waiting:
            handed.id = waiting[-1]
            return True
        result = me["results"].get(kata)
        if not result or self._verdicts.get(kata) == result:
            return False
        self._judged(handed, result)
        return True

    async def _followed(self, handed: Handed) -> None:
        """Wait for the verdict."""
        place = 0
        while True:
            path = f"/api/submissions/{handed.id}?wait={WAIT_S}&place={place}"
            answer = await self._link.patiently("GET", path, WAIT_S)
            if answer.status != 200:
                handed.refused = answer.status
                return
            if answer.found["state"] == "judged":
                self._judged(handed, answer.found["result"])
                return
            if answer.found["place"] == place:
                await asyncio.sleep(LEAST_S)
            place = answer.found["place"]

    def _judged(self, handed: Handed, result: Any) -> None:
        handed.end, handed.status = time.monotonic(), result["status"]
        self._verdicts[handed.piece.kata] = result

    async def _flood(self, piece: Piece) -> None:
        """Ask very much without a pause, and hand in more than one may have waiting."""
        for number in range(FLOODED):
            with contextlib.suppress(UnansweredError):
                await self._link.ask("GET", "/api/me" if number % 2 else "/api/me/everything")
        handed = []
        for number in range(AT_ONCE):
            text = f"{piece.text}# {number}\n"
            handed.append(self._begun(Piece(piece.kata, piece.file, text, piece.kind, None)))
            with contextlib.suppress(UnansweredError):
                self._taken(handed[-1], await self._post(handed[-1].piece))
        for each in handed:
            if each.id:
                await self._followed(each)
