"""A clock for what a learner's code costs, read by the grader: their code has no say in it."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import socket
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

from .beneath import Beneath
from .inside.requests import Get, to_message
from .inside.wire import Closed, DeadlineError, ProtocolError
from .learner import Learner
from .session import Session

ALL_THREADS = 2  # of the numbers that Linux makes from a process's: its clock of CPU time
ANSWERS_WITHIN_S = 1.0


@dataclasses.dataclass(frozen=True)
class Clock:
    """Calling it gives seconds up to now.

    Attributes:
        stands_still: whether it does while the process that it belongs to does nothing; the clock on the wall goes on.
    """

    read: Callable[[], float]
    stands_still: bool

    def __call__(self) -> float:
        return self.read()


def cpu_clock(learner: Any) -> Clock:
    """The clock of the CPU seconds of the process that runs a learner's code, in all its threads.

    CPU time stands still while others have the core. Where the kernel does not tell it of another process, or where
    that process may start others, whose time is not its own, it is the time by the clock: that errs in one direction
    only, by counting too much.
    """
    on_the_wall = Clock(time.perf_counter, stands_still=False)
    if not isinstance(learner, Learner) or not isinstance(learner._session, Session):
        return _of_this_thread() or on_the_wall
    if isinstance(beneath := learner._session._process, Beneath):
        return Clock(lambda: beneath.cpu_s, stands_still=True)
    number = None if learner._session.may_start_processes else _process_of(learner._session)
    if number is None:
        return on_the_wall
    clock = _ProcessClock(number)
    return Clock(clock, stands_still=True) if clock() else on_the_wall


def _of_this_thread() -> Clock | None:
    if sys.platform == "win32" or not hasattr(time, "thread_time"):  # counts in steps of 16 ms; is not in a browser
        return None
    return Clock(time.thread_time, stands_still=True)


class _ProcessClock:
    """The CPU seconds of another process; once it has gone, what they last were, and 0 if it was never there."""

    def __init__(self, number: int):
        self._clock, self._last = ~number << 3 | ALL_THREADS, 0.0

    def __call__(self) -> float:
        with contextlib.suppress(OSError, ValueError):
            self._last = time.clock_gettime(self._clock)
        return self._last


def _process_of(session: Session) -> int | None:
    """The number of the process that answers, as it is called out here: in a sandbox it knows itself by another one.

    None if it cannot be told for certain. What was sent before the kernel was asked to say who sends it is from nobody,
    number 0, which to the clocks is whoever reads them.
    """
    if not hasattr(socket, "SO_PASSCRED"):
        return None
    channel = session._process.channel
    connection, soon = channel._socket, time.monotonic() + ANSWERS_WITHIN_S
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        channel.send(to_message(Get(None, "__name__")), deadline=soon)
        # The kernel says who has sent the first byte of the answer, which stays there to be read.
        _, ancillary, _, _ = connection.recvmsg(1, socket.CMSG_SPACE(12), socket.MSG_PEEK)
        channel.receive(soon)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        ((_, _, credentials),) = ancillary
        number = int(struct.unpack("3i", credentials)[0])
    except (ValueError, OSError, struct.error, Closed, DeadlineError, ProtocolError):
        return None
    return number if number > 0 and number != os.getpid() else None
