"""Asking a room as the learners' page does, over sockets of asyncio: the clients must cost little beside the room."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

HOST = "127.0.0.1"
PATIENCE_S = 15.0  # for an answer, beyond the time that the room may take
PAUSES_S = (1.0, 2.0, 4.0, 8.0, 15.0)  # before something is tried again that had no answer
SOON_S = 5.0  # where a room that is full does not say when to come again
TOO_FAST, BROKEN = 429, 500
LONGEST = 1 << 26  # bytes of one line or part of an answer


class UnansweredError(Exception):
    """No answer came: whether the room has heard is not known."""


@dataclass(frozen=True)
class Answer:
    """What a room says.

    Attributes:
        found: the data; None where there is none.
        after_s: when something may be tried again that was refused.
    """

    status: int
    headers: dict[str, str]
    found: Any

    @property
    def is_for_later(self) -> bool:
        """Whether the same may be taken at another time."""
        return self.status == TOO_FAST or self.status >= BROKEN

    @property
    def after_s(self) -> float:
        return float(self.headers.get("retry-after") or SOON_S)


class Link:
    """One connection to a room, which is kept as browsers do, and opened again where it has ended.

    Args:
        headers: those of each request.
    """

    def __init__(self, port: int, headers: dict[str, str] | None = None):
        self._port, self._headers = port, headers or {}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, value: Any = None, wait_s: float = 0.0) -> Answer:
        """What the room answers.

        Args:
            wait_s: for how long it may hold the answer back.

        Raises:
            UnansweredError: there is no answer.
        """
        try:
            async with asyncio.timeout(wait_s + PATIENCE_S):
                reader = await self.send(method, path, value)
                return await _answer(reader)
        except (OSError, EOFError, ValueError) as error:
            self.close()
            raise UnansweredError(f"{method} {path}: {type(error).__name__}") from None
        except asyncio.CancelledError:
            self.close()
            raise

    async def patiently(self, method: str, path: str, wait_s: float = 0.0) -> Answer:
        """The same, until there is an answer that is more than to come again."""
        tries = 0
        while True:
            try:
                answer = await self.ask(method, path, wait_s=wait_s)
            except UnansweredError:
                await asyncio.sleep(pause_after(tries))
            else:
                if not answer.is_for_later:
                    return answer
                await asyncio.sleep(answer.after_s)
            tries += 1

    async def send(self, method: str, path: str, value: Any = None) -> asyncio.StreamReader:
        """Ask, and give the stream on which the answer comes."""
        if self._streams is None or self._streams[0].at_eof():
            self.close()
            self._streams = await asyncio.open_connection(HOST, self._port, limit=LONGEST)
        reader, writer = self._streams
        body = b"" if value is None else json.dumps(value).encode()
        own = {"Content-Type": "application/json", "Content-Length": str(len(body))} if method == "POST" else {}
        headers = {"Host": f"{HOST}:{self._port}", **own, **self._headers}
        head = [f"{method} {path} HTTP/1.1", *(f"{name}: {each}" for name, each in headers.items()), "", ""]
        writer.write("\r\n".join(head).encode() + body)
        await writer.drain()
        return reader

    def close(self) -> None:
        """End it."""
        if self._streams is not None:
            with contextlib.suppress(OSError):
                self._streams[1].close()
            self._streams = None


def pause_after(tries: int) -> float:
    """Seconds before something is tried again."""
    return PAUSES_S[min(tries, len(PAUSES_S) - 1)]


async def head_of(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    """The status and the headers of an answer."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}


async def told(reader: asyncio.StreamReader, hear: Callable[[bytes], None]) -> None:
    """Hear each part of an answer in chunks, until it ends."""
    while size := int(await reader.readline() or b"0", 16):
        hear(await reader.readexactly(size))
        await reader.readexactly(2)


async def _answer(reader: asyncio.StreamReader) -> Answer:
    status, headers = await head_of(reader)
    data = await reader.readexactly(int(headers.get("content-length", "0")))
    is_data = headers.get("content-type", "") == "application/json"
    return Answer(status, headers, json.loads(data) if is_data else None)
