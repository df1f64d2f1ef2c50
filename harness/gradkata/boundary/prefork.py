"""Learners' processes forked before they are asked for: while one is judged, another core prepares the next."""

from __future__ import annotations

import contextlib

from .limits import Limits
from .processes import BoundaryError, Process, Starter


class Prefork:
    """A starter that has one process of another starter's ready.

    Args:
        starter: closed with this one.
    """

    def __init__(self, starter: Starter):
        self._starter = starter
        self._ready: tuple[Limits, Process] | None = None

    def start(self, limits: Limits) -> Process:
        """See `Starter.start`. The next one is taken to be under the same limits, as it is within a kata."""
        ready, self._ready = self._ready, None
        if ready is not None and ready[0] == limits:
            process = ready[1]
        else:
            self._end(ready)
            process = self._starter.start(limits)
        if not limits.processes:  # the kernel would count it as one that the learner's code has started
            self._ready = (limits, self._starter.start(limits))
        return process

    def close(self) -> None:
        """See `Starter.close`."""
        self._end(self._ready)
        self._starter.close()

    @staticmethod
    def _end(ready: tuple[Limits, Process] | None) -> None:
        if ready is not None:
            with contextlib.suppress(BoundaryError):  # the server has gone, and with it all that it started
                ready[1].end()
