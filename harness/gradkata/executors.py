"""Ways to get many jobs judged: one after the other here, or in several grader processes."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from .boundary.levels import Level
from .boundary.prefork import Prefork
from .boundary.processes import started
from .errors import UsageError
from .explaining.explain import explain
from .judging.judge import Job, judge
from .kata import Kata
from .results import Result

Emit = Callable[[Result], None]
Executor = Callable[[Sequence[Kata], Sequence[Job], Emit, Level], None]

AHEAD = 2  # jobs that a worker holds, so that it need not wait for the next one
DIED = "a grader process has ended of itself; only this run is lost: start it again"
GRACE_S = 2.0  # for a worker to end its fork server and itself


def serial(katas: Sequence[Kata], jobs: Sequence[Job], emit: Emit, level: Level) -> None:
    """Judge in this process; where there is another core, the next learner's process is prepared on it meanwhile."""
    is_worth_it = _cores() > 1 and len(jobs) > 1
    with started(Prefork(level.start()) if is_worth_it else level.start()) as starter:
        judge(katas, jobs, emit, starter, explain)


def processes(count: int) -> Executor:
    """An executor with ``count`` grader processes, each with a fork server of its own."""

    def execute(katas: Sequence[Kata], jobs: Sequence[Job], emit: Emit, level: Level) -> None:
        context: Any = multiprocessing.get_context("fork" if _may_fork() else "spawn")
        waiting = iter(jobs)
        levels = itertools.chain([level], itertools.repeat(level.anew()))  # what is ready serves the first worker
        workers = dict(_hire(context, katas, each) for each in itertools.islice(levels, min(count, len(jobs))))
        held = dict.fromkeys(workers, 0)
        try:
            for connection in list(workers) * AHEAD:
                held[connection] += _hand_out(waiting, connection)
            while any(held.values()):
                for ready in wait([connection for connection, number in held.items() if number]):
                    assert isinstance(ready, Connection)
                    emit(_next(ready))
                    held[ready] += _hand_out(waiting, ready) - 1
        finally:
            for connection, process in workers.items():
                with contextlib.suppress(OSError):
                    connection.send(None)  # no more jobs
                process.join(GRACE_S)
                process.terminate()
                process.join()

    return execute


def default(jobs: int | None, count: int) -> Executor:
    """The executor for ``count`` jobs: as many processes as asked for, or as cores if there is enough to do."""
    if jobs is None:
        jobs = min(_cores(), count // 24)  # a process more costs as much as judging a dozen submissions
    return serial if jobs <= 1 else processes(jobs)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _may_fork() -> bool:
    """Whether a fork of this process is safe: it spares a worker the imports, but other threads would be cut off."""
    return sys.platform == "linux" and len(sys._current_frames()) == 1


def _hire(context: Any, katas: Sequence[Kata], level: Level) -> tuple[Connection, Any]:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, katas, level), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _work(connection: Connection, katas: Sequence[Kata], level: Level) -> None:
    try:
        with started(level.start()) as starter:
            judge(katas, _received(connection), connection.send, starter, explain)
    except UsageError as error:
        connection.send(error)
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:
        traceback.print_exc()
        connection.send(RuntimeError(f"a grader process failed: {type(error).__name__}: {error}"))


def _hand_out(waiting: Iterator[Job], connection: Connection) -> int:
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


def _received(connection: Connection) -> Iterator[Job]:
    try:
        while (job := connection.recv()) is not None:
            yield job
    except EOFError:
        return


def _next(connection: Connection) -> Result:
    try:
        answer = connection.recv()
    except (EOFError, OSError):
        raise UsageError(DIED) from None
    if isinstance(answer, Exception):
        raise answer
    assert isinstance(answer, Result)
    return answer
