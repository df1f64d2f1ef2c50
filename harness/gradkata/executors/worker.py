"""A grader process: what it does with jobs that it is sent, and that it ends with the process that started it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection

from .. import interruption
from ..boundary.sanitizing import clean_lines
from ..errors import UsageError
from ..grader import Grader
from ..job import Job
from .guarded import graded

PR_SET_PDEATHSIG = 1

Numbered = tuple[int, Job]


def work(connection: Connection, grader: Grader, parent: int, inherited: Iterable[Connection] = ()) -> None:
    """Grade jobs until there are no more, or until whoever sends them has gone.

    Args:
        parent: the number of the process that sends them.
        inherited: ends of that process's that a fork has copied: while they are open here, nobody sees it go.
    """
    for each in inherited:
        each.close()
    belong_to(parent)
    try:
        with grader:
            for number, job in _received(connection):
                connection.send((number, graded(grader, job)))
    except UsageError as error:
        _tell(connection, error)
    except (BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        pass
    except Exception as error:
        sys.stderr.write(clean_lines(traceback.format_exc()))
        _tell(connection, RuntimeError(f"a grader process failed: {type(error).__name__}: {error}"))


def belong_to(parent: int) -> None:
    """Make this process one of those that end with ``parent``, and leave to that what signals ask for."""
    _end_with(parent)
    _leave_signals_to_parent()


def _end_with(parent: int) -> None:
    """Have the kernel end this process as soon as its parent has ended, in whatever way. Linux only."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it had ended before
        os._exit(1)


def _leave_signals_to_parent() -> None:
    """A terminal and `timeout` signal the whole group. They are caught and not ignored, which others would inherit."""
    for number in interruption.numbers():
        signal.signal(number, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, interruption.numbers())


def _received(connection: Connection) -> Iterator[Numbered]:
    with contextlib.suppress(EOFError, OSError):
        while (job := connection.recv()) is not None:
            yield job


def _tell(connection: Connection, error: Exception) -> None:
    with contextlib.suppress(OSError):
        connection.send(error)
