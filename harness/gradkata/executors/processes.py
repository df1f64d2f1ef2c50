"""In several grader processes on this machine, each with a grader of its own."""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
import traceback
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from ..errors import UsageError
from ..grader import Grader
from ..job import Job
from ..results import Result

AHEAD = 2  # jobs that a worker holds, so that it need not wait for the next one
DIED = "a grader process has ended of itself; only this run is lost: start it again"
GRACE_S = 2.0  # for a worker to end its fork server and itself

Numbered = tuple[int, Job]
Done = tuple[int, Result]


def work(grader: Grader, jobs: Iterable[Job], at_a_time: int) -> Iterator[Done]:
    """See `Executor`. Where workers can be forked, the first one goes on with the level that the grader has open."""
    may_fork, waiting = _may_fork(), enumerate(jobs)
    context: Any = multiprocessing.get_context("fork" if may_fork else "spawn")
    graders = [grader, *(grader.beside() for _ in range(at_a_time - 1))] if may_fork else [grader] * at_a_time
    workers: dict[Connection, Any] = {}
    held: dict[Connection, int] = {}
    try:
        for each, first in zip(graders, waiting, strict=False):  # no more workers than jobs
            connection, process = _hire(context, each)
            workers[connection], held[connection] = process, _hand_out(iter([first]), connection)
        for connection in list(workers) * (AHEAD - 1):
            held[connection] += _hand_out(waiting, connection)
        while any(held.values()):
            for ready in wait([connection for connection, number in held.items() if number]):
                assert isinstance(ready, Connection)
                yield _next(ready)
                held[ready] += _hand_out(waiting, ready) - 1
    finally:
        for connection, process in workers.items():
            with contextlib.suppress(OSError):
                connection.send(None)  # no more jobs
            process.join(GRACE_S)
            process.terminate()
            process.join()


def _may_fork() -> bool:
    """Whether a fork of this process is safe: it spares a worker the imports, but other threads would be cut off."""
    return sys.platform == "linux" and len(sys._current_frames()) == 1


def _hire(context: Any, grader: Grader) -> tuple[Connection, Any]:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, grader), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _work(connection: Connection, grader: Grader) -> None:
    try:
        with grader:
            for number, job in _received(connection):
                connection.send((number, grader.grade(job)))
    except UsageError as error:
        connection.send(error)
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:
        traceback.print_exc()
        connection.send(RuntimeError(f"a grader process failed: {type(error).__name__}: {error}"))


def _hand_out(waiting: Iterator[Numbered], connection: Connection) -> int:
    """Send the next job, if there is one; give the number of jobs sent."""
    job = next(waiting, None)
    if job is None:
        return 0
    try:
        connection.send(job)
    except OSError:  # it has gone; perhaps it said why
        _next(connection)
        raise UsageError(DIED) from None
    return 1


def _received(connection: Connection) -> Iterator[Numbered]:
    try:
        while (job := connection.recv()) is not None:
            yield job
    except EOFError:
        return


def _next(connection: Connection) -> Done:
    try:
        answer = connection.recv()
    except (EOFError, OSError):
        raise UsageError(DIED) from None
    if isinstance(answer, Exception):
        raise answer
    number, result = answer
    assert isinstance(result, Result)
    return number, result
