"""Signals that ask this process to end: Ctrl-C, a scheduler's, and that of a terminal that has been closed.

A signal is noted, and raised as `Interrupted` while work may be stopped at any point. A clean-up can swallow an
exception, so it is raised again every second for as long as that is so. Where nothing may be stopped, as while a report
is written, it waits. Whoever sends a second one does not want to wait: the process ends at once.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

AGAIN_S, SOON_S = 1.0, 0.01
SAME_S = 1.0  # `timeout` signals a process and then its group: what comes within this time is one request
NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP


class Interrupted(KeyboardInterrupt):
    """The process has been asked to end; the message, often empty, says what that costs."""


class _Request:
    """What is known of the signal that came, and whether it may be raised."""

    # No dataclass: to import what makes one takes a fifth of the time in which Python's own way to end still holds.
    def __init__(self) -> None:
        self.number, self.since, self.may_stop = 0, 0.0, False


_REQUEST = _Request()


def numbers() -> set[signal.Signals]:
    """The signals that ask a process to end."""
    return {signal.Signals[name] for name in NAMES if name in signal.Signals.__members__}


def listen() -> None:
    """Note signals from now on, but for those that this process was started to ignore, as by ``nohup``."""
    for number in numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _note)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, lambda *_: _raise())
    sys.unraisablehook = _unraisable


def heard(number: int) -> None:
    """Note a signal that was heard by other means, as in an event loop, which raises nothing by itself."""
    if not _REQUEST.number:
        _REQUEST.number, _REQUEST.since = number, time.monotonic()
    elif time.monotonic() - _REQUEST.since > SAME_S:
        os._exit(status())


def status() -> int:
    """The exit status that tells of the signal; 0 if none came."""
    return 128 + _REQUEST.number if _REQUEST.number else 0


def name() -> str:
    """What the signal is called; that of Ctrl-C if none came."""
    return signal.Signals(_REQUEST.number or signal.SIGINT).name


def hold() -> None:
    """Let nothing be stopped from now on."""
    _REQUEST.may_stop = False


@contextlib.contextmanager
def allowed() -> Iterator[None]:
    """While the block runs, it may be stopped.

    Raises:
        Interrupted: a signal comes, or has come before.
    """
    _REQUEST.may_stop = True
    try:
        if _REQUEST.number:
            _raise()
        yield
    finally:
        hold()


@contextlib.contextmanager
def after() -> Iterator[None]:
    """A block that is not stopped on its way, but after it: what was printed to the half would be printed again.

    Raises:
        Interrupted: a signal has come meanwhile.
    """
    before, _REQUEST.may_stop = _REQUEST.may_stop, False
    try:
        yield
    finally:
        _REQUEST.may_stop = before
    if _REQUEST.number:
        _raise()


@contextlib.contextmanager
def blocked() -> Iterator[None]:
    """No signal that asks to end gets through while the block runs, nor in processes that are started in it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _note(number: int, _frame: Any) -> None:
    if not _REQUEST.number:
        _REQUEST.number, _REQUEST.since = number, time.monotonic()
        _raise_again(AGAIN_S)
        _raise()
    elif time.monotonic() - _REQUEST.since > SAME_S:
        os._exit(status())


def _unraisable(what: sys.UnraisableHookArgs) -> None:
    """What is raised in a clean-up of Python's own, as of a module's lock, goes nowhere from there."""
    if isinstance(what.exc_value, Interrupted):
        _raise_again(SOON_S)
    else:
        sys.__unraisablehook__(what)


def _raise_again(after_s: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, after_s, AGAIN_S)


def _raise() -> None:
    if _REQUEST.may_stop:
        raise Interrupted
