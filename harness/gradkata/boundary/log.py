"""What was asked of a learner's code and what it answered, kept as it went over the wire, to be looked at later.

Nothing is copied for it and nothing decoded: a frame that has been sent, and the buffers of an answer, are kept. So it
costs nothing where nobody looks, and whoever looks sees arguments as they were before the call.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Callable
from typing import Any

from .inside.requests import Batch, Request
from .inside.wire import frame_layout

MOST_BYTES = 32 << 20  # of frames and answers; what would make a log larger is not kept, nor what comes after it
READ = 40  # bytes that what is read of a header takes up in memory, at most, for each byte of the header
MOST_CALLS = 64  # in one batch: the thousands of a gradient check are no questions of their own


@dataclasses.dataclass(frozen=True, eq=False)
class Exchange:
    """One request and its answer.

    Attributes:
        request: what was asked.
        frame: the whole frame that was sent.
        answer: the message that came back.
        buffers: those of the answer.
        callbacks: functions of the grader's that the request gave to the learner's code, by number.
        header: the bytes that the message came in.
    """

    request: Request
    frame: bytes
    answer: dict[str, Any]
    buffers: list[bytearray]
    callbacks: dict[int, Callable[..., Any]]
    header: int = 0

    def asked(self) -> list[bytearray]:
        """The buffers of the request, afresh with each call."""
        start, sizes = self._layout
        starts = itertools.accumulate(sizes, initial=start)
        return [bytearray(self.frame[at : at + size]) for at, size in zip(starts, sizes, strict=False)]

    @functools.cached_property
    def _layout(self) -> tuple[int, list[int]]:
        return frame_layout(self.frame)


class Log:
    """Exchanges in the order in which they were made.

    Attributes:
        complete: how many of them were kept before the first that was not; None if all were.
    """

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.complete: int | None = None
        self._bytes = 0

    def add(self, exchange: Exchange) -> None:
        """Keep an exchange, unless it is a large batch or there is no more room."""
        request = exchange.request
        is_large = isinstance(request, Batch) and len(request.calls) > MOST_CALLS
        size = len(exchange.frame) + READ * exchange.header + sum(map(len, exchange.buffers))
        if is_large or self._bytes + size > MOST_BYTES:
            self.complete = len(self.exchanges) if self.complete is None else self.complete
            self._bytes += 0 if is_large else MOST_BYTES
            return
        self._bytes += size
        self.exchanges.append(exchange)
