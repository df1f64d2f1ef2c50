"""Connections to a room: who is slow to say what they want, or opens very many, costs nobody else anything."""

from __future__ import annotations

import asyncio
import collections
import json
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from ..serving.handler import HEADERS
from ..translation import say

HEAD_S = 15.0  # for a request to say what it wants
UNREAD_S = 30.0  # for a browser to take any of what it is sent
MOST_OF_ONE = 300  # connections from one address: a class behind a router is one
MOST = 1200  # from all
MOST_HEAD = 1 << 16  # bytes of what a request says before its body
REASONS = {400: b"Bad Request", 411: b"Length Required"}


class WithLengths(h11.Connection):
    """HTTP in which each body says before how long it is, as all that browsers send does.

    A body in chunks can cost whoever reads it a thousand times what it costs to send, and where it ends is what servers
    have been led to disagree on.

    Attributes:
        is_in_chunks: whether a request came that does not say it.
    """

    is_in_chunks = False

    def next_event(self) -> Any:
        """See h11.

        Raises:
            RemoteProtocolError: the next is no HTTP, or no such.
        """
        event = super().next_event()
        if isinstance(event, h11.Request) and any(name == b"transfer-encoding" for name, _ in event.headers):
            self.is_in_chunks = True
            raise h11.RemoteProtocolError("a body without a length")
        return event


class Connections(H11Protocol):
    """One connection, which is closed where its requests do not come to an end, or its answers to nobody."""

    of_address: ClassVar[collections.Counter[str]] = collections.Counter()

    def connection_made(self, transport: Any) -> None:
        """See asyncio."""
        super().connection_made(transport)
        self.conn: WithLengths = WithLengths(h11.SERVER, MOST_HEAD)
        self._hurry: asyncio.TimerHandle | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._was_read = False
        self._address = self.client[0] if self.client else ""
        self.of_address[self._address] += 1
        if self.of_address[self._address] > MOST_OF_ONE or len(self.connections) > MOST:
            transport.abort()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio."""
        self._rest()
        if self._watch is not None:
            self._watch.cancel()
        self.of_address[self._address] -= 1
        if not self.of_address[self._address]:
            del self.of_address[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """See asyncio."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._rest()
        elif self._hurry is None:
            self._wait()

    def on_response_complete(self) -> None:
        """See uvicorn: from now on, the next request is waited for, as long as uvicorn keeps connections."""
        super().on_response_complete()
        self._rest()
        self._see_to_it()

    def pause_writing(self) -> None:
        """See asyncio: more has been said than was read."""
        super().pause_writing()
        self._see_to_it()

    def resume_writing(self) -> None:
        """See asyncio."""
        super().resume_writing()
        self._was_read = True

    def timeout_keep_alive_handler(self) -> None:
        """See uvicorn."""
        super().timeout_keep_alive_handler()
        self._see_to_it()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """See uvicorn: what came is no request, which is said in the words that other refusals have."""
        if self.cycle is not None:
            self.cycle.disconnected = True  # whatever it still has to say
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            status, words = 400, say("that is not understood")
            if self.conn.is_in_chunks:
                status, words = 411, say("say how long it is: Content-Length is missing")
            self._refuse(status, words)
        self.transport.close()
        self._see_to_it()

    def _refuse(self, status: int, words: str) -> None:
        data = json.dumps({"words": words}).encode()
        own = {"Content-Type": "application/json", "Content-Length": str(len(data)), "Connection": "close"}
        headers = [*own.items(), *HEADERS.items(), ("Cache-Control", "no-store")]
        answer = h11.Response(status_code=status, headers=headers, reason=REASONS[status])
        for event in (answer, h11.Data(data=data), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")

    def _wait(self) -> None:
        self._hurry = self.loop.call_later(HEAD_S, self._give_up)

    def _rest(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
            self._see_to_it()

    def _see_to_it(self) -> None:
        """See to it that what was sent is read at some time: until then, even a closed connection is kept."""
        if self._watch is None and self.transport.get_write_buffer_size():
            self._was_read = False
            self._watch = self.loop.call_later(UNREAD_S, self._check, self.transport.get_write_buffer_size())

    def _check(self, before: int) -> None:
        self._watch = None
        if not self._was_read and self.transport.get_write_buffer_size() >= before:
            self.transport.abort()
        else:
            self._see_to_it()
