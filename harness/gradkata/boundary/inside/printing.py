"""What a learner's code prints, told to the grader as it comes: the beginning of it, and how many lines there are.

It is told while a call runs and not with its answer, since whoever looks for a loop that never ends prints, too.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable
from typing import Any

import requests

Tell = Callable[[dict[str, Any]], bool]


class Prints:
    """Keeps what has not been told of what both streams are given.

    When there is no more room, only the number of lines is told: before an answer, and whenever it has doubled, so
    that printing without end costs neither memory nor many messages.

    Args:
        tell: sends a message; gives whether it could be sent at this moment.
    """

    def __init__(self, tell: Tell):
        self._tell = tell
        self._text, self._room = "", requests.MAX_PRINTED
        self._ends, self._is_open = 0, False
        self._told = 0

    def add(self, data: bytes) -> None:
        """Take in what was printed."""
        ends = data.count(b"\n")
        self._ends += ends  # in one step: other threads may print as well
        self._is_open = not data.endswith(b"\n")
        if self._room:
            text = data[: 4 * self._room + 1].decode("utf-8", "replace")  # no character has more bytes than 4
            is_cut = len(text) > self._room and text[self._room] != "\n"
            self._text += text[: self._room] + ("…" if is_cut else "")
            self._room -= min(len(text), self._room)
            self.tell()
        elif self._ends >= 2 * self._told:
            self.tell()

    def tell(self) -> None:
        """Tell what has not been told."""
        text, self._text, lines = self._text, "", self._ends + self._is_open
        if not text and lines == self._told:
            return
        if self._tell({"printed": text, "lines": lines}):
            self._told = lines
        else:
            self._text = text + self._text


class Stream(io.RawIOBase):
    """The bytes beneath a stream that is printed to."""

    def __init__(self, prints: Prints, number: int, name: str):
        self._prints, self._number, self.name = prints, number, name

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number

    def write(self, data: Any) -> int:
        data = data if type(data) is bytes else bytes(memoryview(data))
        if data:
            self._prints.add(data)
        return len(data)


def listen(tell: Tell) -> Callable[[], None]:
    """Have all that is printed from now on told; give a function that tells the rest, even of a line not ended."""
    prints = Prints(tell)
    streams: list[io.TextIOWrapper] = []
    for number, name in ((1, "stdout"), (2, "stderr")):
        old = getattr(sys, name)
        raw: Any = Stream(prints, number, old.name)
        streams.append(io.TextIOWrapper(raw, old.encoding, old.errors, newline="\n", line_buffering=True))
        setattr(sys, name, streams[-1])
        setattr(sys, f"__{name}__", streams[-1])

    def finish() -> None:
        for stream in streams:
            with contextlib.suppress(ValueError, OSError):  # it may have been closed
                stream.flush()
        prints.tell()

    return finish
