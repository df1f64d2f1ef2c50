"""Learners' code in the grader's own interpreter, for where there are no processes: in a page, Python is all there is.

What it is asked and answers goes through the same frames as elsewhere, so that values are copied and judged alike. No
limit is enforced while it runs: whoever starts the interpreter ends it when a loop goes on for ever. It is for one's
own code only, as `footprint` explains.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import os
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

from .beneath import Beneath
from .footprint import Changes, Footprint
from .inside.wire import Channel
from .limits import Limits
from .processes import Exit

NAME = "page"  # what results call this level

# The modules of the learner's end, each after those that it imports.
LEARNERS_END = (
    "wire", "requests", "reporting", "changes", "debugging", "pretending", "printing", "loading", "child",
)  # fmt: skip


class SameInterpreter:
    """A `Starter` of what stands for learners' processes."""

    def start(self, limits: Limits) -> Guest:
        """See `Starter.start`."""
        return Guest(limits)

    def close(self) -> None:
        """See `Starter.close`."""


class Ended(BaseException):
    """The learner's code has ended its process, as it believes."""


class Guest(Beneath):
    """Stands for a learner's process; see `Process`."""

    def __init__(self, limits: Limits):
        self._limits, self._end = limits, learners_end()
        self._ours, theirs = End(self._step), End(self._ask)
        self._ours.other, theirs.other = theirs, self._ours
        self.channel = Channel(self._ours, limits.output_mb << 20)  # type: ignore[arg-type]
        self._server = self._end["child"].Server(self._end["wire"].Channel(theirs, limits.output_mb << 20))
        self._footprint = Footprint([*self._streams(), *self._exits(), *self._threads(), *self._imports()])
        self._fault: BaseException | None = None  # of the grader's, while it answered a question
        self._exit: Exit | None = None
        self._is_closed = False

    def end(self) -> Exit:
        """See `Process.end`."""
        if not self._is_closed:
            self._is_closed = True
            self._footprint.wipe()
        self._exit = self._exit or Exit(0, 0, self.cpu_s)
        return self._exit

    def _step(self) -> None:
        """Have the learner's end answer what was sent."""
        if self._is_closed or self._exit is not None or not self._ours.other.data:
            return
        began = time.monotonic()
        with self._timed(1):
            self._footprint.run(self._server.serve_one)
        if self._fault is not None:
            raise self._fault
        if self.cpu_s > self._limits.cpu_s:
            self._exit = Exit(0, 0, self.cpu_s, is_over=True)
        if self._exit is not None:
            self._ours.data.clear()
        elif time.monotonic() - began > self._limits.clock_s:
            raise TimeoutError

    def _ask(self) -> None:
        """Have the grader answer what the learner's code has asked."""
        if self._fault is None:
            try:
                with self._timed(-1):
                    self._footprint.run_outside(self.answer)
            except BaseException as error:  # the grader hears of it when the learner's code has returned
                self._fault = error

    @contextlib.contextmanager
    def _timed(self, sign: int) -> Any:
        """Count what is computed meanwhile: what the grader does in between is not the learner's."""
        began = time.process_time()
        try:
            yield
        finally:
            self.cpu_s += sign * (time.process_time() - began)

    def _streams(self) -> Changes:
        """Standard streams that lead nowhere, until something listens to them."""
        printing = self._end["printing"]
        changes: Changes = [(sys, "stdin", io.TextIOWrapper(io.BytesIO(), "utf-8"))]
        for number, name, errors in ((1, "stdout", "surrogateescape"), (2, "stderr", "backslashreplace")):
            raw: Any = printing.Stream(printing.Prints(lambda _: True), number, f"<{name}>")
            stream = io.TextIOWrapper(raw, "utf-8", errors, newline="\n", line_buffering=True)
            changes += [(sys, name, stream), (sys, f"__{name}__", stream)]
        return changes

    def _exits(self) -> Changes:
        """What would end the interpreter, or have two of it, does so for the learner's code alone."""

        def leave(end: Exit) -> NoReturn:
            self._exit = end
            raise Ended

        def kill(process: int, number: int, /) -> None:
            if process != os.getpid():
                raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
            if number:
                leave(Exit(0, int(number), self.cpu_s))

        def fork() -> NoReturn:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

        exit_ = lambda status: leave(Exit(status & 0xFF, 0, self.cpu_s))  # noqa: E731
        abort = lambda: leave(Exit(0, 6, self.cpu_s))  # noqa: E731
        own = {"_exit": exit_, "abort": abort, "kill": kill, "fork": fork}
        return [(os, name, function) for name, function in own.items() if hasattr(os, name)]

    @staticmethod
    def _threads() -> Changes:
        """No thread of the learner's goes on while the grader works."""

        def start(*_: Any, **_named: Any) -> NoReturn:
            raise RuntimeError("can't start new thread")

        import threading

        names = ("_start_new_thread", "_start_joinable_thread")
        return [(threading, name, start) for name in names if hasattr(threading, name)]

    def _imports(self) -> Changes:
        """A learner's file imports what it could import elsewhere: not all that happens to be here."""
        import builtins

        real = builtins.__import__

        def importing(name: str, *rest: Any, **named: Any) -> Any:
            if sys._getframe(1).f_code.co_filename in self._server._files and not self._is_in_reach(name):
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)
            return real(name, *rest, **named)

        return [(builtins, "__import__", importing)]

    def _is_in_reach(self, name: str) -> bool:
        top = name.partition(".")[0]
        if not top or top == "numpy" or top in sys.stdlib_module_names:
            return True
        finders = (each for each in sys.meta_path if isinstance(each, self._end["loading"].SiblingFinder))
        return any(each.find_spec(top) for each in finders)


class End:
    """One end of a stream within a process: as much of a socket as `wire.Channel` uses.

    Args:
        when_empty: called where nothing has been sent that could be received.

    Attributes:
        other: the other end.
        data: what was sent to this one, and not received.
    """

    other: End

    def __init__(self, when_empty: Callable[[], None]):
        self._when_empty = when_empty
        self.data = bytearray()

    def sendall(self, data: bytes) -> None:
        self.other.data += data

    def recv(self, most: int) -> bytes:
        """Up to so many bytes; none where nobody sends any more."""
        if not self.data:
            self._when_empty()
        taken = bytes(self.data[:most])
        del self.data[:most]
        return taken

    def gettimeout(self) -> float | None:
        return None

    def settimeout(self, seconds: float | None) -> None:
        """There is nothing to wait for."""

    def close(self) -> None:
        """There is nothing to close."""


def learners_end() -> dict[str, Any]:
    """The modules of the learner's end, which import each other by their bare names: for the while, they are such."""
    before = {name: sys.modules.get(name) for name in LEARNERS_END}
    found: dict[str, Any] = {}
    try:
        for name in LEARNERS_END:
            found[name] = sys.modules[name] = importlib.import_module(f".inside.{name}", __package__)
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
    return found
