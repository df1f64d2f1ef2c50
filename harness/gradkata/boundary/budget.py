"""What the grader may spend on one submission: computing, time by the clock, memory, and how much it has to look at.

A learner's code has limits of its own, which the kernel holds it to. What it answers costs the grader something too:
to read, to decode, to compare, to explain. All of that is counted here, for a submission and the files that it imports
together. Values are counted where they are decoded (`wire.Tally`), bytes where they come in, and time and memory by a
timer, so that no suite and no explanation has to think of it.
"""

from __future__ import annotations

import contextlib
import math
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any, Self

from .inside.wire import Tally, TooMuch
from .limits import Limits

# Over all answers of a submission. What right solutions of all katas come to at most is behind each.
MOST_WEIGHT = 8_000_000  # 57,000; see `wire.Tally`. A notebook may have chosen ten times as many units as the reference
MOST_HEADERS = 4 << 20  # bytes; 85,000. What is read of them in Python takes up to 40 times as many
MOST_PAYLOAD = 64 << 20  # bytes; 281,000

TICK_S = 0.01  # of CPU time: how often the timer looks
MOST_MEMORY = 208 << 20  # bytes that the grader may take up before what it does for a submission is ended,
LEAST_GROWTH = 64 << 20  # or so much more than it took up before, where it is part of something larger
PAGE = 4096
HAS_TIMER = hasattr(signal, "setitimer")


class Spent(BaseException):
    """The budget is used up. No ``except Exception`` holds it up, since suites and variants may well have one.

    Attributes:
        of_memory: whether it is memory that was used up, and not time.
    """

    def __init__(self, *, of_memory: bool):
        super().__init__("the budget of a submission is used up")
        self.of_memory = of_memory


class Budget(contextlib.AbstractContextManager["Budget"]):
    """The budget of one submission. It runs from the beginning of the ``with`` block on.

    Where there is a timer, and this is the main thread, it looks every few milliseconds of computing, and raises
    `Spent` within `interrupting`. Everywhere else the budget is looked at before each question to a learner's code.

    Args:
        limits: those of the learner's code: the grader has as many seconds, of either kind. None for no end of them,
            nor of what it may look at.

    Attributes:
        tally: of the values that were decoded.
    """

    def __init__(self, limits: Limits | None = None):
        self._cpu_s = math.inf if limits is None else float(limits.cpu_s)
        self._clock_s = math.inf if limits is None else limits.clock_s
        self._is_bounded = limits is not None
        self.tally = Tally(MOST_WEIGHT if self._is_bounded else math.inf)
        self._headers = self._payload = 0
        self._memory = math.inf
        self._cpu_end = self._clock_end = math.inf
        self._is_interrupting = False
        self._kept: Any = None
        self._spent: Spent | None = None

    def __enter__(self) -> Self:
        self._cpu_end, self._clock_end = time.process_time() + self._cpu_s, time.monotonic() + self._clock_s
        self._memory = max(MOST_MEMORY, _memory() + LEAST_GROWTH)
        if HAS_TIMER and self._is_bounded and threading.current_thread() is threading.main_thread():
            self._kept = (
                signal.signal(signal.SIGPROF, self._look),
                *signal.setitimer(signal.ITIMER_PROF, TICK_S, TICK_S),
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._kept is not None:
            handler, *timer = self._kept
            signal.setitimer(signal.ITIMER_PROF, *timer)
            # A signal that is still on its way would end the whole process, were it left to the system.
            signal.signal(signal.SIGPROF, signal.SIG_IGN if handler in (None, signal.SIG_DFL) else handler)
            self._kept = None

    def narrow(self) -> None:
        """See that what is left is no more than half of the whole, or than any submission may take by default.

        For what is done once a verdict is there: a kata may need much time to be judged, and no more to be explained.
        """
        cpu_s = max(float(Limits().cpu_s), self._cpu_s / 2)
        self._cpu_end = min(self._cpu_end, time.process_time() + cpu_s)
        self._clock_end = min(self._clock_end, time.monotonic() + max(Limits().clock_s, self._clock_s / 2))

    def excuse(self, cpu_s: float) -> None:
        """Do not count so many seconds of computing: they were a learner's, in this very process."""
        self._cpu_end += cpu_s

    @property
    def deadline(self) -> float:
        """When it is used up by the clock, as a value of `time.monotonic`."""
        return self._clock_end

    @property
    def is_spent(self) -> bool:
        """Whether it is used up, or was so within `interrupting`."""
        return self._spent is not None or self._is_over_time

    def receive(self, header: int, payload: int) -> None:
        """Count a frame that came in, by its bytes.

        Raises:
            TooMuch: there have been far more than any submission needs.
        """
        self._headers += header
        self._payload += payload
        if self._is_bounded and (self._headers > MOST_HEADERS or self._payload > MOST_PAYLOAD):
            raise TooMuch("all answers together are longer than a hundred submissions' would be")

    @contextlib.contextmanager
    def interrupting(self) -> Iterator[None]:
        """A block that may be left at any moment.

        Raises:
            Spent: the budget is used up.
        """
        self.check()
        try:
            self._is_interrupting = True
            yield
        finally:
            self._is_interrupting = False

    @contextlib.contextmanager
    def at_rest(self) -> Iterator[None]:
        """A block within `interrupting` that may not be left before its end, since others rely on it."""
        self._is_interrupting, kept = False, self._is_interrupting
        try:
            yield
        finally:
            self._is_interrupting = kept

    def check(self) -> None:
        """See whether anything is left.

        Raises:
            Spent: nothing is.
        """
        is_over_memory = _memory() > self._memory
        if is_over_memory or self._is_over_time:
            self._spent = self._spent or Spent(of_memory=is_over_memory)
        if self._spent is not None:
            raise Spent(of_memory=self._spent.of_memory)

    @property
    def _is_over_time(self) -> bool:
        return time.process_time() >= self._cpu_end or time.monotonic() >= self._clock_end

    def _look(self, *_: object) -> None:
        if self._is_interrupting:
            self.check()


def _memory() -> int:
    """The bytes that this process takes up; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 (some thousand times a second; a path costs as much)
            return int(file.read().split()[1]) * PAGE
    except OSError:
        return 0
