"""Connections to a room: who is slow to say what they want, or opens very many, costs nobody else anything."""

from __future__ import annotations

import asyncio
import collections
from typing import Any, ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 15.0  # for a request to say what it wants
MOST_OF_ONE = 300  # connections from one address: a class behind a router is one


class Connections(H11Protocol):
    """One connection, which is closed where its requests do not come to an end."""

    of_address: ClassVar[collections.Counter[str]] = collections.Counter()

    def connection_made(self, transport: Any) -> None:
        """See asyncio."""
        super().connection_made(transport)
        self._hurry: asyncio.TimerHandle | None = None
        self._address = self.client[0] if self.client else ""
        self.of_address[self._address] += 1
        if self.of_address[self._address] > MOST_OF_ONE:
            transport.close()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio."""
        self._rest()
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

    def _wait(self) -> None:
        self._hurry = self.loop.call_later(HEAD_S, self._give_up)

    def _rest(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
