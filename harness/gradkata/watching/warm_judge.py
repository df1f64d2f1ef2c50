"""The near end of the process that checks: `judge_process`."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import interruption, translation
from ..reports.wrapping import width
from .verdict import Request, Verdict


@dataclass(frozen=True)
class Heard:
    """What a judge's process said: a verdict; None when it has ended.

    Attributes:
        number: which of the judge's processes it was.
    """

    number: int
    verdict: Verdict | None


class Judge(contextlib.AbstractContextManager["Judge"]):
    """Checks one kata at a time, in a process that stays warm from one check to the next.

    Args:
        root: of the workspace.
        hear: called with what it says, in a thread of its own.

    Attributes:
        kata: the one that is being checked; empty if none is.
        since: since when, as a value of `time.monotonic`.
    """

    def __init__(self, root: Path, hear: Callable[[Heard], None]):
        self._root, self._hear = root, hear
        self._context = multiprocessing.get_context("spawn")  # what has threads is not forked
        self._process: Any = None
        self._connection: Any = None
        self._number = 0
        self.kata, self.since = "", 0.0

    def prepare(self, kata: str = "") -> None:
        """Make ready for a kata, or for any."""
        self._send(Request(kata, is_check=False))

    def check(self, kata: str) -> None:
        """Check what there is of a kata now; it must not be checking another."""
        self.kata, self.since = kata, time.monotonic()
        self._send(Request(kata))

    def takes(self, heard: Heard) -> bool:
        """Whether what was heard is of the process that there is now; if so, it checks nothing any more."""
        if heard.number != self._number:
            return False
        self.kata = ""
        if heard.verdict is None:
            self.leave()
        return True

    def leave(self) -> None:
        """Leave the check that is going on, and begin with a new process when there is something to do."""
        self.kata = ""
        self._number += 1
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def __exit__(self, *_: object) -> None:
        self.leave()

    def _send(self, request: Request) -> None:
        if self._process is None:
            self._start()
        with contextlib.suppress(OSError):  # it has gone: that is heard
            self._connection.send(request)

    def _start(self) -> None:
        self._connection, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=_serve, args=(theirs, self._root, translation.language(), os.getpid(), width()), daemon=True
        )
        with interruption.blocked():
            self._process.start()
        theirs.close()
        arguments = (self._connection, self._number)
        threading.Thread(target=self._listen, args=arguments, name="judge", daemon=True).start()

    def _listen(self, connection: Any, number: int) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._hear(Heard(number, connection.recv()))
        connection.close()
        self._hear(Heard(number, None))


def _serve(*arguments: Any) -> None:
    """What the process does: what judges is imported there alone, so that keys are answered from the beginning."""
    from .judge_process import serve

    serve(*arguments)
